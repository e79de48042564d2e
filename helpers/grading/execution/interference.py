"""Where graded cells hand in what no `submit` writes, find the cell that stands between them and the judge, and leave it out."""

import copy
import functools
import time
from collections.abc import Callable
from dataclasses import replace

from nbformat.notebooknode import NotebookNode

from helpers.grading.execution.executor import Run, run_notebook
from helpers.grading.execution.kernels import Limits
from helpers.grading.execution.stop_reason import Trouble, trouble_of
from helpers.grading.judge import Submitted
from helpers.grading.names import exercise_name

TRIES = 10  # further runs, each without one more cell; the notebook's time bounds them too
TRIES_FOR_ONE = 3  # where one exercise hands in nothing, it is most likely at fault itself


def run_for_all(
    notebook: NotebookNode,
    files: dict[str, bytes],
    limits: Limits,
    read_cells: Callable[[NotebookNode, dict[int, Trouble]], dict[int, Submitted]],
    *,
    name: str,
    locked: bool,
    needless: frozenset[int] = frozenset(),
) -> Run:
    """Run a notebook, in place, so that a cell which spoils what others hand in costs its own exercise only.

    Arguments: as for run_notebook; read_cells, which reads what each graded cell of an executed notebook handed in. Returns:
    the run, with what was handed in; a cell that was left out is in trouble "spoilt".
    """
    until = time.monotonic() + limits.notebook_seconds
    run_once = functools.partial(run_notebook, files=files, name=name, locked=locked, needless=needless)
    run = run_once(notebook, limits=limits)
    left_out: dict[int, Trouble] = {}
    run.submitted = read_cells(notebook, run.troubles)
    victims = _spoilt(run.submitted)
    suspects = _suspects(notebook, victims, needless)
    for _ in range(TRIES):
        left = until - time.monotonic()
        if not suspects or left < 0:
            break
        without = left_out | {suspects.pop(0): trouble_of("spoilt", limits)}
        again = copy.deepcopy(notebook)
        second = run_once(again, limits=replace(limits, notebook_seconds=left), left_out=without)
        second.seconds = {what: run.seconds[what] + seconds for what, seconds in second.seconds.items()}
        second.submitted = read_cells(again, second.troubles)
        if any(second.submitted[index].whole for index in victims):
            notebook.cells, run, left_out, victims = again.cells, second, without, _spoilt(second.submitted)
            suspects = _suspects(notebook, victims, needless.union(left_out))
        else:
            run.seconds = second.seconds
    return run


def _spoilt(submitted: dict[int, Submitted]) -> list[int]:
    return [index for index, one in submitted.items() if one.whole is False]


def _suspects(notebook: NotebookNode, victims: list[int], not_run: frozenset[int]) -> list[int]:
    """The cells before the first victim that a student can write in and that ran, the nearest first."""
    own = exercise_name(notebook.cells[victims[0]]) if len(victims) == 1 else None
    before = list(enumerate(notebook.cells))[: min(victims, default=0)]
    suspects = []
    for index, cell in reversed(before):
        marks = cell.metadata.get("nbgrader", {})
        free = cell.cell_type == "code" and not marks.get("locked") and marks.get("grade_id", "") != own
        if free and index not in not_run:
            suspects.append(index)
    return suspects[:TRIES_FOR_ONE] if own else suspects
