"""A small notebook, done, with one thing changed in it, and what came of grading it."""

from nbformat.v4 import new_code_cell

from helpers.grading.grade import grade_notebook
from helpers.grading.settings import Limits, Settings
from helpers.grading.submission.course_setup import setup_of
from tests.support.course import ASSIGNMENT, SETUP, SOLUTIONS, fill_in, source_notebook

SETTINGS = Settings(seed=7, limits=Limits(timeout=5))
SETUPS = (setup_of(source_notebook()),)
FULL = dict.fromkeys(SOLUTIONS, (10.0, 10.0))


def above(*lines):
    """The set-up cell with lines of the student's above."""
    return lambda nb: nb.cells[1].update(source="\n".join([*lines, SETUP]))


def instead(text):
    """Another text in the place of the set-up cell's."""
    return lambda nb: nb.cells[1].update(source=text)


def own_cell(text, at=1):
    """A further cell."""
    return lambda nb: nb.cells.insert(at, new_code_cell(text))


def above_cells(line, *names):
    """A line of the student's on top of cells."""

    def change(nb):
        for cell in nb.cells:
            if cell.id in names:
                cell.source = f"{line}\n{cell.source}"

    return change


def in_solution(name, line):
    """A line above a solution, in its own cell."""
    return above_cells(line, name)


def above_both(line, name="L1"):
    """A line of the student's above the set-up, and above a solution."""
    return above_cells(line, "setup", name)


def graded(change, solutions=SOLUTIONS):
    notebook = fill_in(source_notebook(), solutions)
    change(notebook)
    return grade_notebook(notebook, ASSIGNMENT, SETTINGS, setups=SETUPS)


def said(notebook):
    """All that an executed notebook shows, as one text."""
    return "\n".join(
        [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
        + [str(output) for cell in notebook.cells for output in cell.get("outputs", [])]
    )
