"""Networks of any depth that the lecture notes train: a layer is one matrix [b W], its bias in the first column.

Samples are columns. Hidden layers share one activation; the output is a sigmoid, and the cost the mean cross-entropy.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from helpers.training.sigmoid import sigmoid

LEAK = 0.01
ACTIVATIONS: dict[str, tuple[Callable, Callable]] = {  # name → the function of z, and its derivative
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z)),
    "tanh": (np.tanh, lambda z: np.cosh(np.clip(z, -300, 300)) ** -2.0),
    "ReLU": (lambda z: np.where(z > 0, z, 0.0), lambda z: np.where(z > 0, 1.0, 0.0)),
    "leaky ReLU": (lambda z: np.where(z > 0, z, LEAK * z), lambda z: np.where(z > 0, 1.0, LEAK)),
    "identity": (lambda z: z, np.ones_like),
}


class Training(NamedTuple):
    """What a training leaves behind."""

    layers: list[np.ndarray]  # at its end, the matrices [b W]
    costs: np.ndarray  # (steps,), before each step
    path: list[list[np.ndarray]]  # the layers at every `keep`-th step, and at the end


def initialize(widths: Sequence[int], spread: float | None = None, seed: int = 0) -> list[np.ndarray]:
    """Draw the layers to start from: normal weights, zero biases.

    Args:
        widths: n_0 … n_L.
        spread: Standard deviation of the weights; 1/√n of the layer before if None.
        seed: Of the random numbers.

    Returns:
        The L matrices [b W], each (n_l, 1 + n_{l-1}).
    """
    rng = np.random.default_rng(seed)
    layers = []
    for before, here in zip(widths[:-1], widths[1:], strict=True):
        scale = before**-0.5 if spread is None else spread
        layers.append(np.hstack([np.zeros((here, 1)), scale * rng.standard_normal((here, before))]))
    return layers


def forward(layers: Sequence[np.ndarray], X: np.ndarray, activation: str = "tanh") -> list[tuple]:
    """Compute every layer: the forward pass.

    Args:
        layers: The matrices [b W], each (n_l, 1 + n_{l-1}).
        X: The samples, (n_0, m).
        activation: Of the hidden layers, a name of ACTIVATIONS.

    Returns:
        (Z, A) of each layer, both (n_l, m); the last A holds the probabilities.
    """
    answers, A = [], X
    for number, layer in enumerate(layers, start=1):
        Z = layer @ _with_ones(A)
        A = (sigmoid if number == len(layers) else ACTIVATIONS[activation][0])(Z)
        answers.append((Z, A))
    return answers


def cost_and_gradients(layers: Sequence[np.ndarray], X: np.ndarray, Y: np.ndarray, activation: str = "tanh") -> tuple:
    """Compute the cost and its gradients: a forward pass and a backward pass (lectures 3.9, 3.10 and 4).

    Args:
        layers: The matrices [b W], each (n_l, 1 + n_{l-1}).
        X: The samples, (n_0, m).
        Y: Their labels, (n_L, m) of 0 and 1.
        activation: Of the hidden layers, a name of ACTIVATIONS.

    Returns:
        The cost, and the gradient of each layer, of the layer's shape.
    """
    answers = forward(layers, X, activation)
    Z, A = answers[-1]
    cost = np.mean(np.sum(np.logaddexp(0, Z) - Y * Z, axis=0))
    error = A - Y
    gradients: list[np.ndarray] = []
    for number in range(len(layers) - 1, -1, -1):
        entering = answers[number - 1][1] if number else X
        gradients.insert(0, error @ _with_ones(entering).T / X.shape[1])
        if number:
            error = (layers[number][:, 1:].T @ error) * ACTIVATIONS[activation][1](answers[number - 1][0])
    return cost, gradients


def train(
    layers: list[np.ndarray],
    X: np.ndarray,
    Y: np.ndarray,
    activation: str = "tanh",
    learning_rate: float = 1.0,
    steps: int = 1000,
    keep: int = 100,
) -> Training:
    """Train by gradient descent on all samples.

    Args:
        layers: The matrices [b W] to start from; left as they are.
        X: The samples, (n_0, m).
        Y: Their labels, (n_L, m) of 0 and 1.
        activation: Of the hidden layers, a name of ACTIVATIONS.
        learning_rate: Of every step.
        steps: How many.
        keep: Steps between two entries of the path.

    Returns:
        A Training.
    """
    costs = np.empty(steps)
    path: list[list[np.ndarray]] = []
    for step in range(steps):
        if step % keep == 0:
            path.append(layers)
        costs[step], gradients = cost_and_gradients(layers, X, Y, activation)
        layers = [layer - learning_rate * gradient for layer, gradient in zip(layers, gradients, strict=True)]
    return Training(layers, costs, [*path, layers])


def accuracy(layers: Sequence[np.ndarray], X: np.ndarray, Y: np.ndarray, activation: str = "tanh") -> float:
    """Compute the share of samples that are on the right side of one half.

    Args:
        layers: The matrices [b W], each (n_l, 1 + n_{l-1}).
        X: The samples, (n_0, m).
        Y: Their labels, (n_L, m) of 0 and 1.
        activation: Of the hidden layers, a name of ACTIVATIONS.

    Returns:
        The share, from 0 to 1.
    """
    return float(np.mean((forward(layers, X, activation)[-1][1] > 0.5) == Y))


def _with_ones(A: np.ndarray) -> np.ndarray:
    return np.vstack([np.ones((1, A.shape[1])), A])
