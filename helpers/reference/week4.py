"""Week 4: a network of any depth, ReLU in the hidden layers, one sigmoid at the end. Samples are columns."""

import numpy as np

from helpers.training.activations import relu, relu_backward, sigmoid, sigmoid_backward

TINY = 1e-300  # keeps logarithms and quotients finite where an output is exactly 0 or 1


def initialize_parameters(n_x, n_h, n_y):
    """Start of a network with one hidden layer. Returns W1 (n_h, n_x), b1 (n_h, 1), W2 (n_y, n_h), b2 (n_y, 1)."""
    return initialize_parameters_deep([n_x, n_h, n_y])


def initialize_parameters_deep(layer_dims):
    """Start of a network with widths n_0 … n_L (lecture 3.11).

    Returns: Wl (n_l, n_{l-1}) normal with spread 0.01, bl (n_l, 1) zero, for l = 1 … L.
    """
    parameters = {}
    for layer in range(1, len(layer_dims)):
        parameters[f"W{layer}"] = 0.01 * np.random.randn(layer_dims[layer], layer_dims[layer - 1])
        parameters[f"b{layer}"] = np.zeros((layer_dims[layer], 1))
    return parameters


def linear_forward(A, W, b):
    """Linear part of a layer, from A (n_prev, m), W (n, n_prev), b (n, 1). Returns Z (n, m) and the cache (A, W, b)."""
    return W @ A + b, (A, W, b)


def linear_activation_forward(A_prev, W, b, activation, *, linear_forward=linear_forward):
    """A whole layer, activation "sigmoid" or "relu". Returns A (n, m) and the cache (linear_cache, activation_cache)."""
    Z, linear_cache = linear_forward(A_prev, W, b)
    A, activation_cache = {"sigmoid": sigmoid, "relu": relu}[activation](Z)
    return A, (linear_cache, activation_cache)


def L_model_forward(X, parameters, *, linear_activation_forward=linear_activation_forward):
    """The way forward from X (n_0, m) through L - 1 layers with ReLU and one with the sigmoid.

    Returns: AL (n_L, m) and the L caches in order.
    """
    L = len(parameters) // 2
    A, caches = X, []
    for layer in range(1, L + 1):
        activation = "relu" if layer < L else "sigmoid"
        A, cache = linear_activation_forward(A, parameters[f"W{layer}"], parameters[f"b{layer}"], activation)
        caches.append(cache)
    return A, caches


def compute_cost(AL, Y):
    """Mean cross-entropy of AL (1, m) for labels Y (1, m), finite for AL of 0 and 1 (lecture 2.3)."""
    losses = Y * np.log(np.maximum(AL, TINY)) + (1 - Y) * np.log(np.maximum(1 - AL, TINY))
    return -losses.sum() / Y.shape[1]


def linear_backward(dZ, cache):
    """Back through the linear part, from dZ (n, m). Returns dA_prev (n_prev, m), dW (n, n_prev), db (n, 1)."""
    A_prev, W, _ = cache
    m = A_prev.shape[1]
    return W.T @ dZ, dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m


def linear_activation_backward(dA, cache, activation, *, linear_backward=linear_backward):
    """Back through a whole layer, from dA (n, m). Returns dA_prev (n_prev, m), dW (n, n_prev), db (n, 1)."""
    linear_cache, activation_cache = cache
    dZ = {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation](dA, activation_cache)
    return linear_backward(dZ, linear_cache)


def cost_backward(AL, Y):
    """Slope of each sample's loss at AL (1, m), finite for AL of 0 and 1. Returns dAL (1, m)."""
    return (1 - Y) / np.maximum(1 - AL, TINY) - Y / np.maximum(AL, TINY)


def L_model_backward(AL, Y, caches, *, linear_activation_backward=linear_activation_backward):
    """The way back through all layers, from AL and Y (1, m) and the L caches of the way forward.

    Returns: dA0 … dA{L-1}, dW1 … dWL, db1 … dbL, each with the shape of what it belongs to.
    """
    grads: dict[str, np.ndarray] = {}
    dA = cost_backward(AL, np.reshape(Y, AL.shape))
    for layer in range(len(caches), 0, -1):
        activation = "relu" if layer < len(caches) else "sigmoid"
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], activation)
        grads |= {f"dA{layer - 1}": dA, f"dW{layer}": dW, f"db{layer}": db}
    return grads


def update_parameters(params, grads, learning_rate):
    """One step of gradient descent (lecture 2.4). Returns new parameters."""
    return {name: value - learning_rate * grads["d" + name] for name, value in params.items()}


def two_layer_model(
    X,
    Y,
    layers_dims,
    learning_rate=0.0075,
    num_iterations=3000,
    print_cost=False,
    *,
    initialize_parameters=initialize_parameters,
    linear_activation_forward=linear_activation_forward,
    compute_cost=compute_cost,
    linear_activation_backward=linear_activation_backward,
    update_parameters=update_parameters,
):
    """Train a network of widths (n_x, n_h, n_y). Returns parameters and the costs at iterations 0, 100, 200, …"""
    parameters = initialize_parameters(*layers_dims)
    costs: list[float] = []
    for i in range(num_iterations):
        A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")
        A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")
        _record(compute_cost(A2, Y), i, costs, print_cost)
        dA1, dW2, db2 = linear_activation_backward(cost_backward(A2, Y), cache2, "sigmoid")
        _, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


def L_layer_model(
    X,
    Y,
    layers_dims,
    learning_rate=0.0075,
    num_iterations=3000,
    print_cost=False,
    *,
    initialize_parameters_deep=initialize_parameters_deep,
    L_model_forward=L_model_forward,
    compute_cost=compute_cost,
    L_model_backward=L_model_backward,
    update_parameters=update_parameters,
):
    """Train a network of widths n_0 … n_L. Returns parameters and the costs at iterations 0, 100, 200, …"""
    parameters = initialize_parameters_deep(layers_dims)
    costs: list[float] = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        _record(compute_cost(AL, Y), i, costs, print_cost)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


def predict(X, parameters, *, L_model_forward=L_model_forward):
    """Labels (1, m) for X (n_0, m): 1 where the output is above one half."""
    return (L_model_forward(X, parameters)[0] > 0.5).astype(int)


def _record(cost, i, costs, print_cost):
    if i % 100 == 0:
        costs.append(cost)
        if print_cost:
            print(f"Cost after iteration {i}: {cost:.4f}")
