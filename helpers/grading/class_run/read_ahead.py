"""A student's notebook as nbgrader's sanitizing steps leave it, made ahead of nbgrader and fetched when it comes to it."""

import logging
from dataclasses import dataclass
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.converters import Autograde
from traitlets import Instance

from helpers.grading.class_run.course import ToleratingCourse
from helpers.grading.submission.tolerant_reader import ReadAnyway

MOST_SAID = 1_000_000  # log records of one notebook


class CourseReader(ReadAnyway):
    """Reads the notebooks of a course's run."""

    course = Instance(ToleratingCourse)

    def read(self, path: Path) -> NotebookNode:
        """Read a student's notebook, or one that this run has written itself."""
        return self.course.read(path)


@dataclass(frozen=True)
class Sanitized:
    """What nbgrader would have made of a file: the notebook's text, resources and what is to be said in the log."""

    text: str
    resources: dict[str, Any]
    said: tuple[logging.LogRecord, ...]

    def notebook(self) -> NotebookNode:
        """The notebook."""
        return nbformat.reads(self.text, as_version=4)


def sanitize(path: Path, student: str, converter: Autograde) -> Sanitized:
    """Take nbgrader's sanitizing steps with a notebook of the run's copy of a submission, which is not changed."""
    log = logging.Logger(converter.log.name, converter.log.getEffectiveLevel())
    kept = BufferingHandler(MOST_SAID)
    log.addHandler(kept)
    exporter = CourseReader(config=converter.config, log=log, course=converter.coursedir)
    for step in converter.sanitize_preprocessors:
        exporter.register_preprocessor(step, enabled=True)
    names = {
        "student": student,
        "assignment": converter.coursedir.assignment_id,
        "notebook": path.stem,
        "db_url": converter.coursedir.db_url,
    }
    resources = {"nbgrader": names, "unique_key": path.stem, "output_files_dir": f"{path.stem}_files"}
    text, resources = exporter.from_filename(str(path), resources=resources)
    return Sanitized(text, resources, tuple(kept.buffer))
