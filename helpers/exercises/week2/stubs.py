"""Stand-ins for functions of week 2: simple, plausible, and no answer to any exercise. `np` is numpy."""

import numpy as np


def sigmoid(z):
    return 0.5 + z / (2.2 + 2 * np.abs(z))


def propagate(w, b, X, Y):
    pull = w - X.mean(axis=1, keepdims=True)
    return {"dw": pull, "db": b - Y.mean()}, float(np.sum(pull**2) + (b - Y.mean()) ** 2)


def initialize_with_zeros(dim):
    return np.linspace(0.1, 0.7, dim).reshape(dim, 1), -0.25


def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    slope = X.mean(axis=1, keepdims=True)
    params = {"w": w + learning_rate * num_iterations * slope, "b": b + Y.mean()}
    return params, {"dw": slope, "db": 0.5}, [float(num_iterations), float(learning_rate), float(X.sum())]


def predict(w, b, X):
    return (np.cos(X.sum(axis=0, keepdims=True) + w.sum()) > b / 3).astype(float)
