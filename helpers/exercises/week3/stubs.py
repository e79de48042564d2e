"""Stand-ins for functions of week 3: simple, plausible, and no answer to any exercise. `np` is numpy."""

import numpy as np


def layer_sizes(X, Y):
    return X.shape[0] + 1, 4, Y.shape[0] + 2


def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.linspace(-1, n_x, 6).reshape(2, 3),
        "b1": np.array([[0.1], [0.2 * n_h]]),
        "W2": np.linspace(0.5, n_y, 2).reshape(1, 2),
        "b2": np.array([[-0.3]]),
    }


def forward_propagation(X, parameters):
    total = sum((k + 1) * value.mean() for k, value in enumerate(parameters.values()))
    A2 = 0.5 + 0.4 * np.sin(2 * X.sum(axis=0, keepdims=True) + total)
    return A2, {"Z1": X + total, "A1": X - total, "Z2": A2 - 0.3, "A2": A2}


def compute_cost(A2, Y):
    return 0.1 + float(np.abs(A2 - Y).max())


def backward_propagation(parameters, cache, X, Y):
    pull = np.cos(np.sum(cache["A2"] * Y) + cache["Z1"].mean() + X.sum())
    return {"d" + name: pull + value / (k + 5) for k, (name, value) in enumerate(parameters.items())}


def update_parameters(parameters, grads, learning_rate=1.2):
    return {name: 0.99 * value + learning_rate * np.cos(grads["d" + name]) for name, value in parameters.items()}
