"""Where graded cells hand in what no `submit` writes, find the cell that stands between them and the judge, and leave it out."""

import copy
import functools
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from nbformat.notebooknode import NotebookNode

from helpers.grading.execution.executor import NotebookRun, run_notebook
from helpers.grading.execution.stop_reason import StopKind, StopReason
from helpers.grading.names import exercise_name
from helpers.grading.settings import Limits

TRIES = 10  # further runs, each without one more cell; the notebook's time bounds them too
TRIES_FOR_ONE = 3  # where one exercise hands in nothing, it is most likely at fault itself


class HandedIn(Protocol):
    """What a graded cell handed in."""

    @property
    def whole(self) -> bool | None:
        """Whether it is what `submit` writes; None where it is plain why nothing came."""


def run_without_interference(
    notebook: NotebookNode,
    files: dict[str, bytes],
    limits: Limits,
    read_cells: Callable[[NotebookNode, dict[int, StopReason]], Mapping[int, HandedIn]],
    *,
    name: str,
    sandboxed: bool,
    skipped: frozenset[int] = frozenset(),
    setup: Sequence[str] = (),
) -> NotebookRun:
    """Run a notebook, in place, so that a cell which spoils what others hand in costs its own exercise only.

    Arguments: as for run_notebook; read_cells, which reads what each graded cell of an executed notebook handed in. Returns:
    the run, with what was handed in; a cell that was left out was stopped as SPOILT.
    """
    until = time.monotonic() + limits.budget
    run_once = functools.partial(
        run_notebook, files=files, name=name, sandboxed=sandboxed, skipped=skipped, setup=setup
    )
    run = run_once(notebook, limits=limits)
    left_out: dict[int, StopReason] = {}
    run.handed_in = read_cells(notebook, run.stops)
    victims = _spoilt(run.handed_in)
    suspects = _suspects(notebook, victims, skipped)
    for _ in range(TRIES):
        left = until - time.monotonic()
        if not suspects or left < 0:
            break
        without = left_out | {suspects.pop(0): StopReason(StopKind.SPOILT, limits)}
        again = copy.deepcopy(notebook)
        second = run_once(again, limits=replace(limits, budget=left), left_out=without)
        second.seconds = {what: run.seconds[what] + seconds for what, seconds in second.seconds.items()}
        second.handed_in = read_cells(again, second.stops)
        if any(second.handed_in[index].whole for index in victims):
            notebook.cells, run, left_out, victims = again.cells, second, without, _spoilt(second.handed_in)
            suspects = _suspects(notebook, victims, skipped.union(left_out))
        else:
            run.seconds = second.seconds
    return run


def _spoilt(handed_in: Mapping[int, HandedIn]) -> list[int]:
    return [index for index, one in handed_in.items() if one.whole is False]


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
