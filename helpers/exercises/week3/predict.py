"""Week 3: cases and known mistakes of predictions."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import normal
from helpers.exercises.week3 import stubs
from helpers.reference import week3 as reference


def decisions(rng):
    """Samples of both predicted classes in every case with more than one, none near the border."""
    for n_x, n_h, m in ((2, 3, 7), (3, 5, 6), (1, 4, 8), (5, 2, 9), (4, 3, 1), (2, 4, 60)):
        while True:
            shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
            parameters = {name: normal(rng, *shape, scale=0.9) for name, shape in shapes.items()}
            case = {"parameters": parameters, "X": normal(rng, n_x, m, scale=1.5)}
            outputs = [f(case["X"], parameters)[0] for f in (reference.forward_propagation, stubs.forward_propagation)]
            both = m == 1 or all(A2.min() < 0.5 < A2.max() for A2 in outputs)
            if m == 60:  # samples on both sides of the border, and near it
                both = all(((A2 > 0.4) & (A2 < 0.5)).any() and ((A2 > 0.5) & (A2 < 0.6)).any() for A2 in outputs)
            if both and all(np.abs(A2 - 0.5).min() > 1e-3 for A2 in outputs):
                yield case
                break


def thresholded(test):
    """`predict` with another test; it takes (A2, X)."""

    def predict(parameters, X, *, forward_propagation=reference.forward_propagation):
        return test(forward_propagation(X, parameters)[0], X)

    return predict


def on_the_linear_part(parameters, X, *, forward_propagation=reference.forward_propagation):
    """`predict` that compares Z2 with one half."""
    return forward_propagation(X, parameters)[1]["Z2"] > 0.5


predict = Exercise(
    reference.predict,
    decisions,
    "labels",
    stubs=(stubs.forward_propagation,),
    mistakes=(
        Mistake("probabilities", "You return probabilities; labels of 0 and 1 are asked for.",
                thresholded(lambda A2, X: A2)),
        Mistake("upside down", "Every label is the opposite of what it should be.",
                thresholded(lambda A2, X: A2 <= 0.5)),
        Mistake("threshold at 0", "A probability is always above 0: where is the border between the classes?",
                thresholded(lambda A2, X: A2 > 0)),
        Mistake("threshold on X", "What are you comparing with one half?", thresholded(lambda A2, X: X > 0.5)),
        Mistake("another border", "Only samples near the border are wrong: how large is the probability there?",
                thresholded(lambda A2, X: A2 > 0.4)),
        Mistake("cut off", "Every label is 0: a probability without its decimals is 0, whatever it was.",
                thresholded(lambda A2, X: np.trunc(A2))),
        Mistake("rank 1", "The labels are right, but in an array of rank 1; (1, m) is asked for.",
                thresholded(lambda A2, X: A2[0] > 0.5)),
        Mistake("a column", "Samples are columns: your labels stand in one column.",
                thresholded(lambda A2, X: (A2 > 0.5).T)),
        Mistake("all zeros", "Every label is 0: is the output compared with one half?",
                thresholded(lambda A2, X: np.zeros_like(A2)), same_as="cut off"),
        Mistake("labels -1 and 1", "The classes are called 0 and 1 here.",
                thresholded(lambda A2, X: np.where(A2 > 0.5, 1, -1))),
        Mistake("Z2 for A2", "What are you comparing with one half: the probability, or what goes into the sigmoid?",
                on_the_linear_part),
    ),
)  # fmt: skip
