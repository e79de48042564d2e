"""Weeks 3 and 4: cases and known mistakes of the cost."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import labels
from helpers.reference import week4 as reference


def outputs(rng):
    """Probabilities of both classes, of one sample, and of a single class."""
    for m in (5, 3, 1, 8):
        yield {"AL": np.round(rng.uniform(0.03, 0.97, (1, m)), 3), "Y": labels(rng, m)}
    for label in (1, 0):
        yield {"AL": np.round(rng.uniform(0.03, 0.97, (1, 4)), 3), "Y": np.full((1, 4), label)}


COST = reference.compute_cost


compute_cost = Exercise(
    reference.compute_cost,
    outputs,
    "cost",
    mistakes=(
        Mistake("no minus", "Logarithms of probabilities are negative. Can a cost be?", lambda AL, Y: -COST(AL, Y)),
        Mistake("no mean", "Give it the same samples twice: should the cost double?",
                lambda AL, Y: COST(AL, Y) * Y.shape[1]),
        Mistake("brackets", "The minus and the 1/m stand before the whole sum: where do its brackets open and close?",
                lambda AL, Y: -(Y * np.log(AL)).sum() / Y.shape[1] + ((1 - Y) * np.log(1 - AL)).sum()),
        Mistake("ones only", "What does a sample with label 0 contribute to your sum?",
                lambda AL, Y: -(Y * np.log(AL)).sum() / Y.shape[1]),
        Mistake("other logarithm", "Off by a constant factor: which logarithm is meant?",
                lambda AL, Y: COST(AL, Y) / np.log(10)),
        Mistake("logarithm to base 2", "Off by a constant factor: which logarithm is meant?",
                lambda AL, Y: COST(AL, Y) / np.log(2)),
        Mistake("1 - log",
                "The second logarithm is one of a difference, not a difference with a logarithm in it: "
                "which brackets close first?",
                lambda AL, Y: -(Y * np.log(AL) + (1 - Y) * (1 - np.log(AL))).sum() / Y.shape[1]),
        Mistake("labels exchanged", "A sure and right answer should cost little: which term goes with y = 1?",
                lambda AL, Y: COST(AL, 1 - Y)),
        Mistake("squared error", "That is the squared error: lecture 2.3 says why not.",
                lambda AL, Y: ((AL - Y) ** 2).mean()),
        Mistake("cost of each sample", "You return a loss for each sample; the cost is a single number.",
                lambda AL, Y: -(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / Y.shape[1]),
        Mistake("1 - log(1 - A)", "Read again what stands inside the second logarithm.",
                lambda AL, Y: -(Y * np.log(AL) + (1 - Y) * (1 - np.log(1 - AL))).sum() / Y.shape[1]),
        Mistake("zeros only", "What does a sample with label 1 contribute to your sum?",
                lambda AL, Y: -((1 - Y) * np.log(1 - AL)).sum() / Y.shape[1]),
        Mistake("minus between the terms", "Both terms pull in the same direction: what stands between them?",
                lambda AL, Y: -(Y * np.log(AL) - (1 - Y) * np.log(1 - AL)).sum() / Y.shape[1]),
        Mistake("every sample with every label",
                "Your cost is a whole matrix: each sample meets its own label only. Which product does that?",
                lambda AL, Y: -(Y.T @ np.log(AL) + (1 - Y).T @ np.log(1 - AL)) / Y.shape[1]),
        Mistake("half", "Half of what is asked for: which factor stands before the sum?",
                lambda AL, Y: COST(AL, Y) / 2),
    ),
)  # fmt: skip
