"""Hints on what is wrong: a known mistake, else how the answers are built, else what their numbers show."""

from dataclasses import replace

from helpers.assessment.case_runner import Answer
from helpers.assessment.components import Component
from helpers.assessment.diagnosis.array_pairs import array_pairs, expects_ranges
from helpers.assessment.diagnosis.diagnose import diagnose
from helpers.assessment.diagnosis.observation import capitalized
from helpers.assessment.diagnosis.structure import structure_hint
from helpers.assessment.exceptions.calls import signature
from helpers.assessment.exceptions.clues import ClueKind, clue
from helpers.assessment.exceptions.sentences import hint_of
from helpers.assessment.finding import Finding
from helpers.assessment.known_mistakes import KnownMistakes
from helpers.assessment.problems import ERRORS, hint_of_error
from helpers.assessment.worksheet import Sheet


def with_hints(
    findings: list[Finding], components: list[Component], sheet: Sheet, answers: list[Answer]
) -> list[Finding]:
    """The findings on these components, with a hint at each that is wrong where one can be had."""
    findings = [_with_structure(finding, sheet, answers) for finding in _explain(findings, components, sheet)]
    return _with_definition(findings, sheet, answers)


def _explain(findings: list[Finding], components: list[Component], sheet: Sheet) -> list[Finding]:
    """The findings with hints: known mistakes first, then what the numbers of the other wrong components show."""
    known = KnownMistakes(sheet)
    recognised = known.recognise(components)
    explained = []
    told: set[str | None] = set()
    for finding, component in zip(findings, components, strict=True):
        mistake = None if finding.right else recognised.get(finding.component)
        of_error = hint_of_error(finding.problem) if finding.problem and finding.problem.kind in ERRORS else None
        besides = None if of_error in told else of_error
        if mistake:
            finding = replace(finding, mistake=mistake, hint=_joined(sheet.hints[mistake], besides))
        elif finding.inside:
            finding = replace(finding, hint=_joined(sheet.rare[finding.component], besides))
        elif finding.problem and finding.problem.kind in ERRORS:
            finding = replace(finding, hint=besides)
        elif not finding.right:
            others = [other for other in components if other is not component and other.name not in sheet.rare]
            made = list(
                dict.fromkeys(recognised[f.component] for f in findings if not f.right and f.component in recognised)
            )
            finding = replace(finding, hint=_hint_of_numbers(finding, component, others, known, made, sheet))
        told.add(of_error)
        explained.append(finding)
    return explained


def _with_structure(finding: Finding, sheet: Sheet, answers: list[Answer]) -> Finding:
    """A finding; one that no known mistake explains says what the build of the answers shows, rather than their numbers."""
    if finding.problem is None or finding.mistake or finding.inside:
        return finding
    hint = structure_hint(sheet, answers, finding.problem, finding.expected, finding.got)
    return replace(finding, hint=hint) if hint else finding


def _with_definition(findings: list[Finding], sheet: Sheet, answers: list[Answer]) -> list[Finding]:
    """The findings; the first wrong one says that the def line has more or fewer arguments, where it has."""
    theirs = next((answer.parameters for answer in answers if answer.parameters), sheet.parameters)
    if len(theirs) == len(sheet.parameters):
        return findings  # other names do no harm, nor does another order
    said = hint_of(
        [clue(ClueKind.DEF_CHANGED, theirs=signature(sheet.name, theirs), ours=signature(sheet.name, sheet.parameters))]
    )
    first = next((number for number, finding in enumerate(findings) if not finding.right), None)
    if first is None or said in (findings[first].hint or ""):
        return findings
    with_it = replace(findings[first], hint=_joined(said, findings[first].hint))
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
            return capitalized(f"{once_replaced(sheet)}, {said}" if number else said)
        for mistake in made:
            given = [replace(part, expected=known.given(mistake, part)) for part in way]
            further = diagnose(name, array_pairs(name, given, component.tolerance, shown), {})
            if further and not further.where and further.claim.relative:
                return f"{sheet.hints[mistake]} On top of that, {further.sentence('what that alone would give')}"
    return None


def _joined(*sentences: str | None) -> str:
    return " ".join(filter(None, sentences))


def once_replaced(sheet: Sheet) -> str:
    """The half sentence that says what takes the place of earlier functions."""
    names = [f"`{name}`" for name in sheet.stubs]
    if len(names) == 1:
        return f"once {names[0]} is replaced by a function that works"
    return f"once {listed(names)} are replaced by functions that work"


def listed(names: list[str]) -> str:
    """Names in a sentence."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
