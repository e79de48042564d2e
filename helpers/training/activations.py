"""The two activations that week 4 hands out, each with the step that goes back through it."""

import numpy as np

from helpers.training.sigmoid import sigmoid as plain_sigmoid


def sigmoid(Z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Apply the sigmoid 1 / (1 + e^(-Z)) entry by entry (lecture 3.6).

    Args:
        Z: Any shape.

    Returns:
        A, same shape, between 0 and 1; cache, which is Z.
    """
    return plain_sigmoid(Z), Z


def relu(Z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Apply max(0, Z) entry by entry (lecture 3.6).

    Args:
        Z: Any shape.

    Returns:
        A, same shape, never negative; cache, which is Z.
    """
    return np.maximum(0.0, Z), Z


def sigmoid_backward(dA: np.ndarray, cache: np.ndarray) -> np.ndarray:
    """Go back through the sigmoid: dZ = dA ∗ g'(Z) (lecture 3.8).

    Args:
        dA: Gradient of the cost with respect to A, any shape.
        cache: Z of the forward pass, same shape.

    Returns:
        dZ, same shape.
    """
    small = np.exp(-np.abs(cache))
    return dA * small / (1.0 + small) ** 2


def relu_backward(dA: np.ndarray, cache: np.ndarray) -> np.ndarray:
    """Go back through ReLU: the gradient passes where Z > 0 and stops elsewhere, also at exactly 0 (lecture 3.8).

    Args:
        dA: Gradient of the cost with respect to A, any shape.
        cache: Z of the forward pass, same shape.

    Returns:
        dZ, same shape.
    """
    return np.where(cache > 0, dA, 0.0)
