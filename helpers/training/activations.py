"""What week 4 hands out: the two activations with their derivatives, a better spread of the first weights, snapshots."""

import functools
from collections.abc import Callable

import numpy as np

SMALL = 0.01


def sigmoid(Z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Apply the sigmoid 1 / (1 + e^(-Z)) entry by entry (lecture 3.6).

    Arguments: Z, any shape.
    Returns: A, same shape, between 0 and 1; cache, which is Z.
    """
    small = np.exp(-np.abs(Z))  # never overflows
    return np.where(Z >= 0, 1.0, small) / (1.0 + small), Z


def relu(Z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Apply max(0, Z) entry by entry (lecture 3.6).

    Arguments: Z, any shape.
    Returns: A, same shape, never negative; cache, which is Z.
    """
    return np.maximum(0.0, Z), Z


def sigmoid_backward(dA: np.ndarray, cache: np.ndarray) -> np.ndarray:
    """Go back through the sigmoid: dZ = dA ∗ g'(Z) (lecture 3.8).

    Arguments: dA, the gradient of the cost by A; cache, the Z of the way forward, same shape.
    Returns: dZ, same shape.
    """
    small = np.exp(-np.abs(cache))
    return dA * small / (1.0 + small) ** 2


def relu_backward(dA: np.ndarray, cache: np.ndarray) -> np.ndarray:
    """Go back through ReLU: the gradient passes where Z > 0 and stops elsewhere, also at exactly 0 (lecture 3.8).

    Arguments: dA, the gradient of the cost by A; cache, the Z of the way forward, same shape.
    Returns: dZ, same shape.
    """
    return np.where(cache > 0, dA, 0.0)


def scale_initialization(initialize: Callable) -> Callable:
    """Make an initialization whose weights spread by 1/√n of the layer before instead of 0.01.

    Arguments: initialize, layer_dims → parameters with W1…WL of spread 0.01; a scaled one is not scaled again.
    Returns: a function of the same name, arguments and keys (LeCun et al., Efficient BackProp, 1998, section 4.6).
    """
    initialize = getattr(initialize, "unscaled", initialize)

    @functools.wraps(initialize)
    def scaled(layer_dims):
        parameters = initialize(layer_dims)
        return {
            name: value / (SMALL * np.sqrt(value.shape[1])) if name.startswith("W") else value
            for name, value in parameters.items()
        }

    scaled.unscaled = initialize
    return scaled


def keep_snapshots(update: Callable, every: int = 100) -> Callable:
    """Make an update of parameters that also keeps what it is given at calls 0, every, 2·every, …

    Arguments: update, e.g. update_parameters(params, grads, learning_rate); every, in calls.
    Returns: a function of the same name and arguments; its `snapshots` is a list of parameters.
    """
    update = getattr(update, "plain", update)
    snapshots, calls = [], iter(range(2**62))

    @functools.wraps(update)
    def updating(params, *args, **kwargs):
        if next(calls) % every == 0:
            snapshots.append({name: np.copy(value) for name, value in params.items()})
        return update(params, *args, **kwargs)

    updating.plain, updating.snapshots = update, snapshots
    return updating
