"""Copies, old attempts, moved, split, merged and pasted cells: what counts is what a run from top to bottom shows."""

import pytest

from tests.support.copied_cells import CLASS
from tests.support.course import ASSIGNMENT, SOLUTIONS, Course

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("copies")]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("copies") / "course")
    course.release()
    for student, (change, _) in CLASS.items():
        course.hand_in(student, SOLUTIONS, lambda nb, change=change: (change(nb), None)[1])
    course.log = course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.seed=7", check=False).stdout
    course.given = course.grades()
    return course


@pytest.mark.parametrize("student", CLASS)
def test_marks_are_what_a_fair_teacher_gives(course, student):
    assert course.given[student] == CLASS[student][1]


def test_the_log_says_which_copy_counts(course):
    said = {student: [line for line in course.log.splitlines() if f"{student}/small" in line] for student in CLASS}
    assert not said["right"] and not said["own_wrong_cell_behind_test"]
    counts = "number 1 of 2 counts, as a run from top to bottom shows it"
    for student, sentence in {
        "old_attempt_before": "the cell L1 stands there more than once; the last one counts",
        "old_attempt_behind_test": f"the cell L1 stands there more than once; {counts}",
        "test_copied_to_top": "the cell test_L1 stands there more than once; the last one counts",
        "test_above_all": "the cell test_L1 stood before its exercise and has been moved behind it",
        "merged_into_its_test": "what was defined in the locked cell test_L1 runs before it",
        "solution_as_text": "the cell_type of cell L1 was markdown and is code again",
    }.items():
        assert any(sentence in line for line in said[student]), (student, said[student])
