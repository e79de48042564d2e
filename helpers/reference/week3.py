"""Week 3: a network with one hidden layer (tanh, then sigmoid). Samples are columns: X (n_x, m), Y (1, m)."""

import numpy as np

from helpers.reference.week2 import cross_entropy, sigmoid


def layer_sizes(X, Y):
    """Sizes of the layers (lecture 3.2): n_x, n_h = 4, n_y."""
    return X.shape[0], 4, Y.shape[0]


def initialize_parameters(n_x, n_h, n_y):
    """Small random weights and zero biases (lecture 3.11). Returns W1 (n_h, n_x), b1 (n_h, 1), W2 (n_y, n_h), b2 (n_y, 1)."""
    return {
        "W1": np.random.randn(n_h, n_x) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * 0.01,
        "b2": np.zeros((n_y, 1)),
    }


def forward_propagation(X, parameters):
    """Forward pass (lectures 3.3 to 3.5). Returns A2 (1, m) and the cache of Z1, A1 (n_h, m), Z2, A2 (1, m)."""
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def compute_cost(A2, Y):
    """Mean cross-entropy of A2 (1, m) for labels Y (1, m) (lecture 2.3). Returns a float."""
    return float(cross_entropy(A2, Y))


def backward_propagation(parameters, cache, X, Y):
    """Backward pass (lectures 3.9 and 3.10). Returns dW1, db1, dW2, db2 in the shapes of W1, b1, W2, b2."""
    m = X.shape[1]
    A1 = cache["A1"]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - A1**2)
    return {
        "dW1": dZ1 @ X.T / m,
        "db1": dZ1.sum(axis=1, keepdims=True) / m,
        "dW2": dZ2 @ A1.T / m,
        "db2": dZ2.sum(axis=1, keepdims=True) / m,
    }


def update_parameters(parameters, grads, learning_rate=1.2):
    """One step of gradient descent (lecture 2.4). Returns new parameters; the old ones stay as they are."""
    return {name: value - learning_rate * grads["d" + name] for name, value in parameters.items()}


def nn_model(
    X,
    Y,
    n_h,
    num_iterations=10000,
    print_cost=False,
    *,
    layer_sizes=layer_sizes,
    initialize_parameters=initialize_parameters,
    forward_propagation=forward_propagation,
    compute_cost=compute_cost,
    backward_propagation=backward_propagation,
    update_parameters=update_parameters,
):
    """Train a network of n_h hidden units on X (n_x, m), Y (1, m). Returns the parameters."""
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        if print_cost and i % 100 == 0:
            print(f"Cost after iteration {i}: {compute_cost(A2, Y):.6f}")
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y))
    return parameters


def predict(parameters, X, *, forward_propagation=forward_propagation):
    """Labels (1, m) for X (n_x, m): 1 where the probability is above one half."""
    A2, _ = forward_propagation(X, parameters)
    return A2 > 0.5
