"""Functions with a gap for a change, what is told of the numbers that come of it, and changes of which nothing can be told."""

from helpers.exercises import ASSIGNMENTS

WEEK2, WEEK3, WEEK4 = ASSIGNMENTS.values()

PROPAGATE = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = 1 / (1 + np.exp(-(w.T @ X + b)))
    dw, db = X @ (A - Y).T / m, np.sum(A - Y) / m
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    {}
    return {{"dw": dw, "db": db}}, cost
"""
BACKWARD = """
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2, db2 = dZ2 @ cache["A1"].T / m, np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    dW1, db1 = dZ1 @ X.T / m, np.sum(dZ1, axis=1, keepdims=True) / m
    {}
    return {{"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}}
"""
LINEAR_BACKWARD = """
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = dZ.shape[1]
    dA_prev, dW, db = W.T @ dZ, dZ @ A_prev.T / m, np.sum(dZ, axis=1, keepdims=True) / m
    {}
    return dA_prev, dW, db
"""
MODEL_BACKWARD = """
def L_model_backward(AL, Y, caches):
    m, L = Y.shape[1], len(caches)
    grads, dZ = {{}}, AL - Y
    for l in range(L, 0, -1):
        A_prev, W, b = caches[l - 1][0]
        grads |= {{f"dW{{l}}": dZ @ A_prev.T / m, f"db{{l}}": dZ.mean(axis=1, keepdims=True), f"dA{{l - 1}}": W.T @ dZ}}
        dZ = grads[f"dA{{l - 1}}"] * (A_prev > 0)
    {}
    return grads
"""
LINEAR_FORWARD = """
def linear_forward(A, W, b):
    Z = W @ A + b
    {}
    return Z, (A, W, b)
"""
UPDATE = """
def update_parameters(params, grads, learning_rate):
    last = str(len(params) // 2)
    return {{key: {} for key in params}}
"""
COST = """
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    return {}
"""
SIGMOID = "def sigmoid(z):\n    s = 1 / (1 + np.exp(-z))\n    return {}"
SOFTMAX = "def softmax(x):\n    s = np.exp(x) / np.sum(np.exp(x), axis=1, keepdims=True)\n    return {}"
VECTOR = "def image2vector(image):\n    return {}"
PREDICT = "def predict(w, b, X):\n    A = 1 / (1 + np.exp(-(w.T @ X + b)))\n    return {}"


TOLD = [
    (WEEK2, PROPAGATE, "dw = m * dw", "dw", "is m times what is expected. Here m is the number of samples"),
    (WEEK2, PROPAGATE, "dw = m * dw", "dw", "Is it a sum or a mean over the samples?"),
    (WEEK2, PROPAGATE, "db = db / m", "db", "In every case db is 1/m times what is expected"),
    (WEEK2, PROPAGATE, "db = -m * db", "db", "is -m times"),
    (WEEK2, PROPAGATE, "cost = m * m * cost", "cost", "is m² times"),
    (WEEK2, PROPAGATE, "dw = -dw", "dw", "is what is expected with the opposite sign"),
    (WEEK2, PROPAGATE, "dw = 2 * dw", "dw", "is twice what is expected"),
    (WEEK2, PROPAGATE, "dw = dw / 2", "dw", "is half of what is expected"),
    (WEEK2, PROPAGATE, "cost = cost / np.log(2)", "cost", "is 1.443 (1 / ln 2) times"),
    (WEEK2, PROPAGATE, "cost = 0.37 * cost", "cost", "is 0.37 times"),
    (WEEK2, PROPAGATE, "dw = dw / len(X)", "dw", "is 1/n times what is expected. Here n is the number of rows"),
    (WEEK2, PROPAGATE, "cost = cost + 1", "cost", "is what is expected plus 1."),
    (WEEK2, PROPAGATE, "db = db - b", "db", "is what is expected minus b."),
    (WEEK2, PROPAGATE, "dw = dw + cost", "dw", "is right up to a constant"),
    (WEEK2, PROPAGATE, "cost = np.exp(cost)", "cost", "is the exponential of what is expected"),
    (WEEK2, PROPAGATE, "cost = np.round(cost, 2)", "cost", "is what is expected rounded to 2 decimals"),
    (WEEK2, PROPAGATE, "dw = dw.T", "dw", "holds the right numbers, but transposed"),
    (WEEK2, PROPAGATE, "dw = dw.ravel()", "dw", "has lost an axis. A sum without keepdims=True loses one"),
    (WEEK2, PROPAGATE, "dw = m * dw.ravel()", "dw", "has lost an axis, and besides it is m times"),
    (WEEK2, PROPAGATE, "dw = X * (A - Y)", "dw", "has still to be averaged along axis=1, which gives what is exp"),
    (WEEK2, PROPAGATE, "db = A - Y", "db", "has still to be averaged along axis=1"),
    (WEEK2, PROPAGATE, "dw = np.repeat(dw, m, axis=1)", "dw", "repeats what is expected"),
    (WEEK2, PROPAGATE, "dw = dw[::-1]", "dw", "holds the right numbers in reverse order"),
    (WEEK2, PROPAGATE, "dw = np.vstack([dw, [[0]]])", "dw", "has a row too many, the last one; the others are right"),
    (WEEK2, PROPAGATE, "dw = w", "dw", "holds what w holds"),
    (WEEK2, PROPAGATE, "db = cost", "db", "holds what is expected for cost"),
    (WEEK2, PROPAGATE, "dw = 0 * dw", "dw", "is all zeros"),
    (WEEK2, PROPAGATE, "dw = dw if m > 1 else 3 * dw", "dw", "Wherever m = 1 (a single sample), dw is 3 times what"),
    (
        WEEK2,
        PROPAGATE,
        "dw = dw if m > 1 else None",
        "dw",
        "(a single sample), dw is wrong; wherever m > 1 it is right.",
    ),
    (WEEK2, PROPAGATE, "db = np.nan", "db", "is NaN"),
    (WEEK3, BACKWARD, "dW1, dW2 = dW2, dW1", "dW1", "holds what is expected for dW2"),
    (WEEK3, BACKWARD, "dW1 = m * dW1.T", "dW1", "is transposed, and besides it is m times"),
    (WEEK3, BACKWARD, "db1 = dZ1", "db1", "has still to be averaged along axis=1"),
    (WEEK3, BACKWARD, "dW1 = dW1[1:]", "dW1", "lacks the first row; the others are right"),
    (WEEK3, BACKWARD, "dW2 = np.abs(dW2)", "dW2", "is the absolute value of what is expected"),
    (WEEK3, BACKWARD, "dW1 = dW1.ravel()", "dW1", "but in another shape"),
    (WEEK4, LINEAR_BACKWARD, "dA_prev = A_prev", "dA_prev", "holds what cache[0] holds"),
    (WEEK4, LINEAR_BACKWARD, "db = np.mean(dZ)", "db", "is the mean of all the entries that are expected"),
    (WEEK4, LINEAR_BACKWARD, "dW = dW.mean(axis=1, keepdims=True)", "dW", "is the mean along axis=1 of what is exp"),
    (WEEK4, LINEAR_FORWARD, "Z = Z[:, :-1]", "Z", "lacks the last column; the others are right"),
    (WEEK4, LINEAR_FORWARD, "Z = W @ A", "Z", "is what is expected minus b"),
    (
        WEEK4,
        LINEAR_FORWARD,
        "Z[:, 0] = 0",
        "Z",
        "In the first column, Z is all zeros; in the other columns it is right.",
    ),
    (
        WEEK4,
        UPDATE,
        "params[key] + learning_rate * grads['d' + key]",
        "W",
        "takes a step that is the expected one with the o",
    ),
    (
        WEEK4,
        UPDATE,
        "params[key] - learning_rate**2 * grads['d' + key]",
        "b",
        "a step that is learning_rate times the exp",
    ),
    (
        WEEK4,
        UPDATE,
        "params[key] - grads['d' + key]",
        "W",
        "takes a step that is 1/learning_rate times the expected one",
    ),
    (
        WEEK4,
        UPDATE,
        "params[key] - (1 - 3 * key.endswith(last)) * learning_rate * grads['d' + key]",
        "W",
        "For the highest index, W takes a step that is -2 times the expected one; for all other indices it",
    ),
    (WEEK4, LINEAR_BACKWARD, "dW = dZ @ A_prev.T / len(dZ)", "dW", "is m/n times what is expected. Here m is the numb"),
    (WEEK4, LINEAR_BACKWARD, "db = np.sqrt(m) * db", "db", "is √m times what is expected"),
    (
        WEEK4,
        MODEL_BACKWARD,
        "grads |= {key: m * grads[key] for key in grads if key.startswith('db') and key != f'db{L}'}",
        "db",
        "For all other indices, db is m times what is expected; for the highest index it is right",
    ),
    (
        WEEK4,
        MODEL_BACKWARD,
        "grads['dA0'] = grads['dA0'].T",
        "dA",
        "For the lowest index, dA holds the right numbers, but tr",
    ),
    (WEEK3, COST, "cost / m", "cost", "is 1/m times what is expected"),
    (WEEK2, SIGMOID, "2 * s - 1", "value", "is 2 times what is expected minus 1"),
    (WEEK2, SIGMOID, "1 - s", "value", "is 1 minus what is expected"),
    (WEEK2, SIGMOID, "1 / (1 + np.exp(-np.abs(z)))", "value", "Wherever z < 0, value is 1 minus what is expected"),
    (WEEK2, SOFTMAX, "s.T", "rows", "but transposed"),
    (WEEK2, SOFTMAX, "np.log(s)", "rows", "is the logarithm of what is expected"),
    (WEEK2, SOFTMAX, "np.exp(x) / np.sum(np.exp(x), axis=1)[0]", "rows", "; in the first row it is right."),
    (WEEK2, VECTOR, "image.transpose(2, 0, 1).reshape(-1, 1)", "column", "that of image.transpose(2, 0, 1)"),
    (WEEK2, VECTOR, "image.reshape(-1, 1) / 255", "column", "is 1/255 times what is expected"),
    (WEEK2, PREDICT, "(A > 0.5).T", "labels", "but transposed"),
    (WEEK2, PREDICT, "np.where(A > 0.5, 0, 1)", "labels", "is 1 minus what is expected"),
    (WEEK2, PREDICT, "0 * A", "labels", "is all zeros"),
]


SILENT = [
    (WEEK2, PROPAGATE, "cost = m * m * cost + 1"),
    (WEEK2, PROPAGATE, "dw = -m * dw if m != 4 else 9 * dw"),
    (WEEK2, PROPAGATE, "dw = dw - 0.1 * w"),
    (WEEK3, BACKWARD, "dW1 = np.sin(9 * dW1)"),
    (WEEK3, COST, "np.sum(np.abs(A2 - Y))"),
    (WEEK4, LINEAR_BACKWARD, "dA_prev = dA_prev + dA_prev[::-1] ** 2 + 0.01"),
    (WEEK2, PREDICT, "A > 0.9 * np.max(A)"),
]
