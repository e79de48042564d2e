"""Right solutions written otherwise: loops, other formulas, other types. Each must earn full marks."""

WEEK2 = "week2_logistic_regression"
SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"
BROKEN_SIGMOID = "def sigmoid(z):\n    return np.exp(-z)\n"
PROPAGATE = """
def propagate(w, b, X, Y):
    A = sigmoid(w.T @ X + b)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return {"dw": X @ (A - Y).T / X.shape[1], "db": np.mean(A - Y)}, cost
"""
OPTIMIZE = """
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
"""
ZEROS = "def initialize_with_zeros(dim):\n    return np.zeros((dim, 1)), 0.0\n"
PREDICT = "def predict(w, b, X):\n    return (sigmoid(w.T @ X + b) > 0.5) * 1.0\n"

VARIANTS = {
    (WEEK2, "basic_sigmoid"): [
        "import math\ndef basic_sigmoid(x):\n    return math.exp(x) / (1 + math.exp(x))",
        "def basic_sigmoid(x):\n    return np.float64(0.5 * (1 + np.tanh(x / 2)))",
    ],
    (WEEK2, "sigmoid"): [
        SIGMOID,
        "def sigmoid(z):\n    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))",
        "def sigmoid(z):\n    return np.where(np.asarray(z) >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))",
        "import math\ndef sigmoid(z):\n    return np.vectorize(lambda x: 1 / (1 + math.exp(-x)))(z)",
    ],
    (WEEK2, "sigmoid_derivative"): [
        SIGMOID + "def sigmoid_derivative(x):\n    return sigmoid(x) - sigmoid(x) ** 2",
        "def sigmoid_derivative(x):\n    return np.exp(-x) / (1 + np.exp(-x)) ** 2",
        BROKEN_SIGMOID + "def sigmoid_derivative(x):\n    s = sigmoid(x)\n    return s * (1 - s)",
    ],
    (WEEK2, "image2vector"): [
        "def image2vector(image):\n    return image.flatten()[:, np.newaxis]",
        "def image2vector(image):\n    return np.array([[v] for row in image for pixel in row for v in pixel])",
    ],
    (WEEK2, "normalize_rows"): [
        "def normalize_rows(x):\n    return x / np.sqrt((x ** 2).sum(axis=1))[:, None]",
        "def normalize_rows(x):\n    return np.array([row / np.sqrt(np.dot(row, row)) for row in x])",
    ],
    (WEEK2, "softmax"): [
        "def softmax(x):\n    e = np.exp(x)\n    return e / np.sum(e, axis=1, keepdims=True)",
        "def softmax(x):\n    return np.array([np.exp(r) / np.exp(r).sum() for r in x])",
    ],
    (WEEK2, "L1"): [
        "def L1(yhat, y):\n    return sum(abs(a - b) for a, b in zip(y, yhat))",
        "def L1(yhat, y):\n    return np.linalg.norm(y - yhat, 1)",
    ],
    (WEEK2, "L2"): [
        "def L2(yhat, y):\n    return np.dot(y - yhat, y - yhat)",
        "def L2(yhat, y):\n    return float(np.sum(np.square(yhat - y)))",
    ],
    (WEEK2, "initialize_with_zeros"): [
        ZEROS,
        "def initialize_with_zeros(dim):\n    return np.zeros(shape=(dim, 1), dtype=int), 0",
        "def initialize_with_zeros(dim):\n    return np.zeros([dim, 1]), np.array(0.0)",
    ],
    (WEEK2, "propagate"): [
        SIGMOID + PROPAGATE,
        BROKEN_SIGMOID + PROPAGATE,
        SIGMOID
        + """
def propagate(w, b, X, Y):
    n_x, m = X.shape
    dw, db, cost = np.zeros((n_x, 1)), 0.0, 0.0
    for i in range(m):
        a = sigmoid(sum(w[k, 0] * X[k, i] for k in range(n_x)) + b)
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)) / m
        db += (a - Y[0, i]) / m
        for k in range(n_x):
            dw[k, 0] += X[k, i] * (a - Y[0, i]) / m
    return {"dw": dw, "db": db}, cost
""",
        """
def propagate(w, b, X, Y):
    Z = np.einsum("ij,ik->jk", w, X) + b
    A = 1 / (1 + np.exp(-Z))
    cost = np.mean(np.logaddexp(0, Z) - Y * Z)
    return {"dw": np.einsum("ik,jk->ij", X, A - Y) / X.shape[1], "db": np.sum(A - Y, axis=1) / X.shape[1]}, np.array([[cost]])
""",
        SIGMOID
        + """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = (-1 / m) * (np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T))
    grads = {"db": np.array(np.sum(A - Y) / m), "dw": (1 / m) * np.dot(X, (A - Y).T), "extra": 1}
    return grads, np.squeeze(cost)
""",
    ],
    (WEEK2, "optimize"): [
        SIGMOID + PROPAGATE + OPTIMIZE,
        BROKEN_SIGMOID + PROPAGATE + OPTIMIZE,
        SIGMOID
        + PROPAGATE
        + "import copy"
        + OPTIMIZE.replace("    costs = []", "    w, b = copy.deepcopy(w), copy.deepcopy(b)\n    costs = []"),
        SIGMOID
        + PROPAGATE
        + OPTIMIZE.replace("w = w - ", "w = w + -1 * ").replace("costs.append(cost)", "costs += [float(cost)]"),
    ],
    (WEEK2, "predict"): [
        SIGMOID + PREDICT,
        BROKEN_SIGMOID + PREDICT,
        "def predict(w, b, X):\n    return w.T @ X + b > 0",
        SIGMOID
        + """
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    Y = np.zeros((1, X.shape[1]), dtype=int)
    for i in range(A.shape[1]):
        Y[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y
""",
    ],
    (WEEK2, "model"): [
        SIGMOID
        + PROPAGATE
        + ZEROS
        + OPTIMIZE
        + PREDICT
        + """
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations=num_iterations, learning_rate=learning_rate)
    w, b = params["w"], params["b"]
    return dict(costs=costs, Y_prediction_test=predict(w, b, X_test), Y_prediction_train=predict(w, b, X_train),
                w=w, b=b, learning_rate=learning_rate, num_iterations=num_iterations)
""",
    ],
}
