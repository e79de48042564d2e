"""Functions that raise an error: the course's solutions with one change each, and what check and judge say of them."""

import functools
import linecache
import math
from dataclasses import dataclass

import nbformat
import numpy as np

from helpers.assessment.assess import assess
from helpers.assessment.case_runner import answers_from_json, answers_to_json, run_cases
from helpers.exercises import ASSIGNMENTS
from helpers.training import activations
from helpers.training.sigmoid import sigmoid
from tests.support.course import ROOT

WEEK2, WEEK3, WEEK4 = ASSIGNMENTS
NOTEBOOKS = {
    "basics": ("week2_logistic_regression", "numpy_basics"),
    "week2": ("week2_logistic_regression", "logistic_regression"),
    "week3": ("week3_planar_network", "planar_classification"),
    "week4": ("week4_deep_network", "deep_network"),
}


class Curve:
    """Takes the cost curve of week 3, and does nothing with it."""

    def add(self, i, cost):
        pass


@dataclass(frozen=True)
class Row:
    """A change of a solution: the text that `old` is replaced in by `new`, words its hint must hold, and words it must not.

    Where `old` is empty, `new` is the whole cell. `broken` is another function of the notebook to change likewise.
    """

    notebook: str
    exercise: str
    old: str
    new: str
    says: tuple[str, ...]
    never: tuple[str, ...] = ()
    broken: tuple[str, str, str] | None = None


@functools.cache
def solutions(notebook):
    """The solution cells of a notebook of the course, by exercise."""
    path = ROOT / "source" / NOTEBOOKS[notebook][0] / f"{NOTEBOOKS[notebook][1]}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    marked = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    lines = {name: [line for line in text.split("\n") if "### " not in line] for name, text in marked.items()}
    return {name: "\n".join(kept) for name, kept in lines.items() if kept[0].startswith("def ")}


def changed(notebook, exercise, old, new):
    """The text of a solution with one change."""
    text = solutions(notebook)[exercise]
    if not old:
        return new
    assert old in text, (exercise, old)
    return text.replace(old, new)


def define(cells, scope):
    """Run cells as a notebook does: each is a file of its own, whose lines can be looked up."""
    for name, text in cells.items():
        file = f"<ipykernel cell of {name}>"
        linecache.cache[file] = (len(text), None, [line + "\n" for line in text.split("\n")], file)
        exec(compile(text, file, "exec"), scope)
    return scope


def notebook_scope(notebook):
    """The names that the first cells and the solutions of a notebook give."""
    scope = {"np": np, "math": math, "progress": lambda x: x, "curve": Curve()}
    if notebook == "week3":
        scope["sigmoid"] = sigmoid
    if notebook == "week4":
        scope |= {name: getattr(activations, name) for name in ("relu", "sigmoid", "relu_backward", "sigmoid_backward")}
    return define(solutions(notebook), scope)


def answered(row, seed, *, visible):
    """A row's function with its sheet and its answers, which have travelled as a kernel's do."""
    cells = {row.exercise: changed(row.notebook, row.exercise, row.old, row.new)}
    if row.broken:
        cells = {row.broken[0]: changed(row.notebook, *row.broken)} | cells
    scope = define(cells, notebook_scope(row.notebook))
    sheet = ASSIGNMENTS[NOTEBOOKS[row.notebook][0]][row.exercise].sheet(seed, visible=visible)
    with np.errstate(all="ignore"):
        answers = run_cases(scope[row.exercise], sheet)
    return sheet, answers_from_json(answers_to_json(answers), len(sheet.cases))


def findings_of(row, seed=0, *, visible=True):
    """What is found wrong with a row's function."""
    sheet, answers = answered(row, seed, visible=visible)
    return [finding for finding in assess(sheet, answers) if not finding.right]
