"""Every exercise: right answers pass and known mistakes fail, for 200 seeds (`--seeds`); its cases are the ones that bite."""

import functools
import inspect

import numpy as np
import pytest

from helpers.assessment.assess import assess
from helpers.assessment.case_runner import Answer, NotDoneYet, Raised, run_cases
from helpers.assessment.components import compare_part, component_names, split_case
from helpers.assessment.finding import ARGUMENTS
from helpers.assessment.problems import ProblemKind
from helpers.assessment.serialization import Between, Normal, Twins, Uniform, decode, encode
from helpers.exercises import ASSIGNMENTS
from helpers.grading.judge import findings_on, judge_function
from helpers.grading.verdict import VerdictKind
from tests.support.right_variants import VARIANTS


def together(assignment, name):
    """Tests of one exercise run in one process, which draws each sheet once."""
    return pytest.mark.xdist_group(f"{assignment}-{name}")


@functools.lru_cache(maxsize=200)
def sheet_of(assignment, name, seed):
    return ASSIGNMENTS[assignment][name].sheet(seed)


EXERCISES = [
    pytest.param(assignment, exercise, id=f"{assignment}-{exercise.name}", marks=together(assignment, exercise.name))
    for assignment, exercises in ASSIGNMENTS.items()
    for exercise in exercises.values()
]
CENTRAL = {
    "propagate",
    "optimize",
    "predict",
    "compute_cost",
    "backward_propagation",
    "linear_backward",
    "linear_activation_backward",
    "L_model_forward",
    "L_model_backward",
}


def realise(value, rng):
    """Draw numbers where an answer is only described."""
    if isinstance(value, Normal):
        return value.scale * rng.standard_normal(value.shape)
    if isinstance(value, Uniform):
        return rng.uniform(0, value.high, value.shape)
    if isinstance(value, Twins):
        return np.tile(value.scale * rng.standard_normal((1, value.shape[1])), (value.shape[0], 1))
    if isinstance(value, Between):
        return rng.uniform(value.low, value.high)
    if isinstance(value, dict):
        return {key: realise(item, rng) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(realise(item, rng) for item in value)
    return value


def answers_of(mistake, sheet, seed):
    rng = np.random.default_rng(seed)
    return [
        Answer(realise(case.mistakes[mistake], rng)) if mistake in case.mistakes else Answer(error=Raised("ValueError"))
        for case in sheet.cases
    ]


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_known_mistakes_fail_and_are_recognised(assignment, exercise, seeds):
    for seed in seeds:
        sheet = sheet_of(assignment, exercise.name, seed)
        for mistake in exercise.mistakes:
            findings = findings_on(exercise, sheet, answers_of(mistake.name, sheet, seed))
            wrong = [f for f in findings if f.problem and f.problem.kind is not ProblemKind.NOTHING_RIGHT]
            wrong = [f for f in wrong if f.component != ARGUMENTS]
            shown = [f.mistake for f in wrong if f.mistake or f.problem.kind is not ProblemKind.RAISED]
            assert wrong, f"seed {seed}: {mistake.name} earns full marks"
            assert set(shown) == {mistake.same_as or mistake.name}, f"seed {seed}: {mistake.name} is taken for {shown}"


@pytest.mark.parametrize(
    ("assignment", "exercise", "mistake"),
    [
        pytest.param(
            assignment,
            exercise,
            mistake,
            id=f"{assignment}-{exercise.name}-{mistake.name}",
            marks=together(assignment, exercise.name),
        )
        for assignment, exercises in ASSIGNMENTS.items()
        for exercise in exercises.values()
        for mistake in exercise.mistakes
        if mistake.same_as
    ],
)
def test_mistakes_declared_the_same_give_the_same_numbers_in_every_case(assignment, exercise, mistake, seeds):
    for seed in seeds:
        sheet = sheet_of(assignment, exercise.name, seed)
        for case in sheet.cases:
            one, other = (split_case(sheet, case, case.mistakes[name]) for name in (mistake.name, mistake.same_as))
            for component in one:
                assert compare_part(component, other[component], one[component], sheet.tolerance) is None, (
                    f"seed {seed}"
                )


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_the_reference_passes_its_own_cases(assignment, exercise, seeds):
    for seed in seeds[::10]:
        sheet = sheet_of(assignment, exercise.name, seed)
        rng = np.random.default_rng(seed)
        answers = [Answer(decode(encode(realise(case.expected, rng)))) for case in sheet.cases]
        assert all(finding.right for finding in assess(sheet, answers)), f"seed {seed}"


@pytest.mark.parametrize(
    ("assignment", "name", "source"),
    [
        pytest.param(assignment, name, source, id=f"{assignment}-{name}-{number}", marks=together(assignment, name))
        for (assignment, name), sources in VARIANTS.items()
        for number, source in enumerate(sources)
    ],
)
def test_other_right_formulations_pass(assignment, name, source, seeds):
    scope = {"np": np}
    exec(source, scope)
    for seed in seeds:
        exercise = ASSIGNMENTS[assignment][name]
        sheet = sheet_of(assignment, exercise.name, seed)
        for finding in findings_on(exercise, sheet, run_cases(scope[name], sheet)):
            assert finding.right, f"seed {seed}: {finding.sentence}"


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_an_exercise_is_complete(assignment, exercise):
    name, wanted = exercise.name, 8 if exercise.name in CENTRAL else 6
    assert len(exercise.mistakes) >= wanted, (
        f"{name} has {len(exercise.mistakes)} known mistakes: write at least {wanted} into its table, each one that people make."
    )
    assert set(exercise.shares) == set(component_names(exercise.returns)), (
        f"{name}: give each component that `returns` names a weight, and nothing else."
    )
    names = [mistake.name for mistake in exercise.mistakes]
    assert len(set(names)) == len(names)
    assert all(mistake.same_as in ("", *names[:number]) for number, mistake in enumerate(exercise.mistakes))
    for mistake in exercise.mistakes:
        assert mistake.hint.strip().endswith((".", "?", "!")), f"{name}: the hint of {mistake.name!r} is no sentence."
    assert len(VARIANTS.get((assignment, name), [])) >= 2, (
        f"{name}: write it in two other right ways, in tests/support/right_variants_more.py; they must earn full marks."
    )


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_nothing_done_and_nonsense_earn_nothing(assignment, exercise):
    sheet = sheet_of(assignment, exercise.name, 1)
    nonsense = [None, 0, 0.5, [], {}, "x", np.zeros((1, 1)), np.ones((3, 3)), (None, None), float("nan")]
    for value in nonsense:
        findings = assess(sheet, [Answer(decode(encode(value)))] * len(sheet.cases))
        assert not any(finding.right for finding in findings), (value, findings)
    for name in sheet.cases[0].arguments:
        answers = [Answer(decode(encode(case.arguments.get(name)))) for case in sheet.cases]
        assert not any(finding.right for finding in assess(sheet, answers)), f"handing {name} back earns points"


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_an_open_hole_is_not_done_and_nothing_else_whatever_its_def_line_has(assignment, exercise):
    scope = {"NotDoneYet": NotDoneYet}
    own = inspect.signature(exercise.reference).parameters
    definition = inspect.Signature([own[name] for name in exercise.parameters])
    exec(f"def {exercise.name}{definition}:\n    raise NotDoneYet()", scope)
    verdict = judge_function(exercise, scope[exercise.name], 1)
    assert verdict.kind is VerdictKind.NOT_DONE and verdict.fraction == 0
