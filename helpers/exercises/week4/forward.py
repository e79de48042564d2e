"""Week 4: cases and known mistakes of the way forward through all layers."""

import numpy as np

from helpers.exercises.exercise import Exercise, Rare, RarePart
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import IF_ONE_LAYER, ONE_LAYER, normal
from helpers.exercises.week4 import stubs
from helpers.reference import week4 as reference

# n_0 … n_L and m: all different within a network; L from 1 to 5; a single sample; a single feature
NETWORKS = (
    ((3, 4, 2, 1), 5),
    ((2, 1), 3),
    ((4, 3, 1), 2),
    ((1, 3, 5, 2, 1), 4),
    ((3, 2, 5, 4, 6, 1), 7),
    ((5, 3, 1), 1),
)


def network(rng, widths):
    """Parameters of a network; hidden biases lean to positive, so that signals arrive at the end."""
    parameters = {}
    for layer in range(1, len(widths)):
        lean = 0.5 if layer < len(widths) - 1 else 0
        parameters[f"W{layer}"] = normal(rng, widths[layer], widths[layer - 1], scale=0.9)
        parameters[f"b{layer}"] = normal(rng, widths[layer], 1, scale=0.3) + lean
    return parameters


def telling(caches):
    """Whether the signal reaches the end of a network: no layer silent for some sample, the last one not saturated.

    Of many samples one is below zero at the end, else a ReLU there would change nothing.
    """
    last = caches[-1][1]
    arrives = all((Z > 0.05).any(axis=0).all() for _, Z in caches[:-1]) and np.abs(last).max() < 3
    return arrives and (last.size < 5 or last.min() < -0.05)


def networks(rng):
    """Networks of one to five layers with samples."""
    for widths, m in NETWORKS:
        while True:
            case = {"X": normal(rng, widths[0], m), "parameters": network(rng, widths)}
            if telling(reference.L_model_forward(**case)[1]):
                yield Rare(ONE_LAYER, case) if len(widths) == 2 else case
                break


def wrong_forward(hidden="relu", last="sigmoid", always_X=False, stop=0, b=1, change=None):
    """`L_model_forward` with one thing done otherwise; `change` takes (A, caches)."""

    def L_model_forward(X, parameters, *, linear_activation_forward=reference.linear_activation_forward):
        L = len(parameters) // 2
        A, caches = X, []
        for layer in range(1, L + 1 - stop):
            values = X if always_X else A, parameters[f"W{layer}"], b * parameters[f"b{layer}"]
            A, cache = linear_activation_forward(*values, hidden if layer < L else last)
            caches.append(cache)
        return (A, caches) if change is None else change(A, caches)

    return L_model_forward


L_model_forward = Exercise(
    reference.L_model_forward,
    networks,
    ("AL", "caches"),
    weights={"AL": 3, "caches": 2},
    rare_parts={ONE_LAYER: RarePart(0.3, IF_ONE_LAYER)},
    stubs=(stubs.linear_activation_forward,),
    mistakes=(
        Mistake("ReLU at the end", "Which activation makes a probability of the last layer's output?",
                wrong_forward(last="relu")),
        Mistake("sigmoid everywhere", "Which activation do the hidden layers use?", wrong_forward(hidden="sigmoid")),
        Mistake("exchanged", "Hidden layers and output layer have exchanged their activations.",
                wrong_forward("sigmoid", "relu")),
        Mistake("X into every layer", "What enters layer 2: X again?", wrong_forward(always_X=True), raises=ValueError),
        Mistake("Z of the last layer", "Can a probability be -3? The last activation is missing.",
                wrong_forward(change=lambda A, c: (c[-1][1], c))),
        Mistake("no last layer", "Your output is that of layer L - 1: does the last layer ever run?",
                wrong_forward(stop=1)),
        Mistake("caches backwards", "caches[0] belongs to layer 1: yours are in reverse order.",
                wrong_forward(change=lambda A, c: (A, c[::-1]))),
        Mistake("last cache missing", "There is one cache for each layer, the last one included.",
                wrong_forward(change=lambda A, c: (A, c[:-1]))),
        Mistake("no last cache, no last layer",
                "How far does your loop go? The last layer is missing altogether, its cache as well.",
                wrong_forward(stop=1), same_as="no last layer"),
        Mistake("A of the layer before", "You return what enters the last layer, not what leaves it.",
                wrong_forward(change=lambda A, c: (c[-1][0][0], c))),
        Mistake("first cache missing", "There is one cache for each layer, the first one included.",
                wrong_forward(change=lambda A, c: (A, c[1:]))),
        Mistake("last cache only", "caches is a list with one entry for each layer: does every layer add its own?",
                wrong_forward(change=lambda A, c: (A, c[-1:]))),
        Mistake("last cache for every layer", "All your caches are the same: does each layer add its own?",
                wrong_forward(change=lambda A, c: (A, c[-1:] * len(c)))),
        Mistake("no bias", "Your numbers are those of b = 0: does every layer get its b?", wrong_forward(b=0)),
    ),
)  # fmt: skip
