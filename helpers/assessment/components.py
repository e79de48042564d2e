"""The answers to a sheet, taken apart into components; each compared once with what is expected."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from fnmatch import fnmatchcase
from typing import Any

from helpers.assessment.asking import Ask
from helpers.assessment.case_runner import Answer
from helpers.assessment.comparison import Exactly, Tolerance, compare, is_number
from helpers.assessment.formatting import kind
from helpers.assessment.problems import Problem, ProblemKind, problem
from helpers.assessment.worksheet import Case, Sheet

# what a rare case asks for beside the components of the answer
PRINTED, AGAIN, DEFAULTS = "first printed number", "same numbers at a second call", "defaults"
OF_RARE_CASES = (PRINTED, AGAIN, DEFAULTS)
PRINTED_DIGITS = Tolerance(1e-3, 1e-3)


@dataclass(frozen=True)
class AnswerPart:
    """One component of the answer to one case.

    `component` is its name; `number` is the case's place in the sheet. Instead of a value,
    `got` may be the problem that kept it from being there.
    """

    component: str
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
    """Take the answers to all cases of a sheet apart, except to the rare ones, and compare each part with what is expected."""
    return _components(sheet, answers, "")


def rare_component(sheet: Sheet, answers: list[Answer], part: str, right: Collection[str]) -> Component:
    """The small part of an answer that its rare cases stand for: there, what is right elsewhere must be right as well.

    Args:
        sheet: Its cases.
        answers: One for each of them.
        part: The name of the part, a key of the sheet's `rare`.
        right: The components that are right in the other cases; a wrong one says nothing about a rare case.

    Returns:
        What came of the first component that is wrong in the rare cases, else of the first one, under the name of the part.
    """
    asked = [one for one in _components(sheet, answers, part) if one.name in right or one.name in OF_RARE_CASES]
    wrong = [one for one in asked if all(any(part.problem for part in way) for way in one.ways)]
    return replace((wrong or asked)[0], name=part)


def _components(sheet: Sheet, answers: list[Answer], part: str) -> list[Component]:
    parts: dict[str, list[AnswerPart]] = {}
    for number, (case, answer) in enumerate(zip(sheet.cases, answers, strict=True)):
        if case.part != part:
            continue
        expected, got = split_case(sheet, case, case.expected), _split_answer(sheet, case, answer, case.expected)
        for name, want in expected.items():
            found = compare_part(name, want, got[name], sheet.tolerance)
            parts.setdefault(name, []).append(AnswerPart(name, number, case, want, got[name], found))
    return [Component(name, sheet.tolerance, _ways(own)) for name, own in parts.items()]


def split_case(sheet: Sheet, case: Case, value: Any) -> dict[str, Any]:
    """Take what came of a case apart: the components of the answer, and what else the case asks for."""
    if case.ask is Ask.DEFAULTS:
        return {DEFAULTS: value}
    if case.ask is Ask.AGAIN:
        return {AGAIN: value}
    if case.ask is Ask.PRINTED:
        returned, printed = value if isinstance(value, (tuple, list)) and len(value) == 2 else (value, None)
        return split(sheet.returns, returned) | {PRINTED: printed}
    return split(sheet.returns, value)


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


def _split_answer(sheet: Sheet, case: Case, answer: Answer, expected: Any) -> dict[str, Any]:
    if found := _without_value(sheet, answer):
        return dict.fromkeys(split_case(sheet, case, expected), found)
    if case.ask is Ask.RETURNED:
        return recognised(sheet, answer.value, expected)
    return split_case(sheet, case, answer.value)


def _without_value(sheet: Sheet, answer: Answer) -> Problem | None:
    """What kept an answer from having a value."""
    facts: dict[str, Any] = {"exercise": sheet.name}
    if answer.not_done == sheet.name:
        return problem(ProblemKind.NOT_DONE, **facts)
    if answer.not_done:
        return problem(ProblemKind.EARLIER_NOT_DONE, **facts, function=answer.not_done)
    if answer.error and answer.error.missing in sheet.stubs:
        error = asdict(answer.error)
        return problem(ProblemKind.EARLIER_UNDEFINED, **facts, function=answer.error.missing, error=error)
    return problem(ProblemKind.RAISED, **facts, error=asdict(answer.error)) if answer.error else None


def recognised(sheet: Sheet, value: Any, expected: Any) -> dict[str, Any]:
    """Take an answer apart; where it is one value instead of several, or holds more of them, what can be told counts.

    One value counts for the component that it is; of too many, those at the front count for all but the last component.
    """
    parts, wanted = split(sheet.returns, value), split(sheet.returns, expected)
    if not isinstance(sheet.returns, tuple) or not any(isinstance(part, Problem) for part in parts.values()):
        return parts
    if isinstance(value, (tuple, list)):
        if len(value) < len(sheet.returns) or all(map(is_number, wanted.values())):
            return parts
        kept = list(split(sheet.returns, value[: len(sheet.returns)]).items())
        return parts | dict(kept[:-1])
    for part in sheet.returns:
        own = split(part, value)
        if not any(is_number(wanted[name]) or compare(wanted[name], own[name], sheet.tolerance) for name in own):
            return parts | own
    return parts


def compare_part(name: str, want: Any, got: Any, tolerance: Tolerance) -> Problem | None:
    """Compare a component. Of what was printed the first number counts, with few digits; printing nothing is right."""
    if name != PRINTED or isinstance(got, Problem):
        return compare(want, got, tolerance)
    return compare(want[0], got[0], PRINTED_DIGITS) if want and isinstance(got, list) and got else None


def _all_missing(returns: Any, found: Problem) -> dict[str, Any]:
    return dict.fromkeys(component_names(returns), found)


def _title(part: Any) -> str:
    return part if isinstance(part, str) else "{" + ", ".join(map(repr, part)) + "}"
