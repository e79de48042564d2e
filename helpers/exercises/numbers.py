"""The numbers that cases are made of: readable in a message, and the same on every machine."""

from typing import Any

import numpy as np

WHOLE = "whole numbers"  # a rare part: an array of integers for an argument
INTO_WHOLE = "Try it on an array of whole numbers: an array of dtype int keeps no decimals of what is written into it."
ONE_LAYER = "one layer"  # a rare part: L = 1
IF_ONE_LAYER = "A network may have a single layer, the last one, with the sigmoid: go through your lines with L = 1."
PRINTS = "print_cost=True"  # a rare part: the cost is printed on the way
PRINTS_COST = (
    "Call it once with print_cost=True: what you print is the cost, one number, of what `compute_cost` was given."
)


def normal(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> np.ndarray:
    """Draw normal numbers with three decimals."""
    return np.round(scale * rng.standard_normal(shape), 3) + 0.0


def labels(rng: np.random.Generator, m: int) -> np.ndarray:
    """Draw labels (1, m) of 0 and 1, with both classes present where m > 1."""
    Y = rng.integers(0, 2, (1, m))
    if m > 1 and Y.min() == Y.max():
        Y[0, rng.integers(m)] = 1 - Y[0, 0]
    return Y


def rounded(value: Any) -> Any:
    """Round every number in a value to 12 digits: machines differ in the last of the 16 that they compute."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(rounded(item) for item in value)
    if isinstance(value, (float, np.floating)):
        return float(f"{value:.12g}")
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return np.array([float(f"{entry:.12g}") for entry in value.flat]).reshape(value.shape)
    return value
