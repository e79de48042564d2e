"""The answers to a sheet, taken apart into components; each compared once with what is expected."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Any

from helpers.assessment.case_runner import Answer
from helpers.assessment.comparison import Exactly, Tolerance, compare
from helpers.assessment.formatting import kind
from helpers.assessment.problems import Problem, ProblemKind, problem
from helpers.assessment.worksheet import Case, Sheet


@dataclass(frozen=True)
class AnswerPart:
    """One component of the answer to one case.

    `number` is the case's place in the sheet. Instead of a value, `got` may be the problem that kept it from being there.
    """

    number: int
    case: Case
    expected: Any
    got: Any
    problem: Problem | None


@dataclass(frozen=True)
class Component:
    """A component in all cases: first those with the student's own earlier functions, then those with stubs for them."""

    name: str
    tolerance: Tolerance
    ways: tuple[tuple[AnswerPart, ...], ...]


def components_of(sheet: Sheet, answers: list[Answer]) -> list[Component]:
    """Take the answers to all cases of a sheet apart, and compare each part with what is expected."""
    parts: dict[str, list[AnswerPart]] = {name: [] for name in component_names(sheet.returns)}
    for number, (case, answer) in enumerate(zip(sheet.cases, answers, strict=True)):
        expected, got = split(sheet.returns, case.expected), _split_answer(sheet, answer)
        for name, own in parts.items():
            found = compare(expected[name], got[name], sheet.tolerance)
            own.append(AnswerPart(number, case, expected[name], got[name], found))
    return [Component(name, sheet.tolerance, _ways(own)) for name, own in parts.items()]


def _ways(parts: list[AnswerPart]) -> tuple[tuple[AnswerPart, ...], ...]:
    ways = (tuple(part for part in parts if part.case.stubs == stubs) for stubs in (False, True))
    return tuple(way for way in ways if way)


def split(returns: Any, answer: Any) -> dict[str, Any]:
    """Take an answer apart into its named components.

    Args:
        returns: The shape of the answer with component names at its leaves; a dictionary key with * collects every key
            that fits, and no others may be there unless a + follows.
        answer: What the function gave.

    Returns:
        The value of each component, or a Problem where it is not there.
    """
    if isinstance(returns, str):
        return {returns: answer}
    if isinstance(returns, dict):
        return _split_dict(returns, answer)
    facts = {"count": len(returns), "names": [_title(part) for part in returns]}
    if not isinstance(answer, (tuple, list)):
        return _all_missing(returns, problem(ProblemKind.NOT_SEVERAL_VALUES, **facts, got=kind(answer)))
    if len(answer) != len(returns):
        return _all_missing(returns, problem(ProblemKind.NUMBER_OF_VALUES, **facts, got=len(answer)))
    parts: dict[str, Any] = {}
    for part, value in zip(returns, answer, strict=True):
        parts |= split(part, value)
    return parts


def component_names(returns: Any) -> list[str]:
    """List the names of the components of an answer, in order and each once."""
    if isinstance(returns, str):
        return [returns]
    parts: Iterable = returns.values() if isinstance(returns, dict) else returns
    return list(dict.fromkeys(name for part in parts for name in component_names(part)))


def _split_dict(returns: dict, answer: Any) -> dict[str, Any]:
    if not isinstance(answer, dict):
        keys = [repr(key) for key in returns]
        return _all_missing(returns, problem(ProblemKind.NOT_A_DICTIONARY, keys=keys, got=kind(answer)))
    parts: dict[str, Any] = {}
    for key, part in returns.items():
        if "*" in key:
            collected = {k: v for k, v in answer.items() if fnmatchcase(str(k), key.rstrip("+"))}
            parts |= split(part, collected if key.endswith("+") else Exactly(collected))
        elif key in answer:
            parts |= split(part, answer[key])
        else:
            there = [repr(k) for k in list(answer)[:12]] or ["none"]
            parts |= _all_missing(part, problem(ProblemKind.MISSING_COMPONENT, key=repr(key), keys=there))
    return parts


def _split_answer(sheet: Sheet, answer: Answer) -> dict[str, Any]:
    if answer.not_done == sheet.name:
        return _all_missing(sheet.returns, problem(ProblemKind.NOT_DONE, exercise=sheet.name))
    if answer.not_done:
        facts: dict[str, Any] = {"exercise": sheet.name, "function": answer.not_done}
        return _all_missing(sheet.returns, problem(ProblemKind.EARLIER_NOT_DONE, **facts))
    if answer.error and answer.error.missing in sheet.stubs:
        facts = {"exercise": sheet.name, "function": answer.error.missing, "error": asdict(answer.error)}
        return _all_missing(sheet.returns, problem(ProblemKind.EARLIER_UNDEFINED, **facts))
    if answer.error:
        return _all_missing(sheet.returns, problem(ProblemKind.RAISED, exercise=sheet.name, error=asdict(answer.error)))
    return split(sheet.returns, answer.value)


def _all_missing(returns: Any, found: Problem) -> dict[str, Any]:
    return dict.fromkeys(component_names(returns), found)


def _title(part: Any) -> str:
    return part if isinstance(part, str) else "{" + ", ".join(map(repr, part)) + "}"
