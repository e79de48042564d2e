"""Week 2: cases and known mistakes of the start of logistic regression and of its cost and gradient."""

import numpy as np

from helpers.assessment.serialization import Normal
from helpers.exercises.exercise import Exercise
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import labels, normal
from helpers.exercises.week2 import stubs
from helpers.reference import week2 as reference

initialize_with_zeros = Exercise(
    reference.initialize_with_zeros,
    lambda rng: [{"dim": int(dim)} for dim in (2, 1, 3, rng.integers(4, 9), 120)],
    ("w", "b"),
    mistakes=(
        Mistake("rank 1", "w.shape is (dim,): an array of rank 1. A column has a second dimension.",
                lambda dim: (np.zeros(dim), 0.0)),
        Mistake("a row", "You made a row; w is a column.", lambda dim: (np.zeros((1, dim)), 0.0)),
        Mistake("random", "Logistic regression has one unit: there is no symmetry to break, zeros will do.",
                lambda dim: (Normal((dim, 1), 0.01), 0.0)),
        Mistake("ones", "Look at the value you fill w with.", lambda dim: (np.ones((dim, 1)), 0.0)),
        Mistake("b is an array", "b is one number, whatever the dimension.",
                lambda dim: (np.zeros((dim, 1)), np.zeros((dim, 1)))),
        Mistake("b is 1", "Look at the value you give b.", lambda dim: (np.zeros((dim, 1)), 1.0)),
        Mistake("a weight too many", "w holds one weight for each feature: is there a place for b in yours?",
                lambda dim: (np.zeros((dim + 1, 1)), 0.0)),
    ),
)  # fmt: skip


SIZES = ((2, 3), (3, 5), (1, 4), (4, 1), (5, 2))  # (n_x, m): never equal, m = 1 and n_x = 1 among them


def batches(rng):
    """Small training sets with a start that is not 0: both classes, then all ones, then all zeros."""
    for n_x, m in SIZES:
        yield away_from_saturation(rng, n_x, m, 0.4 + rng.integers(1, 9) / 10) | {"Y": labels(rng, m)}
    for label in (1, 0):
        yield away_from_saturation(rng, 3, 4, -0.7) | {"Y": np.full((1, 4), label)}


def away_from_saturation(rng, n_x, m, b):
    """w, b and X whose probabilities lie between 0.05 and 0.95, where no logarithm makes a small error large."""
    while True:
        w, X = normal(rng, n_x, 1, scale=0.7), normal(rng, n_x, m)
        if np.abs(w.T @ X + b).max() < 3:
            return {"w": w, "b": b, "X": X}


def wrong_propagate(dw=None, db=None, cost=None, A=None):
    """`propagate` with one formula replaced; each replacement takes (A, Y, X, m)."""

    def propagate(w, b, X, Y, *, sigmoid=reference.sigmoid):
        m = X.shape[1]
        probability = sigmoid(w.T @ X + b) if A is None else A(w, b, X, sigmoid)
        grads = {"dw": X @ (probability - Y).T / m, "db": (probability - Y).sum() / m}
        loss = reference.cross_entropy(probability, Y)
        if dw:
            grads["dw"] = dw(probability, Y, X, m)
        if db:
            grads["db"] = db(probability, Y, X, m)
        return grads, loss if cost is None else cost(probability, Y, X, m)

    return propagate


propagate = Exercise(
    reference.propagate,
    batches,
    ({"dw": "dw", "db": "db"}, "cost"),
    weights={"dw": 4, "db": 2, "cost": 3},
    stubs=(stubs.sigmoid,),
    mistakes=(
        Mistake("no mean in dw", "dw came out m times too large: is it a sum or a mean over the samples?",
                wrong_propagate(dw=lambda A, Y, X, m: X @ (A - Y).T)),
        Mistake("no mean in db", "db came out m times too large: is it a sum or a mean over the samples?",
                wrong_propagate(db=lambda A, Y, X, m: (A - Y).sum())),
        Mistake("Y - A", "Right size, wrong sign: which way should the gradient point when A is larger than Y?",
                wrong_propagate(dw=lambda A, Y, X, m: X @ (Y - A).T / m, db=lambda A, Y, X, m: (Y - A).sum() / m)),
        Mistake("cost without minus", "Logarithms of probabilities are negative. Can a cost be?",
                wrong_propagate(cost=lambda A, Y, X, m: -reference.cross_entropy(A, Y))),
        Mistake("cost without mean", "Your cost grows with the number of samples: is it a sum or a mean?",
                wrong_propagate(cost=lambda A, Y, X, m: m * reference.cross_entropy(A, Y))),
        Mistake("cost of the ones only", "What does a sample with label 0 contribute to your sum?",
                wrong_propagate(cost=lambda A, Y, X, m: -(Y * np.log(A)).sum() / m)),
        Mistake("1 - log A", "Read again what stands inside the second logarithm.",
                wrong_propagate(cost=lambda A, Y, X, m: -(Y * np.log(A) + (1 - Y) * (1 - np.log(A))).sum() / m)),
        Mistake("other logarithm", "Off by a constant factor: which logarithm belongs to the derivative you used?",
                wrong_propagate(cost=lambda A, Y, X, m: reference.cross_entropy(A, Y) / np.log(10))),
        Mistake("logarithm to base 2", "Off by a constant factor: which logarithm belongs to the derivative you used?",
                wrong_propagate(cost=lambda A, Y, X, m: reference.cross_entropy(A, Y) / np.log(2))),
        Mistake("cost of each sample", "You return a loss for each sample; the cost of a batch is a single number.",
                wrong_propagate(cost=lambda A, Y, X, m: -(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m)),
        Mistake("elementwise dw", "dw must look like w. Which product makes the samples' axis disappear?",
                wrong_propagate(dw=lambda A, Y, X, m: X * (A - Y) / m)),
        Mistake("no b", "Your numbers are those of b = 0: does b enter the forward pass?",
                wrong_propagate(A=lambda w, b, X, sigmoid: sigmoid(w.T @ X))),
        Mistake("no activation", "Your A is the linear part itself: can a probability be 3?",
                wrong_propagate(A=lambda w, b, X, sigmoid: w.T @ X + b)),
        Mistake("no mean in the gradient", "dw and db came out m times too large: are they sums or means over the samples?",
                wrong_propagate(dw=lambda A, Y, X, m: X @ (A - Y).T, db=lambda A, Y, X, m: (A - Y).sum())),
        Mistake("no mean anywhere", "Cost and gradient grow with the number of samples: where is the average taken?",
                wrong_propagate(lambda A, Y, X, m: X @ (A - Y).T, lambda A, Y, X, m: (A - Y).sum(),
                                lambda A, Y, X, m: m * reference.cross_entropy(A, Y))),
        Mistake("mean over features", "You divide by the number of features: which axis of X counts the samples?",
                wrong_propagate(lambda A, Y, X, m: X @ (A - Y).T / len(X), lambda A, Y, X, m: (A - Y).sum() / len(X),
                                lambda A, Y, X, m: m / len(X) * reference.cross_entropy(A, Y))),
        Mistake("mean twice", "dw and db came out m times too small: is the average taken twice?",
                wrong_propagate(dw=lambda A, Y, X, m: X @ (A - Y).T / m**2,
                                db=lambda A, Y, X, m: (A - Y).sum() / m**2)),
        Mistake("dw turned", "dw must look like w: is yours a row?",
                wrong_propagate(dw=lambda A, Y, X, m: (A - Y) @ X.T / m)),
        Mistake("dw of each sample summed", "Each feature has a slope of its own; you summed over the features as well.",
                wrong_propagate(dw=lambda A, Y, X, m: (X * (A - Y)).sum() / m)),
        Mistake("db of each sample", "b is one number: what shape is its derivative?",
                wrong_propagate(db=lambda A, Y, X, m: (A - Y) / m)),
        Mistake("slope of a squared error",
                "With the cross-entropy the slope of the sigmoid cancels: is it still in your gradient?",
                wrong_propagate(dw=lambda A, Y, X, m: X @ ((A - Y) * A * (1 - A)).T / m,
                                db=lambda A, Y, X, m: ((A - Y) * A * (1 - A)).sum() / m)),
        Mistake("cost of the zeros only", "What does a sample with label 1 contribute to your sum?",
                wrong_propagate(cost=lambda A, Y, X, m: -((1 - Y) * np.log(1 - A)).sum() / m)),
        Mistake("1 - log(1 - A)", "Read again what stands inside the second logarithm.",
                wrong_propagate(cost=lambda A, Y, X, m: -(Y * np.log(A) + (1 - Y) * (1 - np.log(1 - A))).sum() / m)),
        Mistake("labels exchanged", "A sure and right answer should cost little: which term goes with y = 1?",
                wrong_propagate(cost=lambda A, Y, X, m: reference.cross_entropy(A, 1 - Y))),
        Mistake("squared error", "That is the squared error: lecture 2.3 says why not.",
                wrong_propagate(cost=lambda A, Y, X, m: ((A - Y) ** 2).mean())),
        Mistake("tanh", "Can a probability be negative? Look at the activation.",
                wrong_propagate(A=lambda w, b, X, sigmoid: np.tanh(w.T @ X + b))),
    ),
)  # fmt: skip
