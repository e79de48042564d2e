"""A student's notebook as nbgrader's sanitizing steps leave it, made ahead of nbgrader and fetched when it comes to it."""

import logging
from dataclasses import dataclass
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.converters import Autograde

from helpers.grading.submission.tolerant_reader import ReadAnyway

MOST_SAID = 1_000_000  # log records of one notebook


@dataclass(frozen=True)
class Sanitized:
    """What nbgrader would have made of a file: the notebook's text, resources and what is to be said in the log."""

    text: str
    resources: dict[str, Any]
    said: tuple[logging.LogRecord, ...]
    stamp: tuple[int, int]

    def notebook(self) -> NotebookNode:
        """The notebook."""
        return nbformat.reads(self.text, as_version=4)

    def is_of(self, path: Path) -> bool:
        """Whether the file is still the same."""
        return self.stamp == _stamp(path)


def sanitize(path: Path, student: str, converter: Autograde) -> Sanitized:
    """Take nbgrader's sanitizing steps with a notebook of submitted/, which is not changed."""
    file = converter.coursedir.file_of(path)
    log = logging.Logger(converter.log.name, converter.log.getEffectiveLevel())
    kept = BufferingHandler(MOST_SAID)
    log.addHandler(kept)
    exporter = ReadAnyway(config=converter.config, log=log)
    for step in converter.sanitize_preprocessors:
        exporter.register_preprocessor(step, enabled=True)
    stamp = _stamp(file)
    names = {
        "student": student,
        "assignment": converter.coursedir.assignment_id,
        "notebook": path.stem,
        "db_url": converter.coursedir.db_url,
    }
    resources = {"nbgrader": names, "unique_key": path.stem, "output_files_dir": f"{path.stem}_files"}
    text, resources = exporter.from_filename(str(file), resources=resources)
    return Sanitized(text, resources, tuple(kept.buffer), stamp)


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size
