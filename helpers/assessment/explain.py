"""Findings as they are read: the case is shown where it is first spoken of, and no hint is given twice."""

from dataclasses import dataclass, field

from helpers.assessment.assess import Finding
from helpers.assessment.formatting import indent, show
from helpers.assessment.worksheet import Sheet


@dataclass(frozen=True)
class Explanation:
    """A finding with what is to be shown of it.

    `call` is the call of its case as one would write it, and `arguments` are its arguments, both empty where they stand above
    already; `expected` and `got` are the two values, empty where there are none to show.
    """

    finding: Finding
    case: int = 0
    call: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
    expected: str = ""
    got: str = ""
    hint: str = ""


def explain(sheet: Sheet | None, findings: tuple[Finding, ...] | list[Finding]) -> list[Explanation]:
    """Prepare findings for reading, in order. `sheet` holds the cases they speak of; without findings there is none."""
    explanations = []
    cases: set[int] = set()
    hints: set[str | None] = {None}
    for finding in findings:
        if finding.right or sheet is None:
            explanations.append(Explanation(finding))
            continue
        call, arguments, expected, got = "", {}, "", ""
        if finding.expected is not None:
            case = sheet.cases[finding.case]
            expected, got = show(finding.expected), "" if finding.got is None else show(finding.got)
            if finding.case not in cases:
                call = f"{sheet.name}({', '.join(case.arguments)})"
                arguments = {name: show(value) for name, value in case.arguments.items()}
        hint = "" if finding.hint in hints else finding.hint or ""
        explanations.append(Explanation(finding, finding.case + 1, call, arguments, expected, got, hint))
        cases.add(finding.case)
        hints.add(finding.hint)
    return explanations


def as_lines(explanation: Explanation, *, values: bool = True) -> list[str]:
    """An explanation in plain text, with or without the values of the case."""
    finding = explanation.finding
    remarks = [f"  Remark: {text}" for text in finding.remarks]
    if finding.right:
        return [f"✓ {finding.component}", *remarks]
    lines = [f"✗ {finding.sentence}"]
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
