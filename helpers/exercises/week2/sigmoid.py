"""Week 2: cases and known mistakes of the sigmoid and its slope."""

import numpy as np

from helpers.exercises.exercise import Exercise, Mistake
from helpers.exercises.numbers import normal
from helpers.exercises.week2 import stubs
from helpers.reference import week2 as reference

RISING = "Does your curve go up from left to right? Try a large positive number."
BRACKETS = "At 0 the sigmoid is one half. Python divides before it adds: where do the brackets belong?"


def numbers(rng):
    """Single numbers of either sign, whole and broken."""
    for x in (0, 1, -2, *np.round(rng.uniform(-6, 6, 3), 3).tolist()):
        yield {"x": x}


def arrays(name):
    """Cases of one argument: a number, then arrays of one to three dimensions, one of them of whole numbers."""

    def cases(rng):
        yield {name: float(np.round(rng.uniform(0.5, 3), 3))}
        yield {name: normal(rng, 4, scale=2)}
        yield {name: normal(rng, 2, 3, scale=2)}
        yield {name: rng.integers(-4, 5, (3, 1))}
        yield {name: normal(rng, 2, 1, 3, scale=2)}

    return cases


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
        Mistake("exp(x) for exp(-x)", RISING, lambda x: reference.basic_sigmoid(-x)),
        Mistake("brackets", BRACKETS, lambda x: 1 / 1 + np.exp(-x)),
        Mistake("only the exponential", "That is the exponential alone; the formula divides by something.",
                lambda x: np.exp(-x)),
        Mistake("a whole number", "Your value has lost its decimals: is there a // or an int()?",
                lambda x: int(reference.basic_sigmoid(x))),
        Mistake("minus for plus", "Can the denominator become 0? Look at its sign.",
                lambda x: 1 / (1 - np.exp(-x)) if x else np.inf),
        Mistake("tanh", "Your values lie between -1 and 1. Which function has that range?", lambda x: np.tanh(x)),
        Mistake("power of 10", "At 0 you are right, elsewhere the curve is too steep: to which base is the power?",
                lambda x: 1 / (1 + 10.0**-x)),
    ),
)  # fmt: skip


sigmoid = Exercise(
    reference.sigmoid,
    arrays("z"),
    "value",
    mistakes=sigmoid_mistakes,
)


sigmoid_derivative = Exercise(
    reference.sigmoid_derivative,
    arrays("x"),
    "value",
    stubs=(stubs.sigmoid,),
    mistakes=(
        Mistake("x for s", "The derivative is written in terms of the sigmoid's output. Which quantity did you multiply?",
                lambda x: np.asarray(x) * (1 - np.asarray(x))),
        Mistake("no brackets", "Multiplication comes before subtraction: is your answer 0 everywhere?",
                lambda x: 0.0 * np.asarray(x)),
        Mistake("twice the sigmoid", "Your values are too alike: was the sigmoid applied a second time?",
                lambda x, *, sigmoid=reference.sigmoid: reference.sigmoid_derivative(sigmoid(x), sigmoid=sigmoid)),
        Mistake("only the sigmoid", "That is the value of the curve; the slope is asked for.",
                lambda x, *, sigmoid=reference.sigmoid: sigmoid(x)),
        Mistake("plus", "Where the curve is flat the slope must vanish, at both ends.",
                lambda x, *, sigmoid=reference.sigmoid: sigmoid(x) * (1 + sigmoid(x))),
        Mistake("sign", "The curve rises everywhere: can its slope be negative?",
                lambda x, *, sigmoid=reference.sigmoid: sigmoid(x) * (sigmoid(x) - 1)),
        Mistake("x in one factor", "Both factors are made of the sigmoid's output; yours mixes it with the input.",
                lambda x, *, sigmoid=reference.sigmoid: np.asarray(x) * (1 - sigmoid(x))),
        Mistake("slope of tanh", "1 - s² is the slope of another curve: which one?",
                lambda x, *, sigmoid=reference.sigmoid: 1 - sigmoid(x) ** 2),
    ),
)  # fmt: skip
