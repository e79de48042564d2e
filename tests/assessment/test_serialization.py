"""Values travel as plain JSON; whatever else arrives is refused with a reason."""

import base64
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from helpers.assessment.serialization import Between, Normal, Opaque, WireError, decode, encode

numbers = st.one_of(st.booleans(), st.integers(-(2**62), 2**62), st.floats(), st.text(max_size=20), st.none())
arrays = hnp.arrays(
    st.sampled_from([np.float64, np.int64, np.bool_, np.float32]), hnp.array_shapes(min_dims=0, max_side=4)
)
values = st.recursive(
    numbers | arrays,
    lambda inner: (
        st.lists(inner, max_size=4) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)


def same(a, b):
    if isinstance(a, np.ndarray):
        return (
            isinstance(b, np.ndarray)
            and a.dtype == b.dtype
            and a.shape == b.shape
            and np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
        )
    if isinstance(a, (list, tuple)):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return isinstance(b, dict) and list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    return type(a) is type(b) and (a == b or (a != a and b != b))


@given(values)
def test_what_is_sent_arrives(value):
    text = json.dumps(encode(value), allow_nan=False)
    assert same(decode(json.loads(text)), value)


@pytest.mark.parametrize("rule", [Normal((3, 2), 0.01), Between(0.5, 1.0), Opaque("a generator")])
def test_rules_arrive(rule):
    assert decode(json.loads(json.dumps(encode(rule)))) == rule


@pytest.mark.parametrize(
    "value",
    [(n for n in "ab"), print, object(), np.array([object()]), {(1, 2): 3}, 2**80, np.array(["text"]), [1] * 20_000],
)
def test_what_can_not_travel_is_named_not_sent(value):
    assert isinstance(decode(encode(value)), Opaque)


def test_an_endless_nest_ends():
    nest = []
    nest.append(nest)
    assert json.dumps(encode(nest))


def nested(depth):
    return [] if depth == 0 else {"list": [nested(depth - 1)]}


@pytest.mark.parametrize(
    "data",
    [
        [1, 2],
        {},
        {"list": 3},
        {"list": [1], "tuple": [2]},
        {"pickle": "gASVAA=="},
        {"array": ["|O", [1], "AAAA"]},
        {"array": ["<f8", [2], "AAAA"]},
        {"array": ["<f8", [-1], ""]},
        {"array": ["<f8", [10**12, 10**12], ""]},
        {"array": ["<f8", [1], "not base64!"]},
        {"array": "<f8"},
        {"dict": [["a"]]},
        {"dict": [[["a"], 1]]},
        {"float": "1e400"},
        {"opaque": {"x": 1}},
        10**30,
        "x" * 100_000,
        {"list": [0] * 100_000},
        nested(50),
    ],
)
def test_broken_messages_are_refused(data):
    with pytest.raises(WireError):
        decode(data)


@pytest.mark.parametrize("shape", [(10_000_000, 0), (0, 2**31), (1,) * 9, (1001, 1000)])
def test_an_array_that_takes_long_to_look_at_does_not_travel(shape):
    """Nor does one of no bytes, but millions of rows."""
    array = np.zeros(shape, dtype=bool)
    assert encode(array) == {"opaque": f"an array of shape {shape}"}
    text = base64.b64encode(array.tobytes()).decode()
    with pytest.raises(WireError, match="too large"):
        decode({"array": ["|b1", list(shape), text]})
