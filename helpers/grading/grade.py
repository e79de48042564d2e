"""The centre of grading: a submitted notebook and an assignment in; verdicts, points and the executed notebook out."""

import copy
import functools
import time
from dataclasses import dataclass, field
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from helpers.grading.execution.interference import run_for_all
from helpers.grading.execution.kernels import Limits
from helpers.grading.execution.stop_reason import Trouble
from helpers.grading.judge import Submitted
from helpers.grading.judge_notebook import judge_notebook, read_cells
from helpers.grading.student_kit import PACKAGE, kit_of, worksheets_of
from helpers.grading.submission.skip_cells import needless_cells
from helpers.grading.submission.tolerant_reader import UNREADABLE
from helpers.grading.verdict import Verdict


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


def grade(
    notebook: NotebookNode,
    assignment: str,
    *,
    seed: int,
    kit: dict[str, bytes] | None = None,
    files: dict[str, bytes] | None = None,
    demonstrations: frozenset[str] = frozenset(),
    limits: Limits | None = None,
    locked: bool = True,
) -> Graded:
    """Grade one notebook whose graded cells are as they were released (see helpers.grading.submission.restore_cells).

    Arguments: notebook, not changed; assignment, its name; seed of the hidden cases: the same gives the same verdicts;
    kit, the files that lie beside the notebook (by default those of the checkout's assignment); files, what the student
    handed in besides, by relative path; demonstrations, texts of cells to run only where a mark may depend on them (see
    helpers.grading.submission.skip_cells); limits; locked, whether to run in the sandbox.
    """
    notebook = copy.deepcopy(notebook)
    kit = kit_of(sources_of(assignment)) if kit is None else kit
    seconds: dict[str, float] = {}
    troubles: dict[int, Trouble] = {}
    submitted: dict[int, Submitted] = {}
    if UNREADABLE not in notebook.metadata:
        beside = (files or {}) | kit | worksheets_of(assignment, seed)
        look = functools.partial(read_cells, assignment=assignment, seed=seed)
        needless = needless_cells(notebook, demonstrations) if demonstrations else frozenset()
        run = run_for_all(notebook, beside, limits or Limits(), look, name=assignment, locked=locked, needless=needless)
        troubles, submitted, seconds = run.troubles, run.submitted, run.seconds
    started = time.perf_counter()
    verdicts, points = judge_notebook(notebook, assignment, seed, submitted, troubles)
    seconds["judge"] = time.perf_counter() - started
    return Graded(notebook, verdicts, points, seconds)
