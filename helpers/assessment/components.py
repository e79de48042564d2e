"""The answers to a sheet's cases, taken apart into components and compared with what is expected."""

from dataclasses import dataclass
from typing import Any

from helpers.assessment.case_runner import Answer
from helpers.assessment.comparison import Problem, compare, split
from helpers.assessment.worksheet import Sheet


@dataclass(frozen=True)
class Part:
    """One component in one case: what is expected, what came, what the known mistakes give, and the problem if any."""

    case: int
    expected: Any
    got: Any
    mistakes: dict[str, Any]
    problem: Problem | None


def parts_of(component: str, sheet: Sheet, answers: list[Answer], indices: list[int]) -> list[Part]:
    """Take one component out of the given cases, compared with what is expected."""
    parts = []
    for index in indices:
        case, answer = sheet.cases[index], answers[index]
        expected = split(sheet.returns, case.expected)[component]
        got = _value(sheet, answer, component)
        mistakes = {name: split(sheet.returns, value)[component] for name, value in case.mistakes.items()}
        parts.append(Part(index, expected, got, mistakes, compare(expected, got, sheet.tolerance, component)))
    return parts


def ways_of(sheet: Sheet) -> list[list[int]]:
    """The cases with the student's own functions, then those with stubs; each way as indices, empty ones left out."""
    ways = [[i for i, case in enumerate(sheet.cases) if case.stubs == stubs] for stubs in (False, True)]
    return [way for way in ways if way]


def _value(sheet: Sheet, answer: Answer, component: str) -> Any:
    if answer.not_done == sheet.name:
        return Problem(f"`{sheet.name}` is not done yet.")
    if answer.not_done:
        return Problem(f"`{sheet.name}` calls `{answer.not_done}`, which is not done yet.")
    if answer.error:
        return Problem(f"`{sheet.name}` raised {answer.error}")
    return split(sheet.returns, answer.value)[component]
