"""What a killed run left half done is graded again: each submission is noted before work on it begins, and struck out after.

A note is a locked file in .unfinished/, beside the folders of the autograded submissions. The lock goes with the process that
held it, however it ends; so a note without a lock tells of a run that was killed. nbgrader itself would take the half-made
folder for a graded submission.
"""

import fcntl
import os
import shutil
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from nbgrader.coursedir import CourseDirectory
from traitlets.log import get_logger

from helpers.grading.class_run.folders import all_autograded, autograded_folder, student_of

FOLDER = ".unfinished"


class Unfinished:
    """The notes of one run about the submissions of a course's assignment."""

    def __init__(self, course: CourseDirectory):
        self.course = course
        self.held: dict[Path, TextIO] = {}

    def begin(self, notebooks: list[str]) -> None:
        """Note a submission, by the paths of its notebooks."""
        note = self._note(notebooks[0])
        note.parent.mkdir(parents=True, exist_ok=True)
        self.held[note] = note.open("w")
        fcntl.flock(self.held[note], fcntl.LOCK_EX)

    def end(self, notebooks: list[str]) -> None:
        """Strike a submission out."""
        note = self._note(notebooks[0])
        note.unlink(missing_ok=True)
        if note in self.held:
            self.held.pop(note).close()

    def discard(self, folders: list[str]) -> None:
        """Remove what a killed run made of the submissions in these folders, so that they are graded from the start."""
        for folder in folders:
            note = self._note(os.path.join(folder, "any.ipynb"))
            if not note.exists() or _is_locked(note):
                continue
            made = autograded_folder(self.course, student_of(folder, self.course))
            if made.exists():
                get_logger().warning("%s was left half graded by a run that was killed; it is graded again", made)
                shutil.rmtree(made)
            note.unlink()

    def _note(self, notebook: str) -> Path:
        """Where a submission is noted, whatever the folders are called."""
        student = student_of(str(Path(notebook).parent), self.course)
        return all_autograded(self.course) / FOLDER / quote(f"{student} {self.course.assignment_id}")


def _is_locked(note: Path) -> bool:
    with note.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
