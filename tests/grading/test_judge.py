"""The judge trusts nothing that a kernel says: whatever is not one well-formed message is worth zero, with the reason."""

import json

import numpy as np
import pytest

from helpers.assessment.case_runner import Answer, answers_to_json
from helpers.exercises import ASSIGNMENTS
from helpers.grading.feedback import as_html, as_text
from helpers.grading.judge import judge, read_submitted
from helpers.grading.verdict import Verdict, points_of, to_record

PROPAGATE = ASSIGNMENTS["week2_logistic_regression"]["propagate"]
SEED = 3


def judged(exercise, seed, messages):
    return judge(exercise, seed, read_submitted(exercise, seed, messages))


def message(change=lambda value: value, exercise="propagate", **extra):
    answers = [Answer(change(case.expected)) for case in PROPAGATE.sheet(SEED).cases]
    return {"message": json.dumps({"exercise": exercise, "answers": answers_to_json(answers)} | extra)}


def test_right_answers_earn_everything():
    verdict = judged(PROPAGATE, SEED, [message()])
    assert verdict.fraction == 1.0 and points_of(verdict, 18) == 18.0


def test_a_wrong_component_costs_its_share():
    wrong = message(lambda v: ({"dw": v[0]["dw"], "db": v[0]["db"] + 1}, v[1]))
    assert judged(PROPAGATE, SEED, [wrong]).fraction == pytest.approx(7 / 9)


def test_a_component_wrong_in_one_case_is_wrong():
    data = json.loads(message()["message"])
    for way in (0, 7):
        data["answers"][way + 2]["value"]["tuple"][1] = 0.1
    verdict = judged(PROPAGATE, SEED, [{"message": json.dumps(data)}])
    assert verdict.fraction == pytest.approx(6 / 9)
    assert [f.case for f in verdict.findings if not f.right] == [2]


def test_answers_to_another_seed_earn_nothing():
    assert judged(PROPAGATE, SEED + 1, [message()]).fraction == 0


def deep(depth):
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ([], "gave no answers"),
        ([message(), message()], "2 sets of answers instead of one"),
        (["text"], "not in the form that submit() writes"),
        ([{"message": 5}], "not in the form that submit() writes"),
        ([{"message": "{"}], "not JSON"),
        ([{"message": deep(100_000)}], "not JSON"),
        ([{"message": "[]"}], "not for the exercise propagate"),
        ([message(exercise="sigmoid")], "not for the exercise propagate"),
        ([message(answers=[])], "does not hold 14 answers"),
        ([message(answers="all right")], "does not hold 14 answers"),
        ([message(answers=[{"fraction": 1.0}] * 14)], "an answer of no known form"),
        (
            [
                message(
                    answers=[{"value": {"array": ["|O", [1], ""]}, "error": None, "not_done": None, "changed": []}] * 14
                )
            ],
            "dtype",
        ),
        (
            [message(answers=[{"value": 1, "error": 7, "not_done": None, "changed": []}] * 14)],
            "error is of no known form",
        ),
        (
            [message(answers=[{"value": 1, "error": None, "not_done": None, "changed": [1]}] * 14)],
            "changed arguments are no names",
        ),
        ([message(too_large=10**9)], "too large"),
        ([{"message": "1" * 8_000_001}], "larger than 8 million characters"),
        ([{"message": '{"exercise": "propagate", "answers": ' + "9" * 5000 + "}"}], "not JSON"),
    ],
)
def test_scoring_is_fail_closed(messages, reason):
    verdict = judged(PROPAGATE, SEED, messages)
    assert verdict.fraction == 0 and reason in verdict.reason
    assert "0 of 18 points" in as_text(verdict, 18)


def test_the_verdict_tells_what_is_wrong_and_escapes_what_students_wrote():
    verdict = judged(PROPAGATE, SEED, [message(lambda v: "<script>alert(1)</script>")])
    page = as_html(verdict, 18)
    assert "<script" not in page and "It should return 2 values" in page


def test_a_known_mistake_is_named_in_the_verdict():
    cases = PROPAGATE.sheet(SEED).cases
    answers = answers_to_json([Answer(case.mistakes["Y - A"]) for case in cases])
    verdict = judged(PROPAGATE, SEED, [{"message": json.dumps({"exercise": "propagate", "answers": answers})}])
    assert "Right size, wrong sign" in as_html(verdict, 18)
    kept = json.loads(json.dumps(to_record(verdict)))
    assert [c["mistake"] for c in kept["components"]] == ["Y - A", "Y - A", None]


def test_points_are_plain_numbers_and_never_more_than_earned():
    for share in np.linspace(0, 1, 50):
        points = points_of(Verdict("x", float(share)), 10.0)
        assert type(points) is float and abs(points - 10 * share) <= 0.005 + 1e-9


def test_one_changed_argument_costs_its_share_only():
    optimize = ASSIGNMENTS["week2_logistic_regression"]["optimize"]
    answers = [Answer(case.expected, changed=("w",)) for case in optimize.sheet(SEED).cases]
    data = {"exercise": "optimize", "answers": answers_to_json(answers)}
    verdict = judged(optimize, SEED, [{"message": json.dumps(data)}])
    assert verdict.fraction == pytest.approx(11 / 12)
    assert "changes its argument w in place" in as_text(verdict, 12)
