"""More than 150 students to whom something happened on the way, graded by one command: each gets the marks that they earned."""

import pytest

from tests.support.class_of_accidents import CLASS
from tests.support.course import SOLUTIONS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("accidents")]


def test_the_class_is_large():
    assert len(CLASS) >= 150


@pytest.mark.parametrize("student", CLASS)
def test_everybody_gets_the_marks_that_a_fair_teacher_gives(accidents, student):
    assert accidents.given[student] == CLASS[student][1]


def test_everybody_has_a_page_of_feedback_with_all_verdicts(accidents):
    paths = accidents.folder.glob("feedback/*/*/small.html")
    pages = {path.parts[-3]: path.read_text(encoding="utf-8") for path in paths}
    assert set(pages) == set(CLASS)
    assert not [student for student, page in pages.items() if page.count(" of 10 points") < len(SOLUTIONS)]


def test_the_log_has_sentences_for_people(accidents):
    """No traceback, no error that ends a step, and nothing of one who lost nothing and did nothing odd."""
    for log in (accidents.log, accidents.feedback_log):
        assert not [word for word in ("Traceback", "ERROR", "SAWarning") if word in log]
    assert not [line for line in accidents.log.splitlines() if "WARNING" in line and "copies-right/" in line]
