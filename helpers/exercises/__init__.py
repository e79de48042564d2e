"""The exercises of every assignment, and the worksheets drawn from them. Never leaves the instructor."""

import functools

from helpers.assessment.worksheet import Sheet
from helpers.exercises import week2, week3, week4
from helpers.exercises.exercise import Exercise

VISIBLE_SEED = 2026

ASSIGNMENTS: dict[str, dict[str, Exercise]] = {
    "week2_logistic_regression": {exercise.name: exercise for exercise in week2.EXERCISES},
    "week3_planar_network": {exercise.name: exercise for exercise in week3.EXERCISES},
    "week4_deep_network": {exercise.name: exercise for exercise in week4.EXERCISES},
}


@functools.lru_cache(maxsize=256)
def drawn_sheet(exercise: Exercise, seed: int, *, visible: bool = False) -> Sheet:
    """Draw the sheet of an exercise; a whole class answers the same cases, so it is kept. To be read only."""
    return exercise.sheet(seed, visible=visible)


def exercises_of(assignment: str) -> dict[str, Exercise]:
    """The exercises of an assignment, by name; none where its graded cells are ordinary ones of nbgrader's."""
    return ASSIGNMENTS.get(assignment, {})


def visible_sheets(assignment: str) -> dict[str, Sheet]:
    """The visible sheets of an assignment's exercises, by name."""
    return {name: drawn_sheet(one, VISIBLE_SEED, visible=True) for name, one in exercises_of(assignment).items()}


def hidden_questions(assignment: str, seed: int) -> dict[str, Sheet]:
    """The hidden cases of a seed without any answer, by the exercise's name."""
    return {name: exercise.questions(seed) for name, exercise in exercises_of(assignment).items()}
