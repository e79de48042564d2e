"""Week 2: numpy basics and logistic regression. Samples are columns: X (n_x, m), Y (1, m)."""

import math

import numpy as np

TINY = np.finfo(float).tiny


def basic_sigmoid(z):
    """Sigmoid of one number z, by the math module (lecture 2.2). Returns a float."""
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def sigmoid(z):
    """Sigmoid of a number or of each entry of an array (lecture 2.2). Returns the shape of z."""
    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=float)))


def sigmoid_derivative(z, *, sigmoid=sigmoid):
    """Slope of the sigmoid at z (lecture 3.8). Returns the shape of z."""
    s = sigmoid(z)
    return s * (1 - s)


def image2vector(image):
    """Stack the numbers of an image (length, height, depth) into a column (length·height·depth, 1)."""
    return image.reshape(-1, 1)


def normalize_rows(x):
    """Divide each row of x (n, k) by its Euclidean length. Returns (n, k)."""
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def softmax(x):
    """Softmax of each row of x (m, n), every row summing to 1. Returns (m, n)."""
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def L1(yhat, y):
    """Sum of absolute differences of two arrays of shape (m,). Returns a number."""
    return np.abs(y - yhat).sum()


def L2(yhat, y):
    """Sum of squared differences of two arrays of shape (m,). Returns a number."""
    return ((y - yhat) ** 2).sum()


def initialize_with_zeros(dim):
    """Start of logistic regression. Returns w (dim, 1) of zeros and b = 0.0."""
    return np.zeros((dim, 1)), 0.0


def cross_entropy(A, Y):
    """Mean cross-entropy of probabilities A (1, m) for labels Y (1, m), finite for A of 0 and 1 (lecture 2.3)."""
    losses = Y * np.log(np.maximum(A, TINY)) + (1 - Y) * np.log(np.maximum(1 - A, TINY))
    return -losses.mean()


def propagate(w, b, X, Y, *, sigmoid=sigmoid):
    """Cost of logistic regression and its gradient (lectures 2.9 to 2.14).

    Arguments: w (n_x, 1), b number, X (n_x, m), Y (1, m).
    Returns: {"dw": (n_x, 1), "db": number}, cost.
    """
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    dZ = A - Y
    return {"dw": X @ dZ.T / m, "db": dZ.sum() / m}, cross_entropy(A, Y)


def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False, *, propagate=propagate):
    """Gradient descent (lecture 2.4). Returns params {"w", "b"}, the last grads, and costs at iterations 0, 100, 200, …"""
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"Cost after iteration {i}: {cost:.6f}")
    return {"w": w, "b": b}, grads, costs


def predict(w, b, X, *, sigmoid=sigmoid):
    """Labels (1, m) for X (n_x, m): 1 where the probability is above one half."""
    return (sigmoid(w.T @ X + b) > 0.5).astype(float)


def model(
    X_train,
    Y_train,
    X_test,
    Y_test,
    num_iterations=2000,
    learning_rate=0.5,
    print_cost=False,
    *,
    initialize_with_zeros=initialize_with_zeros,
    optimize=optimize,
    predict=predict,
):
    """Train logistic regression on X_train (n_x, m), Y_train (1, m) and predict both sets. Returns a dictionary."""
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    return {
        "costs": costs,
        "Y_prediction_test": predict(params["w"], params["b"], X_test),
        "Y_prediction_train": predict(params["w"], params["b"], X_train),
        "w": params["w"],
        "b": params["b"],
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }
