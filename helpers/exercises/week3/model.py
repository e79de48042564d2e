"""Week 3: cases and known mistakes of the training."""

import numpy as np

from helpers.assessment.asking import Ask
from helpers.assessment.serialization import Between
from helpers.exercises.exercise import Exercise, Rare, RarePart
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import PRINTS, PRINTS_COST, labels, normal
from helpers.exercises.week3 import stubs
from helpers.exercises.week3.forward import TWO_OUTPUTS
from helpers.reference import week3 as reference

ALL = (
    stubs.layer_sizes,
    stubs.initialize_parameters,
    stubs.forward_propagation,
    stubs.compute_cost,
    stubs.backward_propagation,
    stubs.update_parameters,
)


LONG = 100  # iterations; the two clouds are learnt after as many, and fewer can be undone one by one


def trainings(rng):
    """Two clouds around opposite points; short trainings of small inputs, and one long enough to learn the clouds."""
    yield two_clouds(rng, 2, 9, 3, 1, 0.4)
    yield two_clouds(rng, 3, 7, 5, 4, 0.4)
    yield Rare("", two_clouds(rng, 2, 12, 6, 200, 1.0), ways=(False,))  # stubs learn nothing
    yield Rare(PRINTS, two_clouds(rng, 3, 6, 2, 2, 0.4) | {"print_cost": True}, Ask.PRINTED)
    case = two_clouds(rng, 3, 8, 4, 1, 0.4)
    yield Rare(TWO_OUTPUTS, case | {"Y": np.vstack([case["Y"], rng.permutation(case["Y"][0])])})


def two_clouds(rng, n_x, m, n_h, count, size):
    """A training on two clouds around opposite points."""
    Y = labels(rng, m)
    centre = np.sign(normal(rng, n_x, 1) + 0.0005)
    X = np.round(size * (centre * (2 * Y - 1) + 0.3 * normal(rng, n_x, m)), 3)
    return {"X": X, "Y": Y, "n_h": n_h, "num_iterations": count}


def expect(X, Y, n_h, num_iterations, print_cost=False, **others):
    """With stubs the reference's answer; else what the figures of `measure` must be whatever the random start."""
    if others:
        return reference.nn_model(X, Y, n_h, num_iterations, **others)
    figures = {"W1": (n_h, X.shape[0]), "b1": (n_h, 1), "W2": (len(Y), n_h), "b2": (len(Y), 1)}
    if num_iterations > LONG:
        return figures | {"cost": Between(0.0, 0.1), "accuracy": 100.0}
    return figures | {
        "largest weight before the steps": Between(0.0, 0.07),
        "largest bias before the steps": Between(0.0, 1e-5),
        "different hidden units before the steps": n_h,
    }


def measure(arguments, answer):
    """Figures of a training: shapes; of a long one its end, of a short one its start, found by undoing every step."""
    X, Y, count = arguments["X"], arguments["Y"], arguments["num_iterations"]
    figures = {name: answer[name].shape for name in ("W1", "b1", "W2", "b2")}
    if count > LONG:
        A2, _ = reference.forward_propagation(X, answer)
        return figures | {"cost": reference.compute_cost(A2, Y), "accuracy": float(100 * np.mean((A2 > 0.5) == Y))}
    for _ in range(count):
        answer = step_back(answer, X, Y)
    largest = {name: float(np.abs(value).max()) for name, value in answer.items()}
    weight, bias = max(largest["W1"], largest["W2"]), max(largest["b1"], largest["b2"])
    figures |= {"largest weight before the steps": weight, "largest bias before the steps": bias}
    return figures | {"different hidden units before the steps": len(np.unique(np.round(answer["W1"], 7), axis=0))}


def step_back(parameters, X, Y):
    """The parameters from which one step of gradient descent leads to the given ones: start = end + rate · gradient(start)."""
    start = parameters
    for _ in range(60):  # a contraction, since X is small
        before = start
        _, cache = reference.forward_propagation(X, start)
        start = reference.update_parameters(parameters, reference.backward_propagation(start, cache, X, Y), -1.2)
        if all(np.abs(start[name] - before[name]).max() < 1e-13 for name in start):
            break
    return start


SIZE_OF_Y = "How many output units are there when Y has two rows? `layer_sizes` tells."


def wrong_training(hidden=None, count=lambda n: n, rebind=True, restart=False, keep_start=False, once=()):
    """`nn_model` with one thing done otherwise.

    Arguments: hidden, "four" for always four units; count, the number of steps; rebind, whether steps are kept; restart,
    whether each iteration starts anew; keep_start, another rate; once, what is computed in the first iteration only.
    """

    def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False, **others):
        use = {function.__name__: function for function in reference_functions()} | others
        n_x, four, n_y = use["layer_sizes"](X, Y)
        units = four if hidden == "four" else n_h
        parameters = use["initialize_parameters"](n_x, units, n_y)
        for i in range(count(num_iterations)):
            if restart:
                parameters = use["initialize_parameters"](n_x, units, n_y)
            if i == 0 or "cache" not in once:
                _, cache = use["forward_propagation"](X, parameters)
            if i == 0 or "grads" not in once:
                grads = use["backward_propagation"](parameters, cache, X, Y)
            stepped = use["update_parameters"](parameters, grads, *(() if not keep_start else (0.01,)))
            parameters = stepped if rebind else parameters
        return parameters

    return nn_model


def reference_functions():
    """The functions that nn_model calls, as the reference has them."""
    return [getattr(reference, function.__name__) for function in ALL]


nn_model = Exercise(
    reference.nn_model,
    trainings,
    "parameters",
    weights={"parameters": 8},
    stubs=ALL,
    rare_parts={PRINTS: RarePart(0.5, PRINTS_COST), TWO_OUTPUTS: RarePart(0.3, SIZE_OF_Y)},
    expect=expect,
    measure=measure,
    mistakes=(
        Mistake("result not kept", "Is anything different at the next iteration? See what becomes of the updated parameters.",
                wrong_training(rebind=False)),
        Mistake("start in every iteration", "Where does initialization happen: before the loop, or in it?",
                wrong_training(restart=True)),
        Mistake("one step short", "How many times does your loop run for num_iterations = 1?",
                wrong_training(count=lambda n: n - 1)),
        Mistake("one step too many", "How many times does your loop run for num_iterations = 1?",
                wrong_training(count=lambda n: n + 1)),
        Mistake("always four units", "Which n_h is used: the argument, or the one from layer_sizes?",
                wrong_training(hidden="four")),
        Mistake("another rate", "update_parameters has a learning rate of its own that suits; do you hand it another?",
                wrong_training(keep_start=True)),
        Mistake("one forward pass for all", "The cache is as old as the forward pass: does every iteration make one of its own?",
                wrong_training(once=("cache",))),
        Mistake("one gradient for all", "After a step the slopes are others: does every iteration compute them again?",
                wrong_training(once=("grads",))),
    ),
)  # fmt: skip
