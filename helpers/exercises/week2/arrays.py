"""Week 2: cases and known mistakes of functions of whole arrays: pictures, rows, losses."""

import numpy as np

from helpers.exercises.exercise import Exercise, Rare, RarePart
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import INTO_WHOLE, WHOLE, normal
from helpers.reference import week2 as reference


def images(rng):
    """Images whose three sides all differ, one a single pixel wide."""
    for shape in ((2, 4, 3), (5, 2, 3), (1, 3, 4), (3, 2, 1)):
        yield {"image": rng.integers(0, 256, shape) / 255 if shape[2] == 3 else rng.integers(0, 256, shape)}


image2vector = Exercise(
    reference.image2vector,
    images,
    "column",
    mistakes=(
        Mistake("a column for each colour", "How many columns should one image have?",
                lambda image: image.reshape(-1, image.shape[2])),
        Mistake("a row", "You made a row; samples are columns in this course.", lambda image: image.reshape(1, -1)),
        Mistake("no second dimension", "An array of rank 1 is neither row nor column: how do you give it a second dimension?",
                lambda image: image.ravel()),
        Mistake("other order", "Shape right, order not: which index should run fastest from one number to the next?",
                lambda image: image.reshape(-1, 1, order="F")),
        Mistake("colour after colour", "Shape right, order not: the three numbers of a pixel stay together.",
                lambda image: image.transpose(2, 0, 1).reshape(-1, 1)),
        Mistake("a column for each line", "How many columns should one image have?",
                lambda image: image.reshape(image.shape[0], -1).T),
    ),
)  # fmt: skip


def matrices(rng):
    """Matrices, a square one among them, on which a missing keepdims goes unnoticed by numpy."""
    for shape in ((2, 3), (3, 3), (4, 2), (1, 4), (5, 1)):
        yield {"x": normal(rng, *shape, scale=2) + np.where(normal(rng, *shape) > 0, 0.5, -0.5)}
    yield Rare(WHOLE, {"x": rng.integers(1, 9, (3, 2))})


normalize_rows = Exercise(
    reference.normalize_rows,
    matrices,
    "rows",
    keeps_arguments=0.25,
    rare_parts={WHOLE: RarePart(0.1, INTO_WHOLE)},
    mistakes=(
        Mistake("columns", "Your columns have length 1. Which axis disappears when you sum along axis=1?",
                lambda x: x / np.linalg.norm(x, axis=0, keepdims=True)),
        Mistake("no keepdims", "Print the shape of the lengths: how does numpy line them up with x?",
                lambda x: x / np.linalg.norm(x, axis=1), raises=ValueError),
        Mistake("one length for all", "Each row has a length of its own.", lambda x: x / np.linalg.norm(x)),
        Mistake("no square root", "Is a length the sum of squares, or is something still to be done to it?",
                lambda x: x / (x**2).sum(axis=1, keepdims=True)),
        Mistake("sum of absolute values", "That is another norm: the Euclidean one squares the entries.",
                lambda x: x / np.abs(x).sum(axis=1, keepdims=True)),
        Mistake("divided by the sum", "Your rows add up to 1; their length should be 1.",
                lambda x: x / x.sum(axis=1, keepdims=True)),
        Mistake("divided by the largest", "The largest entry of a row is not yet its length: what else goes into a length?",
                lambda x: x / x.max(axis=1, keepdims=True)),
        Mistake("lengths only", "You return the lengths; the rows divided by them are asked for.",
                lambda x: np.linalg.norm(x, axis=1, keepdims=True)),
    ),
)  # fmt: skip


def softmax_without(axis, keepdims, sign=1):
    """A softmax that sums along another axis, drops a dimension or turns the sign."""

    def softmax(x):
        e = np.exp(sign * (x - x.max()))
        return e / e.sum(axis=axis, keepdims=keepdims)

    return softmax


softmax = Exercise(
    reference.softmax,
    matrices,
    "rows",
    rare_parts={WHOLE: RarePart(0.1, INTO_WHOLE)},
    mistakes=(
        Mistake("sum over everything", "What must each row add up to?", softmax_without(None, True)),
        Mistake("along columns", "Your columns add up to 1. Along which direction do the classes lie?",
                softmax_without(0, True)),
        Mistake("no keepdims", "Compare the shapes of numerator and denominator.",
                softmax_without(1, False), raises=ValueError),
        Mistake("exp(-x)", "The largest score should get the largest probability.", softmax_without(1, True, -1)),
        Mistake("no exponential", "Scores may be negative, probabilities may not: what makes them positive?",
                lambda x: x / x.sum(axis=1, keepdims=True)),
        Mistake("shift above the line only", "Your rows no longer add up to 1: does every exponential get the same shift?",
                lambda x: np.exp(x - x.max(axis=1, keepdims=True)) / np.exp(x).sum(axis=1, keepdims=True)),
        Mistake("sum of the scores", "You divide by the sum of the scores: of what should the sum be?",
                lambda x: np.exp(x) / x.sum(axis=1, keepdims=True)),
        Mistake("only the exponential", "Positive they are, but what must each row add up to?", lambda x: np.exp(x)),
        Mistake("logarithm", "Probabilities are asked for, you return their logarithms.",
                lambda x: np.log(reference.softmax(x))),
    ),
)  # fmt: skip


def pairs(rng):
    """Predictions and labels of several lengths; the sum of errors is positive, negative, positive, … and never near 0."""
    for number, m in enumerate((5, 3, 2, 7, 4)):
        while True:
            yhat, y = np.round(rng.uniform(0.05, 0.95, m), 3), rng.integers(0, 2, m)
            if m == 4:
                yhat, y = normal(rng, m, scale=3), normal(rng, m, scale=3)
            errors = (y - yhat) * (-1) ** number
            if errors.sum() > 0.1 and errors.min() < -0.1:
                yield {"yhat": yhat, "y": y}
                break


L1 = Exercise(
    reference.L1,
    pairs,
    "loss",
    mistakes=(
        Mistake("no absolute value", "Can an error of +1 and one of -1 cancel?", lambda yhat, y: (y - yhat).sum()),
        Mistake("no absolute value, other sign", "Can an error of +1 and one of -1 cancel?",
                lambda yhat, y: (yhat - y).sum()),
        Mistake("absolute value of the sum", "You summed first: by then errors of opposite sign have cancelled.",
                lambda yhat, y: abs((y - yhat).sum())),
        Mistake("mean", "Your loss is too small by a factor: is it a sum or a mean in the formula?",
                lambda yhat, y: np.abs(y - yhat).mean()),
        Mistake("squares", "That is the other loss: this one does not square.",
                lambda yhat, y: ((y - yhat) ** 2).sum()),
        Mistake("each entry", "You return a number for each entry; a loss is one number.",
                lambda yhat, y: np.abs(y - yhat)),
        Mistake("largest", "That is the largest error; the loss adds them all.",
                lambda yhat, y: np.abs(y - yhat).max()),
    ),
)  # fmt: skip


L2 = Exercise(
    reference.L2,
    pairs,
    "loss",
    mistakes=(
        Mistake("square root", "Is there a root in the formula?", lambda yhat, y: np.linalg.norm(y - yhat)),
        Mistake("mean", "Your loss is too small by a factor: is it a sum or a mean in the formula?",
                lambda yhat, y: ((y - yhat) ** 2).mean()),
        Mistake("half", "Half of what is asked for: which factor stands before the sum?",
                lambda yhat, y: ((y - yhat) ** 2).sum() / 2),
        Mistake("absolute values", "That is the other loss: this one squares.", lambda yhat, y: np.abs(y - yhat).sum()),
        Mistake("square of the sum", "Square each difference, then sum: the order matters.",
                lambda yhat, y: (y - yhat).sum() ** 2),
        Mistake("each entry", "You return a number for each entry; a loss is one number.",
                lambda yhat, y: (y - yhat) ** 2),
        Mistake("difference of the squares", "Subtract first, then square: the order matters.",
                lambda yhat, y: (y**2 - yhat**2).sum()),
        Mistake("not squared", "Can an error of +1 and one of -1 cancel?", lambda yhat, y: (y - yhat).sum()),
        Mistake("not squared, other sign", "Can an error of +1 and one of -1 cancel?",
                lambda yhat, y: (yhat - y).sum()),
    ),
)  # fmt: skip
