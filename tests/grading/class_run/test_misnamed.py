"""Files as people hand them in: what is clearly meant is graded, and the rest is said, to the instructor and to the student.

The marks are among those of the large class (tests/grading/test_class_of_accidents.py), whose students of week 3 these are.
"""

import pytest

from tests.support.class_of_accidents import WEEK3, ids, listing
from tests.support.misnamed_files import CLASS, TAKEN, UNREADABLE

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("week3_accidents")]

ID = ids("named", CLASS)
SAID = {student: said for student, (_, _, said) in CLASS.items() if said}


def warned(log, folder):
    return [line for line in log.splitlines() if "WARNING" in line and f"/{folder}/" in line]


@pytest.mark.parametrize("student", SAID)
def test_the_log_says_what_was_done(week3_accidents, student):
    lines = warned(week3_accidents.log, ID[student])
    assert any(SAID[student] in line for line in lines), lines
    assert not [line for line in lines if "No submitted file" in line]


@pytest.mark.parametrize("student", CLASS)
def test_the_student_reads_it_too(week3_accidents, student):
    page = " ".join(week3_accidents.feedback(ID[student]).split())
    _, points, said = CLASS[student]
    assert ("This notebook was handed in as" in page) == ("was taken for" in said)
    assert ("so there was nothing to grade" in page) == (points["small", "compute_cost"] == 0)


def test_who_handed_in_nothing_is_not_graded(week3_accidents):
    [said] = warned(week3_accidents.log, "empty-folder")
    assert "holds nothing to grade" in said and "empty-folder" not in week3_accidents.given


@pytest.mark.parametrize(
    "words", [["--student=named-zipped*"], ["--student=named-no_ending", "--notebook=small"]], ids=str
)
def test_a_command_that_means_misnamed_files_alone_grades_them_as_in_a_class(week3_accidents, words):
    done = week3_accidents.nbgrader("autograde", WEEK3, "--GradeStep.seed=7", "--force", *words)
    assert TAKEN in done.stdout and "ERROR" not in done.stdout
    assert week3_accidents.points() == week3_accidents.given
    assert listing(week3_accidents.folder / "submitted") == week3_accidents.before


def test_a_second_run_says_nothing_again(week3_accidents):
    again = week3_accidents.nbgrader("autograde", WEEK3).stdout
    known = [marks for marks in week3_accidents.given.values() if marks is not None]
    assert TAKEN not in again and UNREADABLE not in again  # it was said when they were graded
    assert again.count("Skipping existing assignment") == len(known)
    assert week3_accidents.points() == week3_accidents.given
