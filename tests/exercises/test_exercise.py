"""An exercise by itself: what is computed when, and what its table of mistakes may not hide."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from helpers.assessment.worksheet import worksheet_text
from helpers.exercises import ASSIGNMENTS
from helpers.exercises.exercise import Exercise
from helpers.exercises.mistakes import Mistake, UndeclaredCrash

EVERY = [exercise for exercises in ASSIGNMENTS.values() for exercise in exercises.values()]


def halve(x):
    """The reference of a small exercise."""
    return x / 2


def numbers(rng):
    yield {"x": 1.0 + rng.random()}
    yield {"x": 3.0 + rng.random()}


def halves(*mistakes):
    return Exercise(halve, numbers, "half", tuple(mistakes))


def misspelt(x):
    return halve(x) + offset  # noqa: F821


def too_large(x):
    if x > 2:
        raise ValueError("too large")
    return x


def test_a_slip_in_a_mistakes_function_is_an_error_that_names_it():
    case = halves(Mistake("with an offset", "Where does it start?", misspelt)).sheet(1).cases[0]
    with pytest.raises(UndeclaredCrash, match="halve: the known mistake 'with an offset' raises NameError .*'offset'"):
        dict(case.mistakes)


def test_only_the_declared_kind_of_error_is_a_part_of_the_mistake():
    small, large = halves(Mistake("small ones only", "And from 2 on?", too_large, raises=ValueError)).sheet(1).cases
    assert small.mistakes["small ones only"] == small.arguments["x"]
    assert "small ones only" not in large.mistakes and dict(large.mistakes) == {}
    _, large = halves(Mistake("small ones only", "And from 2 on?", too_large, raises=TypeError)).sheet(1).cases
    with pytest.raises(UndeclaredCrash, match="declare raises=ValueError"):
        large.mistakes.get("small ones only")


@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: f"{exercise.reference.__module__}-{exercise.name}")
def test_every_mistake_that_declares_an_error_raises_it_in_some_case_and_answers_in_another(exercise):
    declared = {mistake.name for mistake in exercise.mistakes if mistake.raises}
    cases = exercise.sheet(1).cases
    assert declared == {name for case in cases for name in declared if name not in case.mistakes}
    assert declared == {name for case in cases for name in declared if name in case.mistakes}


def test_a_mistake_is_run_once_and_only_when_it_is_looked_at():
    runs = []
    kept = Mistake("kept", "What is half of it?", lambda x: runs.append(x) or x)
    sheet = halves(kept, Mistake("0", "Is half of it nothing?", np.zeros_like)).sheet(1)
    assert [case.expected for case in sheet.cases] == [case.arguments["x"] / 2 for case in sheet.cases] and runs == []
    assert [sheet.cases[0].mistakes["kept"] for _ in range(3)] == [sheet.cases[0].arguments["x"]] * 3
    assert len(runs) == 1
    assert list(sheet.cases[0].mistakes) == ["kept", "0"] and len(sheet.cases[0].mistakes) == 2


@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: f"{exercise.reference.__module__}-{exercise.name}")
def test_questions_are_the_cases_of_a_sheet_without_any_answer(exercise):
    questions, sheet = exercise.questions(5), exercise.sheet(5)
    unanswered = tuple(replace(case, expected=None, mistakes={}) for case in sheet.cases)
    assert worksheet_text([questions]) == worksheet_text([replace(sheet, cases=unanswered, hints={})])
    assert all(case.expected is None and not case.mistakes for case in questions.cases) and not questions.hints


def test_questions_run_neither_reference_nor_mistake():
    def fails(x):
        raise AssertionError("it ran")

    exercise = Exercise(fails, numbers, "half", (Mistake("fails", "Why?", fails),))
    assert len(exercise.questions(1).cases) == 2
    with pytest.raises(AssertionError, match="it ran"):
        exercise.sheet(1)


def test_a_sheet_travels_to_another_process_with_the_answers_of_its_mistakes():
    sheet = halves(Mistake("twice", "Half, or twice?", lambda x: 2 * x)).sheet(1)
    assert pickle.loads(pickle.dumps(sheet)).cases[1].mistakes == {"twice": 2 * sheet.cases[1].arguments["x"]}


def test_names_of_mistakes_are_unique_and_one_declared_the_same_stands_after_the_other():
    twice, other = Mistake("twice", "Half?", lambda x: 2 * x), Mistake("sum", "Half?", lambda x: x + x, same_as="twice")
    halves(twice, other)
    with pytest.raises(ValueError, match="halve has two known mistakes called 'twice'"):
        halves(twice, twice)
    with pytest.raises(ValueError, match="no mistake called 'twice' stands before 'sum'"):
        halves(other, twice)
