"""Every argument of every exercise is tried at other values than its default, and every default is asked for."""

import functools
import inspect

import numpy as np
import pytest

from helpers.assessment.asking import Ask
from helpers.assessment.case_runner import run_cases
from helpers.assessment.serialization import encode
from helpers.exercises import ASSIGNMENTS, drawn_sheet
from helpers.exercises.exercise import DEFAULTS
from helpers.grading.judge import findings_on, judge_function
from tests.support.wrong_functions import solution

EXERCISES = [
    pytest.param(assignment, exercise, id=f"{assignment}-{exercise.name}")
    for assignment, exercises in ASSIGNMENTS.items()
    for exercise in exercises.values()
]
WITH_DEFAULTS = [param for param in EXERCISES if DEFAULTS in param.values[1].rare]


def of(assignment, exercise):
    """The solution of an exercise, as a function."""
    return solution(assignment, exercise.name)[1][exercise.name]


def defaults_of(exercise):
    return {name: p.default for name, p in exercise.parameters.items() if p.default is not p.empty}


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_hidden_cases_use_every_argument_at_values_other_than_its_default(assignment, exercise):
    called = [case.arguments for case in exercise.questions(1).cases if case.ask is not Ask.DEFAULTS]
    for name, parameter in exercise.parameters.items():
        values = {str(encode(arguments[name])) for arguments in called if name in arguments}
        values -= {str(encode(parameter.default))}
        wanted = 1 if isinstance(parameter.default, bool) else 2
        assert len(values) >= wanted, f"{exercise.name}: the cases leave {name} untried: they use {values}."


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_a_function_for_which_an_argument_is_always_the_same_loses_points(assignment, exercise):
    right, first = of(assignment, exercise), exercise.questions(1).cases[0].arguments
    for name, parameter in exercise.parameters.items():
        if name in ("print_cost", "Y_test"):  # what it changes is printed, and printing nothing costs no points
            continue
        fixed = parameter.default if parameter.default is not parameter.empty else first[name]

        @functools.wraps(right)
        def deaf(*arguments, name=name, fixed=fixed, **named):
            bound = inspect.signature(right).bind(*arguments, **named)
            bound.arguments[name] = fixed
            return right(*bound.args, **bound.kwargs)

        sheet = drawn_sheet(exercise, 1)
        findings = findings_on(exercise, sheet, run_cases(deaf, sheet), hints=False)
        assert not all(finding.right for finding in findings), f"{exercise.name} need not look at {name}"


@pytest.mark.parametrize(("assignment", "exercise"), WITH_DEFAULTS)
@pytest.mark.parametrize("change", ["doubled", "left out"])
def test_another_default_or_none_costs_the_small_part_of_the_defaults_and_says_which_def_line_is_meant(
    assignment, exercise, change
):
    right = of(assignment, exercise)
    signature = inspect.signature(right)
    for name, default in defaults_of(exercise).items():

        @functools.wraps(right)
        def other(*arguments, **named):
            return right(*arguments, **named)

        value = not default if isinstance(default, bool) else 2 * default
        new = {name: value if change == "doubled" else inspect.Parameter.empty}
        parameters = [p.replace(default=new.get(p.name, p.default)) for p in signature.parameters.values()]
        kinds = {p.name: p.KEYWORD_ONLY for p in parameters[list(signature.parameters).index(name) + 1 :]}
        if change == "left out":  # a parameter without default cannot follow one that has
            parameters = [p.replace(kind=kinds.get(p.name, p.kind)) for p in parameters]
            earlier = parameters[: list(signature.parameters).index(name)]
            parameters = [p.replace(default=p.empty) if p in earlier else p for p in parameters]
        other.__signature__ = signature.replace(parameters=parameters)
        verdict = judge_function(exercise, other, 1)
        wrong = {finding.component: finding for finding in verdict.findings if not finding.right}
        assert DEFAULTS in wrong and f"{name}={default}" in wrong[DEFAULTS].hint
        assert set(wrong) == {DEFAULTS} or change == "left out"
        assert 0.9 < verdict.fraction < 1 or change == "left out"


def cost_of(A, B):
    return float(-np.mean(B * np.log(A) + (1 - B) * np.log(1 - A)))


OLD_DEF_LINES = {
    "an argument more": lambda A2, Y, parameters: cost_of(A2, Y),
    "another order": lambda Y, A2: cost_of(A2, Y),
    "both": lambda parameters, Y, A2: cost_of(A2, Y),
    "other names": lambda prediction, label: cost_of(prediction, label),
    "more at the end": lambda A2, Y, eps=0, *, axis=None: cost_of(A2, Y),
}


@pytest.mark.parametrize("name", OLD_DEF_LINES)
def test_a_def_line_with_further_arguments_or_another_order_is_called_as_it_wants(name):
    assert judge_function(ASSIGNMENTS["week3_planar_network"]["compute_cost"], OLD_DEF_LINES[name], 1).fraction == 1


def test_a_further_argument_that_the_function_looks_at_is_no_right_answer():
    def compute_cost(A2, Y, parameters):
        return cost_of(A2, Y) + 0 * parameters["W1"].sum()

    assert judge_function(ASSIGNMENTS["week3_planar_network"]["compute_cost"], compute_cost, 1).fraction == 0
