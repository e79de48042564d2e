"""Assess answers component by component, and recognise known mistakes by their numbers."""

from dataclasses import dataclass, replace
from typing import Any

from helpers.assessment.case_runner import Answer
from helpers.assessment.comparison import Problem, compare, component_names, remark
from helpers.assessment.components import Part, parts_of, ways_of
from helpers.assessment.diagnosis.array_pairs import are_figures, looks_at
from helpers.assessment.diagnosis.diagnose import ALWAYS, what_numbers_show
from helpers.assessment.diagnosis.scaling import EXPECTED
from helpers.assessment.worksheet import Case, Sheet

ARGUMENTS = "arguments unchanged"


@dataclass(frozen=True)
class Finding:
    """What the answers show about one component.

    A wrong one says what is wrong in the first failing case (an index into the sheet's cases), what was expected and what
    came, and a hint: that of the known mistake that gives these numbers, else what the numbers show by themselves.
    `remarks` cost nothing.
    """

    component: str
    right: bool
    sentence: str = ""
    case: int = 0
    expected: Any = None
    got: Any = None
    mistake: str | None = None
    hint: str | None = None
    remarks: tuple[str, ...] = ()


def assess(sheet: Sheet, answers: list[Answer]) -> list[Finding]:
    """Assess a function's answers to the cases of a sheet.

    A component is right when it is right in every case, either with the student's own earlier functions or with stubs
    for them, so that one wrong function costs its own points only.

    Returns: a Finding for each component, and one for the arguments where the sheet asks for it.
    """
    ways = ways_of(sheet)
    parts = {name: [parts_of(name, sheet, answers, way) for way in ways] for name in component_names(sheet.returns)}
    likely = _by_likelihood(sheet, parts)
    findings = [_assess_component(name, sheet, tried, likely) for name, tried in parts.items()]
    told = list(dict.fromkeys(finding.mistake for finding in findings if finding.mistake))
    findings = [
        f if f.right or f.mistake else replace(f, hint=_hint_of_numbers(f, sheet, parts, told)) for f in findings
    ]
    changed = sorted({name for answer in answers for name in answer.changed})
    sentence = (
        f"`{sheet.name}` changes its argument {' and '.join(changed)} in place: whoever calls it loses the original."
    )
    if sheet.keeps_arguments:
        answered = any(answer.error is None and answer.not_done is None for answer in answers)
        findings.append(_assess_arguments(sentence if changed else "", answered and any(f.right for f in findings)))
    elif changed and findings:
        first = findings[0]
        findings[0] = replace(first, remarks=(*first.remarks, sentence))
    return findings


def not_done(sheet: Sheet, answers: list[Answer]) -> bool:
    """Whether the function still is the empty hole."""
    return bool(answers) and all(answer.not_done == sheet.name for answer in answers)


def _assess_component(component: str, sheet: Sheet, tried: list[list[Part]], likely: list[str]) -> Finding:
    for way, parts in enumerate(tried):
        if not any(part.problem for part in parts):
            remarks = dict.fromkeys(text for part in parts if (text := remark(part.expected, part.got, component)))
            return Finding(component, True, remarks=(*remarks, *_blame_earlier(component, sheet, way)))
    first = next(part for part in tried[0] if part.problem)
    mistake = next((name for name in likely if any(_fits(name, parts, sheet.tolerance) for parts in tried)), None)
    return Finding(
        component,
        False,
        sentence=first.problem.sentence,
        case=first.case,
        expected=first.expected,
        got=None if isinstance(first.got, Problem) else first.got,
        mistake=mistake,
        hint=sheet.hints[mistake] if mistake else None,
    )


def _hint_of_numbers(finding: Finding, sheet: Sheet, parts: dict[str, list[list[Part]]], told: list[str]) -> str | None:
    """What the numbers show where no known mistake gives them, if need be on top of one that another component shows."""
    component = finding.component
    for way, tried in enumerate(parts[component]):
        if any(are_figures(ways[way]) for ways in parts.values()):
            continue
        others = {name: {p.case: p.expected for p in ways[way]} for name, ways in parts.items() if name != component}
        shown = None if way else finding.case
        if said := what_numbers_show(component, looks_at(tried, sheet, component, shown), others):
            return f"O{_replaced(sheet)[1:]}, {_continued(said)}" if way else said
        for mistake in told:
            known = [replace(part, expected=part.mistakes.get(mistake)) for part in tried]
            said = what_numbers_show(component, looks_at(known, sheet, component, shown), {}) or ""
            if said.startswith(ALWAYS) and EXPECTED in said:
                further = _continued(said).replace(EXPECTED, "what that alone would give")
                return f"{sheet.hints[mistake]} On top of that, {further}"
    return None


def _continued(sentence: str) -> str:
    """A sentence as one writes it after a comma."""
    return sentence[0].lower() + sentence[1:]


def _blame_earlier(component: str, sheet: Sheet, way: int) -> list[str]:
    return [f"{component} is right {_replaced(sheet)}: look for the mistake there."] if way else []


def _replaced(sheet: Sheet) -> str:
    names = [f"`{name}`" for name in sheet.stubs]
    if len(names) == 1:
        return f"once {names[0]} is replaced by a function that works"
    return f"once {', '.join(names[:-1])} and {names[-1]} are replaced by functions that work"


def _by_likelihood(sheet: Sheet, parts: dict[str, list[list[Part]]]) -> list[str]:
    """The known mistakes, those first that explain the most components, right ones included."""

    def explained(mistake: str) -> int:
        return sum(any(_fits(mistake, way, sheet.tolerance, shown=True) for way in tried) for tried in parts.values())

    return sorted(sheet.hints, key=explained, reverse=True)


def _fits(mistake: str, parts: list[Part], tolerance: tuple[float, float], shown: bool = False) -> bool:
    """Whether a mistake gives these very numbers wherever it gives numbers, and (unless `shown`) wrong ones somewhere."""
    for part in parts:
        if mistake not in part.mistakes:  # it raises an error here
            if not isinstance(part.got, Problem):
                return False
            continue
        wrong = part.mistakes[mistake]
        if isinstance(wrong, Problem) or isinstance(part.got, Problem):
            if not (isinstance(wrong, Problem) and isinstance(part.got, Problem) and wrong == part.got):
                return False
        elif compare(wrong, part.got, tolerance):
            return False
        shown = shown or part.problem is not None
    return shown


def _assess_arguments(sentence: str, earned: bool) -> Finding:
    """Nothing is earned for leaving alone what was never worked on."""
    right = earned and not sentence
    return Finding(ARGUMENTS, right, sentence="" if right else sentence or "Counts once another part is right.")


def sentence_of(finding: Finding) -> str:
    """What is wrong with a component, with its name in front."""
    named = finding.sentence.startswith(finding.component)
    return finding.sentence if named else f"{finding.component}: {finding.sentence}"


def describe_case(sheet: Sheet, case: Case) -> str:
    """The call as one would write it, e.g. 'propagate(w, b, X, Y)'."""
    return f"{sheet.name}({', '.join(case.arguments)})"
