"""`check` and `submit`: try a function on the worksheet's cases; say what is right, what is wrong, and why."""

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

from helpers.assessment.assess import Finding, assess, describe_case, not_done, sentence_of
from helpers.assessment.case_runner import Answer, NotDoneYet, answers_to_json, run_cases
from helpers.assessment.comparison import component_names
from helpers.assessment.components import parts_of
from helpers.assessment.formatting import indent, show
from helpers.assessment.serialization import MAX_CHARACTERS, MIME
from helpers.assessment.worksheet import HIDDEN, VISIBLE, Sheet, read_worksheet

HERE = Path.cwd()  # beside the notebook; its cells may go elsewhere later

__all__ = ["CheckFailed", "NotDoneYet", "Pending", "check", "submit"]


class CheckFailed(AssertionError):
    """A visible check that failed; IPython shows its text alone, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return str(self).split("\n")


class Pending:
    """Stands for a result that an earlier cell has yet to make; using it raises NotDoneYet with a sentence that says so."""

    def __init__(self, sentence: str):
        self.__dict__["_sentence"] = sentence

    def _raise(self, *args, **kwargs):
        raise NotDoneYet(self.__dict__["_sentence"])

    def __getattr__(self, name: str):
        if name.startswith("_"):  # IPython and copy look for optional hooks: say plainly that there are none
            raise AttributeError(name)
        self._raise()

    __getitem__ = __iter__ = __len__ = __call__ = __array__ = __bool__ = __float__ = _raise
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __matmul__ = (
        __rmatmul__
    ) = _raise
    __lt__ = __gt__ = __le__ = __ge__ = __neg__ = __abs__ = __format__ = __str__ = _raise


def check(function: Callable) -> None:
    """Try a function on the visible cases of its exercise.

    Prints one line when everything is right.
    Raises: CheckFailed (an AssertionError) with what was asked, expected and got; NotDoneYet while the hole is open.
    """
    sheet = _sheet(function, HERE / VISIBLE)
    answers = run_cases(function, sheet)
    if not_done(sheet, answers):
        raise NotDoneYet(
            f"`{sheet.name}` is not done yet: replace `raise NotDoneYet()` in its cell by your code, and run that cell."
        )
    findings = assess(sheet, answers)
    if all(finding.right for finding in findings):
        print(f"{sheet.name}: right in all {len(sheet.cases)} visible cases.")
        for text in (text for finding in findings for text in finding.remarks):
            print("  Remark:", text)
    else:
        raise CheckFailed(report(sheet, answers, findings))


def submit(function: Callable) -> None:
    """Answer the hidden cases and publish the answers for the judge; in the instructor's checkout judge them at once.

    Raises: CheckFailed in the instructor's checkout where the answers do not earn full marks.
    """
    if not (HERE / HIDDEN).exists() and (instructor := _instructor()):
        assignment = HERE.name
        sheet = _choose(function, instructor.draw_sheets(assignment, hidden=True))
        judging = importlib.import_module("helpers.grading.judge")
        verdict = judging.judge(instructor.ASSIGNMENTS[assignment][sheet.name], 0, [_message(function, sheet)])
        if verdict.fraction < 1:
            wrong = [sentence_of(finding) for finding in verdict.findings if not finding.right]
            raise CheckFailed("\n".join([f"{sheet.name} does not earn full marks. {verdict.reason}", *wrong]))
        return
    sheet = _sheet(function, HERE / HIDDEN)
    from IPython.display import display

    display({MIME: _message(function, sheet), "text/plain": f"{sheet.name}: answers handed in"}, raw=True)


def _message(function: Callable, sheet: Sheet) -> dict[str, str]:
    """What the judge reads: the answers to all cases of a sheet."""
    text = json.dumps({"exercise": sheet.name, "answers": answers_to_json(run_cases(function, sheet))})
    if len(text) > MAX_CHARACTERS:
        text = json.dumps({"exercise": sheet.name, "too_large": len(text)})
    return {"message": text}


def report(sheet: Sheet, answers: list[Answer], findings: list[Finding]) -> str:
    """Say in words and numbers what a check found: a line for each component, a column for each case, then the details."""
    right = sum(finding.right for finding in findings)
    lines = [f"{sheet.name}: {right} of {len(findings)} {'part' if len(findings) == 1 else 'parts'} right.", ""]
    lines += _table(sheet, answers)
    told: set[object] = set()
    for finding in findings:
        lines += ["", *_finding_lines(sheet, finding, told)]
    return "\n".join(lines)


def _table(sheet: Sheet, answers: list[Answer]) -> list[str]:
    shown = [i for i, case in enumerate(sheet.cases) if case.stubs == sheet.cases[0].stubs]
    rows = {"case": [str(index + 1) for index in shown]}
    for name in component_names(sheet.returns):
        rows[name] = ["✗" if part.problem else "✓" for part in parts_of(name, sheet, answers, shown)]
    width = max(map(len, rows))
    return [f"  {name.ljust(width)}  " + "".join(mark.rjust(3) for mark in marks) for name, marks in rows.items()]


def _finding_lines(sheet: Sheet, finding: Finding, told: set[object]) -> list[str]:
    """One component; a case and a hint that are told already are not told again."""
    if finding.right:
        return [f"✓ {finding.component}", *(f"  Remark: {text}" for text in finding.remarks)]
    lines = [f"✗ {sentence_of(finding)}"]
    if finding.expected is not None:
        case = sheet.cases[finding.case]
        if finding.case in told:
            lines.append(f"  In case {finding.case + 1} again,")
        else:
            lines.append(f"  case {finding.case + 1}: {describe_case(sheet, case)}, where")
            lines += [indent(f"{name} = {_after(name, show(value))}") for name, value in case.arguments.items()]
        lines += ["  expected:", indent(show(finding.expected))]
        if finding.got is not None:
            lines += ["  yours:", indent(show(finding.got))]
    if finding.hint and finding.hint not in told:
        lines += ["", f"  Hint: {finding.hint}"]
    told |= {finding.case, finding.hint}
    return lines


def _after(name: str, text: str) -> str:
    return text.replace("\n", "\n" + " " * (len(name) + 3))


def _sheet(function: Callable, path: Path) -> Sheet:
    """The sheet of a function's exercise: from the file beside the notebook, or drawn afresh in the instructor's checkout."""
    instructor = None if path.exists() else _instructor()
    sheets = instructor.draw_sheets(HERE.name) if instructor else read_worksheet(path)
    return _choose(function, sheets)


def _choose(function: Callable, sheets: dict[str, Sheet]) -> Sheet:
    """By the name under which the notebook knows the function, so that an alias or a wrapper counts, else by its own."""
    known = [name for name, value in vars(sys.modules["__main__"]).items() if value is function and name in sheets]
    own = getattr(function, "__name__", type(function).__name__)
    if known and own not in known:
        own = known[0]
    if own in sheets:
        return sheets[own]
    raise CheckFailed(f"There is no exercise called `{own}` here; the exercises are {', '.join(sheets)}.")


def _instructor():
    """The module that draws worksheets, where this is the instructor's checkout and the notebook one of its assignments."""
    try:
        sheets = importlib.import_module("helpers.exercises")
    except ModuleNotFoundError:
        return None
    return sheets if HERE.name in sheets.ASSIGNMENTS else None
