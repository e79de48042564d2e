"""Grades for learning platforms: `nbgrader export` writes what Canvas and Moodle import, and no formula."""

import csv
import re
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook

from helpers.grading.exports.spreadsheet import UserName, defused
from tests.support.commands import run
from tests.support.course import ROOT

WEEK3 = "week3_planar_network"
STUDENTS = {
    "ada": {"first_name": "Ada", "last_name": "Lovelace, Countess", "email": "ada@x.org", "lms_user_id": "11"},
    "bob": {"first_name": '=HYPERLINK("x")', "last_name": "@SUM(A1)", "email": "bob@x.org", "lms_user_id": "12"},
    "cy": {"first_name": "-1", "last_name": "+1", "email": "cy@x.org", "lms_user_id": "13"},
    "dee": {"first_name": "\t=1", "last_name": "Ünal", "email": "dee@x.org", "lms_user_id": "14"},
}
CANVAS = "helpers.grading.exports.canvas.CanvasExporter"
MOODLE = "helpers.grading.exports.moodle.MoodleExporter"
NBGRADERS_OWN = "nbgrader.plugins.CsvExportPlugin"
POINTS = {"ada": (4, 10), "bob": (2.5, 0), "cy": (1 / 3, 5)}  # dee hands in nothing; cy is late
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.fixture
def folder(tmp_path):
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as gradebook:
        gradebook.add_assignment("week4_deep_network")
        gradebook.add_assignment(WEEK3)
        gradebook.add_notebook("nb", WEEK3)
        for name, points in (("test_layer_sizes", 4), ("test_predict", 10)):
            gradebook.add_grade_cell(name, "nb", WEEK3, max_score=points, cell_type="code")
        for name, fields in STUDENTS.items():
            gradebook.add_student(name, **fields)
        for name, scores in POINTS.items():
            (book,) = gradebook.add_submission(WEEK3, name).notebooks
            for grade, score in zip(sorted(book.grades, key=lambda grade: grade.name), scores, strict=True):
                grade.auto_score, grade.needs_manual_grade = score, False
            book.late_submission_penalty = 1.0 if name == "cy" else None
        gradebook.db.commit()
    return tmp_path


def export(folder, exporter, *words):
    """Run nbgrader; returns the rows of the file and what nbgrader said."""
    chosen = [f"--exporter={exporter}"] if exporter else []
    done = run("nbgrader", "export", *chosen, *words, "--to=out/grades.csv", folder=folder)
    assert done.returncode == 0, done.stderr
    with (folder / "out" / "grades.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file)), done.stderr


def test_canvas_gets_its_heads_the_points_possible_and_everybody(folder):
    (heads, possible, *rows), _ = export(folder, CANVAS)
    assert heads == [
        *("Student", "ID", "SIS Login ID", "Section"),
        *(f"{WEEK3}: layer_sizes", f"{WEEK3}: predict", WEEK3),
    ]
    assert possible[0].strip() == "Points Possible" and possible[1:] == ["", "", "", "4.0", "10.0", "14.0"]
    assert {row[2]: row[4:] for row in rows} == {
        "ada": ["4.0", "10.0", "14.0"],
        "bob": ["2.5", "0.0", "2.5"],
        "cy": ["0.33", "5.0", "4.33"],  # one point less for being late
        "dee": ["0.0", "0.0", "0.0"],
    }
    assert {row[2]: row[:2] for row in rows} == {
        "ada": ["Lovelace, Countess, Ada", "11"],
        "bob": ['\'@SUM(A1), =HYPERLINK("x")', "12"],
        "cy": ["'+1, -1", "13"],
        "dee": ["Ünal, \t=1", "14"],
    }


def test_moodle_gets_fields_to_know_students_by_and_grade_items(folder):
    (heads, *rows), _ = export(folder, MOODLE)
    assert heads[:5] == ["First name", "Last name", "Username", "ID number", "Email address"]
    assert heads[5:] == [f"{WEEK3}: layer_sizes", f"{WEEK3}: predict", WEEK3]
    own = {row[2]: row for row in rows}
    assert own["bob"] == ['\'=HYPERLINK("x")', "'@SUM(A1)", "bob", "12", "bob@x.org", "2.5", "0.0", "2.5"]
    assert [own["dee"][0], own["cy"][0], own["cy"][1]] == ["'\t=1", "'-1", "'+1"]


def test_a_field_that_some_students_lack_is_no_way_to_know_them_in_moodle(folder):
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        gradebook.update_or_create_student("cy", email=None)
        gradebook.update_or_create_student("dee", lms_user_id="12")
    (heads, *_), said = export(folder, MOODLE)
    assert heads[:4] == ["First name", "Last name", "Username", f"{WEEK3}: layer_sizes"]
    assert "no column Email address" in said and "no column ID number" in said


@pytest.mark.parametrize(("columns", "count"), [("totals", 1), ("exercises", 2)])
def test_totals_or_exercises_can_be_had_alone(folder, columns, count):
    (heads, *_), _ = export(folder, CANVAS, f"--CanvasExporter.columns={columns}")
    assert len(heads) == 4 + count


def test_students_and_assignments_can_be_chosen(folder):
    (heads, _, *rows), said = export(folder, CANVAS, "--student=['ada']", "--assignment=['week9']")
    assert [row[2] for row in rows] == ["ada"] and len(heads) == 4
    assert "The gradebook has no assignment week9" in said


def test_an_assignment_that_nobody_handed_in_is_left_out_and_told(folder):
    (heads, *_), said = export(folder, CANVAS)
    assert not any("week4" in head for head in heads) and "Nobody handed in week4_deep_network" in said


def test_exercises_of_the_same_name_are_told_apart_by_their_notebooks(folder):
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        gradebook.add_notebook("other", WEEK3)
        gradebook.add_grade_cell("test_predict", "other", WEEK3, max_score=1, cell_type="code")
    (heads, *_), _ = export(folder, CANVAS, "--CanvasExporter.columns=exercises")
    assert heads[4:] == [f"{WEEK3}: layer_sizes", f"{WEEK3}: nb: predict", f"{WEEK3}: other: predict"]


# Students by whom Canvas and Moodle know them; what the file says of them
USER_NAMES = {
    "-n": "-n",
    "+n": "+n",
    "@n.x-y_1": "@n.x-y_1",
    "n@x.org": "n@x.org",
    "-1+2": "-1+2",
    "=n": "'=n",
    "=1+2": "'=1+2",
    "-2+3+cmd|' !A0": "'-2+3+cmd|' !A0",
    "@SUM(A1)": "'@SUM(A1)",
    "＝n": "'＝n",
}


@pytest.mark.parametrize("exporter", [CANVAS, MOODLE, None])
def test_a_user_name_is_what_the_platform_knows_unless_it_could_act(folder, exporter):
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        for name in USER_NAMES:
            gradebook.add_student(name, lms_user_id=name, email=name)
    (heads, *rows), _ = export(folder, exporter)
    own = [heads.index(head) for head in ("SIS Login ID", "Username", "student_id") if head in heads]
    others = [heads.index(head) for head in ("ID", "ID number", "Email address", "email") if head in heads]
    assert {row[own[0]] for row in rows} >= {*USER_NAMES.values()} and others
    for row in rows:
        if row[own[0]] in USER_NAMES.values():
            assert {row[i] for i in others} == {row[own[0]]}


@given(st.text(max_size=6) | st.text("=+-@()|!'\"\t\n ＝a1.", max_size=6))
def test_what_begins_like_a_formula_can_call_nothing(text):
    written = defused(UserName(text))
    assert written == text or written == "'" + text
    if re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", written):
        assert written[0] in "+-@" and not re.search(r"[^\w.@+-]", written)
    if re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", text):
        assert defused(text) == "'" + text  # where nobody is known by it


def as_numbers(row):
    """A row of nbgrader's own file: points as numbers, whatever the number of their digits."""
    return [float(value) if re.fullmatch(r"\d+\.?\d*", value) else value for value in row]


def test_the_export_of_the_readme_says_what_nbgraders_own_says(folder):
    for name in ("bob", "cy", "dee"):
        with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
            gradebook.update_or_create_student(name, first_name=name.title(), last_name=name.upper())
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        gradebook.update_or_create_student("ada", last_name="Lovelace")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    ours, said = export(folder, None)
    theirs, _ = export(folder, NBGRADERS_OWN)
    assert "GradesExporter" in said and len(ours) == 1 + 2 * len(STUDENTS)
    assert ours[0] == theirs[0]
    assert sorted(map(repr, map(as_numbers, ours))) == sorted(map(repr, map(as_numbers, theirs)))


def test_the_export_of_the_readme_holds_no_formula(folder):
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    (heads, *rows), _ = export(folder, None, f"--assignment=['{WEEK3}']")
    own = {row[heads.index("student_id")]: dict(zip(heads, row, strict=True)) for row in rows}
    assert {name: (row["last_name"], row["first_name"], row["score"]) for name, row in own.items()} == {
        "ada": ("Lovelace, Countess", "Ada", "14.0"),
        "bob": ("'@SUM(A1)", '\'=HYPERLINK("x")', "2.5"),
        "cy": ("'+1", "'-1", own["cy"]["score"]),
        "dee": ("Ünal", "'\t=1", "0.0"),
    }
    assert float(own["cy"]["score"]) == pytest.approx(13 / 3) and float(own["cy"]["late_submission_penalty"]) == 1
