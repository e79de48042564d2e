"""Where `check` and `submit` find the exercises in an instructor's checkout. Not shipped: its absence tells a student's kit."""

from collections.abc import Callable
from pathlib import Path

from helpers.assessment.worksheet import Sheet
from helpers.exercises import ASSIGNMENTS, visible_sheets
from helpers.grading.judge import judge_function

SEED = 0


def sheets_in(folder: Path) -> dict[str, Sheet] | None:
    """The visible sheets of the assignment that a folder holds; None where it is no assignment of the course."""
    return visible_sheets(folder.name) if folder.name in ASSIGNMENTS else None


def failures_of(function: Callable, assignment: str, exercise: str) -> list[str]:
    """Judge a function by hidden cases. Returns what is wrong, a sentence each; nothing where it earns full marks."""
    verdict = judge_function(ASSIGNMENTS[assignment][exercise], function, SEED)
    if verdict.fraction == 1:
        return []
    wrong = [finding.sentence for finding in verdict.findings if not finding.right]
    return [f"{exercise} does not earn full marks. {verdict.reason}", *wrong]
