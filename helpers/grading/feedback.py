"""A verdict as a student reads it in the feedback page, and as Formgrader and a terminal show it."""

from html import escape

from helpers.assessment.assess import Finding, describe_case, sentence_of
from helpers.assessment.formatting import show
from helpers.grading.judge import Verdict

BOX = "border-left:4px solid {colour};background:{shade};padding:.5em .8em;margin:.4em 0;"
LONGEST = 4000  # characters of a value: a list of lists of lists … is long, too
PLAIN = "margin:0;padding:2px 0;border:0;background:none"
GREEN, RED, BLUE = ("#2e7d32", "#eef7ee"), ("#b3261e", "#fcf0ef"), ("#1f5fa8", "#eef4fb")


def points_of(verdict: Verdict, points: float) -> float:
    """The points an exercise earned, with two decimals; the full number only for a flawless one."""
    return float(points) if verdict.fraction == 1.0 else min(round(verdict.fraction * points, 2), float(points))


def as_text(verdict: Verdict, points: float) -> str:
    """The verdict in plain text."""
    lines = [_title(verdict, points)]
    if verdict.reason:
        lines.append(verdict.reason)
    for finding in verdict.findings:
        lines.append(f"✓ {finding.component}" if finding.right else f"✗ {sentence_of(finding)}")
        lines += [f"  Hint: {finding.hint}"] if finding.hint else []
        lines += [f"  Remark: {text}" for text in finding.remarks]
    return "\n".join(lines)


def as_html(verdict: Verdict, points: float) -> str:
    """The verdict as HTML without scripts, classes or anything from outside."""
    parts = [f"<b>{escape(_title(verdict, points))}</b>"]
    if verdict.reason:
        parts.append(_box(escape(verdict.reason), RED))
    told: set[object] = set()
    parts += [_finding(verdict, finding, points, told) for finding in verdict.findings]
    return f'<div style="max-width:60em">{"".join(parts)}</div>'


def _title(verdict: Verdict, points: float) -> str:
    return f"{verdict.exercise}: {points_of(verdict, points):g} of {points:g} points"


def _box(inner: str, colours: tuple[str, str]) -> str:
    return f'<div style="{BOX.format(colour=colours[0], shade=colours[1])}">{inner}</div>'


def _finding(verdict: Verdict, finding: Finding, points: float, told: set[object]) -> str:
    """One component; a case and a hint that are told already are not told again."""
    worth = points * verdict.shares[finding.component] / sum(verdict.shares.values())
    head = f"{'✓' if finding.right else '✗'} <b>{escape(finding.component)}</b> ({worth:.3g})"
    remarks = "".join(f"<br>Remark: {escape(text)}" for text in finding.remarks)
    if finding.right:
        return _box(head + remarks, GREEN)
    inner = f"{head}: {escape(finding.sentence.removeprefix(finding.component).strip())}"
    if finding.expected is not None:
        inner += _case(verdict, finding, finding.case not in told)
    if finding.hint and finding.hint not in told:
        inner += _box(f"<b>Hint.</b> {escape(finding.hint)}", BLUE)
    told |= {finding.case, finding.hint}
    return _box(inner + remarks, RED)


def _case(verdict: Verdict, finding: Finding, in_full: bool) -> str:
    case = verdict.sheet.cases[finding.case]
    rows = list(case.arguments.items()) if in_full else []
    rows += [("expected", finding.expected)]
    rows += [("yours", finding.got)] if finding.got is not None else []
    cells = "".join(
        f'<tr><td style="text-align:right;vertical-align:top;padding:2px 8px">{escape(name)}</td>'
        f'<td style="text-align:left"><pre style="{PLAIN}">{escape(show(value)[:LONGEST])}</pre></td></tr>'
        for name, value in rows
    )
    call = (
        f"For <code>{escape(describe_case(verdict.sheet, case))}</code> with"
        if in_full
        else "In the same case as above"
    )
    return f'<div style="margin:.4em 0">{call}</div><table style="margin:0">{cells}</table>'
