"""More than 150 students to whom something happened on the way: how each hands in, and the marks that a fair teacher gives."""

import json
import re

from nbformat.v4 import new_markdown_cell

from tests.support.accidents import ABSENT, CELL_MAGICS, OWN_CELLS
from tests.support.bad_files import CLASS as BAD_FILES
from tests.support.changed_notebook import above, in_solution, own_cell
from tests.support.copied_cells import CLASS as COPIES
from tests.support.course import ASSIGNMENT, SOLUTIONS, Course
from tests.support.damaged_files import GERMAN, RECOVERED
from tests.support.damaged_files import LOST as TORN
from tests.support.lost_set_ups import COMMANDS, HARMLESS, LOST

FULL = dict.fromkeys(SOLUTIONS, 10)
NOTHING = dict.fromkeys(SOLUTIONS, 0)


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


TABLES = {
    "copies": {name: (in_notebook(change), marks) for name, (change, marks) in COPIES.items()},
    "set-up": {name: (in_notebook(change), FULL) for name, change in (LOST | HARMLESS).items()},
    "command": {line: (in_notebook(above(line)), FULL) for line in COMMANDS},
    "absent": {line: (in_notebook(above(line)), FULL) for line in ABSENT},
    "magic": {line: (in_notebook(in_solution("L1", line)), FULL) for line in CELL_MAGICS},
    "own": {text: (in_notebook(own_cell(text, at=3)), FULL) for text in OWN_CELLS},
    "recovered": {name: (in_bytes(bend, comment), FULL) for name, (bend, _, comment) in RECOVERED.items()},
    "torn": {name: (in_bytes(bend, GERMAN), NOTHING) for name, (bend, _) in TORN.items()},
    "file": {name: (in_file(bend), marks) for name, (bend, marks, _) in BAD_FILES.items() if name != "linked"},
}
# student → (how they hand in, the marks); a number stands in for what cannot be a name
CLASS = {
    f"{table}-{name if re.fullmatch(r'[a-z_0-9]+', name) else number}": row
    for table, rows in TABLES.items()
    for number, (name, row) in enumerate(rows.items())
}


def graded_class(folder):
    """The course of this class, graded by one command, with feedback by another."""
    course = Course(folder)
    course.release()
    for student, (hand_in, _) in CLASS.items():
        hand_in(course, student)
    course.log = course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.seed=7").stdout
    course.given = course.grades()
    course.feedback_log = course.nbgrader("generate_feedback", ASSIGNMENT).stdout
    return course
