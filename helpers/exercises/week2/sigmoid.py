"""Week 2: cases and known mistakes of the sigmoid and its slope."""

import numpy as np

from helpers.exercises.exercise import Exercise, Rare, RarePart
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import INTO_WHOLE, WHOLE, normal
from helpers.exercises.week2 import stubs
from helpers.reference import week2 as reference

RISING = "Does your curve go up from left to right? Try a large positive number."
BRACKETS = "At 0 the sigmoid is one half. Python divides before it adds: where do the brackets belong?"


def numbers(rng):
    """Single numbers of either sign, whole and broken."""
    for z in (0, 1, -2, *np.round(rng.uniform(-6, 6, 3), 3).tolist()):
        yield {"z": z}


def arrays(rng):
    """A number, then arrays of one to three dimensions, one of them of whole numbers."""
    yield {"z": float(np.round(rng.uniform(0.5, 3), 3))}
    yield {"z": normal(rng, 4, scale=2)}
    yield {"z": normal(rng, 2, 3, scale=2)}
    yield {"z": normal(rng, 2, 1, 3, scale=2)}
    yield Rare(WHOLE, {"z": np.array([[1], [-2], [3]]) * rng.permutation([[1], [-1], [1]])})


def truncated(z):
    """The sigmoid written into an array of whole numbers."""
    return reference.sigmoid(z).astype(int)


sigmoid_mistakes = (
    Mistake("exp(z) for exp(-z)", RISING, lambda z: reference.sigmoid(-np.asarray(z))),
    Mistake("brackets", BRACKETS, lambda z: 1 / 1 + np.exp(-np.asarray(z))),
    Mistake("minus for plus", "Can the denominator become 0? Look at its sign.",
            lambda z: 1 / (1 - np.exp(-np.asarray(z)))),
    Mistake("whole numbers", "Your values have lost their decimals: what dtype is the array you write into?",
            truncated),
    Mistake("tanh", "Your values lie between -1 and 1. Which function has that range?", lambda z: np.tanh(z)),
    Mistake("only the exponential", "That is the exponential alone; the formula divides by something.",
            lambda z: np.exp(-np.asarray(z))),
    Mistake("value and cache", "Look at the Returns line: one value, or two?",
            lambda z: (reference.sigmoid(z), np.asarray(z))),
    Mistake("ReLU", "Your values have no upper bound: that is another activation.", lambda z: np.maximum(0, z)),
)  # fmt: skip


basic_sigmoid = Exercise(
    reference.basic_sigmoid,
    numbers,
    "value",
    mistakes=(
        Mistake("exp(z) for exp(-z)", RISING, lambda z: reference.basic_sigmoid(-z)),
        Mistake("brackets", BRACKETS, lambda z: 1 / 1 + np.exp(-z)),
        Mistake("only the exponential", "That is the exponential alone; the formula divides by something.",
                lambda z: np.exp(-z)),
        Mistake("a whole number", "Your value has lost its decimals: is there a // or an int()?",
                lambda z: int(reference.basic_sigmoid(z))),
        Mistake("minus for plus", "Can the denominator become 0? Look at its sign.",
                lambda z: 1 / (1 - np.exp(-z)) if z else np.inf),
        Mistake("tanh", "Your values lie between -1 and 1. Which function has that range?", lambda z: np.tanh(z)),
        Mistake("power of 10", "At 0 you are right, elsewhere the curve is too steep: to which base is the power?",
                lambda z: 1 / (1 + 10.0**-z)),
    ),
)  # fmt: skip


sigmoid = Exercise(
    reference.sigmoid,
    arrays,
    "value",
    rare_parts={WHOLE: RarePart(0.1, INTO_WHOLE)},
    mistakes=sigmoid_mistakes,
)


sigmoid_derivative = Exercise(
    reference.sigmoid_derivative,
    arrays,
    "value",
    stubs=(stubs.sigmoid,),
    rare_parts={WHOLE: RarePart(0.1, INTO_WHOLE)},
    mistakes=(
        Mistake("z for s", "The derivative is written in terms of the sigmoid's output. Which quantity did you multiply?",
                lambda z: np.asarray(z) * (1 - np.asarray(z))),
        Mistake("no brackets", "Multiplication comes before subtraction: is your answer 0 everywhere?",
                lambda z: 0.0 * np.asarray(z)),
        Mistake("twice the sigmoid", "Your values are too alike: was the sigmoid applied a second time?",
                lambda z, *, sigmoid=reference.sigmoid: reference.sigmoid_derivative(sigmoid(z), sigmoid=sigmoid)),
        Mistake("only the sigmoid", "That is the value of the curve; the slope is asked for.",
                lambda z, *, sigmoid=reference.sigmoid: sigmoid(z)),
        Mistake("plus", "Where the curve is flat the slope must vanish, at both ends.",
                lambda z, *, sigmoid=reference.sigmoid: sigmoid(z) * (1 + sigmoid(z))),
        Mistake("sign", "The curve rises everywhere: can its slope be negative?",
                lambda z, *, sigmoid=reference.sigmoid: sigmoid(z) * (sigmoid(z) - 1)),
        Mistake("z in one factor", "Both factors are made of the sigmoid's output; yours mixes it with the input.",
                lambda z, *, sigmoid=reference.sigmoid: np.asarray(z) * (1 - sigmoid(z))),
        Mistake("slope of tanh", "1 - s² is the slope of another curve: which one?",
                lambda z, *, sigmoid=reference.sigmoid: 1 - sigmoid(z) ** 2),
    ),
)  # fmt: skip
