"""Week 3: cases and known mistakes of the sizes, the first parameters, the way forward and the cost."""

from dataclasses import replace

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import normal
from helpers.exercises.week4 import cost as week4_cost
from helpers.exercises.week4 import start as week4_start
from helpers.reference import week3 as reference

SIZES = ((2, 4, 1, 5), (3, 5, 1, 4), (1, 3, 1, 6), (5, 2, 1, 3), (4, 3, 1, 1))  # n_x, n_h, n_y, m: n_h is rarely 4
KEYS = ("W1", "b1", "W2", "b2")
TWO_OUTPUTS = "two output units"  # a rare part: n_y = 2
MORE_OUTPUTS = "With n_y = 1 a product entry by entry and a matrix product may give the same: what happens for n_y = 2?"


def data_sets(rng):
    """X and Y of several sizes, n_y > 1 among them."""
    for n_x, n_y, m in ((2, 1, 5), (5, 2, 3), (3, 4, 7), (1, 3, 2), (6, 1, 4)):
        yield {"X": normal(rng, n_x, m), "Y": rng.integers(0, 2, (n_y, m))}


layer_sizes = Exercise(
    reference.layer_sizes,
    data_sets,
    ("n_x", "n_h", "n_y"),
    mistakes=(
        Mistake("samples for features", "Which axis of X counts the features, which the samples?",
                lambda X, Y: (X.shape[1], 4, Y.shape[1])),
        Mistake("n_y for n_h", "The size of the hidden layer is 4, whatever the data.",
                lambda X, Y: (X.shape[0], Y.shape[0], Y.shape[0])),
        Mistake("whole shapes", "A size is one number of the shape.", lambda X, Y: (X.shape, 4, Y.shape)),
        Mistake("exchanged", "Which of the two arrays is the input?", lambda X, Y: (Y.shape[0], 4, X.shape[0])),
        Mistake("always one output", "Is the output layer always of size 1? Ask Y.", lambda X, Y: (X.shape[0], 4, 1)),
        Mistake("samples in the output layer", "Which axis of Y counts the outputs, which the samples?",
                lambda X, Y: (X.shape[0], 4, Y.shape[1])),
        Mistake("samples in the input layer", "Which axis of X counts the features, which the samples?",
                lambda X, Y: (X.shape[1], 4, Y.shape[0])),
        Mistake("n_x for n_h", "The size of the hidden layer is 4, whatever the data.",
                lambda X, Y: (X.shape[0], X.shape[0], Y.shape[0])),
        Mistake("other order", "The sizes come in the order in which a sample meets them: input, hidden, output.",
                lambda X, Y: (X.shape[0], Y.shape[0], 4)),
    ),
)  # fmt: skip


initialize_parameters = replace(week4_start.initialize_parameters, reference=reference.initialize_parameters)


def network(rng, n_x, n_h, n_y):
    """Parameters with nothing zero in them."""
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    return {name: normal(rng, *shape, scale=0.8) for name, shape in shapes.items()}


def networks(rng):
    """Networks with samples."""
    for n_x, n_h, n_y, m in SIZES:
        yield {"X": normal(rng, n_x, m), "parameters": network(rng, n_x, n_h, n_y)}


def wrong_forward(hidden=np.tanh, output=reference.sigmoid, change=None, b=True, first_b="b1", second=None):
    """`forward_propagation` with other activations or biases, another input of layer 2, or a changed result (A2, cache)."""

    def forward_propagation(X, parameters):
        W1, b1, W2, b2 = (parameters[key] * (b or key[0] == "W") for key in KEYS)
        Z1 = W1 @ X + {"b1": b1, "b2": b2}[first_b]
        A1 = hidden(Z1)
        Z2 = W2 @ (Z1 if second == "Z1" else A1) + b2
        A2 = output(Z2)
        answer = A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
        return change(*answer) if change else answer

    return forward_propagation


forward_propagation = Exercise(
    reference.forward_propagation,
    networks,
    ("A2", {"Z1": "Z1", "A1": "A1", "Z2": "Z2", "A2": "cached A2"}),
    weights={"A2": 3, "Z1": 1, "A1": 1, "Z2": 1, "cached A2": 1},
    mistakes=(
        Mistake("sigmoid in the hidden layer", "A1 is never negative in yours: which activation has that range?",
                wrong_forward(reference.sigmoid)),
        Mistake("tanh at the end", "Can a probability be negative? Look at the last activation.",
                wrong_forward(output=np.tanh)),
        Mistake("ReLU in the hidden layer", "The hidden layer uses tanh in this network.",
                wrong_forward(lambda Z: np.maximum(Z, 0))),
        Mistake("no activation in the hidden layer", "Two linear layers in a row collapse into one: what comes after Z1?",
                wrong_forward(lambda Z: Z)),
        Mistake("no sigmoid at the end", "A2 should lie between 0 and 1: what comes after Z2?",
                wrong_forward(output=lambda Z: Z)),
        Mistake("no biases", "Your numbers are those of b1 = 0 and b2 = 0.", wrong_forward(b=False)),
        Mistake("A1 is Z1", "The cache holds Z1 twice: A1 is what the activation makes of it.",
                wrong_forward(change=lambda A2, c: (A2, c | {"A1": c["Z1"]}))),
        Mistake("A2 is Z2", "The cache holds Z2 twice: A2 is what the activation makes of it.",
                wrong_forward(change=lambda A2, c: (A2, c | {"A2": c["Z2"]}))),
        Mistake("Z1 into layer 2", "What enters layer 2: Z1, or what the activation makes of it?",
                wrong_forward(second="Z1")),
        Mistake("b2 in layer 1", "Which bias belongs to layer 1? numpy adds a single number to everything without a word.",
                wrong_forward(first_b="b2")),
        Mistake("sigmoid twice", "Your A2 lies between 0.5 and 0.74: has the sigmoid been applied twice?",
                wrong_forward(output=lambda Z: reference.sigmoid(reference.sigmoid(Z)))),
        Mistake("activations exchanged", "Hidden layer and output layer have exchanged their activations.",
                wrong_forward(reference.sigmoid, np.tanh)),
        Mistake("Z and A exchanged", "In the cache, Z and A have changed places.",
                wrong_forward(change=lambda A2, c: (A2, {"Z1": c["A1"], "A1": c["Z1"], "Z2": c["A2"], "A2": c["Z2"]}))),
    ),
)  # fmt: skip


def renamed(exercise, **names):
    """The cases and mistakes of an exercise whose arguments have other names here."""

    def cases(rng):
        for case in exercise.cases(rng):
            yield {names.get(name, name): value for name, value in case.items()}

    return replace(exercise, cases=cases)


compute_cost = replace(renamed(week4_cost.compute_cost, AL="A2"), reference=reference.compute_cost)
