"""Week 4: cases and known mistakes of one layer on the way forward."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import normal
from helpers.exercises.week4 import stubs
from helpers.reference import week4 as reference


def layers(rng):
    """Single layers whose sizes all differ, a square one, and a single sample."""
    for n_prev, n, m in ((3, 2, 4), (2, 5, 3), (3, 3, 5), (1, 4, 2), (4, 3, 1)):
        yield {"A": normal(rng, n_prev, m), "W": normal(rng, n, n_prev), "b": 0.2 + np.abs(normal(rng, n, 1))}


def wrong_linear(Z=None, cache=None):
    """`linear_forward` with one result replaced."""

    def linear_forward(A, W, b):
        right = W @ A + b
        return right if Z is None else Z(A, W, b), (A, W, b) if cache is None else cache(A, W, b, right)

    return linear_forward


linear_forward = Exercise(
    reference.linear_forward,
    layers,
    ("Z", "cache"),
    weights={"Z": 4, "cache": 1},
    mistakes=(
        Mistake("no b", "Your numbers are those of b = 0.", wrong_linear(lambda A, W, b: W @ A)),
        Mistake("minus b", "Look at the sign before b.", wrong_linear(lambda A, W, b: W @ A - b)),
        Mistake("sum of b", "Each unit has a bias of its own.", wrong_linear(lambda A, W, b: W @ A + b.sum())),
        Mistake("ReLU", "Negative entries have become 0: the activation comes later.",
                wrong_linear(lambda A, W, b: np.maximum(0, W @ A + b))),
        Mistake("W turned", "W has one row for each unit of this layer: is it the one to be transposed?",
                wrong_linear(lambda A, W, b: W.T @ A + b), raises=ValueError),
        Mistake("mean", "The linear part is a plain sum of products; the mean belongs to the cost.",
                wrong_linear(lambda A, W, b: W @ A / A.shape[1] + b)),
        Mistake("order of the cache", "The way back unpacks the cache as (A, W, b): yours has another order.",
                wrong_linear(cache=lambda A, W, b, Z: (W, A, b))),
        Mistake("Z in the cache", "The cache holds what went in, not what came out.",
                wrong_linear(cache=lambda A, W, b, Z: (Z, W, b))),
        Mistake("Z turned", "The samples are columns of Z, too.", wrong_linear(lambda A, W, b: (W @ A + b).T)),
        Mistake("no b in the cache", "The way back unpacks three things: A, W and b.",
                wrong_linear(cache=lambda A, W, b, Z: (A, W))),
        Mistake("Z added to the cache", "The cache holds what went in, three things, and not what came out.",
                wrong_linear(cache=lambda A, W, b, Z: (A, W, b, Z))),
    ),
)  # fmt: skip


def whole_layers(rng):
    """Layers of both activations; some units exactly at 0, some dead for every sample."""
    for n_prev, n, m, activation in (
        (3, 4, 5, "relu"),
        (2, 3, 4, "sigmoid"),
        (5, 3, 1, "relu"),
        (4, 1, 2, "sigmoid"),
        (3, 5, 6, "relu"),
        (1, 2, 3, "sigmoid"),
    ):
        W, b = normal(rng, n, n_prev), normal(rng, n, 1)
        if activation == "relu":
            W[0], b[0] = 0, 0  # Z is exactly 0
            b[1], b[-1] = -20, 9 - 5 * (n == 1)  # one dead unit, one alive
        yield {"A_prev": normal(rng, n_prev, m), "W": W, "b": b, "activation": activation}


def wrong_layer(activate=None, cache=None):
    """`linear_activation_forward` with another activation (Z, name) -> A, or another cache (linear_cache, Z, A)."""

    def linear_activation_forward(A_prev, W, b, activation, *, linear_forward=reference.linear_forward):
        Z, linear_cache = linear_forward(A_prev, W, b)
        right = reference.sigmoid(Z)[0] if activation == "sigmoid" else np.maximum(0, Z)
        A = right if activate is None else activate(Z, activation)
        return A, (linear_cache, Z) if cache is None else cache(linear_cache, Z, A)

    return linear_activation_forward


linear_activation_forward = Exercise(
    reference.linear_activation_forward,
    whole_layers,
    ("A", "cache"),
    weights={"A": 3, "cache": 2},
    stubs=(stubs.linear_forward,),
    mistakes=(
        Mistake("always ReLU", 'For "sigmoid" you give ReLU: which branch ran?',
                wrong_layer(lambda Z, name: np.maximum(0, Z))),
        Mistake("always sigmoid", 'For "relu" you give the sigmoid: which branch ran?',
                wrong_layer(lambda Z, name: reference.sigmoid(Z)[0])),
        Mistake("exchanged", "The two activations have changed places.",
                wrong_layer(lambda Z, name: np.maximum(0, Z) if name == "sigmoid" else reference.sigmoid(Z)[0])),
        Mistake("no activation", "That is the linear part alone: where is the activation?",
                wrong_layer(lambda Z, name: Z)),
        Mistake("tanh", "Your values lie between -1 and 1: that is another activation.",
                wrong_layer(lambda Z, name: np.tanh(Z))),
        Mistake("cache turned round", "In the cache, the linear part comes first.",
                wrong_layer(cache=lambda linear, Z, A: (Z, linear))),
        Mistake("flat cache", "The cache is a pair, and its first half is a cache itself.",
                wrong_layer(cache=lambda linear, Z, A: (*linear, Z))),
        Mistake("A in the cache", "The activation's cache is what went into the activation.",
                wrong_layer(cache=lambda linear, Z, A: (linear, A))),
        Mistake("leaky ReLU", "Negative entries still have a small value: ReLU sets them to 0.",
                wrong_layer(lambda Z, name: reference.sigmoid(Z)[0] if name == "sigmoid" else np.where(Z > 0, Z, 0.01 * Z))),
        Mistake("absolute value", "Negative entries have lost their sign: ReLU sets them to 0.",
                wrong_layer(lambda Z, name: reference.sigmoid(Z)[0] if name == "sigmoid" else np.abs(Z))),
        Mistake("sigmoid twice", "Your sigmoid values lie between 0.5 and 0.74: has it been applied twice?",
                wrong_layer(lambda Z, name: reference.sigmoid(reference.sigmoid(Z)[0])[0] if name == "sigmoid"
                            else np.maximum(0, Z))),
        Mistake("linear cache only", "The way back needs two caches: that of the linear part and that of the activation.",
                wrong_layer(cache=lambda linear, Z, A: linear)),
        Mistake("Z only", "The way back needs two caches: that of the linear part and that of the activation.",
                wrong_layer(cache=lambda linear, Z, A: Z)),
    ),
)  # fmt: skip
