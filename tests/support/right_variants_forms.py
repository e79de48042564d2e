"""Right solutions of weeks 2 and 3 in other forms: loops and recursion, tuples, views, whole numbers, single precision.

Single precision: answers rounded to float32 at the end are right (they are off by 6e-8, the tolerance is 1e-6), and so are
random starts and labels made in it. Whole computations in float32 are not promised to pass, since their error has no bound
that a wrong answer could not hide under; inputs are float64, so nobody gets them by accident.
"""

from tests.support.right_variants_week2 import OPTIMIZE, PREDICT, PROPAGATE, SIGMOID, WEEK2, ZEROS
from tests.support.right_variants_week3 import FORWARD as SHALLOW_FORWARD
from tests.support.right_variants_week3 import MODEL, PARTS, WEEK3

SINGLE = ".astype(np.float32)"

FORMS = {
    (WEEK2, "basic_sigmoid"): [
        "from math import exp\ndef basic_sigmoid(x):\n    s = 1 / (1 + exp(-x))\n    return s",
        "def basic_sigmoid(x):\n    return np.array([1 / (1 + np.exp(-x))])",
        "def basic_sigmoid(x):\n    return 1 - (1 + np.e ** x) ** -1",
    ],
    (WEEK2, "sigmoid"): [f"def sigmoid(z):\n    return (1 / (1 + np.exp(-np.asarray(z)))){SINGLE}"],
    (WEEK2, "image2vector"): [
        "def image2vector(image):\n    column = np.zeros((image.size, 1))\n    column[:, 0] = image.flat\n    return column",
        "def image2vector(image):\n    return np.expand_dims(image, 3).reshape(image.size, -1)",
    ],
    (WEEK2, "normalize_rows"): [
        "def normalize_rows(x):\n    return np.einsum('ij,i->ij', x, np.einsum('ij,ij->i', x, x) ** -0.5)",
        f"def normalize_rows(x):\n    return (x / np.linalg.norm(x, axis=1, keepdims=True)){SINGLE}",
    ],
    (WEEK2, "softmax"): ["def softmax(x):\n    return 1 / np.exp(x[:, None, :] - x[:, :, None]).sum(axis=2)"],
    (WEEK2, "L1"): [
        "def L1(yhat, y):\n    loss = 0\n    for i in range(len(y)):\n        loss += abs(y[i] - yhat[i])\n    return loss",
        "def L1(yhat, y):\n    return np.sum(np.abs(y - yhat), keepdims=True)",
    ],
    (WEEK2, "L2"): [
        "def L2(yhat, y):\n    loss = 0\n    for a, b in zip(yhat, y):\n        loss = loss + (a - b) * (a - b)\n    return loss",
        "def L2(yhat, y):\n    d = (y - yhat).reshape(1, -1)\n    return d @ d.T",
    ],
    (WEEK2, "initialize_with_zeros"): [
        "def initialize_with_zeros(dim):\n    return [np.zeros((dim, 1), dtype=np.float32), np.float32(0)]",
        "def initialize_with_zeros(dim):\n    return np.array([[0]] * dim), np.zeros((1, 1))",
        "def initialize_with_zeros(dim):\n    return 0 * np.arange(dim)[:, None], False",
    ],
    (WEEK2, "propagate"): [
        SIGMOID
        + PROPAGATE.replace("return {", "return {'A': A, ").replace(
            '"db": np.mean(A - Y)', '"db": np.mean(A - Y).item()'
        ),
        SIGMOID + PROPAGATE.replace("X @ (A - Y).T / X.shape[1]", f"(X @ (A - Y).T / Y.size){SINGLE}"),
        SIGMOID + PROPAGATE.replace("A = sigmoid(w.T @ X + b)", "A = sigmoid((X.T @ w + b).T)"),
    ],
    (WEEK2, "optimize"): [
        SIGMOID
        + PROPAGATE
        + OPTIMIZE.replace("    costs = []", "    w = w.copy()\n    costs = []").replace("w = w - ", "w -= "),
        SIGMOID
        + PROPAGATE
        + OPTIMIZE.replace("return {", "return {'costs': costs, ").replace(
            "grads, costs\n", "dict(grads), tuple(costs)\n"
        ),
        SIGMOID + PROPAGATE + OPTIMIZE.replace("grads, costs\n", "grads, np.array(costs)\n"),
        SIGMOID
        + PROPAGATE
        + """
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    i, costs = 0, {}
    while i < num_iterations:
        grads, costs[i] = propagate(w, b, X, Y)
        w, b, i = w - learning_rate * grads["dw"], np.squeeze(b - learning_rate * grads["db"]), i + 1
    return {"b": b, "w": w}, {"db": grads["db"], "dw": grads["dw"]}, [costs[k] for k in costs if k % 100 == 0]
""",
    ],
    (WEEK2, "predict"): [
        SIGMOID + f"def predict(w, b, X):\n    A = sigmoid(np.dot(w.T, X) + b)\n    return (A > 0.5){SINGLE}",
        SIGMOID + "def predict(w, b, X):\n    return np.array([[sigmoid(w[:, 0] @ x + b) > 0.5 for x in X.T]])",
        SIGMOID
        + "def predict(w, b, X):\n    w = w.reshape(X.shape[0], 1)\n    return np.ceil(sigmoid(w.T @ X + b) - 0.5)",
    ],
    (WEEK2, "model"): [
        SIGMOID
        + PROPAGATE
        + ZEROS
        + OPTIMIZE
        + PREDICT
        + """
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    start = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(*start, X_train, Y_train, num_iterations, learning_rate, print_cost)
    answer = {"num_iterations": num_iterations, "learning_rate": learning_rate, "grads": grads, "costs": list(costs)}
    for name, X in (("test", X_test), ("train", X_train)):
        answer["Y_prediction_" + name] = predict(params["w"], params["b"], X).astype(int)
    return answer | params
""",
    ],
    (WEEK3, "layer_sizes"): [
        "def layer_sizes(X, Y):\n    n_x, m = X.shape\n    n_y, m = Y.shape\n    return n_x, 4, n_y",
        "def layer_sizes(X, Y):\n    return np.array(X.shape[0]), np.int64(4), float(Y.shape[0])",
    ],
    (WEEK3, "initialize_parameters"): [
        "def initialize_parameters(n_x, n_h, n_y):\n    W1 = np.random.randn(n_h, n_x).astype(np.float32) * 0.01\n"
        "    W2 = np.random.standard_normal(n_y * n_h).reshape(n_y, n_h) / 100\n"
        "    return {'W1': W1, 'b1': np.zeros((n_h, 1), np.float32), 'W2': W2, 'b2': 0 * W2[:, :1]}",
    ],
    (WEEK3, "forward_propagation"): [
        PARTS.split("def layer_sizes")[0]
        + """
def forward_propagation(X, parameters):
    cache = {name: np.zeros((len(parameters[f"b{name[1]}"]), X.shape[1])) for name in ("Z1", "A1", "Z2", "A2")}
    for i in range(X.shape[1]):
        for layer, before, activation in (("1", X, np.tanh), ("2", cache["A1"], sigmoid)):
            z = parameters["W" + layer] @ before[:, i] + parameters["b" + layer][:, 0]
            cache["Z" + layer][:, i], cache["A" + layer][:, i] = z, activation(z)
    return cache["A2"], cache
""",
        PARTS.split("def layer_sizes")[0] + SHALLOW_FORWARD.replace("return A2", f"return A2{SINGLE}"),
    ],
    (WEEK3, "compute_cost"): [
        "def compute_cost(A2, Y):\n    return np.float32(-np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)))",
        "def compute_cost(A2, Y):\n    return -np.einsum('ij,ij->', 1.0 * Y, np.log(A2)) / Y.size"
        " - np.einsum('ij,ij', 1.0 - Y, np.log(1 - A2)) / Y.size",
        "def compute_cost(A2, Y):\n    return -np.log(np.prod(np.power(A2, Y) * np.power(1 - A2, 1 - Y))) / Y.shape[1]",
    ],
    (WEEK3, "backward_propagation"): [
        """
def backward_propagation(parameters, cache, X, Y):
    A1, A2 = cache["A1"], cache["A2"]
    dA2 = -Y / A2 + (1 - Y) / (1 - A2)
    dZ2 = dA2 * A2 * (1 - A2)
    dZ1 = (1 - A1) * (1 + A1) * sum(np.outer(row, dz) for row, dz in zip(parameters["W2"], dZ2))
    mean = lambda dZ, A: np.stack([dZ * row for row in A], axis=1).mean(axis=2)
    return {"dW1": mean(dZ1, X), "db1": mean(dZ1, 0 * X[:1] + 1), "dW2": mean(dZ2, A1), "db2": np.array([[dz.mean()] for dz in dZ2])}
""",
    ],
    (WEEK3, "update_parameters"): [
        "def update_parameters(parameters, grads, learning_rate=1.2):\n"
        "    return {k: (v - learning_rate * grads['d' + k]).astype(np.float32) for k, v in parameters.items()}",
        "def update_parameters(parameters, grads, learning_rate=1.2):\n    new = dict(parameters)\n"
        "    for key in new:\n        new[key] = new[key] - grads['d' + key] * learning_rate\n    return new",
    ],
    (WEEK3, "nn_model"): [
        PARTS + MODEL.replace("grads)\n    return", "grads, 1.2)\n    return"),
        PARTS
        + """
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    (n_x, _, n_y), i = layer_sizes(X, Y), 0
    parameters = initialize_parameters(n_x, n_h, n_y)
    while i < num_iterations:
        cache = forward_propagation(X, parameters)[1]
        parameters, i = update_parameters(parameters, backward_propagation(parameters, cache, X, Y)), i + 1
    return dict(sorted(parameters.items()))
""",
    ],
}
