"""What a graded cell needs is there whatever became of the cell with the imports: every accident keeps full marks."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from nbgrader.utils import is_solution

from helpers.grading.grade_file import grade_file
from helpers.grading.submission.course_setup import SET_UP, CourseSetup, missing_setup, setups_of
from tests.support.changed_notebook import FULL, SETTINGS, SETUPS, above, above_both, graded, instead, said
from tests.support.course import ASSIGNMENT, ROOT, SETUP, SOLUTIONS, Course, fill_in, source_notebook
from tests.support.lost_set_ups import COMMANDS, HARMLESS, LOST, deleted

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", LOST)
def test_a_lost_set_up_costs_nothing(name):
    result = graded(LOST[name])
    assert result.points == FULL
    assert result.remarks == (SET_UP,) and SET_UP in result.notebook.cells[0].source


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_that_cannot_work_says_so_and_the_cell_goes_on(line):
    result = graded(above_both(line))
    assert result.points == FULL and result.remarks == ()
    assert said(result).count(COMMANDS[line]) == 2 == said(result).count("The cell went on.")


@pytest.mark.parametrize("name", HARMLESS)
def test_what_works_needs_no_remark(name):
    result = graded(HARMLESS[name])
    assert result.points == FULL and result.remarks == ()
    assert "The cell went on." not in said(result)


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


STUDENTS = {name: LOST[name] for name in ("deleted", "raw", "moved to the end", "commented out", "colab")}
STUDENTS |= {"pip": above("!pip install numpy"), "linted": instead(SETUP), "honest": lambda nb: None}


def test_a_class_run_and_its_feedback_say_so(tmp_path):
    course = Course(tmp_path / "course")
    course.release()
    ids = {name: name.replace(" ", "_") for name in STUDENTS}
    for name, change in STUDENTS.items():
        course.hand_in(ids[name], SOLUTIONS, change)
    log = course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.seed=7").stdout
    course.nbgrader("generate_feedback", ASSIGNMENT)
    assert course.grades() == dict.fromkeys(ids.values(), dict.fromkeys(SOLUTIONS, 10.0))
    for name, student in ids.items():
        assert (f"{student}/small: {SET_UP}" in log) == (name in LOST)
        assert (SET_UP.split(":")[0] in " ".join(course.feedback(student).split())) == (name in LOST)
    assert "submit(" not in log


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
