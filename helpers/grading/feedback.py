"""A verdict as a student reads it in the feedback page, and as Formgrader and a terminal show it."""

from html import escape

from helpers.assessment.explain import SAME, Explanation, as_lines, explain
from helpers.assessment.problems import sentence_after_name
from helpers.grading.verdict import Verdict, points_of

BOX = "border-left:4px solid {colour};background-color:{shade};padding:.5em .8em;margin:.4em 0;"
LONGEST = 4000  # characters of a value: a list of lists of lists … is long, too
PLAIN = "margin:0;padding:2px 0;border:0;background-color:transparent"
GREEN, RED, BLUE = ("#2e7d32", "#eef7ee"), ("#b3261e", "#fcf0ef"), ("#1f5fa8", "#eef4fb")


def as_text(verdict: Verdict, points: float) -> str:
    """The verdict in plain text."""
    lines = [title(verdict, points)]
    if verdict.reason:
        lines.append(verdict.reason)
    for explanation in explain(verdict.sheet, verdict.findings):
        lines += as_lines(explanation, values=False)
    return "\n".join(lines)


def as_html(verdict: Verdict, points: float) -> str:
    """The verdict as HTML without scripts, classes or anything from outside."""
    parts = [f"<b>{escape(title(verdict, points))}</b>"]
    if verdict.reason:
        parts.append(_box(escape(verdict.reason), RED))
    parts += [_finding(verdict, explanation, points) for explanation in explain(verdict.sheet, verdict.findings)]
    return f'<div style="max-width:60em">{"".join(parts)}</div>'


def title(verdict: Verdict, points: float) -> str:
    """Which cell earned how many of its points."""
    return f"{verdict.exercise}: {points_of(verdict, points):g} of {points:g} points"


def _box(inner: str, colours: tuple[str, str]) -> str:
    return f'<div style="{BOX.format(colour=colours[0], shade=colours[1])}">{inner}</div>'


def _finding(verdict: Verdict, explanation: Explanation, points: float) -> str:
    finding = explanation.finding
    worth = points * verdict.shares[finding.component] / sum(verdict.shares.values())
    unit = "point" if f"{worth:.3g}" == "1" else "points"
    head = f"{'✓' if finding.right else '✗'} <b>{escape(finding.component)}</b> ({worth:.3g} {unit})"
    remarks = "".join(f"<br>Remark: {escape(text)}" for text in finding.remarks)
    if finding.right:
        return _box(head + remarks, GREEN)
    same = SAME.format(component=explanation.same_as)
    inner = (
        f"{head}: {escape(same if explanation.same_as else sentence_after_name(finding.component, finding.problem))}"
    )
    if explanation.expected:
        inner += _case(explanation)
    if explanation.hint:
        inner += _box(f"<b>Hint.</b> {escape(explanation.hint)}", BLUE)
    return _box(inner + remarks, RED)


def _case(explanation: Explanation) -> str:
    rows = explanation.arguments | {"expected": explanation.expected}
    rows |= {"yours": explanation.got} if explanation.got else {}
    cells = "".join(
        f'<tr><td style="text-align:right;vertical-align:top;padding:2px 8px">{escape(name)}</td>'
        f'<td style="text-align:left"><pre style="{PLAIN}">{escape(text[:LONGEST])}</pre></td></tr>'
        for name, text in rows.items()
    )
    call = f"For <code>{escape(explanation.call)}</code> with" if explanation.call else "In the same case as above"
    return f'<div style="margin:.4em 0">{call}</div><table style="margin:0">{cells}</table>'
