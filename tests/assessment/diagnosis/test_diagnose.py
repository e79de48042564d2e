"""A wrong answer that no known mistake explains: what is said of it is what its numbers show in every case, or nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.assessment.assess import assess
from helpers.assessment.case_runner import Answer
from helpers.assessment.serialization import decode, encode
from helpers.assessment.worksheet import VISIBLE, Case, worksheet_text
from helpers.checking import CheckFailed, check
from helpers.exercises import ASSIGNMENTS, VISIBLE_SEED
from helpers.grading.feedback import as_html, as_text
from helpers.grading.judge import judge_function
from helpers.grading.student_kit import write_bundle
from tests.support.telling_numbers import (
    BACKWARD,
    LINEAR_BACKWARD,
    LINEAR_FORWARD,
    PROPAGATE,
    SILENT,
    TOLD,
    WEEK2,
    WEEK3,
    WEEK4,
)

SEED = 5


def define(source, change):
    scope = {"np": np}
    exec(source.format(change), scope)
    return list(scope.values())[-1]


def without_bank(exercise):
    return replace(exercise, mistakes=())


def verdict_on(exercise, function, seed=SEED):
    return judge_function(exercise, function, seed)


def hints_of(exercise, function):
    """Component → hint of the judge."""
    return {f.component: f.hint for f in verdict_on(exercise, function).findings if not f.right}


@pytest.fixture
def complaint(tmp_path, monkeypatch):
    """What check says of a function, from nothing but the visible worksheet."""

    def run(exercise, function):
        text = worksheet_text([exercise.sheet(VISIBLE_SEED, visible=True)])
        write_bundle(tmp_path, {str(VISIBLE): text.encode()})
        monkeypatch.setattr("helpers.checking.notebook_folder", lambda: tmp_path)
        with pytest.raises(CheckFailed) as failure:
            check(function)
        return str(failure.value)

    return run


@pytest.mark.parametrize(("week", "source", "change", "component", "sentence"), TOLD, ids=[row[2] for row in TOLD])
def test_check_and_judge_tell_what_the_numbers_show(week, source, change, component, sentence, complaint):
    function = define(source, change)
    exercise = without_bank(week[function.__name__])
    verdict = verdict_on(exercise, function)
    finding = next(f for f in verdict.findings if f.component == component)
    assert not finding.right and finding.mistake is None and sentence in finding.hint
    assert f"Hint: {finding.hint}" in as_text(verdict, 10)
    assert "<b>Hint.</b>" in as_html(verdict, 10)
    text = complaint(exercise, function)
    assert sentence in next(line for line in text.split("\n") if "Hint: " in line and component in line)


@pytest.mark.parametrize(("week", "source", "change"), SILENT, ids=[row[2] for row in SILENT])
def test_nothing_is_said_that_a_case_denies(week, source, change, complaint):
    function = define(source, change)
    exercise = without_bank(week[function.__name__])
    assert set(hints_of(exercise, function).values()) == {None}
    assert "Hint" not in complaint(exercise, function)


@pytest.mark.parametrize("source", [PROPAGATE, BACKWARD, LINEAR_BACKWARD, LINEAR_FORWARD])
def test_of_a_right_answer_nothing_is_said(source):
    function = define(source, "pass")
    exercise = {**WEEK2, **WEEK3, **WEEK4}[function.__name__]
    assert all(f.right and f.hint is None for f in verdict_on(exercise, function).findings)


def test_each_component_has_its_own_known_mistake():
    hints = hints_of(WEEK2["propagate"], define(PROPAGATE, "dw = m * dw; cost = -cost"))
    assert hints["dw"].startswith("dw came out m times too large")
    assert hints["cost"] == "Logarithms of probabilities are negative. Can a cost be?"


def test_a_known_mistake_and_the_numbers_stand_side_by_side():
    hints = hints_of(WEEK2["propagate"], define(PROPAGATE, "dw = m * dw; cost = 5 * cost"))
    assert hints["dw"].startswith("dw came out m times too large")
    assert hints["cost"] == "In every case cost is 5 times what is expected."


def test_one_mistake_that_explains_everything_is_preferred():
    verdict = verdict_on(WEEK2["propagate"], define(PROPAGATE, "dw = -dw; db = -db"))
    assert [f.mistake for f in verdict.findings] == ["Y - A", "Y - A", None]


def test_two_mistakes_in_one_component_are_both_told():
    change = "A = 1 / (1 + np.exp(-(w.T @ X))); dw = 7 * X @ (A - Y).T / m; db = np.mean(A - Y)"
    hints = hints_of(WEEK2["propagate"], define(PROPAGATE, change))
    assert hints["db"] == "Your numbers are those of b = 0: does b enter the forward pass?"
    assert hints["dw"] == f"{hints['db']} On top of that, in every case dw is 7 times what that alone would give."


def test_with_an_earlier_function_that_is_wrong_the_stubs_tell():
    scope = {"np": np}
    exec("def sigmoid(z):\n    return 0 * z + 0.3", scope)
    exec(PROPAGATE.replace("1 / (1 + np.exp(-(w.T @ X + b)))", "sigmoid(w.T @ X + b)").format("dw = 5 * dw"), scope)
    hints = hints_of(WEEK2["propagate"], scope["propagate"])
    wanted = "Once `sigmoid` is replaced by a function that works, in every case dw is 5 times what is expected."
    assert hints["dw"] == wanted


def cost_sheet(saturated):
    """Costs of five cases; the last ones are expected where a probability is exactly 1."""
    exercise = without_bank(WEEK3["compute_cost"])
    sheet = exercise.sheet(SEED)
    cases = []
    for case in sheet.cases[:saturated]:
        A2 = case.arguments["A2"].copy()
        A2[0, 0] = case.arguments["Y"][0, 0] = 1
        cases.append(Case({"A2": A2, "Y": case.arguments["Y"]}, expected=0.25))
    return replace(sheet, cases=(*sheet.cases[saturated:], *cases))


def test_nan_is_told_with_the_arguments_that_bring_it():
    sheet = cost_sheet(2)
    finding = assess(sheet, [Answer(np.nan if 1 in c.arguments["A2"] else c.expected) for c in sheet.cases])[0]
    assert finding.hint == (
        "Wherever A2 contains a 1, cost is NaN (not a number); wherever A2 contains no 1 it is right."
    )


def random_like(value, rng):
    if isinstance(value, dict):
        return {key: random_like(item, rng) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(random_like(item, rng) for item in value)
    return value if isinstance(value, str) else rng.standard_normal(np.shape(value))


SHEETS = {  # of exercises that expect numbers, not figures or chance
    f"{week} {name}": exercise.sheet(SEED)
    for week, exercises in ASSIGNMENTS.items()
    for name, exercise in exercises.items()
    if not exercise.expect
}


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(sorted(SHEETS)), st.integers(0, 2**32))
def test_random_numbers_show_nothing(name, seed):
    rng, sheet = np.random.default_rng(seed), SHEETS[name]
    findings = assess(sheet, [Answer(decode(encode(random_like(case.expected, rng)))) for case in sheet.cases])
    assert [f.hint for f in findings if f.hint] == []


@settings(deadline=None, max_examples=100)
@given(st.sampled_from([name for name in SHEETS if name.endswith("predict")]), st.integers(0, 2**32))
def test_random_labels_show_nothing(name, seed):
    rng, sheet = np.random.default_rng(seed), SHEETS[name]
    answers = [Answer(rng.integers(0, 2, np.shape(case.expected))) for case in sheet.cases]
    assert [f.hint for f in assess(sheet, answers) if f.hint] == []


NUMBERS = st.one_of(st.floats(), st.integers(), st.booleans(), st.none(), st.text(max_size=2), st.complex_numbers())
SHAPES = st.lists(st.integers(0, 4), max_size=4).map(tuple)
ARRAYS = st.builds(lambda shape, value: np.full(shape, value), SHAPES, st.one_of(st.floats(), st.booleans()))
ANYTHING = st.recursive(NUMBERS | ARRAYS, lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner))


@pytest.mark.filterwarnings("error")
@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(SHEETS)), st.data())
def test_whatever_comes_is_assessed(name, data):
    """An answer that is right but for some leaves, which are anything at all."""
    sheet = SHEETS[name]

    def spoil(value):
        if data.draw(st.integers(0, 4)) == 0:
            return data.draw(ANYTHING)
        if isinstance(value, dict):
            return {key: spoil(item) for key, item in value.items()}
        return type(value)(map(spoil, value)) if isinstance(value, (list, tuple)) else value

    findings = assess(sheet, [Answer(decode(encode(spoil(case.expected)))) for case in sheet.cases])
    assert all(f.hint is None for f in findings if f.right)
