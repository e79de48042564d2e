"""What `generate_assignment` refuses, beside ordinary cells of nbgrader's: an exercise of this course in the wrong form."""

import pytest

from tests.support.course import ASSIGNMENT, SOLUTIONS, Course, source_notebook, test_cell
from tests.support.ordinary_notebooks import marked


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (test_cell("swish"), "there is no exercise called 'swish'"),
        (marked("tests", "test_L1", "assert L1(1, 2) == 1", 3), "its source must be submit(L1)"),
        (marked("tests", "L1_again", "from helpers.checking import submit\n\nsubmit(L1)", 3), "there is no exercise"),
        (marked("by hand", "test_L1", "from helpers.checking import submit\n\nsubmit(L1)", 3), "that a person grades"),
    ],
)
def test_an_exercise_of_ours_in_the_wrong_form_is_still_refused(cell, words, tmp_path):
    notebook = source_notebook({"sigmoid": SOLUTIONS["sigmoid"]})
    notebook.cells.append(cell)
    course = Course(tmp_path / "course", {"small": notebook})
    done = course.nbgrader("generate_assignment", ASSIGNMENT, check=False)
    assert done.returncode != 0 and words in " ".join(done.stdout.split())
