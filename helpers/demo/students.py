"""Made-up students, each with a story: they hand in real notebooks, right, wrong and broken, for demonstrations and tests."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.utils import is_solution


@dataclass(frozen=True)
class DemoStudent:
    """A made-up student: who they are, what happens to them, and what they hand in."""

    name: str  # by which the gradebook knows them
    story: str
    knows: Callable[[str], bool] = lambda function: True  # whether a function is written as in the solution
    wrote: dict[str, str] = field(default_factory=dict)  # functions of their own instead
    damage: Callable[[Path], None] = lambda path: None  # what happens to the file at last
    first_name: str = ""
    last_name: str = ""


def hand_in(student: DemoStudent, source: Path, released: Path, target: Path) -> None:
    """Write a student's submission: the released notebook with the student's functions in its holes.

    Arguments: source, the instructor's notebook; released, what students received; target, the file to write.
    """
    solutions = {cell.metadata.nbgrader["grade_id"]: cell.source for cell in _solution_cells(source)}
    notebook = nbformat.read(released, as_version=4)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if is_solution(cell) and name in student.wrote:
            cell.source = student.wrote[name]
        elif is_solution(cell) and student.knows(name):
            cell.source = "\n".join(line for line in solutions[name].split("\n") if "### " not in line)
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target)
    student.damage(target)


def _solution_cells(notebook: Path) -> list[NotebookNode]:
    return [cell for cell in nbformat.read(notebook, as_version=4).cells if is_solution(cell)]


def _half_a_file(path: Path) -> None:
    """An upload that broke off: only in one notebook of each assignment."""
    if path.stem == "numpy_basics":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


PROPAGATE = """def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = {cost}
    dw = {dw}
    db = {db}
    return {{"dw": dw, "db": db}}, cost
"""
RIGHT = {
    "cost": "-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))",
    "dw": "np.dot(X, (A - Y).T) / m",
    "db": "np.sum(A - Y) / m",
}

SIGMOID_FALLING = "def sigmoid(z):\n    return 1 / (1 + np.exp(z))\n"
SOFTMAX_COLUMNS = "def softmax(x):\n    e = np.exp(x)\n    return e / np.sum(e, axis=0, keepdims=True)\n"
L1_CANCELS = "def L1(yhat, y):\n    return np.sum(y - yhat)\n"
NORMALIZE_IN_PLACE = "def normalize_rows(x):\n    x /= np.linalg.norm(x, axis=1, keepdims=True)\n    return x\n"
OPTIMIZE_UPHILL = """def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w + learning_rate * grads["dw"]
        b = b + learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
"""
ENDLESS = "def softmax(x):\n    while True:\n        pass\n"
NO_COLON = "def normalize_rows(x)\n    return x / np.linalg.norm(x, axis=1, keepdims=True)\n"
NUMPY_BASICS = [
    "basic_sigmoid",
    "sigmoid",
    "sigmoid_derivative",
    "image2vector",
    "normalize_rows",
    "softmax",
    "L1",
    "L2",
]
HALF = {*NUMPY_BASICS[:5], "initialize_with_zeros", "propagate"}


def is_basic(function: str) -> bool:
    """Whether a function belongs to numpy_basics."""
    return function in NUMPY_BASICS


WEEK2 = (
    DemoStudent("ada", "everything right"),
    DemoStudent("bela", "handed in what she received", knows=lambda function: False),
    DemoStudent("chiara", "stopped half-way", knows=lambda function: function in HALF),
    DemoStudent(
        "dmitri",
        "sums dw instead of averaging it",
        wrote={"propagate": PROPAGATE.format(**RIGHT | {"dw": "np.dot(X, (A - Y).T)"})},
    ),
    DemoStudent(
        "emeka",
        "wrote the sigmoid with exp(z): later functions are still judged by themselves",
        wrote={"sigmoid": SIGMOID_FALLING},
    ),
    DemoStudent(
        "farid",
        "softmax along the wrong axis, L1 without absolute values, climbs the hill instead of descending",
        wrote={"softmax": SOFTMAX_COLUMNS, "L1": L1_CANCELS, "optimize": OPTIMIZE_UPHILL},
    ),
    DemoStudent(
        "grete", "numpy_basics only; changes an argument in place", is_basic, {"normalize_rows": NORMALIZE_IN_PLACE}
    ),
    DemoStudent("hana", "numpy_basics only; one cell with a syntax error", is_basic, {"normalize_rows": NO_COLON}),
    DemoStudent("ivan", "numpy_basics only; an endless loop in softmax", is_basic, {"softmax": ENDLESS}),
    DemoStudent("jun", "the upload of one notebook broke off in the middle", damage=_half_a_file),
)

NOT_SQUARED = """def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"])
    return {
        "dW1": dZ1 @ X.T / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dW2": dZ2 @ cache["A1"].T / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }
"""
NO_MEAN = """def linear_backward(dZ, cache):
    A_prev, W, b = cache
    return W.T @ dZ, dZ @ A_prev.T, np.sum(dZ, axis=1, keepdims=True)
"""
PERFECT_AND_BLANK = WEEK2[:2]

WEEK3 = (
    *PERFECT_AND_BLANK,
    DemoStudent("farid", "forgot to square A1 in the slope of tanh", wrote={"backward_propagation": NOT_SQUARED}),
)
WEEK4 = (
    *PERFECT_AND_BLANK,
    DemoStudent(
        "farid", "sums over the samples in linear_backward instead of averaging", wrote={"linear_backward": NO_MEAN}
    ),
)

CLASSES = {"week2_logistic_regression": WEEK2, "week3_planar_network": WEEK3, "week4_deep_network": WEEK4}
