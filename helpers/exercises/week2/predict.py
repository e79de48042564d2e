"""Week 2: cases and known mistakes of predictions."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import normal
from helpers.exercises.week2 import stubs
from helpers.reference import week2 as reference


def points(rng):
    """Samples on both sides, none near the border; leaving out b, or comparing Z with one half, changes other labels."""
    for n_x, m in ((2, 7), (3, 5), (1, 6), (4, 9), (5, 1)):
        while True:
            case = {"w": normal(rng, n_x, 1), "b": 0.5 + rng.integers(1, 9) / 10, "X": normal(rng, n_x, m, scale=1.5)}
            Z = case["w"].T @ case["X"] + case["b"]
            labelings = [Z > 0, Z > case["b"], Z > 0.5, Z > -np.inf]
            distinct = len({tuple(labeling.ravel()) for labeling in labelings}) == len(labelings)
            if np.abs(Z).min() > 0.02 and (m == 1 or distinct):
                yield case
                break
    near = np.array([[-0.3, -0.12, 0.14, 0.33, -2.1, 2.6, -9, 9]]) + normal(
        rng, 1, 8, scale=0.01
    )  # sigmoid(0.4) is 0.6
    yield {"w": np.array([[2.0]]), "b": 1.5, "X": (rng.permutation(near.T).T - 1.5) / 2}


def thresholded(test):
    """`predict` with another test; it takes (A, Z, X)."""

    def predict(w, b, X, *, sigmoid=reference.sigmoid):
        Z = w.T @ X + b
        return test(sigmoid(Z), Z, X)

    return predict


predict = Exercise(
    reference.predict,
    points,
    "labels",
    stubs=(stubs.sigmoid,),
    mistakes=(
        Mistake("no b", "Compare with the formula used in training: what is missing?",
                lambda w, b, X, *, sigmoid=reference.sigmoid: (sigmoid(w.T @ X) > 0.5) * 1.0),
        Mistake("probabilities", "You return probabilities; labels of 0 and 1 are asked for.",
                thresholded(lambda A, Z, X: A)),
        Mistake("threshold on Z", "What are you comparing with one half: the probability, or what goes into the sigmoid?",
                thresholded(lambda A, Z, X: (Z > 0.5) * 1.0)),
        Mistake("threshold on X", "What are you comparing with one half?",
                thresholded(lambda A, Z, X: (X > 0.5) * 1.0)),
        Mistake("upside down", "Every label is the opposite of what it should be.",
                thresholded(lambda A, Z, X: (A <= 0.5) * 1.0)),
        Mistake("another border", "Only samples near the border are wrong: how large is the probability there?",
                thresholded(lambda A, Z, X: (A > 0.4) * 1.0)),
        Mistake("cut off", "Every label is 0: a probability without its decimals is 0, whatever it was.",
                thresholded(lambda A, Z, X: np.trunc(A))),
        Mistake("rank 1", "The labels are right, but in an array of rank 1; (1, m) is asked for.",
                thresholded(lambda A, Z, X: (A > 0.5)[0] * 1.0)),
        Mistake("all ones", "Every label is 1: is the comparison ever made?",
                thresholded(lambda A, Z, X: np.ones_like(A))),
        Mistake("all zeros", "Every label is 0: is the comparison ever made?",
                thresholded(lambda A, Z, X: np.zeros_like(A)), same_as="cut off"),
        Mistake("labels -1 and 1", "The classes are called 0 and 1 here.",
                thresholded(lambda A, Z, X: np.where(A > 0.5, 1, -1))),
        Mistake("a column", "Samples are columns: your labels stand in one column.",
                thresholded(lambda A, Z, X: (A > 0.5).T * 1.0)),
        Mistake("first sample only", "You return one label: what about the other columns of X?",
                thresholded(lambda A, Z, X: (A[:, :1] > 0.5) * 1.0)),
    ),
)  # fmt: skip
