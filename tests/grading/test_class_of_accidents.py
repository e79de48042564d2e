"""More than 150 students to whom something happened on the way, graded by one command a week: each gets the marks they earned."""

import pytest

from tests.support.class_of_accidents import CLASSES, WEEK2, WEEK3, WEEK4, listing
from tests.support.small_weeks import SOLUTIONS

FIXTURES = {WEEK2: "week2_accidents", WEEK3: "week3_accidents", WEEK4: "week4_accidents"}
WEEKS = [pytest.param(week, marks=pytest.mark.xdist_group(name)) for week, name in FIXTURES.items()]
STUDENTS = [
    pytest.param(week, student, marks=pytest.mark.xdist_group(FIXTURES[week]))
    for week, students in CLASSES.items()
    for student in students
]

pytestmark = pytest.mark.slow


@pytest.fixture
def accidents(request, week):
    return request.getfixturevalue(FIXTURES[week])


def test_the_class_is_large():
    assert sum(map(len, CLASSES.values())) >= 150


@pytest.mark.parametrize(("week", "student"), STUDENTS)
def test_everybody_gets_the_marks_that_a_fair_teacher_gives(accidents, week, student):
    assert accidents.given.get(student) == CLASSES[week][student][1]


@pytest.mark.parametrize("week", WEEKS)
def test_everybody_has_pages_of_feedback_with_all_verdicts(accidents, week):
    known = {student for student, (_, marks) in CLASSES[week].items() if marks is not None}
    for name, exercises in SOLUTIONS[week].items():
        pages = {path.parts[-3]: path.read_text("utf-8") for path in accidents.folder.glob(f"feedback/*/*/{name}.html")}
        assert set(pages) == known - NO_PAGE.get((week, name), set())
        assert not [student for student, page in pages.items() if page.count(" of 10 points") < len(exercises)]


NO_PAGE = {(WEEK3, "small"): {"kind-notebook_missing"}}


@pytest.mark.parametrize("week", WEEKS)
def test_the_log_has_sentences_for_people(accidents):
    """No traceback, no error that ends a step, and nothing of one who lost nothing and did nothing odd."""
    for log in (accidents.log, accidents.feedback_log):
        assert not [word for word in ("Traceback", "ERROR", "SAWarning", "not recognized") if word in log]
    assert not [line for line in accidents.log.splitlines() if "WARNING" in line and "-right/" in line]


@pytest.mark.parametrize("week", WEEKS)
def test_nothing_that_was_handed_in_is_changed(accidents):
    assert listing(accidents.folder / "submitted") == accidents.before
