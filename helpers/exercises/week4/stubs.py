"""Stand-ins for functions of week 4: shapes are the true ones, every output depends on every input, and none is an answer.

`np` is numpy. What a loop calls again and again draws numbers together, so that errors of rounding stay small.
"""

import numpy as np


def linear_forward(A, W, b):
    return b + W.mean(axis=1, keepdims=True) + np.cos(A.sum(axis=0, keepdims=True)), (A, W, b)


def linear_activation_forward(A_prev, W, b, activation):
    tilt = {"sigmoid": 0.2, "relu": 0.35}[activation]
    A = 0.5 + tilt * np.sin(W.mean(axis=1, keepdims=True) + 2 * b + 3 * A_prev.sum(axis=0, keepdims=True))
    return A, ((A_prev, W, b), A - tilt)


def L_model_forward(X, parameters):
    total = 0.2 * sum((k + 1) * value.mean() for k, value in enumerate(parameters.values()))
    AL = 0.5 + 0.4 * np.sin(2 * X.sum(axis=0, keepdims=True) + total)
    layers = range(1, len(parameters) // 2 + 1)
    A = [X, *(parameters[f"b{k}"] + AL for k in layers)]
    return AL, [((A[k - 1], parameters[f"W{k}"], parameters[f"b{k}"]), A[k]) for k in layers]


def compute_cost(AL, Y):
    return float(0.02 + 0.1 * np.abs(AL - Y).max() + np.mean(AL * (1 - AL)))


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    mix = 0.1 * np.cos(dZ.mean() + W.sum() + 2 * A_prev.mean() + b.mean())
    return A_prev + dZ.min() + mix, W - np.cos(dZ.sum()) + mix, b + dZ.max() + mix


def linear_activation_backward(dA, cache, activation):
    (A_prev, W, b), Z = cache
    tilt = {"sigmoid": 0.6, "relu": 0.4}[activation]
    mix = 0.1 * np.cos(dA.mean() + W.mean() + 2 * A_prev.mean() + b.mean() + Z.mean())
    return (
        tilt * A_prev + np.cos(dA.sum()) / 3 + mix,
        tilt * W + np.sin(dA.mean()) + mix,
        tilt * b + np.cos(dA.max()) + mix,
    )


def L_model_backward(AL, Y, caches):
    grads, total = {}, 0.2 * sum(A_prev.mean() + W.mean() + 2 * b.mean() + Z.mean() for (A_prev, W, b), Z in caches)
    for k in range(len(caches), 0, -1):
        (A_prev, W, b), Z = caches[k - 1]
        pull = 0.2 * np.cos(k + np.sum(AL * np.cos(Y + 1)) + Z.mean() + total)
        grads[f"dA{k - 1}"], grads[f"dW{k}"], grads[f"db{k}"] = A_prev + pull, W / 9 + pull, b / 7 - pull
    return grads


def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.linspace(-1, 1 / n_y, n_h * n_x).reshape(n_h, n_x),
        "b1": np.linspace(0.1, 0.2 * n_x, n_h).reshape(n_h, 1) / n_y,
        "W2": np.linspace(0.5, 1 / n_x, n_y * n_h).reshape(n_y, n_h),
        "b2": np.linspace(-0.3, n_x / n_h, n_y).reshape(n_y, 1),
    }


def initialize_parameters_deep(layer_dims):
    parameters = {}
    for k in range(1, len(layer_dims)):
        n, n_prev, rest = layer_dims[k], layer_dims[k - 1], sum(layer_dims) / 100
        parameters[f"W{k}"] = np.linspace(-1, rest, n * n_prev).reshape(n, n_prev)
        parameters[f"b{k}"] = np.linspace(0.1 * k, rest, n).reshape(n, 1)
    return parameters


def update_parameters(params, grads, learning_rate):
    shift = 0.01 * sum(value.mean() for value in (*grads.values(), *params.values()))
    return {
        name: 0.995 * value + learning_rate * (0.05 * np.cos(grads["d" + name]) + shift)
        for name, value in params.items()
    }
