"""Assess answers component by component, and recognise known mistakes by their numbers."""

from dataclasses import dataclass
from typing import Any

from helpers.comparing import Problem, compare, component_names, remark, split
from helpers.running import Answer
from helpers.worksheet import Case, Sheet

ARGUMENTS = "arguments unchanged"


@dataclass(frozen=True)
class Finding:
    """What the answers show about one component.

    A wrong one says what is wrong in the first failing case (an index into the sheet's cases), what was expected and what
    came, and a hint if the numbers are those of a known mistake. `remarks` cost nothing.
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


@dataclass(frozen=True)
class Part:
    """One component in one case: what is expected, what came, what the known mistakes give, and the problem if any."""

    case: int
    expected: Any
    got: Any
    mistakes: dict[str, Any]
    problem: Problem | None


def assess(sheet: Sheet, answers: list[Answer]) -> list[Finding]:
    """Assess a function's answers to the cases of a sheet.

    A component is right when it is right in every case, either with the student's own earlier functions or with stand-ins
    for them, so that one wrong function costs its own points only.

    Returns: a Finding for each component, and one for the arguments where the sheet asks for it.
    """
    ways = _ways(sheet)
    parts = {name: [parts_of(name, sheet, answers, way) for way in ways] for name in component_names(sheet.returns)}
    likely = _by_likelihood(sheet, parts)
    findings = [_assess_component(name, sheet, tried, likely) for name, tried in parts.items()]
    changed = sorted({name for answer in answers for name in answer.changed})
    sentence = (
        f"`{sheet.name}` changes its argument {' and '.join(changed)} in place: whoever calls it loses the original."
    )
    if sheet.keeps_arguments:
        answered = any(answer.error is None and answer.not_done is None for answer in answers)
        findings.append(_assess_arguments(sentence if changed else "", answered and any(f.right for f in findings)))
    elif changed and findings:
        first = findings[0]
        findings[0] = Finding(**{**vars(first), "remarks": (*first.remarks, sentence)})
    return findings


def not_done(sheet: Sheet, answers: list[Answer]) -> bool:
    """Whether the function still is the empty hole."""
    return bool(answers) and all(answer.not_done == sheet.name for answer in answers)


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


def _ways(sheet: Sheet) -> list[list[int]]:
    """The cases with the student's own functions, then those with stand-ins; each way as indices, empty ones left out."""
    ways = [[i for i, case in enumerate(sheet.cases) if case.stand_ins == stand_ins] for stand_ins in (False, True)]
    return [way for way in ways if way]


def _value(sheet: Sheet, answer: Answer, component: str) -> Any:
    if answer.not_done == sheet.name:
        return Problem(f"`{sheet.name}` is not done yet.")
    if answer.not_done:
        return Problem(f"`{sheet.name}` calls `{answer.not_done}`, which is not done yet.")
    if answer.error:
        return Problem(f"`{sheet.name}` raised {answer.error}")
    return split(sheet.returns, answer.value)[component]


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


def _blame_earlier(component: str, sheet: Sheet, way: int) -> list[str]:
    if way == 0:
        return []
    names = [f"`{name}`" for name in sheet.stand_ins]
    if len(names) == 1:
        return [
            f"{component} is right once {names[0]} is replaced by a function that works: look for the mistake there."
        ]
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    return [f"{component} is right once {listed} are replaced by functions that work: look for the mistake there."]


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
