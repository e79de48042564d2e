"""What the cell in which a function should have been written tells: why it was never defined, or is another cell's."""

import ast
from dataclasses import asdict, replace
from typing import Any

from nbformat.notebooknode import NotebookNode

from helpers.assessment.case_runner import Raised
from helpers.assessment.cell_errors import error_of_cell
from helpers.assessment.ipython_text import as_plain_python
from helpers.grading.student_kit import PARSING, parse
from helpers.grading.submission.cell_names import names_of
from helpers.grading.verdict import Verdict, VerdictKind


def say_why_undefined(verdict: Verdict, cell: NotebookNode | None) -> Verdict:
    """A verdict on a function that its test cell did not find, with the reason in place of that.

    Arguments: verdict; cell, the executed one that the function should have been written in, None where there is none.
    Returns: the same verdict where the cell seems to define the function all the same.
    """
    facts: dict[str, Any] = {"exercise": verdict.exercise}
    if cell is None or cell.cell_type != "code":
        return replace(verdict, kind=VerdictKind.NO_CELL, facts=facts)
    if raised := _error_of(cell):
        return replace(verdict, kind=VerdictKind.UNDEFINED, facts=facts | {"error": asdict(raised)})
    try:
        text = as_plain_python(cell.source)
        if verdict.exercise in names_of(text).bound:
            return verdict
        defined = [node.name for node in parse(text).body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return verdict
    return replace(verdict, kind=VerdictKind.MISNAMED, facts=facts | {"defined": [name[:100] for name in defined[:5]]})


def say_which_was_graded(verdict: Verdict, cell: NotebookNode | None) -> Verdict:
    """A verdict on a function that was tested; one that is not right says so where it cannot be the one of its own cell.

    Arguments: verdict; cell, the executed one that the function should have been written in, None where there is none.
    """
    if verdict.fraction == 1 or cell is None or cell.cell_type != "code" or not (raised := _error_of(cell)):
        return verdict
    try:
        parse(as_plain_python(cell.source))
    except SyntaxError:  # nothing of the cell has run
        return replace(verdict, facts=dict(verdict.facts) | {"error": asdict(raised)})
    except (ValueError, RecursionError, MemoryError):
        return verdict
    return verdict


def _error_of(cell: NotebookNode) -> Raised | None:
    error = next((output for output in cell.outputs if output.output_type == "error"), None)
    if error is None:
        return None
    with PARSING:
        return error_of_cell(cell.source, error.ename, error.evalue, error.traceback)
