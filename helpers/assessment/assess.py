"""Assess the answers to a sheet, component by component: what is right, what is wrong, and what that shows."""

import logging
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np

from helpers.assessment.case_runner import Answer
from helpers.assessment.comparison import is_number
from helpers.assessment.components import AnswerPart, Component, components_of
from helpers.assessment.diagnosis.array_pairs import array_pairs, expects_ranges
from helpers.assessment.diagnosis.diagnose import diagnose
from helpers.assessment.diagnosis.observation import capitalized
from helpers.assessment.diagnosis.structure import structure_hint
from helpers.assessment.exceptions.calls import signature
from helpers.assessment.exceptions.clues import ClueKind, clue
from helpers.assessment.exceptions.sentences import hint_of
from helpers.assessment.known_mistakes import KnownMistakes
from helpers.assessment.problems import (
    ERRORS,
    Problem,
    ProblemKind,
    hint_of_error,
    problem,
    sentence_of,
    whole_sentence,
)
from helpers.assessment.worksheet import Sheet

log = logging.getLogger(__name__)
ARGUMENTS = "arguments unchanged"


@dataclass(frozen=True)
class Finding:
    """What the answers show about one component.

    A wrong one has the problem of its first wrong case (an index into the sheet's cases), what was expected there and what
    came, and a hint: that of the known mistake that gives these numbers, else what the numbers show by themselves.
    `right_cases` tells of each case with the student's own functions whether the component is right there; `with_stubs`, that
    it is right only with stubs for those. `remarks` cost nothing.
    """

    component: str
    problem: Problem | None = None
    case: int = 0
    expected: Any = None
    got: Any = None
    mistake: str | None = None
    hint: str | None = None
    right_cases: tuple[bool, ...] = ()
    with_stubs: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the component earns its share."""
        return self.problem is None

    @property
    def sentence(self) -> str:
        """What is wrong, with the component's name in front; empty where nothing is."""
        return sentence_of(self.component, self.problem)


class RemarkKind(StrEnum):
    """What is unusual about a right component but costs nothing."""

    ARRAY_FOR_NUMBER = "array for number"
    RIGHT_WITH_STUBS = "right with stubs"


REMARKS = {
    RemarkKind.ARRAY_FOR_NUMBER: "{component} has the right value but is an array of shape {shape}; "
    "a plain number is easier to work with.",
    RemarkKind.RIGHT_WITH_STUBS: "{components} {are} right {replaced}: look for the mistake there.",
}


def assess(sheet: Sheet, answers: list[Answer]) -> list[Finding]:
    """Assess a function's answers to the cases of a sheet.

    A component is right when it is right in every case, either with the student's own earlier functions or with stubs for
    them, so that one wrong function costs its own points only.

    Returns:
        A finding for each component, and one for the arguments where the sheet asks for it.
    """
    components = components_of(sheet, answers)
    findings = [_find(component, sheet) for component in components]
    if not all(finding.right for finding in findings):
        try:
            findings = [_with_structure(finding, sheet, answers) for finding in _explain(findings, components, sheet)]
            findings = _with_definition(findings, sheet, answers)
        except Exception:  # a hint is help: whatever keeps it from being found costs no mark
            log.exception("No hints could be found for %s", sheet.name)
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
    """Whether the function still is the empty hole."""
    return bool(answers) and all(answer.not_done == sheet.name for answer in answers)


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
    words = {"components": _listed(names), "are": "are" if len(names) > 1 else "is", "replaced": _once_replaced(sheet)}
    said = REMARKS[RemarkKind.RIGHT_WITH_STUBS].format_map(words)
    return [
        replace(finding, remarks=(*finding.remarks, said)) if finding.component in names[:1] else finding
        for finding in findings
    ]


def _explain(findings: list[Finding], components: list[Component], sheet: Sheet) -> list[Finding]:
    """The findings with hints: known mistakes first, then what the numbers of the other wrong components show."""
    known = KnownMistakes(sheet)
    recognised = known.recognise(components)
    explained = []
    told: set[str | None] = set()
    for finding, component in zip(findings, components, strict=True):
        mistake = None if finding.right else recognised.get(finding.component)
        of_error = hint_of_error(finding.problem) if finding.problem and finding.problem.kind in ERRORS else None
        if mistake:
            besides = None if of_error in told else of_error
            finding = replace(finding, mistake=mistake, hint=" ".join(filter(None, [sheet.hints[mistake], besides])))
        elif finding.problem and finding.problem.kind in ERRORS:
            finding = replace(finding, hint=None if of_error in told else of_error)
        elif not finding.right:
            others = [other for other in components if other is not component]
            made = list(
                dict.fromkeys(recognised[f.component] for f in findings if not f.right and f.component in recognised)
            )
            finding = replace(finding, hint=_hint_of_numbers(finding, component, others, known, made, sheet))
        told.add(of_error)
        explained.append(finding)
    return explained


def _with_structure(finding: Finding, sheet: Sheet, answers: list[Answer]) -> Finding:
    """A finding; one that no known mistake explains says what the build of the answers shows, rather than their numbers."""
    if finding.problem is None or finding.mistake:
        return finding
    hint = structure_hint(sheet, answers, finding.problem, finding.expected, finding.got)
    return replace(finding, hint=hint) if hint else finding


def _with_definition(findings: list[Finding], sheet: Sheet, answers: list[Answer]) -> list[Finding]:
    """The findings; the first wrong one says that the def line has other arguments, or another order, where it has."""
    theirs = next((answer.parameters for answer in answers if answer.parameters), sheet.parameters)
    if len(theirs) == len(sheet.parameters) and set(theirs) != set(sheet.parameters):
        return findings  # other names do no harm
    said = hint_of(
        [clue(ClueKind.DEF_CHANGED, theirs=signature(sheet.name, theirs), ours=signature(sheet.name, sheet.parameters))]
    )
    first = next((number for number, finding in enumerate(findings) if not finding.right), None)
    if theirs == sheet.parameters or first is None or said in (findings[first].hint or ""):
        return findings
    with_it = replace(findings[first], hint=" ".join(filter(None, [said, findings[first].hint])))
    return [*findings[:first], with_it, *findings[first + 1 :]]


def _hint_of_numbers(
    finding: Finding, component: Component, others: list[Component], known: KnownMistakes, made: list[str], sheet: Sheet
) -> str | None:
    """What the numbers show by themselves, if need be on top of a mistake that another component shows."""
    name = component.name
    for number, way in enumerate(component.ways):
        if any(expects_ranges(one.ways[number]) for one in (component, *others)):
            continue
        shown = None if number else finding.case
        expected = {other.name: {part.number: part.expected for part in other.ways[number]} for other in others}
        if observation := diagnose(name, array_pairs(name, way, component.tolerance, shown), expected):
            said = observation.sentence()
            return capitalized(f"{_once_replaced(sheet)}, {said}" if number else said)
        for mistake in made:
            given = [replace(part, expected=known.given(mistake, name, part)) for part in way]
            further = diagnose(name, array_pairs(name, given, component.tolerance, shown), {})
            if further and not further.where and further.claim.relative:
                return f"{sheet.hints[mistake]} On top of that, {further.sentence('what that alone would give')}"
    return None


def _once_replaced(sheet: Sheet) -> str:
    names = [f"`{name}`" for name in sheet.stubs]
    if len(names) == 1:
        return f"once {names[0]} is replaced by a function that works"
    return f"once {_listed(names)} are replaced by functions that work"


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
