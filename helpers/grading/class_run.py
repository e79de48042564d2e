"""A run over a class: submissions are graded ahead, several at a time, while nbgrader walks through them in its own order."""

import contextlib
import hashlib
import json
import logging
import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.converters import Autograde
from nbgrader.utils import find_all_files
from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

from helpers.grading.cluster import open_cluster
from helpers.grading.grade import Graded, grade
from helpers.grading.packing import LAID, kit_of
from helpers.grading.read_anyway import ReadAnyway
from helpers.grading.settings import Settings

AHEAD = 4  # notebooks for each job that may wait to be fetched
LARGEST_FILE = 20_000_000  # bytes; larger ones of a submission are not laid beside the notebook
SECONDS_BETWEEN_LINES = 10


class ClassRun:
    """Grades the notebooks of an nbgrader run; those to come are begun before nbgrader asks for them."""

    def __init__(self, converter: Autograde, settings: Settings, log: logging.Logger):
        self.converter, self.settings = converter, settings
        self.assignment = converter.coursedir.assignment_id
        self.kit = kit_of(sorted(source_folder(converter).glob("*.ipynb")))
        self.executor = open_cluster(settings) if settings.scheduler else ThreadPoolExecutor(settings.jobs)
        self.begun: dict[str, Future[Graded]] = {}
        self.changed = threading.Condition()
        self.plan = list(planned_notebooks(converter))
        self.progress = Progress(len(self.plan), log)
        self.fetched = 0
        if len(self.plan) > 1:
            threading.Thread(target=self._begin_ahead, daemon=True).start()

    def graded(self, notebook: NotebookNode, resources: dict[str, Any]) -> Graded:
        """Grade a notebook as nbgrader hands it over, or fetch what was graded ahead.

        Raises: whatever kept the grading itself from running, such as a missing sandbox.
        """
        files = files_in(Path(resources["metadata"]["path"]), self.converter)
        names = resources["nbgrader"]
        with self.changed:
            future = self.begun.pop(_key(names["student"], names["notebook"], notebook, files), None) or self._begin(
                notebook, files
            )
            self.fetched += 1
            self.changed.notify_all()
        return future.result()

    def _begin(self, notebook: NotebookNode, files: dict[str, bytes]) -> "Future[Graded]":
        settings = self.settings
        future = self.executor.submit(
            grade,
            notebook,
            self.assignment,
            seed=settings.seed,
            kit=self.kit,
            files=files,
            limits=settings.limits,
            locked=settings.locked,
        )
        future.add_done_callback(lambda _: self.progress.step())
        return future

    def _begin_ahead(self) -> None:
        """In a thread of its own: begin the planned notebooks, never more than a few ahead of nbgrader."""
        for number, path in enumerate(self.plan):
            with self.changed:
                self.changed.wait_for(lambda number=number: number < self.fetched + AHEAD * self.settings.jobs)
                if number < self.fetched:
                    continue
            with contextlib.suppress(Exception):  # nbgrader will come to it, and say what is wrong
                student = student_of(str(path.parent), self.converter)
                notebook = sanitized(path, student, self.converter)
                files = files_in(path.parent, self.converter) | files_in(source_folder(self.converter), self.converter)
                with self.changed:
                    if number >= self.fetched:
                        self.begun[_key(student, path.stem, notebook, files)] = self._begin(notebook, files)


def source_folder(converter: Autograde) -> Path:
    """Where the instructor's notebooks lie."""
    course = converter.coursedir
    return Path(course.format_path(course.source_directory, ".", course.assignment_id))


def planned_notebooks(converter: Autograde) -> Iterator[Path]:
    """The notebooks that nbgrader is going to grade, in its order (a guess: a wrong one costs only time)."""
    course = converter.coursedir
    for folder in sorted(converter.assignments):
        made = course.format_path(course.autograded_directory, student_of(folder, converter), course.assignment_id)
        new, old = course.get_existing_timestamp(folder), course.get_existing_timestamp(made)
        if converter.force or not os.path.exists(made) or (new and old and new > old):
            for path in sorted(converter.assignments[folder]):
                if (source_folder(converter) / os.path.basename(path)).exists():
                    yield Path(path)


def student_of(folder: str, converter: Autograde) -> str:
    """The student whose submission a folder is."""
    course = converter.coursedir
    pattern = course.format_path(course.submitted_directory, "(?P<student>.*)", course.assignment_id, escape=True)
    return re.match(pattern, folder)["student"]


def sanitized(path: Path, student: str, converter: Autograde) -> NotebookNode:
    """A student's notebook as nbgrader's sanitizing steps leave it."""
    quiet = logging.getLogger(f"{__name__}.ahead")
    quiet.disabled = True
    exporter = ReadAnyway(config=converter.config, log=quiet)
    for step in converter.sanitize_preprocessors:
        exporter.register_preprocessor(step, enabled=True)
    names = {
        "student": student,
        "assignment": converter.coursedir.assignment_id,
        "notebook": path.stem,
        "db_url": converter.coursedir.db_url,
    }
    text, _ = exporter.from_filename(str(path), resources={"nbgrader": names, "unique_key": path.stem})
    return nbformat.reads(text, as_version=4)


def files_in(folder: Path, converter: Autograde) -> dict[str, bytes]:
    """What a folder holds besides notebooks and its copy of the kit: content by relative path."""
    files = {}
    for path in map(Path, find_all_files(str(folder), [*converter.coursedir.ignore, "*.ipynb"])):
        name = path.relative_to(folder)
        inside = path.resolve().is_relative_to(folder.resolve())
        if name.parts[0] not in LAID and inside and path.is_file() and path.stat().st_size <= LARGEST_FILE:
            files[str(name)] = path.read_bytes()
    return files


def _key(student: str, name: str, notebook: NotebookNode, files: dict[str, bytes]) -> str:
    """What was graded ahead is only used where nbgrader asks for the very same."""
    cells = [[cell.cell_type, cell.source, cell.metadata.get("nbgrader")] for cell in notebook.cells]
    sums = {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())}
    return hashlib.sha256(json.dumps([student, name, cells, sums], sort_keys=True).encode()).hexdigest()


class Progress:
    """How far a run is: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, total: int, log: logging.Logger):
        self.total, self.log, self.count = total, log, 0
        self.started = self.told = time.monotonic()
        self.lock = threading.Lock()
        self.open = contextlib.ExitStack()
        self.bar = None
        if total > 1 and sys.stderr.isatty():
            level = max((handler.level for handler in log.handlers), default=logging.INFO)
            self.open.enter_context(logging_redirect_tqdm([log]))
            for handler in log.handlers:  # tqdm's own would show every debug line
                handler.setLevel(level)
            self.bar = self.open.enter_context(tqdm(total=total, desc="Grading", unit="notebook"))

    def step(self) -> None:
        """One more is done."""
        with self.lock:
            self.count += 1
            if self.bar is not None:
                self.bar.update()
            elif self.total > 1 and time.monotonic() - self.told > SECONDS_BETWEEN_LINES:
                self.told = time.monotonic()
                rate = self.count / (self.told - self.started)
                left = max(self.total - self.count, 0) / rate
                self.log.info(
                    "Graded %d of %d notebooks, %.2f a second, about %.0f s left", self.count, self.total, rate, left
                )
            if self.count == self.total:
                self.open.close()
