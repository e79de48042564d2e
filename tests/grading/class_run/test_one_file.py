"""No file of one submission stops the others: every kind of file in every place, among honest students.

The marks are among those of the large class (tests/grading/test_class_of_accidents.py), whose students of week 3 these are.
"""

import os

import pytest

from tests.support.class_of_accidents import WEEK3, ids
from tests.support.files_of_all_kinds import CLASS, TIMESTAMP, WORDS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("week3_accidents")]

ID = ids("kind", CLASS)


@pytest.mark.parametrize("student", CLASS)
def test_one_sentence_says_what_was_done(week3_accidents, student):
    said = [line for line in week3_accidents.log.splitlines() if "WARNING" in line and f"/{ID[student]}/" in line]
    expected = CLASS[student][3]
    assert (len(said) == 1 and expected in said[0]) if expected else not said, said


def test_feedback_may_be_asked_for_twice(week3_accidents):
    done = week3_accidents.nbgrader("generate_feedback", WEEK3)
    assert "Traceback" not in done.stdout


def test_what_can_be_used_lies_beside_the_graded_notebook(week3_accidents):
    def beside(student, name):
        return week3_accidents.folder / "autograded" / ID[student] / WEEK3 / name

    assert beside("zoe", "extra.txt").read_text() == "hello"
    assert beside("extra_folder", "extra.txt").joinpath("inside.txt").read_text() == "hello"
    assert beside("aaron", "timestamp.txt").exists()
    for kind in (*TIMESTAMP, *WORDS):
        assert not os.path.lexists(beside(f"timestamp_{kind}", "timestamp.txt"))
    for student in CLASS:
        assert beside(student, "course.txt").read_text() == "hello"
