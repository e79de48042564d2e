"""A run over a class: submissions are graded ahead, several at a time, while nbgrader walks through them in its own order."""

import hashlib
import json
import logging
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.converters import Autograde

from helpers.grading.class_run.cluster import Workers, is_lost, open_cluster
from helpers.grading.class_run.folders import autograded_folder, source_folder, student_of
from helpers.grading.class_run.progress import Progress
from helpers.grading.class_run.read_ahead import Sanitized, sanitize
from helpers.grading.execution.kernels import require_sandbox, warm_server
from helpers.grading.grade import Graded, grade_notebook
from helpers.grading.settings import Settings
from helpers.grading.student_kit import KIT_NAMES
from helpers.grading.submission.course_setup import setups_of
from helpers.grading.submission.files import files_below
from helpers.grading.submission.skip_cells import demonstrations_of

AHEAD = 4  # notebooks for each job that may wait to be fetched
LARGEST_FILE = 20_000_000  # bytes; larger ones of a submission are not laid beside the notebook
MOST_BYTES = 60_000_000  # of all that are


class ClassRun:
    """Grades the notebooks of an nbgrader run; those to come are begun before nbgrader asks for them.

    An example, with two jobs and submissions of ada, bob and cyd. nbgrader sanitizes ada's notebook and hands it to
    `graded`. Nothing is ready yet, so it is begun, and a thread begins what nbgrader will come to: it takes the sanitizing
    steps with bob's and cyd's files, which `sanitized` keeps by path, and begins their grading, which `begun` keeps by a
    digest of everything that it depends on. While ada's is waited for, bob's runs as well. When nbgrader comes to bob, it
    asks for his sanitized notebook (`take_sanitized`), walks on through its own steps, and hands the notebook to `graded`:
    the digest is the same, so there is only a result to fetch. Had the released cells changed meanwhile, the digest would be
    another, and it would be graded now. What was done ahead can so be wasted, and never be wrong.
    """

    def __init__(self, converter: Autograde, settings: Settings, kit: dict[str, bytes], log: logging.Logger):
        self.converter, self.settings = converter, settings
        self.assignment = converter.coursedir.assignment_id
        sources = sorted(source_folder(converter.coursedir).glob("*.ipynb"))
        self.kit, self.replaced = kit, replaced_by(kit)
        self.demonstrations = demonstrations_of(sources) if settings.cells == "needed" else frozenset()
        self.setups = setups_of(sources)
        self.log = log
        self.here = Workers(ThreadPoolExecutor(settings.jobs), settings.jobs, grade_notebook)
        self.workers = open_cluster(settings) if settings.scheduler else self.here
        self.begun: dict[str, Future[Graded]] = {}
        self.sanitized: dict[Path, Sanitized] = {}
        self.changed = threading.Condition()
        self.plan = list(planned_notebooks(converter))
        if self.plan and self.workers is self.here:
            self.here.executor.submit(warm_server)  # it takes a second or two to be ready, and so does nbgrader
        self.progress = Progress(len(self.plan), log)
        self.fetched = 0

    def graded(self, notebook: NotebookNode, resources: dict[str, Any]) -> Graded:
        """Grade a notebook as nbgrader hands it over, or fetch what was graded ahead.

        Raises: whatever kept the grading itself from running, such as a missing sandbox.
        """
        files = files_in(Path(resources["metadata"]["path"]), self.converter, self.replaced, self.log)
        names = resources["nbgrader"]
        with self.changed:
            if self.fetched == 0 and len(self.plan) > 1:  # not earlier: nbgrader alone makes a new gradebook's tables
                threading.Thread(target=self._begin_ahead, daemon=True).start()
            future = self.begun.pop(_key(names["student"], names["notebook"], notebook, files), None) or self._begin(
                notebook, files
            )
            self.fetched += 1
            self.changed.notify_all()
        try:
            return future.result()
        except Exception as error:
            if not (self.settings.scheduler and is_lost(error)):
                raise
        self._leave_cluster()
        return self._begin(notebook, files).result()

    def take_sanitized(self, path: Path) -> Sanitized | None:
        """Hand out what was made of a file ahead, once; None where nothing was."""
        return self.sanitized.pop(path, None)

    def _leave_cluster(self) -> None:
        """A cluster that is lost in mid-run costs time, and nothing else."""
        with self.changed:
            if self.workers is not self.here:
                if self.settings.sandboxed:
                    require_sandbox()
                self.log.warning("The dask cluster is lost; the rest is graded on this machine")
                self.workers.executor.shutdown(wait=False)
                self.workers = self.here

    def _begin(self, notebook: NotebookNode, files: dict[str, bytes]) -> "Future[Graded]":
        future = self.workers.executor.submit(
            self.workers.grade,
            notebook,
            self.assignment,
            self.settings,
            kit=self.kit,
            files=files,
            demonstrations=self.demonstrations,
            setups=self.setups,
        )
        future.add_done_callback(lambda _: self.progress.step())
        return future

    def _begin_ahead(self) -> None:
        """In a thread of its own: begin the planned notebooks, never more than a few ahead of nbgrader."""
        for number, path in enumerate(self.plan):
            with self.changed:
                while number >= self.fetched + AHEAD * self.workers.jobs:
                    self.changed.wait()
                if number < self.fetched:
                    continue
            try:
                student = student_of(str(path.parent), self.converter.coursedir)
                sanitized = sanitize(path, student, self.converter)
                files = files_in(path.parent, self.converter, self.replaced) | files_in(
                    source_folder(self.converter.coursedir), self.converter, self.replaced
                )
                notebook = sanitized.notebook()
                with self.changed:
                    if number >= self.fetched:
                        self.sanitized[path] = sanitized
                        self.begun[_key(student, path.stem, notebook, files)] = self._begin(notebook, files)
            except Exception:  # nbgrader will come to it, and say what is wrong
                self.log.debug("%s could not be begun ahead", path, exc_info=True)


def planned_notebooks(converter: Autograde) -> Iterator[Path]:
    """The notebooks that nbgrader is going to grade, in its order (a guess: a wrong one costs only time)."""
    course = converter.coursedir
    for folder in sorted(converter.assignments):
        made = str(autograded_folder(course, student_of(folder, course)))
        new, old = course.get_existing_timestamp(folder), course.get_existing_timestamp(made)
        if converter.force or not os.path.exists(made) or (new and old and new > old):
            for path in sorted(converter.assignments[folder]):
                if (source_folder(course) / os.path.basename(path)).exists():
                    yield Path(path)


def files_in(
    folder: Path, converter: Autograde, left_out: tuple[str, ...], log: logging.Logger | None = None
) -> dict[str, bytes]:
    """What a folder holds besides notebooks and what is left out of it, such as its copy of the kit: content by path.

    `log` hears of what is too large.
    """
    files: dict[str, bytes] = {}
    room = MOST_BYTES
    for path in files_below(folder, [*converter.coursedir.ignore, "*.ipynb"]):
        name, size = path.relative_to(folder), path.stat().st_size
        if name.parts[0] in left_out:
            continue
        if size <= min(LARGEST_FILE, room):
            files[str(name)] = path.read_bytes()
            room -= size
        elif log:
            limit, what = (LARGEST_FILE, "is") if size > LARGEST_FILE else (MOST_BYTES, "and what lies before it is")
            log.warning("%s %s larger than %g MB: the notebook runs without it", path, what, limit / 1e6)
    return files


def replaced_by(kit: dict[str, bytes]) -> tuple[str, ...]:
    """The names in a submission's folder that the course's own kit takes the place of."""
    return KIT_NAMES if kit else ()


def _key(student: str, name: str, notebook: NotebookNode, files: dict[str, bytes]) -> str:
    """What was graded ahead is only used where nbgrader asks for the very same."""
    cells = [[cell.cell_type, cell.source, cell.metadata.get("nbgrader")] for cell in notebook.cells]
    sums = {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())}
    return hashlib.sha256(json.dumps([student, name, cells, sums], sort_keys=True).encode()).hexdigest()
