"""Whatever is handed in: every other submission is graded, the instructor is told which one and why, nothing is lost."""

import pytest

from tests.support.bad_files import CLASS, FULL
from tests.support.course import ASSIGNMENT, SOLUTIONS, Course

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("bad_input")]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("bad") / "a course")
    course.release()
    course.files = {}
    for student, (bend, _, _) in CLASS.items():
        folder = course.hand_in(student, SOLUTIONS)
        bend(folder / "small.ipynb")
    only_unknown = course.hand_in("only_unknown", SOLUTIONS)
    (only_unknown / "small.ipynb").rename(only_unknown / "mine.ipynb")
    course.before = contents(course.folder / "submitted")
    course.log = course.nbgrader("autograde", ASSIGNMENT, check=False).stdout
    course.nbgrader("generate_feedback", ASSIGNMENT)
    return course


def contents(folder):
    """Every file and link below a folder, with what it holds or where it points."""
    return {
        path.relative_to(folder): path.readlink() if path.is_symlink() else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


@pytest.mark.parametrize("student", CLASS)
def test_everybody_is_graded(course, student):
    assert course.grades()[student] == CLASS[student][1]


@pytest.mark.parametrize("student", [student for student, (_, _, told) in CLASS.items() if told])
def test_the_instructor_is_told_which_one_and_why(course, student):
    lines = [line for line in course.log.splitlines() if student in line and ("WARNING" in line or "ERROR" in line)]
    assert any(CLASS[student][2] in line for line in lines), lines


def test_a_notebook_by_another_name_is_graded_and_named(course):
    assert course.grades()["only_unknown"] == FULL
    assert any(
        "only_unknown/" in line and "mine.ipynb was taken for small.ipynb" in line for line in course.log.splitlines()
    )


def test_nobody_failed(course):
    assert set(course.grades()) == {*CLASS, "only_unknown"}
    assert not [line for line in course.log.splitlines() if "There was an error processing assignment" in line]


def test_the_student_reads_why_there_is_nothing_to_grade(course):
    assert (
        "small.ipynb could not be read as a notebook (it is not JSON: the mistake is in line 1, column 1)"
        in course.feedback("not_json")
    )


def test_nothing_that_was_handed_in_is_changed(course):
    assert contents(course.folder / "submitted") == course.before


def test_nothing_from_outside_the_submission_came_in(course):
    assert not list((course.folder / "autograded").rglob("secret.txt"))


def test_good_submissions_are_not_spoken_of(course):
    assert not [line for line in course.log.splitlines() if "WARNING" in line and "right/" in line]
