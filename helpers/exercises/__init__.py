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


def draw_sheets(assignment: str, seed: int | None = None) -> dict[str, Sheet]:
    """Draw the sheets of an assignment's exercises, by name: the hidden ones of a seed, or the visible ones without."""
    exercises = ASSIGNMENTS[assignment].values()
    if seed is None:
        return {exercise.name: drawn_sheet(exercise, VISIBLE_SEED, visible=True) for exercise in exercises}
    return {exercise.name: drawn_sheet(exercise, seed) for exercise in exercises}
