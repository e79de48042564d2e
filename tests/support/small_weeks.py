"""A few exercises of each graded week, for small notebooks: the solutions, by notebook, and full marks."""

from tests.support.course import ASSIGNMENT as WEEK2
from tests.support.course import SOLUTIONS as SOLUTIONS_OF_WEEK2

WEEK3, WEEK4 = "week3_planar_network", "week4_deep_network"

LAYER_SIZES = "def layer_sizes(X, Y):\n    return X.shape[0], 4, Y.shape[0]"
COST_OF_WEEK3 = "def compute_cost(A2, Y):\n    return float(-np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)))"
UPDATE_OF_WEEK3 = (
    "def update_parameters(parameters, grads, learning_rate=1.2):\n"
    "    return {name: value - learning_rate * grads['d' + name] for name, value in parameters.items()}"
)
WEEK4_SMALL = {
    "linear_forward": "def linear_forward(A, W, b):\n    return W @ A + b, (A, W, b)",
    "compute_cost": (
        "def compute_cost(AL, Y):\n    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / Y.shape[1]"
    ),
    "linear_backward": (
        "def linear_backward(dZ, cache):\n"
        "    A_prev, W, b = cache\n"
        "    m = A_prev.shape[1]\n"
        "    return W.T @ dZ, dZ @ A_prev.T / m, np.sum(dZ, axis=1, keepdims=True) / m"
    ),
}

# assignment -> notebook -> exercise -> solution; both notebooks of week 3 have one of the same name
SOLUTIONS = {
    WEEK2: {"small": SOLUTIONS_OF_WEEK2},
    WEEK3: {
        "small": {"layer_sizes": LAYER_SIZES, "compute_cost": COST_OF_WEEK3},
        "other": {"layer_sizes": LAYER_SIZES, "update_parameters": UPDATE_OF_WEEK3},
    },
    WEEK4: {"small": WEEK4_SMALL},
}
# assignment -> (notebook, exercise) -> points
FULL_MARKS = {
    week: {(notebook, name): 10 for notebook, solutions in notebooks.items() for name in solutions}
    for week, notebooks in SOLUTIONS.items()
}
