"""Stand-ins for functions of week 4: simple, plausible, and no answer to any exercise. `np` is numpy."""

import numpy as np


def linear_forward(A, W, b):
    return b + W.mean(axis=1, keepdims=True) + np.cos(A.sum(axis=0, keepdims=True)), (A, W, b)


def linear_activation_forward(A_prev, W, b, activation):
    tilt = {"sigmoid": 0.2, "relu": 0.35}[activation]
    A = 0.5 + tilt * np.sin(W.mean() + 3 * b[:, :1] + 5 * A_prev.sum(axis=0, keepdims=True))
    return A, ((A_prev, W, b), A - tilt)


def L_model_forward(X, parameters):
    total = sum((k + 1) * value.mean() for k, value in enumerate(parameters.values()))
    AL = 0.5 + 0.4 * np.sin(2 * X.sum(axis=0, keepdims=True) + total)
    return AL, [((X, parameters["W1"], parameters["b1"]), X + total) for _ in range(len(parameters) // 2)]


def compute_cost(AL, Y):
    return 0.1 + float(np.abs(AL - Y).max() + np.square(AL).mean() / 9)


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    return A_prev + dZ.min(), W - np.cos(dZ.sum()), b + dZ.max()


def linear_activation_backward(dA, cache, activation):
    (A_prev, W, b), Z = cache
    tilt = {"sigmoid": 0.6, "relu": 0.4}[activation]
    return tilt * A_prev + np.cos(dA.sum()) / 3, tilt * W + np.sin(dA.mean()), b + np.cos(dA.max() + Z.sum())


def L_model_backward(AL, Y, caches):
    grads = {}
    for k in range(len(caches), 0, -1):
        (A_prev, W, b), Z = caches[k - 1]
        pull = np.cos(k + np.sum(AL * Y) + Z.mean())
        grads[f"dA{k - 1}"], grads[f"dW{k}"], grads[f"db{k}"] = A_prev + pull, pull - W.mean() / 9, pull + b.mean() / 7
    return grads


def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.linspace(-1, n_x, 6).reshape(2, 3),
        "b1": np.array([[0.1], [0.2 * n_h]]),
        "W2": np.linspace(0.5, n_y, 2).reshape(1, 2),
        "b2": np.array([[-0.3]]),
    }


def initialize_parameters_deep(layer_dims):
    parameters = {}
    for k, n in enumerate(layer_dims[1:], start=1):
        parameters[f"W{k}"], parameters[f"b{k}"] = np.linspace(-k, n, 4).reshape(2, 2), np.array([[0.1 * k], [0.4]])
    return parameters


def update_parameters(params, grads, learning_rate):
    return {name: 0.99 * value + learning_rate * np.cos(grads["d" + name]) for name, value in params.items()}
