"""Right solutions of week 4 written otherwise: loops, other formulas, other types, over broken earlier functions."""

from tests.support.right_variants_week4_parts import (
    ALL,
    BACK,
    BROKEN_LAYER,
    BROKEN_LAYER_BACK,
    BROKEN_LINEAR,
    BROKEN_LINEAR_BACK,
    BROKEN_UPDATE,
    COST,
    DEEP,
    FORWARD,
    KIT,
    LAYER,
    LAYER_BACK,
    LINEAR,
    LINEAR_BACK,
    PREDICT,
    START,
    START_DEEP,
    TWO,
    UPDATE,
    WEEK4,
)

VARIANTS = {
    (WEEK4, "initialize_parameters"): [
        START,
        START_DEEP
        + "def initialize_parameters(n_x, n_h, n_y):\n    return initialize_parameters_deep([n_x, n_h, n_y])\n",
    ],
    (WEEK4, "initialize_parameters_deep"): [
        START_DEEP,
        """
def initialize_parameters_deep(layer_dims):
    L = len(layer_dims)
    parameters = {"W" + str(l): np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01 for l in range(1, L)}
    return parameters | {"b" + str(l): np.zeros((layer_dims[l], 1)) for l in range(1, L)}
""",
    ],
    (WEEK4, "linear_forward"): [
        LINEAR,
        "def linear_forward(A, W, b):\n    Z = np.dot(A.T, W.T).T + b\n    return [Z, [A, W, b]]\n",
        """
def linear_forward(A, W, b):
    n, n_prev = W.shape
    Z = np.zeros((n, A.shape[1]))
    for i in range(n):
        for k in range(A.shape[1]):
            Z[i, k] = sum(W[i, j] * A[j, k] for j in range(n_prev)) + b[i, 0]
    return Z, (A, W, b)
""",
    ],
    (WEEK4, "linear_activation_forward"): [
        KIT + LINEAR + LAYER,
        KIT + BROKEN_LINEAR + LAYER,
        """
def linear_activation_forward(A_prev, W, b, activation):
    Z = W @ A_prev + b
    return 1 / (1 + np.exp(-Z)) if activation == "sigmoid" else Z * (Z > 0), ((A_prev, W, b), Z)
""",
    ],
    (WEEK4, "L_model_forward"): [
        KIT + LINEAR + LAYER + FORWARD,
        KIT + LINEAR + BROKEN_LAYER + FORWARD,
        """
def L_model_forward(X, parameters):
    A, caches, L = X, [], len(parameters) // 2
    for l in range(L):
        W, b = parameters[f"W{l + 1}"], parameters[f"b{l + 1}"]
        Z = W @ A + b
        caches += [((A, W, b), Z)]
        A = 1 / (1 + np.exp(-Z)) if l == L - 1 else np.maximum(0, Z)
    return A, caches
""",
    ],
    (WEEK4, "compute_cost"): [
        COST,
        "def compute_cost(AL, Y):\n    return -np.mean(np.log(np.where(Y == 1, AL, 1 - AL)))\n",
        "def compute_cost(AL, Y):\n    Z = np.log(AL / (1 - AL))\n    return float(np.mean(np.logaddexp(0, Z) - Y * Z))\n",
    ],
    (WEEK4, "linear_backward"): [
        LINEAR_BACK,
        """
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    dW = np.einsum("ik,jk->ij", dZ, A_prev) / dZ.shape[1]
    return np.einsum("ij,ik->jk", W, dZ), dW, dZ.mean(axis=1).reshape(b.shape)
""",
    ],
    (WEEK4, "linear_activation_backward"): [
        KIT + LINEAR_BACK + LAYER_BACK,
        KIT + BROKEN_LINEAR_BACK + LAYER_BACK,
        LINEAR_BACK
        + """
def linear_activation_backward(dA, cache, activation):
    Z = cache[1]
    s = 1 / (1 + np.exp(-Z))
    dZ = dA * s * (1 - s) if activation == "sigmoid" else np.where(Z <= 0, 0, dA)
    return linear_backward(dZ, cache[0])
""",
    ],
    (WEEK4, "L_model_backward"): [
        KIT + LINEAR_BACK + LAYER_BACK + BACK,
        KIT + LINEAR_BACK + BROKEN_LAYER_BACK + BACK,
        """
def L_model_backward(AL, Y, caches):
    grads, m, dZ = {}, AL.shape[1], AL - Y
    for l in range(len(caches), 0, -1):
        (A_prev, W, b), Z = caches[l - 1]
        if l < len(caches):
            dZ = grads[f"dA{l}"] * (Z > 0)
        grads[f"dA{l - 1}"], grads[f"dW{l}"] = W.T @ dZ, dZ @ A_prev.T / m
        grads[f"db{l}"] = dZ.mean(axis=1, keepdims=True)
    return grads
""",
    ],
    (WEEK4, "update_parameters"): [
        UPDATE,
        """
import copy
def update_parameters(params, grads, learning_rate):
    parameters = copy.deepcopy(params)
    for key in parameters:
        parameters[key] -= learning_rate * grads["d" + key]
    return parameters
""",
    ],
    (WEEK4, "predict"): [
        ALL + PREDICT,
        KIT + LINEAR + BROKEN_LAYER + FORWARD + PREDICT,
        ALL
        + """
def predict(X, parameters):
    probabilities, caches = L_model_forward(X, parameters)
    p = np.zeros((1, X.shape[1]))
    for i in range(probabilities.shape[1]):
        p[0, i] = 1 if probabilities[0, i] > 0.5 else 0
    return p
""",
    ],
    (WEEK4, "two_layer_model"): [ALL + TWO, ALL + BROKEN_UPDATE + TWO, ALL + BROKEN_LAYER_BACK + TWO],
    (WEEK4, "L_layer_model"): [
        ALL + DEEP,
        ALL + BROKEN_LAYER + DEEP,
        ALL + BROKEN_UPDATE + DEEP,
    ],
}
