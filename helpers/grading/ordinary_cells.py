"""Ordinary graded cells of nbgrader's, beside the exercises of this course: an instructor's own tests, run in the kernel.

They are scored by nbgrader's rule: an error earns nothing; a number that the last line shows is the score; all else earns full
points. Where nbgrader would give points for what is no success, they earn nothing, with the reason: a cell that did not run to
its end, a result shown ahead of an error, `False`, a number that is no score. A warning costs nothing.
"""

import ast
import re
from collections.abc import Collection

from nbformat.notebooknode import NotebookNode
from nbgrader.utils import is_grade, is_solution

from helpers.assessment.ipython_text import as_plain_python
from helpers.grading.execution.stop_reason import StopReason
from helpers.grading.names import exercise_name
from helpers.grading.student_kit import parse
from helpers.grading.verdict import Verdict, VerdictKind

SUBMIT = "submit"  # what the test cell of an exercise hands its answers in with
STUBS = ("NotDoneYet", "NotImplementedError")  # what an answer that was not begun raises: ours and nbgrader's own
NUMPY_NUMBER = re.compile(r"np\.\w+\((.*)\)")  # as numpy 2 shows a number
FALSE = ("False", "np.False_")
LONGEST = 80  # characters of a shown value that are quoted


def is_graded_by_program(cell: NotebookNode) -> bool:
    """Whether a cell's points come from running it; a person grades code that is the answer itself, and text."""
    return is_grade(cell) and cell.cell_type == "code" and not is_solution(cell)


def is_test_of_exercise(cell: NotebookNode, exercises: Collection[str]) -> bool:
    """Whether a graded cell is for the judge: it has the name of an exercise of this course, or hands in answers."""
    return (not is_solution(cell) and exercise_name(cell) in exercises) or _calls_submit(cell.source)


def is_ordinary(cell: NotebookNode, exercises: Collection[str]) -> bool:
    """Whether a cell is graded by the tests in it, and not by the judge or a person."""
    return is_graded_by_program(cell) and not is_test_of_exercise(cell, exercises)


def verdict_of_tests(cell: NotebookNode, stop: StopReason | None) -> Verdict:
    """The verdict on an ordinary cell, from the outputs that the kernel sent and what stopped it."""
    name, worth = str(cell.metadata.nbgrader["grade_id"]), float(cell.metadata.nbgrader["points"])
    error = error_facts(cell)
    if stop or error:
        kind = VerdictKind.NOT_DONE if not stop and error["type"] in STUBS else VerdictKind.TESTED
        return Verdict(name, kind=kind, facts=error, stop=stop)
    results = [output for output in cell.outputs if output.output_type == "execute_result"]
    shown = results[-1].data.get("text/plain", "").strip() if results else ""
    number = _number(shown)
    if number is None:
        facts = {"shown": shown[:LONGEST]} if shown and shown not in ("True", "np.True_") else {}
        return Verdict(name, 1.0, kind=VerdictKind.TESTED, facts=facts)
    if not 0 <= number <= worth:
        return Verdict(name, kind=VerdictKind.NO_SCORE, facts={"shown": shown[:LONGEST], "worth": worth})
    return Verdict(name, number / worth if worth else 1.0, kind=VerdictKind.TESTED)


def error_facts(cell: NotebookNode) -> dict[str, str]:
    """The type and the first line of the error that a cell ended with; nothing where there is none."""
    error = next((output for output in cell.outputs if output.output_type == "error"), None)
    if error is None:
        return {}
    return {"type": error.ename, "text": error.evalue.splitlines()[0][:200] if error.evalue else ""}


def _number(shown: str) -> float | None:
    """The number that a value is shown as; None where it is none."""
    numpy_number = NUMPY_NUMBER.fullmatch(shown)
    if shown in FALSE:
        return 0.0
    try:
        return float(numpy_number[1] if numpy_number else shown)
    except ValueError:
        return None


def _calls_submit(source: str) -> bool:
    try:
        tree = parse(as_plain_python(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(isinstance(node, ast.Name) and node.id == SUBMIT for node in ast.walk(tree))
