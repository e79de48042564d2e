"""Week 4: cases and known mistakes of one layer on the way back."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import normal
from helpers.exercises.week4 import stubs
from helpers.reference import week4 as reference


def linear_parts(rng):
    """Single layers whose sizes all differ, a square one, and a single sample."""
    for n_prev, n, m in ((3, 2, 4), (2, 4, 5), (3, 3, 2), (1, 3, 2), (4, 2, 1)):
        cache = normal(rng, n_prev, m), normal(rng, n, n_prev), normal(rng, n, 1)
        yield {"dZ": normal(rng, n, m), "cache": cache}


def wrong_linear_backward(dA=None, dW=None, db=None):
    """`linear_backward` with one formula replaced; each takes (dZ, A, W, m)."""

    def linear_backward(dZ, cache):
        right = reference.linear_backward(dZ, cache)
        values = dZ, cache[0], cache[1], dZ.shape[1]
        return tuple(r if f is None else f(*values) for r, f in zip(right, (dA, dW, db), strict=True))

    return linear_backward


linear_backward = Exercise(
    reference.linear_backward,
    linear_parts,
    ("dA_prev", "dW", "db"),
    weights={"dA_prev": 3, "dW": 4, "db": 3},
    mistakes=(
        Mistake("no mean in dW", "dW came out m times too large: sum or mean?",
                wrong_linear_backward(dW=lambda dZ, A, W, m: dZ @ A.T)),
        Mistake("no mean in db", "db came out m times too large: sum or mean?",
                wrong_linear_backward(db=lambda dZ, A, W, m: dZ.sum(axis=1, keepdims=True))),
        Mistake("no mean at all", "dW and db came out m times too large: which gradients are means over the samples?",
                wrong_linear_backward(dW=lambda dZ, A, W, m: dZ @ A.T,
                                      db=lambda dZ, A, W, m: dZ.sum(axis=1, keepdims=True))),
        Mistake("mean in dA_prev", "Each sample keeps its own gradient on the way back: is dA_prev a mean?",
                wrong_linear_backward(dA=lambda dZ, A, W, m: W.T @ dZ / m)),
        Mistake("mean over units", "You divide by the number of units: which axis of A_prev counts the samples?",
                wrong_linear_backward(dW=lambda dZ, A, W, m: dZ @ A.T / len(A),
                                      db=lambda dZ, A, W, m: dZ.sum(axis=1, keepdims=True) / len(A))),
        Mistake("one db for all", "db holds one number for each unit; yours sums over everything.",
                wrong_linear_backward(db=lambda dZ, A, W, m: np.full((1, 1), dZ.sum() / m))),
        Mistake("db as a number", "db holds one number for each unit; yours sums over everything.",
                wrong_linear_backward(db=lambda dZ, A, W, m: dZ.sum() / m)),
        Mistake("db without keepdims", "db has lost its second dimension: what does keepdims do?",
                wrong_linear_backward(db=lambda dZ, A, W, m: dZ.sum(axis=1) / m)),
        Mistake("db along the units", "You summed over the units and kept the samples; it is the other way round.",
                wrong_linear_backward(db=lambda dZ, A, W, m: dZ.sum(axis=0, keepdims=True) / m)),
        Mistake("W not turned", "Compare the shapes: does W lead from the layer before, or to it?",
                wrong_linear_backward(dA=lambda dZ, A, W, m: W @ dZ), raises=ValueError),
        Mistake("dW turned", "dW must have the shape of W.",
                wrong_linear_backward(dW=lambda dZ, A, W, m: A @ dZ.T / m)),
        Mistake("mean twice", "dW and db came out m times too small: is the average taken twice?",
                wrong_linear_backward(dW=lambda dZ, A, W, m: dZ @ A.T / m**2,
                                      db=lambda dZ, A, W, m: dZ.sum(axis=1, keepdims=True) / m**2)),
        Mistake("db as a row", "db must have the shape of b: is yours a row?",
                wrong_linear_backward(db=lambda dZ, A, W, m: dZ.sum(axis=1).reshape(1, -1) / m)),
        Mistake("db is dZ", "db holds one number for each unit: what becomes of the samples?",
                wrong_linear_backward(db=lambda dZ, A, W, m: dZ / m)),
        Mistake("dA_prev turned", "dA_prev must have the shape of A_prev.",
                wrong_linear_backward(dA=lambda dZ, A, W, m: dZ.T @ W)),
    ),
)  # fmt: skip


def whole_layers(rng):
    """Layers of both activations, gradients of both signs; some entries of Z exactly 0, some units dead for every sample."""
    for n_prev, n, m, activation in (
        (3, 4, 5, "relu"),
        (2, 3, 4, "sigmoid"),
        (4, 3, 1, "relu"),
        (5, 2, 3, "sigmoid"),
        (1, 5, 2, "relu"),
        (3, 2, 1, "sigmoid"),
    ):
        Z = normal(rng, n, m)
        if activation == "relu":
            Z[0], Z[1], Z[2] = 0, -1.5, 0.75
        linear_cache = normal(rng, n_prev, m), normal(rng, n, n_prev), normal(rng, n, 1)
        signs = 1 - 2 * (np.indices((n, m)).sum(axis=0) % 2)
        yield {"dA": signs * (0.3 + np.abs(normal(rng, n, m))), "cache": (linear_cache, Z), "activation": activation}


def slope_sigmoid(Z):
    """Slope of the sigmoid at Z."""
    return reference.sigmoid_backward(np.ones_like(Z), Z)


def wrong_layer_backward(
    sigmoid=slope_sigmoid,
    relu=lambda Z: 1.0 * (Z > 0),
    by_m=False,
    mask=None,
    change=lambda dA_prev, dW, db: (dA_prev, dW, db),
):
    """`linear_activation_backward` with other slopes, each taking Z, ReLU's way back by another mask, or a changed answer."""

    def linear_activation_backward(dA, cache, activation, *, linear_backward=reference.linear_backward):
        Z = cache[1]
        dZ = dA * (sigmoid(Z) if activation == "sigmoid" else mask(dA) if mask else relu(Z))
        return change(*linear_backward(dZ / dZ.shape[1] if by_m else dZ, cache[0]))

    return linear_activation_backward


def step(Z):
    """Slope of ReLU at Z."""
    return 1.0 * (Z > 0)


linear_activation_backward = Exercise(
    reference.linear_activation_backward,
    whole_layers,
    ("dA_prev", "dW", "db"),
    weights={"dA_prev": 1, "dW": 1, "db": 1},
    tolerance=(2e-6, 2e-8),  # see docs/tolerances.md
    stubs=(stubs.linear_backward,),
    mistakes=(
        Mistake("exchanged", "The ways back through the two activations have changed places.",
                wrong_layer_backward(step, slope_sigmoid)),
        Mistake("always sigmoid", 'For "relu" you go back through the sigmoid: which branch ran?',
                wrong_layer_backward(relu=slope_sigmoid)),
        Mistake("always ReLU", 'For "sigmoid" you go back through ReLU: which branch ran?',
                wrong_layer_backward(sigmoid=step)),
        Mistake("dA for dZ", "What does the linear step receive: the gradient before or after the activation's slope?",
                wrong_layer_backward(lambda Z: 1.0, lambda Z: 1.0)),
        Mistake("value for slope", "You multiply by the activation's value; its slope is asked for.",
                wrong_layer_backward(lambda Z: reference.sigmoid(Z)[0], lambda Z: np.maximum(0, Z))),
        Mistake("slope of 1 at 0", "At exactly 0 the kit's relu_backward takes a slope of 0: did you write your own?",
                wrong_layer_backward(relu=lambda Z: 1.0 * (Z >= 0))),
        Mistake("mean in dZ", "You divide by m before the linear step, which does so itself.",
                wrong_layer_backward(by_m=True)),
        Mistake("sigmoid of A", "The cache holds Z: has the sigmoid been applied to it twice?",
                wrong_layer_backward(sigmoid=lambda Z: slope_sigmoid(reference.sigmoid(Z)[0]))),
        Mistake("no slope of ReLU", "Where Z is negative, ReLU lets nothing back: what does your dZ hold there?",
                wrong_layer_backward(relu=np.ones_like)),
        Mistake("no slope of the sigmoid", "The signal goes back through the sigmoid, too: where is its slope?",
                wrong_layer_backward(sigmoid=np.ones_like)),
        Mistake("sign of dA", "What decides whether ReLU lets a gradient back: the sign of the gradient, or that of Z?",
                wrong_layer_backward(mask=lambda dA: 1.0 * (dA > 0))),
        Mistake("Z in the slope", "z(1 - z) is the slope of the sigmoid in terms of its output: what does the cache hold?",
                wrong_layer_backward(sigmoid=lambda Z: Z * (1 - Z))),
        Mistake("slope of tanh", "Which activation was it? 1 - a² is not the slope of the sigmoid.",
                wrong_layer_backward(sigmoid=lambda Z: 1 - reference.sigmoid(Z)[0] ** 2)),
        Mistake("other order", "The three gradients come in the order dA_prev, dW, db.",
                wrong_layer_backward(change=lambda dA_prev, dW, db: (dW, db, dA_prev))),
    ),
)  # fmt: skip
