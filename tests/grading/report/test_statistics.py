"""The figures and flags of a class report: what one can check by hand."""

import numpy as np
import pytest

from helpers.assessment.finding import ARGUMENTS, Finding
from helpers.assessment.problems import ProblemKind, problem
from helpers.exercises import ASSIGNMENTS
from helpers.grading.execution.stop_reason import StopKind
from helpers.grading.report.attention import concerns
from helpers.grading.report.misconceptions import misconceptions, unexplained
from helpers.grading.report.records import State
from helpers.grading.report.statistics import item_statistics
from tests.support.class_records import ITEMS, SMALL, WEEK3, WRONG, every, of, submission

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def test_difficulty_and_discrimination_are_those_of_test_theory():
    first, second, third = item_statistics(SMALL)
    assert (second.mean, second.difficulty) == (3.75, 0.375) and third.difficulty == 0.75
    assert second.discrimination == pytest.approx(np.corrcoef([10, 5, 0, 0], [10, 10, 10, 4])[0, 1])
    assert second.discrimination == pytest.approx(0.5222, abs=1e-4)  # by hand: 22.5 / sqrt(68.75 * 27)
    assert first.discrimination is None and first.undefined == "everybody has the same points here"
    assert (third.timeouts, third.crashes, third.errors) == (1, 0, 0)
    assert second.levels == {"full": 1, "most": 1, "some": 0, "none": 1, "not done": 1, "not read": 0}


def test_an_unreadable_notebook_says_nothing_on_the_exercises():
    lost = {f"o{i}": {"state": State.UNREADABLE} for i in range(3)}
    figures = item_statistics(of(*SMALL.submissions, submission(5, [0, 0, 0], **lost)))
    assert figures[1].difficulty == 0.375 and figures[1].levels["not read"] == 1


def test_discrimination_of_the_made_up_class_is_numpys(record):
    scores = np.array(
        [[o.score for o in s.outcomes] for s in record.submissions if s.outcomes[0].state is not State.UNREADABLE]
    )
    for number, figures in enumerate(item_statistics(record)):
        rest = np.delete(scores, number, axis=1).sum(axis=1)
        assert figures.discrimination == pytest.approx(np.corrcoef(scores[:, number], rest)[0, 1])


def test_misconceptions_are_ranked_and_a_student_may_have_two():
    found = misconceptions(SMALL)
    assert [(m.name, [s.id for s in m.students]) for m in found] == [
        ("no minus", ["id2", "id3"]),
        ("no mean", ["id3"]),
    ]
    assert found[0].hint.endswith("?") and found[0].components == ("cost",)


def test_wrong_answers_without_a_known_mistake_are_listed_apart():
    findings = (Finding("cost", WRONG), Finding(ARGUMENTS, problem(ProblemKind.NOTHING_RIGHT)))
    (found,) = unexplained(of(*SMALL.submissions, submission(5, [4, 0, 6], o1={"findings": findings})))
    assert (found.item, [s.id for s in found.students]) == (ITEMS[1], ["id5"])


IN_PLACE = Finding(ARGUMENTS, problem(ProblemKind.CHANGED_ARGUMENTS, exercise="predict", arguments=["X"]))


def reasons(*submissions):
    return {concern.reason: [student.id for student, _ in concern.cases] for concern in concerns(of(*submissions))}


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (submission(9, [0, 0, 0], **every(state=State.UNREADABLE, reason="not JSON")), "A file could not be read"),
        (submission(9, [0, 0, 0], **every(state=State.MISSING)), "A notebook is missing"),
        (submission(9, [4, 0, 6], o1={"state": State.REFUSED, "reason": "2 sets"}), "The judge refused the answers"),
        (submission(9, [4, 0, 6], o1={"stop": StopKind.KILLED}), "Stopped for time, memory or output"),
        (submission(9, [4, 0, 6], o1={"state": State.SILENT}), "A test cell gave no answers"),
        (submission(9, [4, 0, 6], o1={"waits": True}), "Waits to be graded by hand"),
        (submission(9, [0, 10, 6]), "Full points where it is hard, none where it is easy"),
        (submission(9, [0, 0, 0]), "Everything tried, nothing earned"),
        (submission(9, [0, 0, 0], **every(state=State.NOT_DONE)), "Nothing done"),
        (
            submission(9, [4, 10, 5], o2={"findings": (IN_PLACE,)}),
            "An argument was changed in place",
        ),
    ],
)
def test_what_needs_a_persons_eye_is_named_with_the_reason(odd, reason):
    assert reasons(*SMALL.submissions[:3] * 3, odd) == {reason: ["id9"]}


def test_nothing_needs_an_eye_where_all_is_well():
    assert reasons(*SMALL.submissions[:3]) == {}


def test_the_made_up_class_is_read_as_it_was_made(record):
    assert len(record.submissions) == 64 and record.absent == 3 and record.points == 100
    assert [item.name for item in record.items] == list(ASSIGNMENTS[WEEK3])  # as in the notebook
    ids = {concern.reason: {student.id for student, _ in concern.cases} for concern in concerns(record)}
    assert ids["A file could not be read"] == {"s1003"} and ids["Nothing done"] == {"s1001", "s1002"}
    assert {"s1005", "s1006"} <= ids["Stopped for time, memory or output"]
    assert ids["The judge refused the answers"] == {"s1007"} and "s1009" in ids["An argument was changed in place"]
    assert "s1004" in ids["Full points where it is hard, none where it is easy"]
