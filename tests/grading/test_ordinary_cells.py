"""Ordinary nbgrader cells, and assignments of such cells alone: as with stock nbgrader, or fairer where that is known."""

import csv
import json
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from nbgrader.utils import is_grade, is_solution

from helpers.grading import grade
from helpers.grading.grade_file import as_json, as_table, grade_file
from helpers.grading.settings import Settings
from tests.support.commands import run
from tests.support.course import ASSIGNMENT, ROOT, SOLUTIONS, Course, cell_of, source_notebook
from tests.support.ordinary_notebooks import DIFFERENT, LAB, NUMBERS, STUDENTS, lab, marked


def write_numbers(folder):
    for name, text in NUMBERS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def made_course(folder, notebooks, assignment, config=None):
    """A course that has released its assignment."""
    course = Course(folder, notebooks, assignment)
    write_numbers(folder / "source" / assignment)
    if config is not None:
        (folder / "nbgrader_config.py").write_text(config)
    course.release()
    return course


def written(answers):
    """A change of a notebook that writes into the cells named, whether it may or not."""

    def change(notebook):
        for name, text in answers.items():
            cell_of(notebook, name).source = text

    return change


def without_tests(notebook):
    """The right answers, and no cell that grades them."""
    written(STUDENTS["right"])(notebook)
    notebook.cells = [cell for cell in notebook.cells if not is_grade(cell) or is_solution(cell)]


def grades_of(course):
    """Student -> cell -> what nbgrader noted: the points, the points it found by itself, and whether a person is to grade."""
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db") as gradebook:
        return {
            submission.student.id: {
                grade.name: (grade.score, grade.auto_score, bool(grade.needs_manual_grade))
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.assignment_submissions(course.assignment)
        }


def shown_by(cell):
    """What a cell shows, as data that does not depend on where it ran."""
    return [
        (output.output_type, output.get("text") or output.get("ename") or output.data["text/plain"])
        for output in cell.outputs
    ]


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    """The same class in this project's course and in one that has nothing but nbgrader."""
    folder = tmp_path_factory.mktemp("ordinary")
    limits = f"c.GradeStep.limits_of = {{'{LAB}': {{'timeout': 50}}}}\n"
    ours = made_course(folder / "ours", {"lab": lab()}, LAB, (ROOT / "nbgrader_config.py").read_text() + limits)
    stock = made_course(folder / "stock", {"lab": lab()}, LAB, config="c = get_config()\n")
    for course in (ours, stock):
        for student, answers in STUDENTS.items():
            course.hand_in(student, change=written(answers), notebook="lab")
        if course is ours:  # nbgrader alone gives up here
            course.hand_in("deleted", change=without_tests, notebook="lab")
            (course.hand_in("torn", notebook="lab") / "lab.ipynb").write_text('{"cells": [')
        course.log = course.nbgrader("autograde", LAB).stdout
        course.marks = grades_of(course)
    return ours, stock


slow = [pytest.mark.slow, pytest.mark.xdist_group("ordinary")]


class TestAForeignAssignment:
    pytestmark = slow

    @pytest.mark.parametrize("student", STUDENTS)
    def test_marks_and_who_grades_are_as_with_nbgrader_alone(self, courses, student):
        ours, stock = (course.marks[student] for course in courses)
        expected = dict(stock)
        for cell, students in DIFFERENT.items():
            if student in students:
                theirs, own = students[student]
                assert stock[cell] == (theirs, theirs, False), cell
                expected[cell] = (own, own, False)
        assert ours == expected

    def test_the_class_has_every_kind_of_mark(self, courses):
        marks = courses[0].marks
        assert marks["right"]["mean_partly"] == (2.5, 2.5, False)
        assert marks["partly"]["mean_partly"] == (1.5, 1.5, False)
        assert marks["right"]["square_hidden"] == (2, 2, False)
        assert marks["wrong"]["square_hidden"] == (0, 0, False) and marks["wrong"]["test_square"] == (3, 3, False)
        assert marks["commented"]["table"] == marks["commented"]["essay"] == (0, None, True)
        assert marks["blank"]["table"] == marks["blank"]["essay"] == (0, 0, False)
        assert marks["blank"]["project"] == (0, None, True)

    def test_tests_that_were_deleted_are_run_all_the_same(self, courses):
        marks = courses[0].marks
        assert marks["deleted"] == marks["right"]

    def test_a_file_that_cannot_be_read_earns_nothing_and_says_why(self, courses):
        ours, _ = courses
        tested = [name for name in ours.marks["torn"] if name not in ("table", "essay", "project")]
        assert {ours.marks["torn"][name] for name in tested} == {(0, 0, False)}
        cell = cell_of(ours.autograded("torn", "lab"), "test_square")
        assert "lab.ipynb could not be read as a notebook" in cell.outputs[0].data["text/html"]

    @pytest.mark.parametrize("student", ["right", "broken", "commented", "blank"])
    def test_cells_that_a_person_grades_keep_what_they_show(self, courses, student):
        ours, stock = (cell_of(course.autograded(student, "lab"), "table") for course in courses)
        assert shown_by(ours)[-1:] == shown_by(stock)[-1:] and len(ours.outputs) == len(stock.outputs)
        assert (student == "commented") == (not ours.outputs)

    def test_tests_keep_what_they_show_behind_their_points(self, courses):
        ours, stock = (cell_of(course.autograded("raising", "lab"), "test_square") for course in courses)
        assert shown_by(ours)[1:] == shown_by(stock) == [("error", "ValueError")]
        warned = cell_of(courses[0].autograded("right", "lab"), "mean_warns")
        assert "an old friend" in warned.outputs[1].text and warned.outputs[1].name == "stderr"

    def test_locked_cells_are_as_they_were(self, courses):
        for course in courses:
            notebook = course.autograded("cheating", "lab")
            assert cell_of(notebook, "given").source == "FACTOR = 1"
            assert cell_of(notebook, "told").source == "Work with `FACTOR`."

    def test_the_release_is_as_nbgrader_makes_it(self, courses):
        ours, stock = (nbformat.read(course.folder / "release" / LAB / "lab.ipynb", as_version=4) for course in courses)
        assert [cell.source for cell in ours.cells] == [cell.source for cell in stock.cells]
        assert [cell.metadata for cell in ours.cells] == [cell.metadata for cell in stock.cells]
        files = ({p.relative_to(c.folder) for p in (c.folder / "release").rglob("*")} for c in courses)
        assert next(files) == next(files)

    def test_the_log_names_what_is_no_number_and_what_is_no_score(self, courses):
        log = courses[0].log
        assert (
            "right/lab, mean_text: The last line of this test shows \"'All tests passed.'\", which is no number" in log
        )
        assert "wrong/lab, mean_negative: The last line of this test gave -1, which is no score from 0 to 1" in log
        assert "Traceback" not in log

    def test_validate_finds_what_is_wrong(self, courses):
        said = [
            course.nbgrader("validate", f"submitted/raising/{LAB}/lab.ipynb", check=False).stdout for course in courses
        ]
        ours, stock = (re.sub(r"ipykernel_\d+/\d+", "", text.partition("VALIDATION FAILED")[2]) for text in said)
        assert "ValueError: no idea" in ours and ours == stock

    def test_feedback_report_and_exports_have_them(self, courses):
        ours, _ = courses
        ours.nbgrader("generate_feedback", LAB)
        page = ours.feedback("partly", "lab")
        assert "mean_partly: 1.5 of 4 points" in page and "a table" in page
        done = run("helpers", "report", LAB, "--csv=class.csv", folder=ours.folder)
        assert done.returncode == 0, done.stderr
        with (ours.folder / "class.csv").open() as file:
            rows = {(row["student_id"], row["exercise"]): row for row in csv.DictReader(file)}
        assert rows["wrong", "square"]["state"] == rows["wrong", "square_hidden"]["state"] == "tested"
        assert rows["blank", "square"]["state"] == "not done"
        assert rows["right", "table"]["state"] == rows["right", "project"]["state"] == "by hand"
        assert (rows["partly", "mean_partly"]["score"], rows["partly", "mean_partly"]["reached"]) == ("1.5", "some")
        ours.nbgrader("export", "--to=grades.csv")
        ours.nbgrader(
            "export",
            "--exporter=helpers.grading.exports.canvas.CanvasExporter",
            "--to=canvas.csv",
            f"--assignment={LAB}",
        )
        assert f"{LAB}: mean_partly" in (ours.folder / "canvas.csv").read_text()


@pytest.mark.slow
def test_one_file_is_graded_too(tmp_path, monkeypatch):
    folder = tmp_path / "source" / LAB
    write_numbers(folder)
    nbformat.write(lab(), folder / "lab.ipynb")
    handed_in = lab()
    written(STUDENTS["partly"])(handed_in)
    nbformat.write(handed_in, tmp_path / "lab.ipynb")
    monkeypatch.setattr(grade, "PACKAGE", tmp_path / "helpers")
    graded = grade_file(tmp_path / "lab.ipynb", LAB, Settings(seed=1))
    table = as_table(graded)
    assert "mean_partly: 1.5 of 4 points" in table and "file: 1 of 1 points" in table
    assert table.endswith("Total: 14.5 of 17 points")
    assert json.loads(as_json(graded))["points"]["mean_partly"] == {"earned": 1.5, "possible": 4}


class TestMixed:
    pytestmark = slow

    @pytest.fixture(scope="class")
    def course(self, tmp_path_factory):
        notebook = source_notebook({name: SOLUTIONS[name] for name in ("sigmoid", "L1")})
        test = "from __main__ import VALUES\n\nassert sigmoid(0) == 0.5\nVALUES and 3"
        notebook.cells += [
            new_code_cell("VALUES = [1, 2]", id="demonstration"),
            marked("by hand", "plot", "L1(1, 2)", 5),
            marked("tests", "sigmoid_by_assert", test, 4),
        ]
        course = made_course(tmp_path_factory.mktemp("mixed") / "course", {"small": notebook}, ASSIGNMENT)
        right = {name: SOLUTIONS[name] for name in ("sigmoid", "L1")}
        course.hand_in("right", right | {"plot": "L1(np.ones(2), 0)"})
        course.hand_in("wrong", right | {"sigmoid": SOLUTIONS["sigmoid"].replace("-z", "z"), "plot": "# nothing"})
        course.nbgrader("autograde", ASSIGNMENT)
        return course

    def test_each_cell_is_graded_in_its_own_way(self, course):
        assert course.grades() == {
            "right": {"sigmoid": 10, "L1": 10, "sigmoid_by_assert": 3, "plot": 0},
            "wrong": {"sigmoid": 0, "L1": 10, "sigmoid_by_assert": 3, "plot": 0},
        }
        assert grades_of(course)["right"]["plot"] == (0, None, True)
        assert shown_by(cell_of(course.autograded("right"), "plot")) == [("execute_result", "np.float64(2.0)")]

    def test_stubs_are_those_of_the_course(self, course):
        released = nbformat.read(course.folder / "release" / ASSIGNMENT / "small.ipynb", as_version=4)
        assert "raise NotDoneYet()" in cell_of(released, "sigmoid").source
