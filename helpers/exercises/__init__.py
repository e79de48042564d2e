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


@functools.cache
def draw_sheets(assignment: str, *, hidden: bool = False, seed: int | None = None) -> dict[str, Sheet]:
    """Draw the sheets of an assignment's exercises.

    Arguments: assignment, its name; hidden, whether the questions of a seed of its own (`seed`, else 0) are asked for, without
    answers, instead of the visible cases with theirs.
    Returns: sheet by exercise name; the same object each time, to be read only.
    """
    exercises = ASSIGNMENTS[assignment].values()
    if hidden:
        return {exercise.name: exercise.questions(seed or 0) for exercise in exercises}
    return {exercise.name: exercise.sheet(VISIBLE_SEED, visible=True) for exercise in exercises}
