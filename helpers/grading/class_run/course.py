"""The course of one run: nbgrader's CourseDirectory, except that it shows nbgrader copies of what was handed in.

Each submission is copied into a folder of this run's own before anything reads it (helpers.grading.submission.safe_copy), and
nothing in one submission keeps it from grading the others.
"""

import os
import re
import tempfile
import weakref
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.coursedir import CourseDirectory
from traitlets import Any, Instance, Integer, Unicode
from traitlets import Dict as DictTrait

from helpers.grading.class_run.folders import assignments_of
from helpers.grading.class_run.gradebook import has_notebooks
from helpers.grading.execution.scratch import own_folder
from helpers.grading.execution.scratch import remove as remove_folder
from helpers.grading.settings import LARGEST_NOTEBOOK
from helpers.grading.submission.files import LONGEST_TIMESTAMP, Unusable, read_timestamp
from helpers.grading.submission.safe_copy import Sizes
from helpers.grading.submission.tolerant_reader import read_notebook


class NothingToGrade(RuntimeError):
    """A run that cannot begin, since what it would grade is not there; the text says what to do."""


@dataclass(frozen=True)
class Taken:
    """What became of a submission when it was copied.

    notebooks: to grade, by their paths in the copy; made: those among them that we wrote; remarks: what is to be said of these;
    unusable: what was left out, by the path in the copy, with the reason.
    """

    notebooks: tuple[Path, ...] = ()
    made: frozenset[Path] = frozenset()
    remarks: tuple[str, ...] = ()
    unusable: dict[Path, str] = field(default_factory=dict)


class ToleratingCourse(CourseDirectory):
    """A course whose submissions lie in `copies`, once there is one; a timestamp that cannot be read counts as none.

    copies: the folder that stands in place of the course's, where nbgrader looks for submissions; taken: what became of each
    submission, by its folder in there; largest_notebook: bytes.
    """

    copies = Unicode()
    taken: "DictTrait[Path, Taken]" = DictTrait(key_trait=Instance(Path), value_trait=Any())
    largest_notebook = Integer(LARGEST_NOTEBOOK)

    def begin_copies(self) -> None:
        """Make the folder of the copies; it goes with this course, at the latest."""
        folder = Path(tempfile.mkdtemp(dir=own_folder()))
        weakref.finalize(self, remove_folder, folder)
        self.copies = str(folder)

    def format_path(self, nbgrader_step: str, student_id: str, assignment_id: str, escape: bool = False) -> str:
        """Where a submission lies in a step of nbgrader's: what was handed in, in its copy."""
        path = super().format_path(nbgrader_step, student_id, assignment_id, escape=escape)
        if not self.copies or nbgrader_step != self.submitted_directory:
            return path
        root, copies = (re.escape(self.root), re.escape(self.copies)) if escape else (self.root, self.copies)
        return os.path.join(copies, path.removeprefix(root).lstrip(os.sep))

    def shown(self, path: Path) -> Path:
        """Where a file of a copy lies in the course, as people know it."""
        return Path(self.root, path.relative_to(self.copies)) if self._is_copied(path) else path

    def read(self, path: Path) -> NotebookNode:
        """Read a notebook: a student's with all caution, one that this run has written as it is."""
        if not self._is_copied(path) or path in self.taken[path.parent].made:
            return nbformat.read(path, as_version=4)
        return read_notebook(path, self.largest_notebook, self.shown(path))

    @property
    def sizes(self) -> Sizes:
        """Up to which size a file of a submission is used."""
        return Sizes(self.largest_notebook, LONGEST_TIMESTAMP, self.max_file_size * 1000)

    def get_existing_timestamp(self, dest_path: str) -> datetime | None:
        """When the submission in a folder was handed in, in UTC; None where that is not known."""
        try:
            return read_timestamp(Path(dest_path))
        except Unusable:
            return None

    def _is_copied(self, path: Path) -> bool:
        return bool(self.copies) and path.is_relative_to(self.copies)


def tolerating(course: CourseDirectory, largest_notebook: int = LARGEST_NOTEBOOK) -> ToleratingCourse:
    """The same course, to be used in a run of its own."""
    return ToleratingCourse(
        parent=course.parent,
        largest_notebook=largest_notebook,
        **{name: getattr(course, name) for name in course.trait_names(config=True)},
    )


def require_release(course: CourseDirectory) -> None:
    """Raise NothingToGrade where the current assignment was never released: the gradebook does not know its cells then."""
    if not has_notebooks(course.db_url, course.course_id, course.assignment_id):
        advice = f": run `nbgrader generate_assignment {course.assignment_id}` first."
        known = assignments_of(course)
        if course.assignment_id not in known:
            advice = suggestion(course.assignment_id, known)
        raise NothingToGrade(f"{course.assignment_id} was never released, so nothing was graded{advice}")


def suggestion(name: str, others: Iterable[str]) -> str:
    """The end of a sentence: what may have been meant, if anything is like the name."""
    near = get_close_matches(name, others, n=1)
    return f": did you mean {near[0]}?" if near else "."
