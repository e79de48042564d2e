"""More right solutions: other shapes of a cost, other types of labels and biases, views and copies, masks, keys in any order."""

WEEK2, WEEK3, WEEK4 = "week2_logistic_regression", "week3_planar_network", "week4_deep_network"
SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"
KIT = "from helpers.training.activations import relu, sigmoid\n"

PROPAGATE = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T.dot(X) + b)
    cost = {cost}
    return {{"dw": {dw}, "db": {db}}}, cost
"""
COSTS = {
    "a number": "-np.sum(Y * np.log({A}) + (1 - Y) * np.log(1 - {A})) / {A}.shape[1]",
    "0-d": "np.array(-np.mean(Y * np.log({A}) + (1 - Y) * np.log1p(-{A})))",
    "(1, 1)": "-(np.log({A}) @ Y.T + np.log(1 - {A}) @ (1 - Y).T) / Y.shape[1]",
    "(1,)": "-(Y * np.log({A}) + (1 - Y) * np.log(1 - {A})).mean(axis=1)",
    "clipped": "float(-np.mean(np.log(np.clip(np.where(Y == 1, {A}, 1 - {A}), 1e-15, 1))))",
    "by classes": "-(np.log({A}[Y == 1]).sum() + np.log(1 - {A}[Y == 0]).sum()) / Y.size",
    "xlogy": "-sum(np.log(a) if y else np.log(1 - a) for a, y in zip({A}.ravel(), Y.ravel())) / Y.size",
}
FORWARD = """
def forward_propagation(X, parameters):
    Z1 = np.einsum("ij,jk->ik", parameters["W1"], X) + parameters["b1"]
    A1 = 2 / (1 + np.exp(-2 * Z1)) - 1
    Z2 = (A1.T @ parameters["W2"].T).T + parameters["b2"].copy()
    A2 = np.exp(Z2) / (1 + np.exp(Z2))
    return [A2, {"A2": A2.copy(), "Z2": Z2, "A1": A1, "Z1": Z1, "X": X}]
"""
BACKWARD = """
def backward_propagation(parameters, cache, X, Y):
    m = Y.shape[1]
    dZ2 = (cache["A2"] - Y) / m
    dZ1 = np.einsum("ij,ik->jk", parameters["W2"], dZ2) * {slope}
    dW1, dW2 = np.einsum("ik,jk->ij", dZ1, X), np.einsum("ik,jk->ij", dZ2, cache["A1"])
    return {{"dW1": dW1, "db1": dZ1 @ np.ones((m, 1)), "dW2": dW2, "db2": dZ2.sum(axis=1).reshape(-1, 1), "dZ1": dZ1}}
"""
LABELS = (
    "A > 0.5",
    "(A > 0.5).astype(int)",
    "np.where(A > 0.5, 1.0, 0.0)",
    "np.rint(A)",
    "1 - (A < 0.5)",
    "np.heaviside(A - 0.5, 0)",
)

MORE = {
    (WEEK2, "sigmoid"): [
        "def sigmoid(z):\n    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=float)))",
        "def sigmoid(z):\n    return np.reciprocal(1 + np.exp(np.negative(z)))",
        "def sigmoid(z):\n    return 1 - 1 / (1 + np.exp(z))",
    ],
    (WEEK2, "sigmoid_derivative"): [
        "def sigmoid_derivative(x):\n    return 1 / (np.exp(x) + 2 + np.exp(-x))",
        "def sigmoid_derivative(x):\n    return 0.25 / np.cosh(np.asarray(x) / 2) ** 2",
    ],
    (WEEK2, "image2vector"): [
        "def image2vector(image):\n    return image.reshape(-1, 1)",
        "def image2vector(image):\n    return image.ravel()[:, None]",
        "def image2vector(image):\n    a, b, c = image.shape\n    return np.reshape(image.copy(), (a * b * c, 1))",
    ],
    (WEEK2, "normalize_rows"): [
        "def normalize_rows(x):\n    return np.divide(x, np.linalg.norm(x, axis=1, keepdims=True))",
        "def normalize_rows(x):\n    x = x.astype(float)\n"
        "    for row in x:\n        row /= np.linalg.norm(row)\n    return x",
        "def normalize_rows(x):\n    return (x.T / np.linalg.norm(x, axis=1)).T",
    ],
    (WEEK2, "softmax"): [
        "def softmax(x):\n    e = np.exp(x - x.max(axis=1, keepdims=True))\n    return e / e.sum(axis=1)[:, None]",
        "def softmax(x):\n    return (np.exp(x).T / np.exp(x).sum(axis=1)).T",
        "def softmax(x):\n    return np.exp(x - np.log(np.exp(x).sum(axis=1, keepdims=True)))",
    ],
    (WEEK2, "L1"): [
        "def L1(yhat, y):\n    return float(np.abs(yhat - y).sum())",
        "def L1(yhat, y):\n    return np.array([[np.sum(np.abs(yhat - y))]])",
    ],
    (WEEK2, "L2"): [
        "def L2(yhat, y):\n    return np.linalg.norm(yhat - y) ** 2",
        "def L2(yhat, y):\n    return np.array(np.sum((yhat - y) ** 2))",
    ],
    (WEEK2, "propagate"): [
        SIGMOID + PROPAGATE.format(cost=cost.format(A="A"), dw="X @ (A - Y).T / m", db="np.sum(A - Y) / m")
        for cost in COSTS.values()
    ]
    + [
        SIGMOID + PROPAGATE.format(cost=COSTS["a number"].format(A="A"), dw=dw, db=db)
        for dw, db in (
            ("((A - Y) @ X.T).T / m", "np.array([[np.mean(A - Y)]])"),
            ("np.mean(X * (A - Y), axis=1, keepdims=True)", "np.squeeze(np.mean(A - Y, axis=1))"),
            ("np.sum(X * (A - Y), axis=1).reshape(w.shape) / m", "float((A - Y).sum() / m)"),
        )
    ],
    (WEEK2, "predict"): [
        SIGMOID + f"def predict(w, b, X):\n    A = sigmoid(np.dot(w.T, X) + b)\n    return {labels}"
        for labels in LABELS
    ],
    (WEEK3, "initialize_parameters"): [
        "def initialize_parameters(n_x, n_h, n_y):\n"
        "    return {'b2': np.zeros((n_y, 1), dtype=int), 'b1': np.full((n_h, 1), 0.0),\n"
        "            'W2': np.random.normal(scale=0.01, size=(n_y, n_h)), 'W1': 0.01 * np.random.randn(n_h, n_x)}"
    ],
    (WEEK3, "forward_propagation"): [FORWARD],
    (WEEK3, "compute_cost"): [f"def compute_cost(A2, Y):\n    return {cost.format(A='A2')}" for cost in COSTS.values()],
    (WEEK3, "backward_propagation"): [
        BACKWARD.format(slope=slope)
        for slope in (
            "(1 - cache['A1'] * cache['A1'])",
            "(1 - np.tanh(cache['Z1']) ** 2)",
            "(1 - np.square(cache['A1']))",
        )
    ],
    (WEEK3, "update_parameters"): [
        "def update_parameters(parameters, grads, learning_rate=1.2):\n"
        "    W1, b1, W2, b2 = (parameters[key].copy() for key in ('W1', 'b1', 'W2', 'b2'))\n"
        "    W1 -= learning_rate * grads['dW1']\n    b1 -= learning_rate * grads['db1']\n"
        "    W2 -= learning_rate * grads['dW2']\n    b2 -= learning_rate * grads['db2']\n"
        "    return {'W1': W1, 'b1': b1, 'W2': W2, 'b2': b2, 'learning_rate': learning_rate}",
    ],
    (WEEK3, "predict"): [
        FORWARD + f"def predict(parameters, X):\n    A = forward_propagation(X, parameters)[0]\n    return {labels}"
        for labels in LABELS
    ],
    (WEEK4, "initialize_parameters_deep"): [
        "def initialize_parameters_deep(layer_dims):\n    rng = np.random.default_rng()\n    parameters = {}\n"
        "    for l, (n_prev, n) in enumerate(zip(layer_dims, layer_dims[1:]), start=1):\n"
        "        parameters[f'b{l}'] = np.zeros([n, 1])\n"
        "        parameters[f'W{l}'] = rng.standard_normal((n_prev, n)).T / 100\n    return parameters",
    ],
    (WEEK4, "linear_forward"): [
        "def linear_forward(A, W, b):\n    return np.einsum('ij,jk->ik', W, A) + b, (A.copy(), W.copy(), b.copy())",
        "def linear_forward(A, W, b):\n    Z = np.hstack([W, b]) @ np.vstack([A, np.ones((1, A.shape[1]))])\n"
        "    return Z, (A, W, b)",
    ],
    (WEEK4, "linear_activation_forward"): [
        "def linear_activation_forward(A_prev, W, b, activation):\n    Z = W @ A_prev + b\n"
        "    A = {'relu': lambda Z: Z.clip(min=0), 'sigmoid': lambda Z: 0.5 + 0.5 * np.tanh(Z / 2)}[activation](Z)\n"
        "    return A, ((A_prev, W, b), Z.copy())",
        "def linear_activation_forward(A_prev, W, b, activation):\n    Z = W @ A_prev + b\n"
        "    return (np.abs(Z) + Z) / 2 if activation == 'relu' else 1 / (1 + np.exp(-Z)), [[A_prev, W, b], Z]",
    ],
    (WEEK4, "compute_cost"): [f"def compute_cost(AL, Y):\n    return {cost.format(A='AL')}" for cost in COSTS.values()],
    (WEEK4, "linear_backward"): [
        "def linear_backward(dZ, cache):\n    A_prev, W, b = cache\n    m = dZ.shape[1]\n"
        "    return (dZ.T @ W).T, (A_prev @ dZ.T).T / m, dZ @ np.full((m, 1), 1 / m)",
        "def linear_backward(dZ, cache):\n    A_prev, W, _ = cache\n    m = A_prev.shape[1]\n"
        "    dW = sum(np.outer(dZ[:, i], A_prev[:, i]) for i in range(m)) / m\n"
        "    return W.T.dot(dZ), dW, np.mean(dZ, axis=1)[:, np.newaxis]",
    ],
    (WEEK4, "update_parameters"): [
        "def update_parameters(params, grads, learning_rate):\n"
        "    return {key: np.subtract(params[key], learning_rate * grads[f'd{key}']) for key in reversed(list(params))}",
    ],
    (WEEK4, "predict"): [
        KIT + "def predict(X, parameters):\n    A, L = X, len(parameters) // 2\n"
        "    for l in range(1, L + 1):\n        Z = parameters[f'W{l}'] @ A + parameters[f'b{l}']\n"
        f"        A = (relu if l < L else sigmoid)(Z)[0]\n    return {labels}"
        for labels in LABELS
    ],
}
