"""What a killed run left half done is graded again: each submission is noted before work on it begins, and struck out after.

A note is a locked file in autograded/.unfinished/. The lock goes with the process that held it, however it ends; so a note
without a lock tells of a run that was killed. nbgrader itself would take the half-made folder for a graded submission.
"""

import fcntl
import os
import shutil
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from nbgrader.converters.base import BaseConverter
from traitlets.log import get_logger

from helpers.grading.submission.links import set_links_aside

FOLDER = ".unfinished"
_held: dict[Path, TextIO] = {}


def begin_submission(assignment: str, student: str, notebooks: list[str]) -> None:
    """Note a submission, and set links aside. Arguments: as nbgrader calls a pre-convert hook."""
    note = _note(notebooks)
    note.parent.mkdir(parents=True, exist_ok=True)
    _held[note] = note.open("w")
    fcntl.flock(_held[note], fcntl.LOCK_EX)
    set_links_aside(assignment, student, notebooks)


def end_submission(assignment: str, student: str, notebooks: list[str]) -> None:
    """Strike a submission out. Arguments: as nbgrader calls a post-convert hook."""
    note = _note(notebooks)
    note.unlink(missing_ok=True)
    if note in _held:
        _held.pop(note).close()


def discard_unfinished(converter: BaseConverter, folders: list[str]) -> None:
    """Remove what a killed run made of these submissions, so that they are graded from the start.

    Arguments: converter, nbgrader's Autograde; folders, the submissions' own.
    """
    course = converter.coursedir
    for folder in folders:
        note = _note([os.path.join(folder, "any.ipynb")])
        if not note.exists() or _is_locked(note):
            continue
        student, assignment = Path(folder).parent.name, Path(folder).name
        made = Path(course.format_path(course.autograded_directory, student, assignment))
        if made.exists():
            get_logger().warning("%s was left half graded by a run that was killed; it is graded again", made)
            shutil.rmtree(made)
        note.unlink()


def _note(notebooks: list[str]) -> Path:
    """Where a submission is noted: nbgrader's folders are COURSE/submitted/STUDENT/ASSIGNMENT."""
    folder = Path(notebooks[0]).resolve().parent
    return folder.parents[2] / "autograded" / FOLDER / quote(f"{folder.parent.name} {folder.name}")


def _is_locked(note: Path) -> bool:
    with note.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
