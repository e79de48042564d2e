"""The graded cells of an executed notebook: read what they handed in, and write a verdict into each."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import is_grade

from helpers.assessment.serialization import MIME
from helpers.exercises import ASSIGNMENTS
from helpers.grading.execution.stop_reason import StopKind, StopReason
from helpers.grading.feedback import as_html, as_text
from helpers.grading.judge import Submitted, judge, read_submitted
from helpers.grading.names import exercise_name
from helpers.grading.never_defined import say_which_was_graded, say_why_undefined
from helpers.grading.submission.sanitize import CleanNotebook
from helpers.grading.submission.tolerant_reader import UNREADABLE
from helpers.grading.told_above import ErrorsTold
from helpers.grading.verdict import Verdict, VerdictKind, points_of, to_record

SEED_KEY = "hidden_seed"  # of the autograded notebook's metadata
KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def read_cells(
    notebook: NotebookNode, stops: Mapping[int, StopReason], *, assignment: str, seed: int
) -> dict[int, Submitted]:
    """Read what each graded cell of an executed notebook handed in.

    Returns: by index. `whole` is None where it is plain why nothing came: the cell or the one it tests was stopped, or the
    function was never defined. A cell that showed too much before it could hand in anything handed in nothing: another one
    may have made it show that.
    """
    found = {}
    for index, cell in enumerate(notebook.cells):
        exercise = ASSIGNMENTS.get(assignment, {}).get(exercise_name(cell)) if is_graded_code(cell) else None
        if exercise:
            messages = [output.data[MIME] for output in cell.outputs if MIME in output.get("data", {})]
            submitted = read_submitted(exercise, seed, messages)
            stopped = any(i in stops for i in _written_in(notebook, exercise.name))
            stopped |= index in stops and stops[index].kind is not StopKind.OUTPUT
            undefined = any(output.get("ename") == "NameError" for output in cell.outputs)
            plain = stopped or (undefined and not messages)
            found[index] = replace(submitted, whole=None) if plain else submitted
    return found


def judge_notebook(
    notebook: NotebookNode,
    assignment: str,
    seed: int,
    submitted: Mapping[int, Submitted],
    stops: Mapping[int, StopReason],
) -> tuple[tuple[Verdict, ...], dict[str, tuple[float, float]]]:
    """Judge an executed notebook, and make it harmless to show, in place.

    Arguments: notebook; assignment; seed of the hidden cases; submitted, what graded cells handed in, and stops, what
    stopped cells, both by index. Returns: the verdicts in the order of the cells, and exercise -> (earned, possible).
    """
    unreadable = notebook.metadata.get(UNREADABLE)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(MIME, None)  # answers are for the judge, and nobody else
    CleanNotebook().preprocess(notebook, {})
    notebook.metadata = NotebookNode(KERNEL | {SEED_KEY: seed} | ({UNREADABLE: unreadable} if unreadable else {}))
    verdicts: list[Verdict] = []
    told = ErrorsTold()
    points: dict[str, tuple[float, float]] = {}
    for index, cell in enumerate(notebook.cells):
        if is_graded_code(cell):
            name = exercise_name(cell)
            if unreadable:
                verdict = Verdict(name, kind=VerdictKind.UNREADABLE, facts={"detail": unreadable})
            elif exercise := ASSIGNMENTS.get(assignment, {}).get(name):
                verdict = judge(exercise, seed, submitted.get(index, Submitted(kind=VerdictKind.SILENT)))
                verdict = told.shorten(_with_circumstances(verdict, index, notebook, stops))
            else:
                verdict = Verdict(name, kind=VerdictKind.UNKNOWN_EXERCISE)
            worth = float(cell.metadata.nbgrader["points"])
            _write(cell, verdict, worth)
            verdicts.append(verdict)
            points[name] = (points_of(verdict, worth), worth)
    return tuple(verdicts), points


def is_graded_code(cell: NotebookNode) -> bool:
    """Whether the judge grades a cell, and not a person."""
    return is_grade(cell) and cell.cell_type == "code"


def _with_circumstances(
    verdict: Verdict, index: int, notebook: NotebookNode, stops: Mapping[int, StopReason]
) -> Verdict:
    """The verdict with what stopped the test cell or the one it tests; a silent cell's also with the error it ended with."""
    at_definition = [stops[i] for i in _written_in(notebook, verdict.exercise) if i in stops]
    found = [stops[index]] if index in stops else at_definition
    if found:
        return replace(verdict, stop=found[0], stop_at_definition=index not in stops)
    cell = next((notebook.cells[i] for i in _written_in(notebook, verdict.exercise)), None)
    if verdict.kind in (VerdictKind.JUDGED, VerdictKind.NOT_DONE):
        return say_which_was_graded(verdict, cell)
    error = next((output for output in notebook.cells[index].outputs if output.output_type == "error"), None)
    if verdict.kind is not VerdictKind.SILENT or error is None:
        return verdict
    if error.ename == "NameError":
        verdict = say_why_undefined(verdict, cell)
        if verdict.kind is not VerdictKind.SILENT:
            return verdict
    return replace(
        verdict, facts={"type": error.ename, "text": error.evalue.splitlines()[0][:200] if error.evalue else ""}
    )


def _written_in(notebook: NotebookNode, exercise: str) -> list[int]:
    """The cell that an exercise is written in."""
    return [i for i, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == exercise]


def _write(cell: NotebookNode, verdict: Verdict, worth: float) -> None:
    """Put a verdict where student and nbgrader find it: the page's HTML, the number that becomes the score, the record."""
    shown: dict[str, Any] = {"text/html": as_html(verdict, worth), "text/plain": as_text(verdict, worth)}
    number = {"text/plain": str(points_of(verdict, worth))}
    cell.metadata["verdict"] = to_record(verdict)
    cell.outputs = [
        new_output("display_data", shown),
        new_output("execute_result", number, execution_count=cell.execution_count),
    ]
