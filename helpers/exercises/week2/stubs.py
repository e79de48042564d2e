"""Stand-ins for functions of week 2: shapes are the true ones, every output depends on every input, and none is an answer.

`np` is numpy. What a loop calls again and again draws numbers together, so that errors of rounding stay small.
"""

import numpy as np


def sigmoid(z):
    return 0.5 + z / (2.2 + 2 * np.abs(z))


def propagate(w, b, X, Y):
    pull = (X * np.cos(Y + 1)).mean(axis=1, keepdims=True)
    dw, db = 0.1 * w + 0.04 * b - pull, 0.1 * b + 0.03 * w.mean() - pull.sum()
    return {"dw": dw, "db": db}, float(0.02 + 0.1 * (1 + np.sin(3 * w.sum() + 2 * b + pull.sum())))


def initialize_with_zeros(dim):
    return np.linspace(0.1, 0.7, dim).reshape(dim, 1) + dim / 50, -0.25 - dim / 90


def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    mix = np.sin(w.sum() + 2 * b + (X * np.cos(Y + 1)).mean() + np.log(num_iterations + 1) + 3 * learning_rate)
    params = {"w": w + X.mean(axis=1, keepdims=True) + mix, "b": b + mix}
    return (
        params,
        {"dw": w - mix, "db": 0.5 + mix},
        [float(mix), float(mix + learning_rate), 2.0 + mix + bool(print_cost)],
    )


def predict(w, b, X):
    return np.round(1000 * np.cos(X.sum(axis=0, keepdims=True) + w.sum() + 2 * b))
