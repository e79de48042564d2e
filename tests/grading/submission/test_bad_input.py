"""Whatever is handed in for a notebook: the instructor is told which one and why, and nothing comes in from outside.

The marks are among those of the large class (tests/grading/test_class_of_accidents.py), whose students of week 2 these are.
"""

import pytest

from tests.support.bad_files import CLASS
from tests.support.class_of_accidents import ids

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("week2_accidents")]

ID = ids("file", CLASS)


@pytest.mark.parametrize("student", [student for student, (_, _, told) in CLASS.items() if told])
def test_the_instructor_is_told_which_one_and_why(week2_accidents, student):
    lines = [line for line in week2_accidents.log.splitlines() if f"{ID[student]}/" in line and "WARNING" in line]
    assert any(CLASS[student][2] in line for line in lines), lines


def test_the_student_reads_why_there_is_nothing_to_grade(week2_accidents):
    page = week2_accidents.feedback(ID["not_json"])
    assert "small.ipynb could not be read as a notebook (it is not JSON: the mistake is in line 1, column 1)" in page


def test_nothing_from_outside_the_submission_came_in(week2_accidents):
    assert not list((week2_accidents.folder / "autograded").rglob("secret.txt"))
