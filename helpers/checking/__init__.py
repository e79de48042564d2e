"""`check` and `submit`: try a function on the worksheet's cases; say what is right, what is wrong, and why."""

import importlib
import json
import sys
from collections.abc import Callable
from types import ModuleType

from IPython.display import display

from helpers.assessment.assess import Finding, assess, not_done
from helpers.assessment.case_runner import NotDoneYet, answers_to_json, run_cases
from helpers.assessment.explain import as_lines, explain
from helpers.assessment.serialization import MAX_CHARACTERS, MIME
from helpers.assessment.worksheet import HIDDEN, VISIBLE, Sheet, read_worksheet
from helpers.files.notebook_folder import notebook_folder

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
    """Try a function on the visible cases of its exercise; print one line when everything is right.

    Args:
        function: The student's function, under the name of its exercise.

    Raises:
        CheckFailed: Something is wrong; the text says what was asked, what is expected and what came.
        NotDoneYet: The hole is still open.
    """
    sheet = _choose(function, _visible_sheets())
    answers = run_cases(function, sheet)
    if not_done(sheet, answers):
        raise NotDoneYet(
            f"`{sheet.name}` is not done yet: replace `raise NotDoneYet()` in its cell by your code, and run that cell."
        )
    findings = assess(sheet, answers)
    if not all(finding.right for finding in findings):
        raise CheckFailed(report(sheet, findings))
    print(f"{sheet.name}: right in all {len(sheet.cases)} visible cases.")
    for text in (text for finding in findings for text in finding.remarks):
        print("  Remark:", text)


def submit(function: Callable) -> None:
    """Answer the hidden cases and publish the answers for the judge; in the instructor's checkout judge them at once.

    Args:
        function: The student's function, under the name of its exercise.

    Raises:
        CheckFailed: In the instructor's checkout, where the answers do not earn full marks.
    """
    folder = notebook_folder()
    instructor = None if (folder / HIDDEN).exists() else _instructor()
    if instructor and (sheets := instructor.sheets_in(folder)):
        failures = instructor.failures_of(function, folder.name, _choose(function, sheets).name)
        if failures:
            raise CheckFailed("\n".join(failures))
        return
    sheet = _choose(function, read_worksheet(folder / HIDDEN))
    display({MIME: _message(function, sheet), "text/plain": f"{sheet.name}: answers handed in"}, raw=True)


def _message(function: Callable, sheet: Sheet) -> dict[str, str]:
    """What the judge reads: the answers to all cases of a sheet."""
    text = json.dumps({"exercise": sheet.name, "answers": answers_to_json(run_cases(function, sheet))})
    if len(text) > MAX_CHARACTERS:
        text = json.dumps({"exercise": sheet.name, "too_large": len(text)})
    return {"message": text}


def report(sheet: Sheet, findings: list[Finding]) -> str:
    """Say in words and numbers what a check found: a line for each component, a column for each case, then the details."""
    right = sum(finding.right for finding in findings)
    lines = [f"{sheet.name}: {right} of {len(findings)} {'part' if len(findings) == 1 else 'parts'} right.", ""]
    lines += _table(sheet, findings)
    for explanation in explain(sheet, findings):
        lines += ["", *as_lines(explanation)]
    return "\n".join(lines)


def _table(sheet: Sheet, findings: list[Finding]) -> list[str]:
    shown = [number for number, case in enumerate(sheet.cases) if case.stubs == sheet.cases[0].stubs]
    rows = {"case": [str(number + 1) for number in shown]}
    rows |= {f.component: ["✓" if right else "✗" for right in f.right_cases] for f in findings if f.right_cases}
    width = max(map(len, rows))
    return [f"  {name.ljust(width)}  " + "".join(mark.rjust(3) for mark in marks) for name, marks in rows.items()]


def _visible_sheets() -> dict[str, Sheet]:
    """From the file beside the notebook, or drawn afresh in the instructor's checkout."""
    folder = notebook_folder()
    instructor = None if (folder / VISIBLE).exists() else _instructor()
    return (instructor and instructor.sheets_in(folder)) or read_worksheet(folder / VISIBLE)


def _choose(function: Callable, sheets: dict[str, Sheet]) -> Sheet:
    """By the name under which the notebook knows the function, so that an alias or a wrapper counts, else by its own."""
    known = [name for name, value in vars(sys.modules["__main__"]).items() if value is function and name in sheets]
    own = getattr(function, "__name__", type(function).__name__)
    if known and own not in known:
        own = known[0]
    if own in sheets:
        return sheets[own]
    raise CheckFailed(f"There is no exercise called `{own}` here; the exercises are {', '.join(sheets)}.")


def _instructor() -> ModuleType | None:
    """What a checkout has and a kit has not."""
    try:
        return importlib.import_module("helpers.checking.instructor")
    except ModuleNotFoundError:
        return None
