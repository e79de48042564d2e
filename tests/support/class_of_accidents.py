"""More than 150 students of three weeks to whom something happened: how each hands in, and the marks they earned."""

import json
import re
import shutil

import nbformat
from nbformat.v4 import new_markdown_cell

from helpers.grading.submission.definitions import PYTHON_BELOW
from tests.support.accidents import ABSENT, CELL_MAGICS, LINE_MAGICS, OWN_CELLS, TIMED
from tests.support.bad_files import CLASS as BAD_FILES
from tests.support.changed_notebook import above_both, above_cells, own_cell
from tests.support.copied_cells import CLASS as COPIES
from tests.support.course import Course, fill_in, source_notebook
from tests.support.damaged_files import GERMAN, RECOVERED
from tests.support.damaged_files import LOST as TORN
from tests.support.files_of_all_kinds import CLASS as FILES
from tests.support.files_of_all_kinds import closed
from tests.support.lost_set_ups import COMMANDS, HARMLESS, LOST
from tests.support.misnamed_files import CLASS as MISNAMED
from tests.support.small_weeks import FULL_MARKS, SOLUTIONS, WEEK2, WEEK3, WEEK4

FULL = FULL_MARKS[WEEK4]
NOTHING = dict.fromkeys(FULL, 0)
NAME = re.compile(r"[\w ]+")
TIME = "2026-11-25 17:30:00 UTC"


def done(course, student):
    """Hand in all notebooks with the right solutions; returns the folder."""
    folder = course.folder / "submitted" / student / course.assignment
    if student.endswith("-right"):  # the others hand in nothing else
        shutil.copytree(course.folder / "release" / course.assignment, folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in course.done.items():
        (folder / f"{name}.ipynb").write_text(text, "utf-8")
    return folder


def in_notebook(change):
    """Hand in the right solutions with a change to the notebook."""

    def hand_in(course, student):
        notebook = nbformat.reads(course.done["small"], as_version=4)
        change(notebook)
        nbformat.write(notebook, done(course, student) / "small.ipynb")

    return hand_in


def in_file(bend):
    """Hand in the right solutions, and then do something to the file."""
    return lambda course, student: bend(done(course, student) / "small.ipynb")


def in_folder(bend):
    """Hand in the right solutions, and then do something to the folder."""
    return lambda course, student: bend(done(course, student))


def in_bytes(bend, comment):
    """Hand in the right solutions with a comment, in a file whose bytes are made of its data."""

    def hand_in(course, student):
        in_notebook(lambda notebook: notebook.cells.insert(0, new_markdown_cell(comment)))(course, student)
        [path] = (course.folder / "submitted" / student).glob("*/small.ipynb")
        path.write_bytes(bend(json.loads(path.read_text(encoding="utf-8"))))

    return hand_in


def with_file(name, make):
    """Hand in the right solutions at a time, with another kind of file in one place."""

    def hand_in(course, student):
        folder = done(course, student)
        (folder / "timestamp.txt").write_text(TIME)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if make is not closed:
            path.unlink(missing_ok=True)
        make(path)

    return hand_in


def nothing(course, student):
    """Hand in an empty folder."""
    (course.folder / "submitted" / student / course.assignment).mkdir(parents=True)


def of_small(marks):
    """Marks by exercise as those of the notebook `small`."""
    return {("small", name): points for name, points in marks.items()}


def both(*lines):
    """Lines above the set-up, and above a solution."""
    return in_notebook(above_both("\n".join(lines), "compute_cost")), FULL


def own_cells(*texts):
    """Cells of the student's own behind the set-up."""

    def change(notebook):
        for text in texts:
            own_cell(text, at=2)(notebook)

    return in_notebook(change), FULL


def below_magic(magic):
    """Solutions, and the set-up where that can be, below a cell magic."""
    places = ["compute_cost", "linear_backward"] + ["setup"] * (magic.split()[0] in PYTHON_BELOW)
    return in_notebook(above_cells(magic, *places)), FULL


TABLES = {
    WEEK2: {
        "copies": {name: (in_notebook(change), of_small(marks)) for name, (change, marks) in COPIES.items()},
        "file": {name: (in_file(bend), of_small(marks)) for name, (bend, marks, _) in BAD_FILES.items()},
    },
    WEEK3: {
        "named": {name: (in_folder(change), marks) for name, (change, marks, _) in MISNAMED.items()},
        "kind": {name: (with_file(place, make), marks) for name, (place, make, marks, _) in FILES.items()},
        "empty": {"folder": (nothing, None)},
    },
    WEEK4: {
        "set-up": {name: (in_notebook(change), FULL) for name, change in (LOST | HARMLESS).items()},
        "command": {"all": both(*COMMANDS)},
        "line": {"all": both(*LINE_MAGICS)},
        "absent": {"all": both(*(line for line in ABSENT if line != TIMED)), "timed": both(TIMED)},
        "magic": {line: below_magic(line) for line in CELL_MAGICS},
        "own": {"all": own_cells(*OWN_CELLS)},
        "recovered": {name: (in_bytes(bend, comment), FULL) for name, (bend, _, comment) in RECOVERED.items()},
        "torn": {name: (in_bytes(bend, GERMAN), NOTHING) for name, (bend, _) in TORN.items()},
    },
}


def ids(table, names):
    """The ids of the students of a table, by name; a number stands in for what cannot be a folder's."""
    return {name: f"{table}-{name if NAME.fullmatch(name) else number}" for number, name in enumerate(names)}


# assignment -> student -> (how they hand in, the marks; None for whom the gradebook does not know)
CLASSES = {
    week: {student: rows[name] for table, rows in tables.items() for name, student in ids(table, rows).items()}
    for week, tables in TABLES.items()
}


def graded_class(week, folder):
    """The course of one week's class, graded by one command, with feedback by another."""
    notebooks = {name: source_notebook(solutions) for name, solutions in SOLUTIONS[week].items()}
    course = Course(folder, notebooks, week)
    course.done = {}
    (folder / "source" / week / "course.txt").write_text("hello")
    course.release()
    for name, solutions in SOLUTIONS[week].items():
        released = nbformat.read(folder / "release" / week / f"{name}.ipynb", as_version=4)
        course.done[name] = nbformat.writes(fill_in(released, solutions))
    for student, (hand_in, _) in CLASSES[week].items():
        hand_in(course, student)
    course.before = listing(folder / "submitted")
    course.log = course.nbgrader("autograde", week, "--GradeStep.seed=7", "--GradeStep.timeout=15").stdout
    course.given = course.points()
    course.feedback_log = course.nbgrader("generate_feedback", week).stdout
    (folder / "autograde.log").write_text(course.log, "utf-8")
    (folder / "feedback.log").write_text(course.feedback_log, "utf-8")
    return course


def listing(folder):
    """Whatever lies below a folder, and how it is."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        found[path] = status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns
    return found
