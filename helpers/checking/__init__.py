"""`check` and `submit`: try a function on the worksheet's cases; say what is right, what is wrong, and why."""

import importlib
import inspect
import json
from collections.abc import Callable
from dataclasses import asdict
from types import FrameType, ModuleType

from IPython.display import display

from helpers.assessment.assess import assess, not_done
from helpers.assessment.case_runner import NotDoneYet, Raised, answers_to_json, describe, run_cases
from helpers.assessment.explain import as_lines, explain
from helpers.assessment.finding import Finding
from helpers.assessment.problems import error_words, place_words
from helpers.assessment.serialization import MAX_CHARACTERS, MIME
from helpers.assessment.worksheet import HIDDEN, VISIBLE, Sheet, read_worksheet
from helpers.checking.last_run import failed_definition
from helpers.checking.which_exercise import find_sheet, what_to_write
from helpers.files.notebook_folder import notebook_folder

STILL_OLD = """The cell that defines `{name}` stopped: {error}
So `{name}` is still the function from before. Mend that cell and run it, then run this one again."""
UNFINISHED = """`{name}` had not finished when it was interrupted{place}.
Is there a loop that never ends? If it is only slow: is there a loop that NumPy could do at once?"""

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
        CheckFailed: Something is wrong; the text says what was asked, what is expected and what came. Or it cannot be tried:
            it is no exercise's function, its cell stopped at an error, or it was interrupted; the text says what to do.
        NotDoneYet: The hole is still open.
    """
    sheets, caller = _visible_sheets(), _caller()
    if not callable(function):
        raise CheckFailed(what_to_write("check", function, sheets, caller))
    sheet = _choose("check", function, sheets, caller)
    if error := failed_definition(function, sheet.name):
        raise CheckFailed(STILL_OLD.format(name=sheet.name, error=error_words(**asdict(error))))
    try:
        answers = run_cases(function, sheet)
    except KeyboardInterrupt as interrupt:
        raise CheckFailed(_unfinished(sheet.name, describe(interrupt))) from None
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
    folder, caller = notebook_folder(), _caller()
    instructor = None if (folder / HIDDEN).exists() else _instructor()
    if instructor and (sheets := instructor.sheets_in(folder)):
        failures = instructor.failures_of(function, folder.name, _choose("submit", function, sheets, caller).name)
        if failures:
            raise CheckFailed("\n".join(failures))
        return
    sheet = _choose("submit", function, read_worksheet(folder / HIDDEN), caller)
    display({MIME: _message(function, sheet), "text/plain": f"{sheet.name}: answers handed in"}, raw=True)


def _unfinished(name: str, interrupted: Raised) -> str:
    line, function, code = interrupted.line, interrupted.function, interrupted.code
    return UNFINISHED.format(name=name, place=f", {place_words(line, function, code)}" if line else "")


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
    shown = [number for number, case in enumerate(sheet.cases) if case.stubs == sheet.cases[0].stubs and not case.part]
    rows = {"case": [str(number + 1) for number in shown]}
    rows |= {f.component: ["✓" if right else "✗" for right in f.right_cases] for f in findings if f.right_cases}
    width = max(map(len, rows))
    return [f"  {name.ljust(width)}  " + "".join(mark.rjust(3) for mark in marks) for name, marks in rows.items()]


def _visible_sheets() -> dict[str, Sheet]:
    """From the file beside the notebook, or drawn afresh in the instructor's checkout."""
    folder = notebook_folder()
    instructor = None if (folder / VISIBLE).exists() else _instructor()
    return (instructor and instructor.sheets_in(folder)) or read_worksheet(folder / VISIBLE)


def _choose(door: str, function: Callable, sheets: dict[str, Sheet], caller: FrameType | None) -> Sheet:
    sheet = find_sheet(function, sheets)
    if sheet is None:
        raise CheckFailed(what_to_write(door, function, sheets, caller))
    return sheet


def _caller() -> FrameType | None:
    """The frame that called the one that asks."""
    frame = inspect.currentframe()
    asking = frame.f_back if frame else None
    return asking.f_back if asking else None


def _instructor() -> ModuleType | None:
    """What a checkout has and a kit has not."""
    try:
        return importlib.import_module("helpers.checking.instructor")
    except ModuleNotFoundError:
        return None
