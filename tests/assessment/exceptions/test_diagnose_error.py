"""An error of a student's function is explained, by check and judge alike, from the line of the function that is checked."""

import json
from dataclasses import replace

import pytest

from helpers.assessment.case_runner import answers_from_json, answers_to_json
from helpers.assessment.exceptions.clues import (
    LONGEST_TEXT,
    MOST_CHARACTERS,
    ClueKind,
    clue,
    clues_from_json,
    clues_to_json,
)
from helpers.assessment.exceptions.sentences import SENTENCES, hint_of
from helpers.assessment.serialization import WireError
from tests.support.raising import Row, answered, findings_of
from tests.support.raising_calls import CALLS
from tests.support.raising_kinds import KINDS
from tests.support.raising_names import NAMES, UNPACKING
from tests.support.raising_shapes import SHAPES

ROWS = [*NAMES, *UNPACKING, *SHAPES, *CALLS, *KINDS]


def text_of(findings):
    return " ".join(text for finding in findings for text in (finding.sentence, finding.hint or "") if text)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.exercise}: {row.new[:40]!r}" for row in ROWS])
def test_an_error_is_explained(row):
    findings = findings_of(row)
    assert findings and any(finding.hint for finding in findings)
    text = text_of(findings)
    assert [words for words in row.says if words not in text] == []
    assert [words for words in (*row.never, "<genexpr>", "gufunc", "<stand-in", "<listcomp>") if words in text] == []


@pytest.mark.parametrize("row", ROWS[::9], ids=[f"{row.exercise}: {row.new[:40]!r}" for row in ROWS[::9]])
def test_the_judge_says_it_of_hidden_cases_too(row):
    hints = [finding.hint for seed in (3, 4) for finding in findings_of(row, seed, visible=False)]
    assert any(hints)


def test_the_failing_line_is_that_of_the_function_that_is_checked():
    row = Row("week2", "optimize", "", "", ())
    text = "def optimize(w, b, X, Y, *others):\n    grads, cost = propagate(w.T, b, X, Y)"
    sheet, answers = answered(replace(row, new=text), 0, visible=True)
    error = answers[0].error
    assert (error.line, error.function, error.code) == (2, "optimize", "grads, cost = propagate(w.T, b, X, Y)")
    assert error.inside_function == "propagate" and "np.dot(w.T, X)" in error.inside_code
    assert "`propagate` was given `w`: (1, 2)" in hint_of(error.clues)


def test_what_a_stand_in_does_with_a_value_is_not_told_as_a_line_of_the_students():
    row = next(row for row in CALLS if row.exercise == "nn_model" and "A2 = forward_propagation" in row.new)
    error = answered(row, 0, visible=True)[1][0].error
    assert error.function == "nn_model" and "compute_cost(A2, Y)" in error.code and not error.inside_line


@pytest.mark.parametrize("kind", ClueKind)
def test_every_kind_of_clue_has_a_sentence(kind):
    assert SENTENCES[kind].endswith((".", "?"))


@pytest.mark.parametrize(
    "facts",
    [
        {"value": 3},
        {"value": ["x"]},
        {"name": {"a": 1}},
        {"name": [[[[[[[[[[[[1]]]]]]]]]]]]},
        {"name": 1.5},
        {"value": [["a"], "b"]},
    ],
)
def test_a_clue_with_other_facts_says_nothing(facts):
    data = [{"kind": str(ClueKind.BY_ZERO), "facts": facts}]
    try:
        clues = clues_from_json(data)
    except (ValueError, TypeError):
        return
    assert hint_of(clues) == ""


def test_what_a_kernel_sends_about_an_error_is_bounded():
    long = clue(ClueKind.NO_KEY, owner="x" * 10_000, key="k", keys=["y" * 1000] * 100)
    assert len(long.facts["owner"]) == LONGEST_TEXT and len(repr(dict(long.facts))) <= MOST_CHARACTERS
    with pytest.raises(ValueError):
        clue(ClueKind.VALUES, values=[["z" * 200] * 12] * 12)
    with pytest.raises(ValueError):
        clues_from_json(clues_to_json((long,)) * 7)
    with pytest.raises(ValueError):
        clues_from_json([{"kind": "told by nobody", "facts": {}}])


@pytest.mark.parametrize("bent", [3, [3], [{"kind": "values"}], [{"kind": "values", "facts": 7}], None])
def test_bent_clues_make_the_message_one_that_cannot_be_read(bent):
    row = NAMES[0]
    _, answers = answered(row, 0, visible=True)
    data = json.loads(json.dumps(answers_to_json(answers)))
    assert answers_from_json(data, len(answers)) == answers
    data[0]["error"]["clues"] = bent
    with pytest.raises(WireError):
        answers_from_json(data, len(answers))


def test_other_names_of_arguments_do_no_harm():
    row = Row("basics", "L1", "", "def L1(a, b):\n    return 2 * np.sum(np.abs(a - b))", ())
    findings = findings_of(row)
    assert findings and "def line" not in text_of(findings)
