"""Findings as they are read: the case is shown where it is first spoken of; no hint and no error is told twice."""

from dataclasses import dataclass, field

from helpers.assessment.finding import Finding
from helpers.assessment.formatting import indent, show
from helpers.assessment.problems import WITHOUT_ANSWER, Problem
from helpers.assessment.worksheet import Sheet

SAME = "as for {component}."


@dataclass(frozen=True)
class Explanation:
    """A finding with what is to be shown of it.

    `call` is the call of its case as one would write it, and `arguments` are its arguments, both empty where they stand above
    already; `expected` and `got` are the two values, empty where there are none to show. `same_as` is a component above that
    the same error kept from being there: then there are no values to show.
    """

    finding: Finding
    case: int = 0
    call: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
    expected: str = ""
    got: str = ""
    hint: str = ""
    same_as: str = ""


def explain(sheet: Sheet | None, findings: tuple[Finding, ...] | list[Finding]) -> list[Explanation]:
    """Prepare findings for reading, in order. `sheet` holds the cases they speak of; without findings there is none."""
    explanations = []
    cases: set[int] = set()
    hints: set[str | None] = {None}
    stopped: dict[str, Problem] = {}
    for finding in findings:
        if finding.right or finding.problem is None or sheet is None:
            explanations.append(Explanation(finding))
            continue
        call, arguments, expected, got = "", {}, "", ""
        same_as = next((name for name, found in stopped.items() if found == finding.problem), "")
        if finding.expected is not None and not same_as:
            case = sheet.cases[finding.case]
            expected, got = show(finding.expected), "" if finding.got is None else show(finding.got)
            if finding.case not in cases:
                call = f"{sheet.name}({', '.join(case.arguments)})"
                arguments = {name: show(value) for name, value in case.arguments.items()}
            cases.add(finding.case)
        if finding.problem.kind in WITHOUT_ANSWER:
            stopped.setdefault(finding.component, finding.problem)
        hint = "" if finding.hint in hints else finding.hint or ""
        explanations.append(Explanation(finding, finding.case + 1, call, arguments, expected, got, hint, same_as))
        hints.add(finding.hint)
    return explanations


def as_lines(explanation: Explanation, *, values: bool = True) -> list[str]:
    """An explanation in plain text, with or without the values of the case."""
    finding = explanation.finding
    remarks = [f"  Remark: {text}" for text in finding.remarks]
    if finding.right:
        return [f"✓ {finding.component}", *remarks]
    same = SAME.format(component=explanation.same_as)
    lines = [f"✗ {finding.component}: {same}" if explanation.same_as else f"✗ {finding.sentence}"]
    if values and explanation.expected:
        if explanation.call:
            lines.append(f"  case {explanation.case}: {explanation.call}, where")
            lines += [indent(_assigned(name, text)) for name, text in explanation.arguments.items()]
        else:
            lines.append(f"  In case {explanation.case} again,")
        lines += ["  expected:", indent(explanation.expected)]
        lines += ["  yours:", indent(explanation.got)] if explanation.got else []
    if explanation.hint:
        lines += [""] * values + [f"  Hint: {explanation.hint}"]
    return lines + ([] if values else remarks)


def _assigned(name: str, text: str) -> str:
    return f"{name} = " + text.replace("\n", "\n" + " " * (len(name) + 3))
