"""Assess the answers to a sheet, component by component: what is right, what is wrong, and what that shows."""

import logging
from dataclasses import replace
from enum import StrEnum

import numpy as np

from helpers.assessment.asking import Ask
from helpers.assessment.case_runner import Answer
from helpers.assessment.comparison import is_number
from helpers.assessment.components import OF_RARE_CASES, AnswerPart, Component, components_of, rare_component
from helpers.assessment.finding import ARGUMENTS, Finding
from helpers.assessment.hints import listed, once_replaced, with_hints
from helpers.assessment.problems import Problem, ProblemKind, problem, whole_sentence
from helpers.assessment.worksheet import Sheet

log = logging.getLogger(__name__)


class RemarkKind(StrEnum):
    """What is unusual about a right component but costs nothing."""

    ARRAY_FOR_NUMBER = "array for number"
    RIGHT_WITH_STUBS = "right with stubs"


REMARKS = {
    RemarkKind.ARRAY_FOR_NUMBER: "{component} has the right value but is an array of shape {shape}; "
    "a plain number is easier to work with.",
    RemarkKind.RIGHT_WITH_STUBS: "{components} {are} right {replaced}: look for the mistake there.",
}


def assess(sheet: Sheet, answers: list[Answer], *, hints: bool = True) -> list[Finding]:
    """Assess a function's answers to the cases of a sheet.

    A component is right when it is right in every case, either with the student's own earlier functions or with stubs for
    them, so that one wrong function costs its own points only. Without `hints` nothing is said of what is wrong.

    Returns:
        A finding for each component, and one for the arguments where the sheet asks for it.
    """
    components = components_of(sheet, answers)
    findings = [_find(component, sheet) for component in components]
    right = {finding.component for finding in findings if finding.right}
    rare = [rare_component(sheet, answers, part, right) for part in sheet.rare] if right else []
    findings += [_of_rare_cases(_find(component, sheet), component) for component in rare]
    components += rare
    if hints and not all(finding.right for finding in findings):
        try:
            findings = with_hints(findings, components, sheet, answers)
        except Exception:  # a hint is help: whatever keeps it from being found costs no mark
            log.exception("No hints could be found for %s", sheet.name)
    if not right:
        findings += [Finding(part, problem(ProblemKind.NOTHING_RIGHT)) for part in sheet.rare]
    findings = _with_remark_on_stubs(findings, sheet)
    changed = sorted({name for answer in answers for name in answer.changed})
    in_place = problem(ProblemKind.CHANGED_ARGUMENTS, exercise=sheet.name, arguments=changed) if changed else None
    if sheet.keeps_arguments:
        answered = any(answer.error is None and answer.not_done is None for answer in answers)
        earned = answered and any(finding.right for finding in findings)
        unearned = None if earned else problem(ProblemKind.NOTHING_RIGHT)  # for leaving alone what was never worked on
        findings.append(Finding(ARGUMENTS, in_place or unearned))
    elif in_place and findings:
        findings[0] = replace(findings[0], remarks=(*findings[0].remarks, whole_sentence(in_place)))
    return findings


def not_done(sheet: Sheet, answers: list[Answer]) -> bool:
    """Whether the function still is the empty hole, whose def line has its defaults nevertheless."""
    called = [a for case, a in zip(sheet.cases, answers, strict=True) if case.ask is not Ask.DEFAULTS]
    return bool(called) and all(answer.not_done == sheet.name for answer in called)


def _find(component: Component, sheet: Sheet) -> Finding:
    """Whether a component is right in one of its ways; else the first problem in the first of them."""
    right_cases = tuple(part.problem is None for part in component.ways[0])
    for number, way in enumerate(component.ways):
        if not any(part.problem for part in way):
            return Finding(
                component.name, right_cases=right_cases, with_stubs=number > 0, remarks=_remarks(component.name, way)
            )
    first = next(part for part in component.ways[0] if part.problem)
    got = None if isinstance(first.got, Problem) else first.got
    return Finding(component.name, first.problem, first.number, first.expected, got, right_cases=right_cases)


def _of_rare_cases(finding: Finding, component: Component) -> Finding:
    """A finding on a small part, which names the component that is wrong in its rare cases."""
    inside = component.ways[0][0].component
    finding = replace(finding, inside="" if finding.right else inside, right_cases=(), with_stubs=False)
    return replace(finding, expected=None, got=None) if inside in OF_RARE_CASES else finding


def _remarks(component: str, way: tuple[AnswerPart, ...]) -> tuple[str, ...]:
    """What to say of a right component, each thing once."""
    template = REMARKS[RemarkKind.ARRAY_FOR_NUMBER]
    said = [
        template.format(component=component, shape=part.got.shape)
        for part in way
        if is_number(part.expected) and isinstance(part.got, np.ndarray) and part.got.ndim
    ]
    return tuple(dict.fromkeys(said))


def _with_remark_on_stubs(findings: list[Finding], sheet: Sheet) -> list[Finding]:
    """The findings; the first of those that are right only with stubs says so for all of them."""
    names = [finding.component for finding in findings if finding.with_stubs]
    words = {"components": listed(names), "are": "are" if len(names) > 1 else "is", "replaced": once_replaced(sheet)}
    said = REMARKS[RemarkKind.RIGHT_WITH_STUBS].format_map(words)
    return [
        replace(finding, remarks=(*finding.remarks, said)) if finding.component in names[:1] else finding
        for finding in findings
    ]
