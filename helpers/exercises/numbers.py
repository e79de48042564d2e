"""The numbers that cases are made of: readable in a message, and the same on every machine."""

from typing import Any

import numpy as np


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
