"""What a graded cell needs is there whatever became of the cell with the imports, and lines that work elsewhere only say so.

Full marks are among those of the large class (tests/grading/test_class_of_accidents.py), whose students of week 4 these are.
"""

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from nbgrader.utils import is_solution

from helpers.grading.grade_file import grade_file
from helpers.grading.submission.course_setup import SET_UP, CourseSetup, missing_setup, setups_of
from tests.support.accidents import ABSENT, LINE_MAGICS, TIMED
from tests.support.changed_notebook import SETTINGS, SETUPS, graded, instead, said
from tests.support.class_of_accidents import ids
from tests.support.course import ASSIGNMENT, ROOT, SETUP, SOLUTIONS, fill_in, source_notebook
from tests.support.lost_set_ups import COMMANDS, HARMLESS, LOST, deleted

pytestmark = pytest.mark.slow
in_class = pytest.mark.xdist_group("week4_accidents")

LINES = {"command": COMMANDS, "line": LINE_MAGICS, "absent": ABSENT}  # each above the set-up and above a solution


def remarks(course, student):
    """What the log of a class run says of a student's notebook."""
    return [line.partition("/small: ")[2] for line in course.log.splitlines() if f" {student}/small: " in line]


@in_class
@pytest.mark.parametrize("name", LOST)
def test_a_lost_set_up_costs_nothing_and_is_told(week4_accidents, name):
    student = ids("set-up", LOST | HARMLESS)[name]
    assert remarks(week4_accidents, student) == [SET_UP]
    assert SET_UP in week4_accidents.autograded(student).cells[0].source
    assert SET_UP in " ".join(week4_accidents.feedback(student).split())


@in_class
@pytest.mark.parametrize("name", HARMLESS)
def test_what_works_needs_no_remark(week4_accidents, name):
    student = ids("set-up", LOST | HARMLESS)[name]
    assert remarks(week4_accidents, student) == []
    assert "The cell went on." not in said(week4_accidents.autograded(student))


@in_class
@pytest.mark.parametrize(("table", "line"), [(table, line) for table, lines in LINES.items() for line in lines])
def test_a_line_that_cannot_work_says_so_and_the_cell_goes_on(week4_accidents, table, line):
    student = f"{table}-timed" if line == TIMED else f"{table}-all"
    text = said(week4_accidents.autograded(student))
    assert remarks(week4_accidents, student) == []
    assert text.count(LINES[table][line]) >= 2 <= text.count("The cell went on.")


@in_class
def test_no_student_reads_of_a_function_that_only_tests_call(week4_accidents):
    assert "submit(" not in week4_accidents.log


@pytest.mark.parametrize("name", ["deleted", "markdown", "moved to the end", "without the kit", "colab"])
def test_a_wrong_or_open_solution_earns_no_more_for_it(name):
    wrong = {
        "sigmoid": SOLUTIONS["sigmoid"],
        "L1": "def L1(yhat, y):\n    return 0.0",
        "L2": "def L2(yhat, y):\n    raise NotDoneYet()",
    }
    result = graded(LOST[name], wrong | {"propagate": "propagate = 1"})
    assert {exercise: points for exercise, (points, _) in result.points.items() if points} == {"sigmoid": 10.0}
    reasons = [verdict.reason for verdict in result.verdicts]
    assert "This exercise is not done yet." in reasons and not any("submit" in reason for reason in reasons)


def test_what_a_student_defines_wins_over_the_set_up():
    result = graded(instead("from helpers.checking import NotDoneYet, check\nimport math as np"))
    assert result.points["L1"] == (0.0, 10.0)


def test_a_notebook_that_begins_as_released_is_run_as_it_is():
    assert missing_setup(source_notebook(), SETUPS) == ()


def test_the_set_up_is_that_of_the_same_notebook():
    other = CourseSetup(frozenset({"test_L1", "elsewhere"}), ("import os",))
    assert missing_setup(
        fill_in(nbformat.from_dict({**source_notebook(), "cells": source_notebook().cells[2:]}), {}), (other, *SETUPS)
    ) == (SETUP,)
    assert missing_setup(nbformat.v4.new_notebook(cells=[new_code_cell("x = 1")]), SETUPS) == ()


def test_each_notebook_of_the_course_has_one():
    for assignment in sorted((ROOT / "source").iterdir()):
        for setup in setups_of(sorted(assignment.glob("*.ipynb"))):
            assert len(setup.cells) == 1 and "from helpers." in setup.cells[0]


def test_a_notebook_of_the_course_loses_nothing(tmp_path):
    source = ROOT / "source" / ASSIGNMENT / "numpy_basics.ipynb"
    changes = {
        "deleted": deleted,
        "another folder": lambda nb: nb.cells[1].update(source=f"import os\nos.chdir('..')\n{nb.cells[1].source}"),
        "colab": lambda nb: nb.cells[1].update(source=f"from google.colab import drive\n{nb.cells[1].source}"),
        "released": lambda nb: None,
    }
    for name, change in changes.items():
        notebook = nbformat.read(ROOT / "release" / ASSIGNMENT / source.name, as_version=4)
        solutions = {
            c.metadata.nbgrader["grade_id"]: c.source for c in nbformat.read(source, 4).cells if is_solution(c)
        }
        notebook = fill_in(notebook, solutions)
        change(notebook)
        path = tmp_path / source.name
        nbformat.write(notebook, path)
        result = grade_file(path, ASSIGNMENT, SETTINGS)
        assert {earned == worth for earned, worth in result.points.values()} == {True}, name
        assert bool(result.remarks) == (name == "deleted")
