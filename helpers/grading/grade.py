"""The centre of grading: a submitted notebook and an assignment in; verdicts, points and the executed notebook out."""

import copy
import functools
import logging
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import is_grade

from helpers.assessment.serialization import MIME
from helpers.exercises import ASSIGNMENTS
from helpers.grading.execution.interference import run_without_interference
from helpers.grading.execution.stop_reason import StopReason
from helpers.grading.feedback import as_html, as_text, points_of
from helpers.grading.judge import Verdict, is_whole, judge
from helpers.grading.names import exercise_name
from helpers.grading.settings import Settings
from helpers.grading.student_kit import PACKAGE, kit_of, worksheets_of
from helpers.grading.submission.sanitize import CleanNotebook
from helpers.grading.submission.skip_cells import skippable_cells
from helpers.grading.submission.tolerant_reader import UNREADABLE

SEED_KEY = "hidden_seed"
KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Graded:
    """What came of a notebook.

    notebook: executed, harmless to show, with a verdict and the number of points in each graded cell; verdicts: in the
    order of the cells; points: exercise -> (earned, possible); seconds: what took how long.
    """

    notebook: NotebookNode
    verdicts: tuple[Verdict, ...]
    points: dict[str, tuple[float, float]]
    seconds: dict[str, float] = field(default_factory=dict, compare=False)


def sources_of(assignment: str) -> list[Path]:
    """The instructor's notebooks of an assignment, in the checkout that this package lies in."""
    return sorted((PACKAGE.parent / "source" / assignment).glob("*.ipynb"))


def grade_notebook(
    notebook: NotebookNode,
    assignment: str,
    settings: Settings | None = None,
    *,
    kit: dict[str, bytes] | None = None,
    files: dict[str, bytes] | None = None,
    demonstrations: frozenset[str] = frozenset(),
) -> Graded:
    """Grade one notebook whose graded cells are as they were released (see helpers.grading.submission.restore_cells).

    Arguments: notebook, not changed; assignment, its name; settings: the same seed of the hidden cases gives the same
    verdicts; kit, the files that lie beside the notebook (by default those of the checkout's assignment); files, what the student
    handed in besides, by relative path; demonstrations, texts of cells to run only where a mark may depend on them (see
    helpers.grading.submission.skip_cells).
    """
    settings, seed = (settings or Settings()).with_seed()
    notebook = copy.deepcopy(notebook)
    kit = kit_of(sources_of(assignment)) if kit is None else kit
    seconds: dict[str, float] = {}
    troubles: dict[int, StopReason] = {}
    if UNREADABLE not in notebook.metadata:
        beside = (files or {}) | kit | worksheets_of(assignment, seed)
        look = functools.partial(handed_in, assignment=assignment, seed=seed)
        skipped = skippable_cells(notebook, demonstrations) if demonstrations else frozenset()
        run = run_without_interference(
            notebook,
            beside,
            settings.limits_for(assignment),
            look,
            name=assignment,
            sandboxed=settings.sandboxed,
            skipped=skipped,
        )
        troubles, seconds = run.stops, run.seconds
    started = time.perf_counter()
    verdicts, points = judge_notebook(notebook, assignment, seed, troubles)
    seconds["judge"] = time.perf_counter() - started
    return Graded(notebook, verdicts, points, seconds)


def handed_in(
    notebook: NotebookNode, troubles: dict[int, StopReason], *, assignment: str, seed: int
) -> dict[int, bool | None]:
    """Tell of each graded cell of an executed notebook whether it handed in what `submit` writes.

    Returns: by index; None where the cell or the one it tests was stopped, or the function was never defined. A cell that
    showed too much before it could hand in anything handed in nothing: another one may have made it show that.
    """
    told: dict[int, bool | None] = {}
    for index, cell in enumerate(notebook.cells):
        exercise = ASSIGNMENTS.get(assignment, {}).get(exercise_name(cell)) if is_grade(cell) else None
        if exercise and cell.cell_type == "code":
            stopped = any(i in troubles for i in _written_in(notebook, exercise.name))
            stopped |= index in troubles and troubles[index].kind != "output"
            undefined = any(output.get("ename") == "NameError" for output in cell.outputs)
            messages = [output.data[MIME] for output in cell.outputs if MIME in output.get("data", {})]
            told[index] = None if stopped or (undefined and not messages) else is_whole(exercise, seed, messages)
    return told


def judge_notebook(
    notebook: NotebookNode, assignment: str, seed: int, troubles: dict[int, StopReason]
) -> tuple[tuple[Verdict, ...], dict[str, tuple[float, float]]]:
    """Judge an executed notebook, and make it harmless to show, in place.

    Arguments: notebook; assignment; seed of the hidden cases; troubles, what stopped cells, by index.
    Returns: verdicts and points as in Graded.
    """
    unreadable = notebook.metadata.get(UNREADABLE)
    messages = {id(cell): _take_messages(cell) for cell in notebook.cells}
    CleanNotebook().preprocess(notebook, {})
    notebook.metadata = NotebookNode(KERNEL | {SEED_KEY: seed} | ({UNREADABLE: unreadable} if unreadable else {}))
    verdicts, points = [], {}
    for index, cell in enumerate(notebook.cells):
        if is_grade(cell) and cell.cell_type == "code":
            verdict = _verdict(notebook, index, assignment, seed, messages[id(cell)], troubles)
            worth = float(cell.metadata.nbgrader["points"])
            _write(cell, verdict, worth)
            verdicts.append(verdict)
            points[verdict.exercise] = (points_of(verdict, worth), worth)
    return tuple(verdicts), points


def _take_messages(cell: NotebookNode) -> list[Any]:
    """Take the answers out of a cell's outputs: they are for the judge, and nobody else."""
    outputs = cell.get("outputs", [])
    return [output.data.pop(MIME) for output in outputs if MIME in output.get("data", {})]


def _verdict(
    notebook: NotebookNode,
    index: int,
    assignment: str,
    seed: int,
    messages: list[Any],
    troubles: dict[int, StopReason],
) -> Verdict:
    """Judge one cell; whatever goes wrong, there is a verdict, and it gives no more than was earned."""
    cell = notebook.cells[index]
    name = exercise_name(cell)
    exercise = ASSIGNMENTS.get(assignment, {}).get(name)
    if notebook.metadata.get(UNREADABLE):
        return Verdict(name, 0.0, reason=notebook.metadata[UNREADABLE])
    if exercise is None:
        return Verdict(name, 0.0, reason="The judge knows no exercise of this name; please tell your instructor.")
    try:
        verdict = judge(exercise, seed, messages)
    except Exception:
        log.exception("The judge failed at %s", name)
        reason = "The judge could not work with these answers; your instructor has been told."
        return Verdict(name, 0.0, reason=reason)
    trouble = troubles.get(index) or next((troubles[i] for i in _written_in(notebook, name) if i in troubles), None)
    if trouble:
        verdict = replace(verdict, trouble=trouble.kind)
    if messages:
        return verdict
    if trouble:
        where = "" if index in troubles else f"About the cell that defines `{name}`: "
        return replace(verdict, reason=f"{verdict.reason} {where}{trouble.sentence}")
    return replace(verdict, reason=f"{verdict.reason} {_why_silent(cell)}".strip())


def _written_in(notebook: NotebookNode, exercise: str) -> list[int]:
    """The cell that an exercise is written in."""
    return [i for i, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == exercise]


def _why_silent(cell: NotebookNode) -> str:
    """What the cell's outputs say about why no answers came."""
    error = next((output for output in cell.outputs if output.output_type == "error"), None)
    if error is None:
        return ""
    return f"It stopped with {error.ename}: {error.evalue.splitlines()[0][:200] if error.evalue else ''}"


def _write(cell: NotebookNode, verdict: Verdict, worth: float) -> None:
    """Put a verdict where student and nbgrader find it: the page's HTML, the number that becomes the score, the record."""
    shown = {"text/html": as_html(verdict, worth), "text/plain": as_text(verdict, worth)}
    number = {"text/plain": str(points_of(verdict, worth))}
    cell.metadata["verdict"] = verdict.to_json()
    cell.outputs = [
        new_output("display_data", shown),
        new_output("execute_result", number, execution_count=cell.execution_count),
    ]
