"""A small course in a temporary folder: notebooks built in code, students whose functions are given as text."""

import copy
import functools
import re
import shutil
import tempfile
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.support.commands import run

ROOT = Path(__file__).parents[2]
ASSIGNMENT = "week2_logistic_regression"
KERNEL = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}
SETUP = "import numpy as np\n\nfrom helpers.checking import NotDoneYet, check"
TEST = (
    "### BEGIN HIDDEN TESTS\nfrom helpers.checking import submit\n\nsubmit({name})\n### END HIDDEN TESTS\ncheck({name})"
)

SOLUTIONS = {
    "sigmoid": "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))",
    "L1": "def L1(yhat, y):\n    return np.sum(np.abs(y - yhat))",
    "L2": "def L2(yhat, y):\n    return np.sum((y - yhat) ** 2)",
    "propagate": (
        "def propagate(w, b, X, Y):\n"
        "    m = X.shape[1]\n"
        "    A = sigmoid(np.dot(w.T, X) + b)\n"
        "    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m\n"
        "    return {'dw': np.dot(X, (A - Y).T) / m, 'db': np.sum(A - Y) / m}, cost"
    ),
}


def solution_cell(name, source):
    """A solution cell as nbgrader wants it; everything after the def line is the hole."""
    head, body = source.split("\n", 1)
    text = f"{head}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"
    return new_code_cell(text, id=name, metadata={"nbgrader": _nbgrader(name, solution=True)})


def test_cell(name, points=10.0):
    """The locked test cell of an exercise."""
    metadata = {"nbgrader": _nbgrader(f"test_{name}", grade=True) | {"points": points}}
    return new_code_cell(TEST.format(name=name), id=f"test_{name}", metadata=metadata)


test_cell.__test__ = False


def _nbgrader(grade_id, grade=False, solution=False):
    base = {"grade_id": grade_id, "grade": grade, "solution": solution, "locked": grade}
    return base | {"schema_version": 3, "task": False}


def source_notebook(solutions=SOLUTIONS):
    """An instructor's notebook with an exercise for each solution, 10 points each."""
    cells = [new_markdown_cell("# A small notebook", id="title"), new_code_cell(SETUP, id="setup")]
    for name, source in solutions.items():
        cells += [solution_cell(name, source), test_cell(name)]
    return new_notebook(cells=cells, metadata=KERNEL)


@functools.cache
def empty_gradebook():
    """The bytes of a gradebook that nbgrader has just made, which takes it three seconds."""
    from nbgrader.api import Gradebook

    with tempfile.TemporaryDirectory() as folder:
        Gradebook(f"sqlite:///{folder}/gradebook.db").close()
        return (Path(folder) / "gradebook.db").read_bytes()


class Course:
    """A course folder with the project's own nbgrader_config.py."""

    assignment = ASSIGNMENT

    def __init__(self, folder, notebooks=None, assignment=ASSIGNMENT):
        self.folder, self.assignment = folder, assignment
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "nbgrader_config.py", folder)
        if not (folder / "gradebook.db").exists():
            (folder / "gradebook.db").write_bytes(empty_gradebook())
        for name, notebook in (notebooks or {"small": source_notebook()}).items():
            path = folder / "source" / self.assignment / f"{name}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(notebook, path)

    def nbgrader(self, *words, check=True):
        """Run an nbgrader command in the course folder; returns the finished process with all it said in `stdout`."""
        done = run("nbgrader", *words, folder=self.folder, merged=True)
        assert not check or done.returncode == 0, done.stdout
        return done

    def release(self):
        """Generate the release; returns its folder."""
        self.nbgrader("generate_assignment", self.assignment, "--force")
        return self.folder / "release" / self.assignment

    def hand_in(self, student, functions=None, change=None, notebook="small"):
        """Hand in the released notebook with some functions written, and `change(notebook)` applied to it."""
        released = self.folder / "release" / self.assignment
        target = self.folder / "submitted" / student / self.assignment
        shutil.copytree(released, target, dirs_exist_ok=True)
        path = target / f"{notebook}.ipynb"
        nb = fill_in(nbformat.read(path, as_version=4), functions or {})
        if change:
            nb = change(nb) or nb
        nbformat.write(nb, path)
        return target

    def grades(self):
        """Read the gradebook: student -> exercise -> points."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.folder}/gradebook.db") as gradebook:
            return {
                submission.student.id: {
                    grade.name.removeprefix("test_"): grade.score for nb in submission.notebooks for grade in nb.grades
                }
                for submission in gradebook.assignment_submissions(self.assignment)
            }

    def points(self):
        """Read the gradebook: student -> (notebook, exercise) -> points."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.folder}/gradebook.db") as gradebook:
            return {
                one.student.id: {
                    (notebook.name, grade.name.removeprefix("test_")): grade.score
                    for notebook in one.notebooks
                    for grade in notebook.grades
                }
                for one in gradebook.assignment_submissions(self.assignment)
            }

    def autograded(self, student, notebook="small"):
        """The autograded notebook of a student."""
        return nbformat.read(self.folder / "autograded" / student / self.assignment / f"{notebook}.ipynb", as_version=4)

    def feedback(self, student, notebook="small"):
        """The feedback page of a student, as text without tags."""
        page = (self.folder / "feedback" / student / self.assignment / f"{notebook}.html").read_text(encoding="utf-8")
        return re.sub(r"<[^>]+>", " ", page.split("<body", 1)[1])


def fill_in(notebook, functions):
    """A copy of a notebook whose solution cells hold the given functions."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in functions and cell.metadata.nbgrader["solution"]:
            cell.source = functions[name]
    return notebook


def tasks_of(notebook):
    """The questions that are graded by hand."""
    return [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("task")]


def cell_of(notebook, grade_id) -> Path:
    """The cell with a grade id."""
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)
