"""Copies, old attempts, moved, split, merged and pasted cells: what counts is what a run from top to bottom shows.

The marks are among those of the large class (tests/grading/test_class_of_accidents.py).
"""

import pytest

from tests.support.copied_cells import CLASS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("week2_accidents")]


def test_the_log_says_which_copy_counts(week2_accidents):
    lines = week2_accidents.log.splitlines()
    said = {student: [line for line in lines if f"copies-{student}/small" in line] for student in CLASS}
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
