"""Right solutions of week 3 written otherwise. Each must earn full marks."""

WEEK3 = "week3_planar_network"
SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"
SIZES = "def layer_sizes(X, Y):\n    return (X.shape[0], 4, Y.shape[0])\n"
INITIALIZE = """
def initialize_parameters(n_x, n_h, n_y):
    rng = np.random.default_rng()
    return {"W1": rng.normal(0, 0.01, (n_h, n_x)), "b1": np.zeros((n_h, 1)),
            "W2": 0.01 * rng.standard_normal((n_y, n_h)), "b2": np.zeros(shape=(n_y, 1))}
"""
FORWARD = """
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "extra": 1}
"""
COST = """
def compute_cost(A2, Y):
    m = Y.shape[1]
    return float(np.squeeze(-(np.dot(np.log(A2), Y.T) + np.dot(np.log(1 - A2), (1 - Y).T)) / m))
"""
BACKWARD = """
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = np.multiply(np.dot(parameters["W2"].T, dZ2), 1 - np.power(cache["A1"], 2))
    return {"db2": np.sum(dZ2, axis=1, keepdims=True) / m, "dW2": np.dot(dZ2, cache["A1"].T) / m,
            "db1": np.sum(dZ1, axis=1, keepdims=True) / m, "dW1": np.dot(dZ1, X.T) / m}
"""
UPDATE = """
import copy
def update_parameters(parameters, grads, learning_rate=1.2):
    new = copy.deepcopy(parameters)
    for name in new:
        new[name] -= learning_rate * grads["d" + name]
    return new
"""
MODEL = """
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    np.random.seed(3)
    n_x = layer_sizes(X, Y)[0]
    n_y = layer_sizes(X, Y)[2]
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(0, num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    return parameters
"""
PARTS = SIGMOID + SIZES + INITIALIZE + FORWARD + COST + BACKWARD + UPDATE

VARIANTS = {
    (WEEK3, "layer_sizes"): [SIZES, "def layer_sizes(X, Y):\n    return [len(X), 4, len(Y)]"],
    (WEEK3, "initialize_parameters"): [
        INITIALIZE,
        INITIALIZE.replace("rng = ", "np.random.seed(2)\n    rng = "),
    ],
    (WEEK3, "forward_propagation"): [
        SIGMOID + FORWARD,
        "def sigmoid(z):\n    return 0.5 * (1 + np.tanh(z / 2))\n"
        + FORWARD.replace("np.tanh(Z1)", "(np.exp(Z1) - np.exp(-Z1)) / (np.exp(Z1) + np.exp(-Z1))"),
    ],
    (WEEK3, "compute_cost"): [
        COST,
        "def compute_cost(A2, Y):\n    return np.mean(np.where(Y == 1, -np.log(A2), -np.log(1 - A2)))",
        "def compute_cost(A2, Y):\n"
        "    return sum(-np.log(a if y else 1 - a) for a, y in zip(A2[0], Y[0])) / A2.shape[1]",
    ],
    (WEEK3, "backward_propagation"): [
        BACKWARD,
        """
def backward_propagation(parameters, cache, X, Y):
    n_h, m = cache["A1"].shape
    g = {"dW1": np.zeros((n_h, X.shape[0])), "db1": np.zeros((n_h, 1)), "dW2": 0 * parameters["W2"], "db2": 0 * parameters["b2"]}
    for i in range(m):
        dz2 = cache["A2"][:, [i]] - Y[:, [i]]
        dz1 = parameters["W2"].T @ dz2 / np.cosh(cache["Z1"][:, [i]]) ** 2
        g["dW2"] += dz2 @ cache["A1"][:, [i]].T / m
        g["db2"] += dz2 / m
        g["dW1"] += dz1 @ X[:, [i]].T / m
        g["db1"] += dz1 / m
    return g
""",
    ],
    (WEEK3, "update_parameters"): [
        UPDATE,
        "def update_parameters(parameters, grads, learning_rate=1.2):\n"
        "    return {k: parameters[k] - learning_rate * grads['d' + k] for k in ('b2', 'W2', 'b1', 'W1')}",
    ],
    (WEEK3, "nn_model"): [
        PARTS + MODEL,
        PARTS + MODEL.replace("np.random.seed(3)", "costs = []"),
        PARTS.replace("dZ2 = cache", "dZ2 = 2 * cache") + MODEL,
    ],
    (WEEK3, "predict"): [
        SIGMOID
        + FORWARD
        + "def predict(parameters, X):\n    A2, cache = forward_propagation(X, parameters)\n    return A2 > 0.5",
        SIGMOID
        + FORWARD
        + "def predict(parameters, X):\n    return np.round(forward_propagation(X, parameters)[0]).astype(int)",
        "def forward_propagation(X, parameters):\n    return X, {}\n"
        "def predict(parameters, X):\n    return (forward_propagation(X, parameters)[0] > 0.5) * 1.0",
    ],
}
