"""Week 4: cases and known mistakes of the first parameters."""

from dataclasses import replace

import numpy as np

from helpers.assessment.asking import Ask
from helpers.assessment.serialization import Normal, Twins, Uniform
from helpers.exercises.exercise import Exercise, Rare, RarePart
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import IF_ONE_LAYER, ONE_LAYER
from helpers.reference import week4 as reference

NEW = "new numbers at each call"  # a rare part: no seed inside the function
SEEDED = "Two calls give the very same numbers: is a seed set inside the function? Whoever calls it sets one, if any."


def first_parameters(spread=0.01, later=None, bias=None, turned=False, first=1, drop=0, rule=Normal):
    """What an initialization gives by layer, as rules for random numbers; each argument is a way to get it wrong."""

    def initialize(layer_dims):
        parameters = {}
        for layer in range(first, len(layer_dims) - drop):
            n, n_prev = layer_dims[layer], layer_dims[layer - 1]
            scale = n_prev**-0.5 if spread is None else later if later and layer > 1 else spread
            shape = (n_prev, n) if turned else (n, n_prev)
            parameters[f"W{layer}"] = rule(shape, scale) if scale else np.zeros(shape)
            parameters[f"b{layer}"] = np.zeros((n, 1)) if bias is None else bias(n)
        return parameters

    return initialize


def of_three(initialize):
    """An initialization of a list of sizes as one of three sizes."""
    return lambda n_x, n_h, n_y: initialize([n_x, n_h, n_y])


WRONG_STARTS = (
    Mistake("zeros", "With weights of zero all units of a layer stay twins for ever. What makes them differ?",
            first_parameters(spread=0)),
    Mistake("no 0.01", "Your weights are a hundred times too large: is there a factor missing?",
            first_parameters(spread=1)),
    Mistake("0.01 in layer 1 only",
            "The weights of the first layer are small, the others are not: does the factor stand before all of them?",
            first_parameters(later=1)),
    Mistake("0.1", "Your weights are ten times too large: count the zeros of the factor.",
            first_parameters(spread=0.1)),
    Mistake("uniform",
            "None of your weights is negative: do the random numbers lie around 0? rand and randn differ.",
            first_parameters(rule=Uniform)),
    Mistake("rows alike", "All rows of your W are copies of one: units with the same weights stay twins for ever.",
            first_parameters(rule=Twins)),
    Mistake("turned", "The rows of W belong to the units of its own layer, the columns to those before.",
            first_parameters(turned=True)),
    Mistake("random biases", "Biases need no random start: the weights already make the units differ.",
            first_parameters(bias=lambda n: Normal((n, 1), 0.01))),
    Mistake("biases of ones", "Look at the value you fill b with.",
            first_parameters(bias=lambda n: np.ones((n, 1)))),
    Mistake("biases as rows", "b is a column, so that it is added to each sample's column.",
            first_parameters(bias=lambda n: np.zeros((1, n)))),
    Mistake("biases of rank 1", "b has rank 1; a column needs a second dimension.", first_parameters(bias=np.zeros)),
)  # fmt: skip


initialize_parameters = Exercise(
    reference.initialize_parameters,
    lambda rng: [
        *({"n_x": x, "n_h": h, "n_y": y} for x, h, y in ((3, 5, 2), (6, 2, 4), (4, 3, 1), (1, 7, 5), (60, 40, 30))),
        Rare(NEW, {"n_x": 5, "n_h": 4, "n_y": 3}, Ask.AGAIN),
    ],
    {"W1": "W1", "b1": "b1", "W2": "W2", "b2": "b2"},
    weights={"W1": 2, "b1": 1, "W2": 2, "b2": 1},
    rare_parts={NEW: RarePart(0.5, SEEDED)},
    expect=of_three(first_parameters()),
    mistakes=tuple(replace(mistake, answer=of_three(mistake.answer)) for mistake in WRONG_STARTS),
)


initialize_parameters_deep = Exercise(
    reference.initialize_parameters_deep,
    lambda rng: [
        *({"layer_dims": dims} for dims in ([3, 5, 2], [60, 40, 30, 50], [5, 4, 3, 6, 1], [2, 7, 5, 6, 3, 4])),
        Rare(ONE_LAYER, {"layer_dims": [4, 2]}),
        Rare(NEW, {"layer_dims": [5, 4, 3]}, Ask.AGAIN),
    ],
    {"W*": "W", "b*": "b"},
    weights={"W": 2, "b": 1},
    rare_parts={ONE_LAYER: RarePart(0.2, IF_ONE_LAYER), NEW: RarePart(0.3, SEEDED)},
    expect=first_parameters(),
    mistakes=(
        *WRONG_STARTS,
        Mistake("one layer short", "layer_dims of length 4 makes a network of three layers: which one is missing?",
                first_parameters(drop=1)),
        Mistake("from layer 0", "The input layer has no weights of its own: which number has the first layer that has?",
                first_parameters(first=0)),
        Mistake("from layer 2", "The first weights lead from the input to layer 1: does your loop begin there?",
                first_parameters(first=2)),
        Mistake("1/√n",
                "That is the better spread of section 11. This exercise asks for 0.01: if you came back here from further "
                "down, run the cell of your function once more, then this one.",
                first_parameters(spread=None)),
    ),
)  # fmt: skip
