"""Nothing depends on the words that anybody is told: with every sentence changed, points, statistics and flags are the same."""

import itertools

import pytest
from nbgrader.coursedir import CourseDirectory

from helpers.assessment import assess, explain, problems
from helpers.demo import large_class
from helpers.exercises import ASSIGNMENTS
from helpers.grading import verdict
from helpers.grading.execution import stop_reason
from helpers.grading.report.attention import concerns
from helpers.grading.report.misconceptions import misconceptions, unexplained
from helpers.grading.report.records import read_class
from helpers.grading.report.statistics import item_statistics
from helpers.grading.report.write import rows

TABLES = [
    (problems, "PREDICATES"),
    (problems, "SENTENCES"),
    (assess, "REMARKS"),
    (verdict, "REASONS"),
    (stop_reason, "SENTENCES"),
]
SINGLE = [(explain, "SAME"), (verdict, "AT_DEFINITION"), (verdict, "STOPPED_WITH"), (verdict, "OTHER_DEFINITION")]
SINGLE += [(verdict, "STOPPED_WORDLESS"), (verdict, "NO_NUMBER"), (verdict, "OUT_OF_TIME")]
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def results(folder, assignment):
    """What grading a large class and reading it back gives, without a word of it."""
    large_class.verdict_on.cache_clear()
    large_class.write_synthetic_records(folder, assignment, size=24)
    record = read_class(CourseDirectory(root=str(folder)), assignment)
    points = [[outcome.score for outcome in submission.outcomes] for submission in record.submissions]
    flags = [(concern.reason, [student for student, _ in concern.cases]) for concern in concerns(record)]
    known = [(one.item, one.name, one.components, one.students) for one in misconceptions(record)]
    return (
        points,
        item_statistics(record),
        flags,
        known,
        [(u.item, u.students) for u in unexplained(record)],
        rows(record),
    )


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_with_every_sentence_changed_marks_statistics_and_flags_are_the_same(assignment, tmp_path, monkeypatch):
    before = results(tmp_path / "before", assignment)
    number = itertools.count()
    for module, name in TABLES:
        assert getattr(module, name), name
        monkeypatch.setattr(module, name, {kind: f"§{next(number)}" for kind in getattr(module, name)})
    for module, name in SINGLE:
        monkeypatch.setattr(module, name, f"§{next(number)}")
    after = results(tmp_path / "after", assignment)
    large_class.verdict_on.cache_clear()
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "after").rglob("*.ipynb"))
    assert "is wrong: largest difference" not in text and "gave no answers" not in text and "§" in text
    assert after == before
