"""Week 3: cases and known mistakes of the way back and of the step."""

import numpy as np

from helpers.exercises.exercise import DEFAULTS, Exercise, Rare, RarePart
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import labels, normal
from helpers.exercises.week3.forward import KEYS, MORE_OUTPUTS, SIZES, TWO_OUTPUTS, network
from helpers.reference import week3 as reference


def passes(rng):
    """Parameters with the cache that a right forward pass gives; labels of both classes, then of one."""
    for n_x, n_h, n_y, m in (*SIZES, (3, 4, 1, 5), (2, 6, 1, 4)):
        parameters, X = network(rng, n_x, n_h, n_y), normal(rng, n_x, m)
        Y = {(3, 4): np.ones((1, m)), (2, 6): np.zeros((1, m))}.get((n_x, n_h), labels(rng, m))
        yield {"parameters": parameters, "cache": reference.forward_propagation(X, parameters)[1], "X": X, "Y": Y}
    parameters, X = network(rng, 3, 4, 2), normal(rng, 3, 5)
    cache = reference.forward_propagation(X, parameters)[1]
    yield Rare(TWO_OUTPUTS, {"parameters": parameters, "cache": cache, "X": X, "Y": rng.integers(0, 2, (2, 5))})


def wrong_backward(
    change=lambda grads, m: grads, slope=lambda Z1, A1: 1 - A1**2, error=lambda A2, Y: A2 - Y, through=None, hidden="A1"
):
    """`backward_propagation` with one formula replaced."""

    def backward_propagation(parameters, cache, X, Y):
        m, A1 = X.shape[1], cache["A1"]
        dZ2 = error(cache["A2"], Y)
        dW2 = dZ2 @ cache[hidden].T / m
        W2 = parameters["W2"] if through is None else through(dW2)
        dZ1 = W2.T @ dZ2 * slope(cache["Z1"], A1)
        grads = {"dW1": dZ1 @ X.T / m, "db1": dZ1.sum(axis=1, keepdims=True) / m}
        grads |= {"dW2": dW2, "db2": dZ2.sum(axis=1, keepdims=True) / m}
        return change(grads, m)

    return backward_propagation


def times(factor, *names):
    """Multiply some gradients by a factor of m."""
    return lambda grads, m: grads | {name: grads[name] * factor(m) for name in names}


def sums_along_units(parameters, cache, X, Y):
    """`backward_propagation` whose biases' gradients are summed along the wrong axis."""
    right = reference.backward_propagation(parameters, cache, X, Y)
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    m = X.shape[1]
    return right | {"db1": dZ1.sum(axis=0, keepdims=True) / m, "db2": dZ2.sum(axis=0, keepdims=True) / m}


EVERY = ("dW1", "db1", "dW2", "db2")


backward_propagation = Exercise(
    reference.backward_propagation,
    passes,
    {name: name for name in EVERY},
    weights={"dW1": 3, "db1": 2, "dW2": 2, "db2": 1},
    tolerance=(3e-5, 3e-7),  # see docs/tolerances.md
    rare_parts={TWO_OUTPUTS: RarePart(0.4, MORE_OUTPUTS)},
    mistakes=(
        Mistake("no mean", "Your gradients grow with the number of samples: is the cost a sum or a mean?",
                wrong_backward(times(lambda m: m, *EVERY))),
        Mistake("mean twice", "Too small by a factor of m: where is the average taken, once or twice?",
                wrong_backward(times(lambda m: 1 / m, *EVERY))),
        Mistake("no mean in the biases", "dW is a mean over the samples; are db1 and db2 as well?",
                wrong_backward(times(lambda m: m, "db1", "db2"))),
        Mistake("Y - A2", "Right size, wrong sign: which way should the gradient point when A2 is larger than Y?",
                wrong_backward(error=lambda A2, Y: Y - A2)),
        Mistake("slope of the sigmoid", "Which activation made A1? Its slope is not a(1 - a).",
                wrong_backward(slope=lambda Z1, A1: A1 * (1 - A1))),
        Mistake("Z1 in the slope", "In terms of which quantity is the short formula for the slope of tanh?",
                wrong_backward(slope=lambda Z1, A1: 1 - Z1**2)),
        Mistake("A1 not squared", "The slope of tanh: is something to be squared?",
                wrong_backward(slope=lambda Z1, A1: 1 - A1)),
        Mistake("no slope", "The signal goes back through the activation, too: where is its slope?",
                wrong_backward(slope=lambda Z1, A1: np.ones_like(A1))),
        Mistake("dW2 for W2", "Through which weights did the signal travel forward: W2, or its gradient?",
                wrong_backward(through=lambda dW2: dW2)),
        Mistake("biases in one number", "b1 is a column; is its gradient?",
                wrong_backward(lambda g, m: g | {"db1": g["db1"].sum(), "db2": g["db2"].sum()})),
        Mistake("biases of rank 1", "Your db1 has lost an axis: which argument of the sum keeps it?",
                wrong_backward(lambda g, m: g | {"db1": g["db1"][:, 0], "db2": g["db2"][:, 0]})),
        Mistake("turned", "dW1 must have the shape of W1.",
                wrong_backward(lambda g, m: g | {"dW1": g["dW1"].T, "dW2": g["dW2"].T})),
        Mistake("mean in dZ2, too", "Too small by a factor of m: where is the average taken, once or twice?",
                wrong_backward(error=lambda A2, Y: (A2 - Y) / Y.shape[1]), same_as="mean twice"),
        Mistake("no mean in the weights", "db is a mean over the samples; are dW1 and dW2 as well?",
                wrong_backward(times(lambda m: m, "dW1", "dW2"))),
        Mistake("no mean in layer 1", "The gradients of layer 2 are means over the samples; are those of layer 1 as well?",
                wrong_backward(times(lambda m: m, "dW1", "db1"))),
        Mistake("no mean in layer 2", "The gradients of layer 1 are means over the samples; are those of layer 2 as well?",
                wrong_backward(times(lambda m: m, "dW2", "db2"))),
        Mistake("slope of the last sigmoid",
                "With the cross-entropy the slope of the last sigmoid cancels: is it still in your dZ2?",
                wrong_backward(error=lambda A2, Y: (A2 - Y) * A2 * (1 - A2))),
        Mistake("Z1 in dW2", "dW2 is made of what entered layer 2: Z1, or A1?", wrong_backward(hidden="Z1")),
        Mistake("biases along the units", "You summed over the units and kept the samples; it is the other way round.",
                sums_along_units),
    ),
)  # fmt: skip


def steps(rng):
    """Parameters with gradients and several rates, one of them the default."""
    for (n_x, n_h, _, _), n_y, rate in zip(SIZES, (1, 2, 1, 3, 1), (0.3, 2.5, 0.07, 1.0, None), strict=True):
        grads = {"d" + name: value for name, value in network(rng, n_x, n_h, n_y).items()}
        case = {"parameters": network(rng, n_x, n_h, n_y), "grads": grads}
        yield Rare(DEFAULTS, case) if rate is None else case | {"learning_rate": rate}


def wrong_step(change):
    """`update_parameters` by another rule, taking (name, value, gradient, rate)."""
    return lambda parameters, grads, learning_rate=1.2: {
        name: change(name, value, grads["d" + name], learning_rate) for name, value in parameters.items()
    }


update_parameters = Exercise(
    reference.update_parameters,
    steps,
    {key: key for key in KEYS},
    keeps_arguments=1,
    mistakes=(
        Mistake("uphill", "The gradient points uphill: which way do you step?",
                wrong_step(lambda name, v, g, rate: v + rate * g)),
        Mistake("fixed rate", "Make the rate ten times larger: does the step grow?",
                wrong_step(lambda name, v, g, rate: v - 1.2 * g)),
        Mistake("no rate", "Your step is the whole gradient: what became of the learning rate?",
                wrong_step(lambda name, v, g, rate: v - g)),
        Mistake("biases stay", "The weights move, the biases do not.",
                wrong_step(lambda name, v, g, rate: v if name[0] == "b" else v - rate * g)),
        Mistake("first layer stays", "The second layer moves, the first does not.",
                wrong_step(lambda name, v, g, rate: v if name[1] == "1" else v - rate * g)),
        Mistake("nothing moves", "Your parameters are those you were given: is the result of the subtraction kept?",
                wrong_step(lambda name, v, g, rate: v)),
        Mistake("only the step", "You return the step itself, not the place it leads to.",
                wrong_step(lambda name, v, g, rate: -rate * g)),
        Mistake("weights stay", "The biases move, the weights do not.",
                wrong_step(lambda name, v, g, rate: v if name[0] == "W" else v - rate * g)),
        Mistake("second layer stays", "The first layer moves, the second does not.",
                wrong_step(lambda name, v, g, rate: v if name[1] == "2" else v - rate * g)),
        Mistake("divided by the rate", "Make the rate ten times larger: does the step grow or shrink?",
                wrong_step(lambda name, v, g, rate: v - g / rate)),
    ),
)  # fmt: skip
