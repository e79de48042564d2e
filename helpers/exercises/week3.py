"""Week 3: cases and known mistakes of the network with one hidden layer."""

from dataclasses import replace

import numpy as np

from helpers.exercises import week4_forward as week4
from helpers.exercises.exercise import Exercise, Mistake, labels, normal
from helpers.exercises.week3_training import nn_model, predict
from helpers.reference import week3 as reference

SIZES = ((2, 4, 1, 5), (3, 5, 1, 4), (1, 3, 1, 6), (5, 2, 1, 3), (4, 3, 1, 1))  # n_x, n_h, n_y, m: n_h is rarely 4
KEYS = ("W1", "b1", "W2", "b2")


def data_sets(rng):
    """X and Y of several sizes, n_y > 1 among them."""
    for n_x, n_y, m in ((2, 1, 5), (5, 2, 3), (3, 4, 7), (1, 3, 2), (6, 1, 4)):
        yield {"X": normal(rng, n_x, m), "Y": rng.integers(0, 2, (n_y, m))}


layer_sizes = Exercise(
    reference.layer_sizes,
    data_sets,
    ("n_x", "n_h", "n_y"),
    (
        Mistake(
            "samples for features",
            "Which axis of X counts the features, which the samples?",
            lambda X, Y: (X.shape[1], 4, Y.shape[1]),
        ),
        Mistake(
            "n_y for n_h",
            "The size of the hidden layer is 4, whatever the data.",
            lambda X, Y: (X.shape[0], Y.shape[0], Y.shape[0]),
        ),
        Mistake("whole shapes", "A size is one number of the shape.", lambda X, Y: (X.shape, 4, Y.shape)),
        Mistake(
            "always one output",
            "Is the output layer always of size 1? Ask Y.",
            lambda X, Y: (Y.shape[0], 4, X.shape[0]),
        ),
    ),
)

initialize_parameters = replace(week4.initialize_parameters, reference=reference.initialize_parameters)


def network(rng, n_x, n_h, n_y):
    """Parameters with nothing zero in them."""
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    return {name: normal(rng, *shape, scale=0.8) for name, shape in shapes.items()}


def networks(rng):
    """Networks with samples."""
    for n_x, n_h, n_y, m in SIZES:
        yield {"X": normal(rng, n_x, m), "parameters": network(rng, n_x, n_h, n_y)}


def wrong_forward(hidden=np.tanh, output=reference.sigmoid, change=None, b=True):
    """`forward_propagation` with other activations, without biases, or with a changed result (A2, cache)."""

    def forward_propagation(X, parameters):
        W1, b1, W2, b2 = (parameters[key] * (b or key[0] == "W") for key in KEYS)
        Z1 = W1 @ X + b1
        A1 = hidden(Z1)
        Z2 = W2 @ A1 + b2
        A2 = output(Z2)
        answer = A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
        return change(*answer) if change else answer

    return forward_propagation


forward_propagation = Exercise(
    reference.forward_propagation,
    networks,
    ("A2", {"Z1": "Z1", "A1": "A1", "Z2": "Z2", "A2": "cached A2"}),
    (
        Mistake(
            "sigmoid in the hidden layer",
            "A1 is never negative in yours: which activation has that range?",
            wrong_forward(reference.sigmoid),
        ),
        Mistake(
            "tanh at the end",
            "Can a probability be negative? Look at the last activation.",
            wrong_forward(output=np.tanh),
        ),
        Mistake(
            "ReLU in the hidden layer",
            "The hidden layer uses tanh in this network.",
            wrong_forward(lambda Z: np.maximum(Z, 0)),
        ),
        Mistake(
            "no activation in the hidden layer",
            "Two linear layers in a row collapse into one: what comes after Z1?",
            wrong_forward(lambda Z: Z),
        ),
        Mistake(
            "no sigmoid at the end",
            "A2 should lie between 0 and 1: what comes after Z2?",
            wrong_forward(output=lambda Z: Z),
        ),
        Mistake("no biases", "Your numbers are those of b1 = 0 and b2 = 0.", wrong_forward(b=False)),
        Mistake(
            "A1 is Z1",
            "The cache holds Z1 twice: A1 is what the activation makes of it.",
            wrong_forward(change=lambda A2, c: (A2, c | {"A1": c["Z1"]})),
        ),
        Mistake(
            "A2 is Z2",
            "The cache holds Z2 twice: A2 is what the activation makes of it.",
            wrong_forward(change=lambda A2, c: (A2, c | {"A2": c["Z2"]})),
        ),
    ),
    weights={"A2": 3, "Z1": 1, "A1": 1, "Z2": 1, "cached A2": 1},
)


def renamed(exercise, **names):
    """The cases and mistakes of an exercise whose arguments have other names here."""

    def cases(rng):
        for case in exercise.cases(rng):
            yield {names.get(name, name): value for name, value in case.items()}

    return replace(exercise, cases=cases)


compute_cost = replace(renamed(week4.compute_cost, AL="A2"), reference=reference.compute_cost)


def passes(rng):
    """Parameters with the cache that a right forward pass gives; labels of both classes, then of one."""
    for n_x, n_h, n_y, m in (*SIZES, (3, 4, 1, 5), (2, 6, 1, 4)):
        parameters, X = network(rng, n_x, n_h, n_y), normal(rng, n_x, m)
        Y = {(3, 4): np.ones((1, m)), (2, 6): np.zeros((1, m))}.get((n_x, n_h), labels(rng, m))
        yield {"parameters": parameters, "cache": reference.forward_propagation(X, parameters)[1], "X": X, "Y": Y}


def wrong_backward(
    change=lambda grads, m: grads, slope=lambda Z1, A1: 1 - A1**2, error=lambda A2, Y: A2 - Y, through=None
):
    """`backward_propagation` with one formula replaced."""

    def backward_propagation(parameters, cache, X, Y):
        m, A1 = X.shape[1], cache["A1"]
        dZ2 = error(cache["A2"], Y)
        dW2 = dZ2 @ A1.T / m
        W2 = parameters["W2"] if through is None else through(dW2)
        dZ1 = W2.T @ dZ2 * slope(cache["Z1"], A1)
        grads = {"dW1": dZ1 @ X.T / m, "db1": dZ1.sum(axis=1, keepdims=True) / m}
        grads |= {"dW2": dW2, "db2": dZ2.sum(axis=1, keepdims=True) / m}
        return change(grads, m)

    return backward_propagation


def times(factor, *names):
    """Multiply some gradients by a factor of m."""
    return lambda grads, m: grads | {name: grads[name] * factor(m) for name in names}


EVERY = ("dW1", "db1", "dW2", "db2")

backward_propagation = Exercise(
    reference.backward_propagation,
    passes,
    {name: name for name in EVERY},
    (
        Mistake(
            "no mean",
            "Your gradients grow with the number of samples: is the cost a sum or a mean?",
            wrong_backward(times(lambda m: m, *EVERY)),
        ),
        Mistake(
            "mean twice",
            "Too small by a factor of m: where is the average taken, once or twice?",
            wrong_backward(times(lambda m: 1 / m, *EVERY)),
        ),
        Mistake(
            "no mean in the biases",
            "dW is a mean over the samples; are db1 and db2 as well?",
            wrong_backward(times(lambda m: m, "db1", "db2")),
        ),
        Mistake(
            "Y - A2",
            "Right size, wrong sign: which way should the gradient point when A2 is larger than Y?",
            wrong_backward(error=lambda A2, Y: Y - A2),
        ),
        Mistake(
            "slope of the sigmoid",
            "Which activation made A1? Its slope is not a(1 - a).",
            wrong_backward(slope=lambda Z1, A1: A1 * (1 - A1)),
        ),
        Mistake(
            "Z1 in the slope",
            "In terms of which quantity is the short formula for the slope of tanh?",
            wrong_backward(slope=lambda Z1, A1: 1 - Z1**2),
        ),
        Mistake(
            "A1 not squared",
            "The slope of tanh: is something to be squared?",
            wrong_backward(slope=lambda Z1, A1: 1 - A1),
        ),
        Mistake(
            "no slope",
            "The signal goes back through the activation, too: where is its slope?",
            wrong_backward(slope=lambda Z1, A1: np.ones_like(A1)),
        ),
        Mistake(
            "dW2 for W2",
            "Through which weights did the signal travel forward: W2, or its gradient?",
            wrong_backward(through=lambda dW2: dW2),
        ),
        Mistake(
            "biases in one number",
            "b1 is a column; is its gradient?",
            wrong_backward(lambda g, m: g | {"db1": g["db1"].sum(), "db2": g["db2"].sum()}),
        ),
        Mistake(
            "biases of rank 1",
            "Your db1 has lost an axis: which argument of the sum keeps it?",
            wrong_backward(lambda g, m: g | {"db1": g["db1"][:, 0], "db2": g["db2"][:, 0]}),
        ),
        Mistake(
            "turned",
            "dW1 must have the shape of W1.",
            wrong_backward(lambda g, m: g | {"dW1": g["dW1"].T, "dW2": g["dW2"].T}),
        ),
    ),
    weights={"dW1": 3, "db1": 2, "dW2": 2, "db2": 1},
)


def steps(rng):
    """Parameters with gradients and several rates, one of them the default."""
    for (n_x, n_h, n_y, _), rate in zip(SIZES, (0.3, 2.5, 0.07, 1.0, None), strict=True):
        grads = {"d" + name: value for name, value in network(rng, n_x, n_h, n_y).items()}
        case = {"parameters": network(rng, n_x, n_h, n_y), "grads": grads}
        yield case if rate is None else case | {"learning_rate": rate}


def wrong_step(change):
    """`update_parameters` by another rule, taking (name, value, gradient, rate)."""
    return lambda parameters, grads, learning_rate=1.2: {
        name: change(name, value, grads["d" + name], learning_rate) for name, value in parameters.items()
    }


update_parameters = Exercise(
    reference.update_parameters,
    steps,
    {key: key for key in KEYS},
    (
        Mistake(
            "uphill",
            "The gradient points uphill: which way do you step?",
            wrong_step(lambda name, v, g, rate: v + rate * g),
        ),
        Mistake(
            "fixed rate",
            "Make the rate ten times larger: does the step grow?",
            wrong_step(lambda name, v, g, rate: v - 1.2 * g),
        ),
        Mistake(
            "no rate",
            "Your step is the whole gradient: what became of the learning rate?",
            wrong_step(lambda name, v, g, rate: v - g),
        ),
        Mistake(
            "biases stay",
            "The weights move, the biases do not.",
            wrong_step(lambda name, v, g, rate: v if name[0] == "b" else v - rate * g),
        ),
        Mistake(
            "first layer stays",
            "The second layer moves, the first does not.",
            wrong_step(lambda name, v, g, rate: v if name[1] == "1" else v - rate * g),
        ),
        Mistake(
            "nothing moves",
            "Your parameters are those you were given: is the result of the subtraction kept?",
            wrong_step(lambda name, v, g, rate: v),
        ),
        Mistake(
            "only the step",
            "You return the step itself, not the place it leads to.",
            wrong_step(lambda name, v, g, rate: -rate * g),
        ),
    ),
    keeps_arguments=1,
)

EXERCISES = (
    layer_sizes,
    initialize_parameters,
    forward_propagation,
    compute_cost,
    backward_propagation,
    update_parameters,
    nn_model,
    predict,
)
