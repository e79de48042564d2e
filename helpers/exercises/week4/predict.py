"""Week 4: cases and known mistakes of predictions."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import normal
from helpers.exercises.week4 import stubs
from helpers.exercises.week4.forward import NETWORKS, network
from helpers.reference import week4 as reference


def decisions(rng):
    """Samples of both predicted classes in every case with more than one, none near the border."""
    for widths, m in (*NETWORKS, ((3, 4, 1), 60)):
        while True:
            case = {"X": normal(rng, widths[0], m + 2 if m > 1 else 1), "parameters": network(rng, widths)}
            outputs = [forward(**case)[0] for forward in (reference.L_model_forward, stubs.L_model_forward)]
            both = m == 1 or all(AL.min() < 0.5 < AL.max() for AL in outputs)
            if m == 60:  # samples on both sides of the border, and near it
                both = all(((AL > 0.4) & (AL < 0.5)).any() and ((AL > 0.5) & (AL < 0.6)).any() for AL in outputs)
            if both and all(np.abs(AL - 0.5).min() > 1e-4 for AL in outputs):
                yield case
                break


def thresholded(test):
    """`predict` with another test; it takes (AL, X)."""
    return lambda X, parameters, *, L_model_forward=reference.L_model_forward: test(
        L_model_forward(X, parameters)[0], X
    )


def on_the_linear_part(X, parameters, *, L_model_forward=reference.L_model_forward):
    """`predict` that compares Z of the last layer with one half."""
    return L_model_forward(X, parameters)[1][-1][1] > 0.5


predict = Exercise(
    reference.predict,
    decisions,
    "labels",
    stubs=(stubs.L_model_forward,),
    mistakes=(
        Mistake("probabilities", "You return probabilities; labels of 0 and 1 are asked for.",
                thresholded(lambda AL, X: AL)),
        Mistake("upside down", "Every label is the opposite of what it should be.",
                thresholded(lambda AL, X: AL <= 0.5)),
        Mistake("all ones", "Every label is 1: is the output compared with one half?",
                thresholded(lambda AL, X: AL > 0)),
        Mistake("all zeros", "Every label is 0: is the output compared with one half?",
                thresholded(lambda AL, X: AL > 1)),
        Mistake("threshold on X", "What are you comparing with one half?", thresholded(lambda AL, X: X > 0.5)),
        Mistake("another border", "Only samples near the border are wrong: how large is the probability there?",
                thresholded(lambda AL, X: AL > 0.4)),
        Mistake("rank 1", "The labels are right, but in an array of rank 1; (1, m) is asked for.",
                thresholded(lambda AL, X: AL[0] > 0.5)),
        Mistake("a column", "Samples are columns: your labels stand in one column.",
                thresholded(lambda AL, X: (AL > 0.5).T)),
        Mistake("cut off", "Every label is 0: a probability without its decimals is 0, whatever it was.",
                thresholded(lambda AL, X: np.trunc(AL)), same_as="all zeros"),
        Mistake("labels -1 and 1", "The classes are called 0 and 1 here.",
                thresholded(lambda AL, X: np.where(AL > 0.5, 1, -1))),
        Mistake("Z for AL", "What are you comparing with one half: the probability, or what goes into the sigmoid?",
                on_the_linear_part),
    ),
)  # fmt: skip
