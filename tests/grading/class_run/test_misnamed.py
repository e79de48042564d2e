"""Files as people hand them in: what is clearly meant is graded, the rest is said; nothing is written into submitted/."""

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests.support.course import ASSIGNMENT, SOLUTIONS, Course, fill_in
from tests.support.misnamed_files import CLASS, NOTEBOOKS, TAKEN, UNREADABLE

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("misnamed")]


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def hand_in_all(course, student):
    """Hand in both notebooks, done; returns the folder."""
    folder = course.hand_in(student, SOLUTIONS, notebook="small")
    other = nbformat.read(folder / "other.ipynb", as_version=4)
    nbformat.write(fill_in(other, SOLUTIONS), folder / "other.ipynb")
    return folder


def points_of(course):
    """The points in the gradebook: student -> (notebook, exercise) -> points."""
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db") as gradebook:
        return {
            one.student.id: {
                (notebook.name, grade.name.removeprefix("test_")): grade.score
                for notebook in one.notebooks
                for grade in notebook.grades
            }
            for one in gradebook.assignment_submissions(ASSIGNMENT)
        }


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("misnamed") / "course", NOTEBOOKS)
    course.release()
    for student, (change, _, _) in CLASS.items():
        change(hand_in_all(course, student))
    (course.folder / "submitted" / "nothing" / ASSIGNMENT).mkdir(parents=True)
    course.before = contents(course.folder / "submitted")
    course.log = course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.seed=7").stdout
    course.nbgrader("generate_feedback", ASSIGNMENT)
    course.given = points_of(course)
    return course


@pytest.mark.parametrize("student", CLASS)
def test_what_is_meant_is_graded_and_the_rest_is_in_the_gradebook(course, student):
    assert course.given[student] == CLASS[student][1]


@pytest.mark.parametrize("student", [student for student, (_, _, said) in CLASS.items() if said])
def test_the_log_says_what_was_done(course, student):
    folders = (f"/{student}/", f"/{student}:")
    lines = [line for line in course.log.splitlines() if any(map(line.__contains__, folders)) and "WARNING" in line]
    assert any(CLASS[student][2] in line for line in lines), lines


@pytest.mark.parametrize("student", CLASS)
def test_the_student_reads_it_too(course, student):
    page = " ".join(course.feedback(student).split())
    _, points, said = CLASS[student]
    assert ("This notebook was handed in as" in page) == ("was taken for" in said)
    assert ("so there was nothing to grade" in page) == (points["small", "L1"] == 0)


def test_nothing_is_written_into_submitted(course):
    assert contents(course.folder / "submitted") == course.before


def test_who_is_named_rightly_is_not_spoken_of_and_who_handed_in_nothing_is_not_graded(course):
    assert not [line for line in course.log.splitlines() if "WARNING" in line and "/right/" in line]
    assert "nothing" not in course.given and "Traceback" not in course.log


def test_one_notebook_alone_and_a_second_run(course):
    again = course.nbgrader("autograde", ASSIGNMENT).stdout
    assert TAKEN not in again and UNREADABLE not in again  # it was said when they were graded
    course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.seed=7", "--notebook=small", "--force")
    assert points_of(course) == course.given
