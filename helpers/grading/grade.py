"""The centre of grading: a submitted notebook and an assignment in; verdicts, points and the executed notebook out."""

import copy
import functools
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell

from helpers.exercises import exercises_of
from helpers.grading.execution.interference import run_without_interference
from helpers.grading.execution.stop_reason import StopReason
from helpers.grading.judge import Submitted
from helpers.grading.judge_notebook import judge_notebook, read_cells
from helpers.grading.names import unused_id
from helpers.grading.ordinary_cells import is_ordinary
from helpers.grading.settings import Settings
from helpers.grading.student_kit import PACKAGE, kit_of, worksheets_of
from helpers.grading.submission.course_setup import SET_UP, CourseSetup, did_its_own, missing_setup
from helpers.grading.submission.given_cells import GIVEN, not_needed, put_in_given, take_out
from helpers.grading.submission.skip_cells import skippable_cells
from helpers.grading.submission.tolerant_reader import UNREADABLE
from helpers.grading.verdict import Verdict


@dataclass(frozen=True)
class Graded:
    """What came of a notebook.

    notebook: executed, harmless to show, with the number of points in each cell that a program grades, and a verdict in
    those of exercises; verdicts: in the order of the cells; points: exercise, or an ordinary cell's grade id -> (earned,
    possible); remarks: what was mended or left out, a sentence each; seconds: what took how long.
    """

    notebook: NotebookNode
    verdicts: tuple[Verdict, ...]
    points: dict[str, tuple[float, float]]
    remarks: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict, compare=False)


def known_assignments() -> list[str]:
    """The names of the assignments in the checkout that this package lies in."""
    return sorted({path.parent.name for path in (PACKAGE.parent / "source").glob("*/*.ipynb")})


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
    setups: tuple[CourseSetup, ...] = (),
) -> Graded:
    """Grade one notebook whose graded cells are as they were released (see helpers.grading.submission.restore_cells).

    Arguments: notebook, not changed; assignment, its name; settings: the same seed of the hidden cases gives the same
    verdicts; kit, the files that lie beside the notebook (by default those of the checkout's assignment); files, what the student
    handed in besides, by relative path; demonstrations, texts of cells to run only where a mark may depend on them (see
    helpers.grading.submission.skip_cells); setups, of which the notebook's own runs first where the notebook lacks it (see
    helpers.grading.submission.course_setup).
    """
    settings, seed = (settings or Settings()).with_seed()
    notebook = copy.deepcopy(notebook)
    kit = kit_of(sources_of(assignment)) if kit is None else kit
    seconds: dict[str, float] = {}
    stops: dict[int, StopReason] = {}
    submitted: Mapping[int, Submitted] = {}
    readable = UNREADABLE not in notebook.metadata
    setup = missing_setup(notebook, setups) if readable else ()
    put_in = put_in_given(notebook, setups) if readable else []
    if readable:
        beside = (files or {}) | kit | worksheets_of(assignment, seed)
        look = functools.partial(read_cells, assignment=assignment, seed=seed)
        ordinary = any(is_ordinary(cell, exercises_of(assignment)) for cell in notebook.cells)
        # the tests of an ordinary cell may look at whatever there is
        skipped = skippable_cells(notebook, demonstrations) if demonstrations and not ordinary else frozenset()
        run = run_without_interference(
            notebook,
            beside,
            settings.limits_for(assignment),
            look,
            name=assignment,
            sandboxed=settings.sandboxed,
            skipped=skipped,
            setup=setup,
        )
        stops, submitted, seconds = run.stops, run.handed_in, run.seconds
    started = time.perf_counter()
    lacked_setup = bool(setup) and not did_its_own(notebook, setup)
    own = not_needed(notebook, put_in)
    verdicts, points, of_texts = judge_notebook(notebook, assignment, seed, submitted, stops)
    take_out(notebook, own)
    if lacked_setup:
        notebook.cells.insert(0, new_markdown_cell(f"*{SET_UP}*", id=unused_id(notebook.cells, "course-setup")))
    remarks = (SET_UP,) * lacked_setup + (GIVEN,) * (len(own) < len(put_in)) + of_texts
    seconds["judge"] = time.perf_counter() - started
    return Graded(notebook, verdicts, points, remarks, seconds)
