"""Stubs for earlier functions: every output depends on every input, and shapes are the true ones."""

import inspect

import numpy as np
import pytest

from helpers.exercises import week2, week3, week4
from helpers.exercises.week2 import stubs as stubs2
from helpers.exercises.week3 import stubs as stubs3
from helpers.exercises.week4 import stubs as stubs4

WEEKS = {"week2": (week2, stubs2), "week3": (week3, stubs3), "week4": (week4, stubs4)}
STUBS = [
    pytest.param(week, name, id=f"{week}-{name}")
    for week, (_, module) in WEEKS.items()
    for name, _ in inspect.getmembers(module, inspect.isfunction)
]


def reference_of(week, name):
    return next(exercise.reference for exercise in WEEKS[week][0].EXERCISES if exercise.name == name)


def arguments_of(week, name):
    """The arguments of a case of the exercise that a stub stands for, with every default given."""
    exercise = next(one for one in WEEKS[week][0].EXERCISES if one.name == name)
    case = next(c.arguments for c in exercise.questions(3).cases if len(c.arguments) > 0)
    defaults = {n: p.default for n, p in exercise.parameters.items() if p.default is not p.empty}
    return defaults | case if list(defaults | case) == list(exercise.parameters) else case | defaults


def leaves(value, path=()):
    """The numbers and arrays in a value, by the way to each."""
    if isinstance(value, dict):
        return {k: v for key, item in value.items() for k, v in leaves(item, (*path, key)).items()}
    if isinstance(value, (list, tuple)):
        return {k: v for key, item in enumerate(value) for k, v in leaves(item, (*path, key)).items()}
    return {path: value}


def changed(value, path):
    """A value with the number or array at a path changed."""
    if path:
        items = value if isinstance(value, dict) else dict(enumerate(value))
        new = items | {path[0]: changed(items[path[0]], path[1:])}
        return new if isinstance(value, dict) else type(value)(new.values())
    if isinstance(value, str):
        return {"sigmoid": "relu", "relu": "sigmoid"}[value]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return value + (0.37 + 0.1 * np.cos(np.arange(np.size(value)))).reshape(np.shape(value))


def differs(one, other):
    return np.shape(one) != np.shape(other) or not np.allclose(one, other, rtol=1e-4, atol=1e-6)


PASSED_ON = {
    "linear_forward",
    "linear_activation_forward",
    "L_model_forward",
}  # whose caches hold the arguments themselves


@pytest.mark.parametrize(("week", "name"), STUBS)
def test_every_output_depends_on_every_input(week, name):
    stub, arguments = getattr(WEEKS[week][1], name), arguments_of(week, name)
    before = leaves(stub(**arguments))
    for path in leaves(arguments):
        if path == ("print_cost",) or (
            name == "layer_sizes" and path
        ):  # one shows in the costs only; sizes are of their own array
            continue
        after = leaves(stub(**changed(arguments, path)))
        same = [place for place in before if place in after and not differs(before[place], after[place])]
        same = [place for place in same if not (name in PASSED_ON and place[0] == 1)]
        assert not same, f"{name}: {same} do not depend on {path}"


@pytest.mark.parametrize(("week", "name"), [p for p in STUBS if p.values[1] != "layer_sizes"])
def test_outputs_have_the_shapes_of_the_true_function(week, name):
    stub, arguments = getattr(WEEKS[week][1], name), arguments_of(week, name)
    own, true = (leaves(function(**arguments)) for function in (stub, reference_of(week, name)))
    wrong = {
        path: (np.shape(own[path]), np.shape(true[path]))
        for path in own
        if path in true and np.shape(own[path]) != np.shape(true[path])
    }
    assert not wrong


@pytest.mark.parametrize("week", ["week3", "week4"])
def test_labels_and_probabilities_exchanged_give_another_cost(week):
    stub = WEEKS[week][1].compute_cost
    for seed in range(50):
        rng = np.random.default_rng(seed)
        A, Y = rng.uniform(0.1, 0.9, (1, 6)), rng.integers(0, 2, (1, 6))
        assert abs(stub(A, Y) - stub(Y, A)) > 0.02


def test_rate_and_number_of_iterations_exchanged_give_other_parameters():
    w, X, Y = np.ones((2, 1)), np.eye(2), np.array([[0, 1]])
    one, other = (stubs2.optimize(w, 0.5, X, Y, *run)[0]["w"] for run in ((3, 0.3), (0.3, 3)))
    assert differs(one, other)
