"""What can be said of the cases of an exercise in a few words: sizes, and facts that hold for some cases or entries only."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.assessment.comparison import is_number

SAMPLES = ("X", "Y", "A", "A_prev", "A2", "AL", "dZ", "dA", "X_train")  # arguments whose columns are samples
LARGE = 700  # exponentials overflow soon after


@dataclass(frozen=True)
class Fact:
    """Where something holds and where it does not, both in words; and for each case whether it does, or in which entries."""

    where: str
    elsewhere: str
    holds: list[Any]


@dataclass(frozen=True)
class Given:
    """The arguments of one case, and whether made-up functions stand in for those it builds on."""

    arguments: dict[str, Any]
    stubs: bool = False

    @functools.cached_property
    def named(self) -> dict[str, Any]:
        """Every number, text and array inside the arguments, named as one would index it, e.g. "parameters['W1']"."""
        return {path: leaf for name, value in self.arguments.items() for path, leaf in _leaves(value, name)}

    @functools.cached_property
    def sizes(self) -> dict[tuple[str, str], float]:
        """The arguments' sizes and the single numbers among them: (symbol, what it is) → value, the most telling first."""
        numbers = {name: np.asarray(value) for name, value in self.named.items() if not isinstance(value, str)}
        found: dict[tuple[str, str], float] = {}
        for name in SAMPLES:
            if name in numbers and numbers[name].ndim == 2:
                found["m", f"the number of samples (columns of {name})"] = numbers[name].shape[1]
        for name, value in self.arguments.items():
            if name in ("caches", "layer_dims", "layers_dims"):
                found["L", "the number of layers"] = len(value) - (name != "caches")
            elif isinstance(value, dict):
                found["L", "the number of layers"] = sum(key.startswith("W") for key in value)
        found |= {(name, ""): float(value) for name, value in numbers.items() if value.ndim == 0}
        for name, array in numbers.items():
            for axis, size in enumerate(array.shape):
                found["n", f"the number of {_counted(array, axis)[0]} of {name}"] = size
        return found | {("n", f"the number of entries of {name}"): array.size for name, array in numbers.items()}


def shared(dictionaries: list[dict]) -> list[Any]:
    """The keys that all of them have, in the order of the first."""
    return [key for key in dictionaries[0] if all(key in other for other in dictionaries)]


def case_facts(cases: list[Given]) -> Iterator[Fact]:
    """Facts that hold in some of the cases, the most telling first."""
    arrays = {}
    for name in shared([given.named for given in cases]):
        values = [given.named[name] for given in cases]
        if not any(isinstance(value, str) for value in values):
            arrays[name] = [np.asarray(value) for value in values]
        texts = sorted({value for value in values if isinstance(value, str)})
        for text in texts:
            others = f"for {name} = {texts[texts[0] == text]!r}" if len(texts) == 2 else f"for any other {name}"
            yield Fact(f"for {name} = {text!r}", others, [value == text for value in values])
    for symbol, meaning in shared([given.sizes for given in cases]):
        if symbol != "n":
            values = [given.sizes[symbol, meaning] for given in cases]
            one = f" (a single {meaning.split()[3].rstrip('s')})" if meaning else ""
            more = f"{symbol} > 1" if meaning else f"{symbol} is not 1"
            yield Fact(f"wherever {symbol} = 1{one}", f"wherever {more}", [value == 1 for value in values])
            yield Fact(f"wherever {symbol} > 100", f"wherever {symbol} ≤ 100", [value > 100 for value in values])
            if len(cases[0].arguments) == 1:
                yield Fact(f"wherever {symbol} < 0", f"wherever {symbol} ≥ 0", [value < 0 for value in values])
    for name, values in arrays.items():
        yield from _facts_of(name, values)


def _facts_of(name: str, arrays: list[np.ndarray]) -> Iterator[Fact]:
    for words, opposite, holds in (
        ("is a single number", "is an array", lambda a: a.ndim == 0),
        ("has more than two axes", "has two axes at most", lambda a: a.ndim > 2),
        ("has one row", "has several rows", lambda a: a.ndim == 2 and a.shape[0] == 1),
        ("has one column", "has several columns", lambda a: a.ndim == 2 and a.shape[1] == 1),
        ("is square", "is not square", lambda a: a.ndim == 2 and a.shape[0] == a.shape[1]),
        ("holds whole numbers (dtype int)", "holds floats", lambda a: a.dtype.kind in "iu"),
        ("is all zeros", "is not all zeros", lambda a: not a.any()),
        ("is all ones", "is not all ones", lambda a: bool((a == 1).all())),
        ("contains a 0", "contains no 0", lambda a: bool((a == 0).any())),
        ("contains a 1", "contains no 1", lambda a: bool((a == 1).any())),
        ("has a row of zeros", "has no row of zeros", lambda a: a.ndim == 2 and bool((a == 0).all(axis=1).any())),
        (f"goes below -{LARGE}", f"stays above -{LARGE}", lambda a: bool((a < -LARGE).any())),
        (f"goes above {LARGE}", f"stays below {LARGE}", lambda a: bool((a > LARGE).any())),
    ):
        yield Fact(f"wherever {name} {words}", f"wherever {name} {opposite}", [holds(array) for array in arrays])


def entry_facts(cases: list[Given], shapes: list[tuple[int, ...]]) -> Iterator[Fact]:
    """Facts that hold for some entries of arrays of the given shapes, one array a case."""
    for name in shared([given.named for given in cases]):
        values = [np.asarray(given.named[name]) for given in cases]
        if all(
            value.shape == shape and value.dtype.kind in "biuf" for value, shape in zip(values, shapes, strict=True)
        ):
            yield Fact(f"wherever {name} < 0", f"wherever {name} ≥ 0", [value < 0 for value in values])
            yield Fact(f"wherever {name} > 0", f"wherever {name} ≤ 0", [value > 0 for value in values])
            yield Fact(f"wherever {name} = 0", f"wherever {name} is not 0", [value == 0 for value in values])
            yield Fact(f"wherever {name} = 1", f"wherever {name} is not 1", [value == 1 for value in values])
    dimensions = {len(shape) for shape in shapes}
    for axis in range(dimensions.pop() if len(dimensions) == 1 else 0):
        for place, end in (("first", 0), ("last", -1)):
            several, single = _counted(np.empty(shapes[0]), axis)
            masks = [np.zeros(shape, bool) for shape in shapes]
            for mask in masks:
                mask.swapaxes(0, axis)[end] = True
            yield Fact(f"in the {place} {single}", f"in the other {several}", masks)


def _counted(array: np.ndarray, axis: int) -> tuple[str, str]:
    if array.ndim > 2:
        return f"entries along axis {axis}", f"entry along axis {axis}"
    return (("rows", "row"), ("columns", "column"))[axis] if array.ndim == 2 else ("entries", "entry")


def _leaves(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{name}[{key!r}]")
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{name}[{index}]")
    elif is_number(value) or isinstance(value, (str, np.ndarray)):
        yield name, value
