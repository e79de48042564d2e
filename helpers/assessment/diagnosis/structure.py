"""What the build of an answer shows by itself: nothing returned, values in another order, keys of the first layers only."""

import itertools
import re
from typing import Any

from helpers.assessment.case_runner import Answer
from helpers.assessment.comparison import compare
from helpers.assessment.components import component_names, split
from helpers.assessment.problems import Problem, ProblemKind
from helpers.assessment.worksheet import Sheet

NOTHING = "The function returned None: does every way through it end with a `return`?"
OTHER_ORDER = "The values are right, but returned in another order: first {names}."
SOME_LAYERS = (
    "What belongs to some layers is there, but not to others: "
    "how often does the loop run, and does the `return` stand behind it?"
)


def structure_hint(sheet: Sheet, answers: list[Answer], found: Problem, expected: Any, got: Any) -> str | None:
    """What to say of a problem that the build of the answers explains.

    Args:
        sheet: The cases.
        answers: The answers to them.
        found: The problem of one component.
        expected: What was expected of it.
        got: What came of it, where it was there.
    """
    if found.kind in (ProblemKind.NOT_SEVERAL_VALUES, ProblemKind.NOT_A_DICTIONARY):
        returned = (found.facts or {}).get("got", ())
        if list(returned)[:1] == ["None"]:
            return NOTHING
    if found.kind is ProblemKind.MISSING_KEY and isinstance(got, dict) and isinstance(expected, dict):
        numbers = {digits[0] for digits in (re.search(r"\d+", str(key)) for key in got) if digits}
        return SOME_LAYERS if numbers and set(got) < set(expected) else None
    if found.kind in (ProblemKind.NOT_A_DICTIONARY, ProblemKind.TYPE, ProblemKind.SHAPE) and _reordered(sheet, answers):
        return OTHER_ORDER.format(names=", then ".join(" and ".join(component_names(part)) for part in sheet.returns))
    return None


def _reordered(sheet: Sheet, answers: list[Answer]) -> bool:
    """Whether all answers are right once their values are put in another order."""
    if not isinstance(sheet.returns, (tuple, list)) or not all(
        isinstance(answer.value, (tuple, list)) and len(answer.value) == len(sheet.returns) for answer in answers
    ):
        return False
    orders = list(itertools.permutations(range(len(sheet.returns))))[1:7]
    return any(
        all(_right(sheet, answer, case.expected, order) for answer, case in zip(answers, sheet.cases, strict=True))
        for order in orders
    )


def _right(sheet: Sheet, answer: Answer, expected: Any, order: tuple[int, ...]) -> bool:
    wanted = split(sheet.returns, expected)
    came = split(sheet.returns, tuple(answer.value[place] for place in order))
    return all(compare(wanted[name], came[name], sheet.tolerance) is None for name in wanted)
