"""More than 150 students to whom something happened on the way, graded by one command: each gets the marks that they earned."""

import json
import re

import pytest
from nbformat.v4 import new_markdown_cell

from tests.grading.submission.test_bad_input import CLASS as BAD_FILES
from tests.grading.submission.test_imports import COMMANDS, HARMLESS, LOST
from tests.support.accidents import ABSENT, CELL_MAGICS, OWN_CELLS
from tests.support.changed_notebook import above, in_solution, own_cell
from tests.support.copied_cells import CLASS as COPIES
from tests.support.course import ASSIGNMENT, SOLUTIONS, Course
from tests.support.damaged_files import LOST as TORN
from tests.support.damaged_files import RECOVERED

FULL = dict.fromkeys(SOLUTIONS, 10)
NOTHING = dict.fromkeys(SOLUTIONS, 0)
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("accidents")]


def in_notebook(change):
    """Hand in the right solutions with a change to the notebook."""
    return lambda course, student: course.hand_in(student, SOLUTIONS, lambda nb: (change(nb), None)[1])


def in_file(bend):
    """Hand in the right solutions, and then do something to the file."""
    return lambda course, student: bend(course.hand_in(student, SOLUTIONS) / "small.ipynb")


def in_bytes(bend, comment):
    """Hand in the right solutions with a comment, in a file whose bytes are made of its data."""

    def hand_in(course, student):
        folder = course.hand_in(student, SOLUTIONS, lambda nb: nb.cells.insert(0, new_markdown_cell(comment)))
        path = folder / "small.ipynb"
        path.write_bytes(bend(json.loads(path.read_text(encoding="utf-8"))))

    return hand_in


def students():
    """student → (how they hand in, the marks that a fair teacher gives)"""
    tables = {
        "copies": {name: (in_notebook(change), marks) for name, (change, marks) in COPIES.items()},
        "set-up": {name: (in_notebook(change), FULL) for name, change in (LOST | HARMLESS).items()},
        "command": {line: (in_notebook(above(line)), FULL) for line in COMMANDS},
        "absent": {line: (in_notebook(above(line)), FULL) for line in ABSENT},
        "magic": {line: (in_notebook(in_solution("L1", line)), FULL) for line in CELL_MAGICS},
        "own cell": {text: (in_notebook(own_cell(text, at=3)), FULL) for text in OWN_CELLS},
        "recovered": {name: (in_bytes(bend, comment), FULL) for name, (bend, _, comment) in RECOVERED.items()},
        "torn": {name: (in_bytes(bend, "Größe"), NOTHING) for name, (bend, _) in TORN.items()},
        "file": {name: (in_file(bend), marks) for name, (bend, marks, _) in BAD_FILES.items() if name != "linked"},
    }
    found = {}
    for table, rows in tables.items():
        for number, (name, row) in enumerate(rows.items()):
            found[re.sub(r"\W+", "-", f"{table} {number} {name}", flags=re.ASCII).strip("-")[:60]] = row
    return found


CLASS = students()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("accidents") / "course")
    course.release()
    for student, (hand_in, _) in CLASS.items():
        hand_in(course, student)
    course.log = course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.seed=7").stdout
    course.given = course.grades()
    course.pages = course.nbgrader("generate_feedback", ASSIGNMENT).stdout
    return course


def test_the_class_is_large():
    assert len(CLASS) >= 150


@pytest.mark.parametrize("student", CLASS)
def test_everybody_gets_the_marks_that_a_fair_teacher_gives(course, student):
    assert course.given[student] == CLASS[student][1]


def test_everybody_has_a_page_of_feedback_with_all_verdicts(course):
    pages = {path.parts[-3]: path.read_text(encoding="utf-8") for path in course.folder.glob("feedback/*/*/small.html")}
    assert set(pages) == set(CLASS)
    assert not [student for student, page in pages.items() if page.count(" of 10 points") < len(SOLUTIONS)]


def test_the_log_has_sentences_for_people(course):
    """No traceback, no error that ends a step, and nothing of one who lost nothing and did nothing odd."""
    for log in (course.log, course.pages):
        assert not [word for word in ("Traceback", "ERROR", "SAWarning") if word in log]
    assert not [line for line in course.log.splitlines() if "WARNING" in line and "copies-0-right" in line]
