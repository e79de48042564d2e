"""The course of one run: nbgrader's CourseDirectory, except that nothing in one submission keeps it from grading others."""

import glob
import logging
import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from traitlets import Dict, Instance

from helpers.grading.class_run.folders import assignments_of, source_folder, student_of, students_of
from helpers.grading.class_run.gradebook import has_notebooks, released_ids
from helpers.grading.class_run.handed_in import stand_ins
from helpers.grading.submission.files import (
    TIMESTAMP,
    Files,
    UnreadableTimestamp,
    files_of,
    in_the_way,
    is_ignored,
    read_timestamp,
)

MOST_TOLD = 20  # files of one submission that the log names one by one


class NothingToGrade(RuntimeError):
    """A run that cannot begin, since what it would grade is not there; the text says what to do."""


class ToleratingCourse(CourseDirectory):
    """A course in which a timestamp that cannot be read counts as none, and a misnamed notebook as what it is meant to be.

    instead: for notebooks that are not where nbgrader looks for them, the files to read, by the path where it looks; remarks:
    what is to be said of that, by the submission's folder.
    """

    instead: "Dict[Path, Path]" = Dict(key_trait=Instance(Path), value_trait=Instance(Path))
    remarks: "Dict[Path, list[str]]" = Dict(key_trait=Instance(Path))

    def file_of(self, notebook: Path) -> Path:
        """The file to read where nbgrader would read a notebook of submitted/."""
        return self.instead.get(notebook, notebook)

    def get_existing_timestamp(self, dest_path: str) -> datetime | None:
        """When the submission in a folder was handed in, in UTC; None where that is not known."""
        try:
            return read_timestamp(Path(dest_path))
        except UnreadableTimestamp:
            return None


def tolerating(course: CourseDirectory) -> ToleratingCourse:
    """The same course, to be used in a run of its own."""
    return ToleratingCourse(
        parent=course.parent, **{name: getattr(course, name) for name in course.trait_names(config=True)}
    )


def files_found(folder: Path, course: CourseDirectory) -> Files:
    """What lies in a submission besides notebooks, and which of it nbgrader can copy."""
    return files_of(folder, [*course.ignore, "*.ipynb"], course.max_file_size * 1000)


class SaidOtherwise(logging.Filter):
    """Keeps a log from calling a notebook missing of which it says what is graded in its place, or what is wrong with it."""

    def __init__(self, submissions: Mapping[str, Iterable[str]]):
        super().__init__()
        self.untrue = {f"No submitted file: {path}" for notebooks in submissions.values() for path in notebooks}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is to be shown."""
        return record.getMessage() not in self.untrue


class FilesLeftOut:
    """Keeps what cannot be used of a submission from being copied: nbgrader leaves out what `CourseDirectory.ignore` names."""

    def __init__(self, converter: Autograde):
        self.course, self.log = converter.coursedir, converter.log
        self.configured = list(self.course.ignore)
        self.kept = set(converter.exclude_overwriting.get(self.course.assignment_id, []))
        self.said_otherwise = SaidOtherwise(converter.assignments)

    def begin(self, folder: Path) -> None:
        """Look through a submission before nbgrader copies it, and say what is taken and left out. It is not changed."""
        self.log.addFilter(self.said_otherwise)
        for remark in self.course.remarks.get(folder, []):
            self.log.warning("%s: %s", folder, remark)
        self.course.ignore = self.configured
        found = files_found(folder, self.course)
        unusable = found.unusable | in_the_way(found, folder, source_folder(self.course))
        self.course.ignore = [*self.configured, *map(glob.escape, map(str, unusable)), *self._ignored_by_name(folder)]
        for path, problem in list(unusable.items())[:MOST_TOLD]:
            self.log.warning("%s %s: the submission is graded %s", path, problem, self._instead(path, folder))
        if len(unusable) > MOST_TOLD:
            self.log.warning(
                "%s holds %d more such files: it is graded without them", folder, len(unusable) - MOST_TOLD
            )

    def end(self) -> None:
        """Leave the log as it was."""
        self.log.removeFilter(self.said_otherwise)

    def _instead(self, path: Path, folder: Path) -> str:
        """How a submission is graded without one of its files, and what to do about it."""
        name = path.relative_to(folder)
        if path == folder / TIMESTAMP:
            return "as handed in without a time; if it was late, put the time there and grade it again with --force"
        if (source_folder(self.course) / name).is_file() and str(name) not in self.kept:
            return "with the course's own file of this name"
        return "without it; if it is needed, ask for it and grade again with --force"

    def _ignored_by_name(self, folder: Path) -> list[str]:
        """What nbgrader would miss, since it takes a folder's name for a pattern."""
        if glob.escape(str(folder)) == str(folder):
            return []
        patterns = [*self.configured, "*.ipynb"]
        return [
            glob.escape(os.path.join(place, name))
            for place, folders, names in os.walk(folder)
            for name in [*folders, *names]
            if is_ignored(name, patterns)
        ]


def require_release(course: CourseDirectory) -> None:
    """Raise NothingToGrade where the current assignment was never released: the gradebook does not know its cells then."""
    if not has_notebooks(course.db_url, course.course_id, course.assignment_id):
        advice = f": run `nbgrader generate_assignment {course.assignment_id}` first."
        known = assignments_of(course)
        if course.assignment_id not in known:
            advice = _suggestion(course.assignment_id, known)
        raise NothingToGrade(f"{course.assignment_id} was never released, so nothing was graded{advice}")


def submissions_of(converter: Autograde) -> dict[str, list[str]]:
    """The notebooks of each submission that a command means, by its folder.

    nbgrader would look for them by name alone, and take a student's for a pattern: `a*` would hand in the work of ada, and
    `a[1]` none.

    Raises: NothingToGrade where there are none.
    """
    course = converter.coursedir
    released = released_ids(course.db_url, course.course_id, course.assignment_id)
    named = course.format_path(course.submitted_directory, course.student_id, course.assignment_id)
    exactly = course.student_id != "*" and os.path.isdir(named)
    found = {}
    for folder in [named] if exactly else glob.glob(named):
        try:
            student = student_of(folder, course)
        except ValueError:
            converter.log.warning("%r is passed over, since no student can be called so: rename it", folder)
            continue
        notebooks = glob.glob(os.path.join(glob.escape(folder), course.notebook_id + ".ipynb"))
        notebooks = _with_stand_ins(Path(folder), student, notebooks, released, converter)
        if not notebooks:
            converter.log.warning(
                "%s holds nothing to grade: it is empty, or holds no notebook that was asked for", folder
            )
            continue
        found[folder] = notebooks
        if glob.escape(student) != student:
            converter.log.warning(
                "%s: nbgrader takes this name for a pattern; here it means this student alone, but rename the folder "
                "before you make feedback",
                folder,
            )
    if not found:
        others = () if exactly else students_of(course)
        raise NothingToGrade(
            f"{named} holds no notebook, so nothing was graded{_suggestion(course.student_id, others)}"
        )
    return found


def _suggestion(name: str, others: Iterable[str]) -> str:
    """The end of a sentence: what may have been meant, if anything is like the name."""
    near = get_close_matches(name, others, n=1)
    return f": did you mean {near[0]}?" if near else "."


def _with_stand_ins(
    folder: Path, student: str, there: list[str], released: dict[str, frozenset[str]], converter: Autograde
) -> list[str]:
    """A submission's notebooks, with the paths where nbgrader would look for those that it has elsewhere, or not at all.

    These are all of them, whichever are asked for: nbgrader takes the points of what it does not find.
    """
    course = converter.coursedir
    lacking = [name for name in released if not os.path.lexists(folder / f"{name}.ipynb")]
    files = files_of(folder, course.ignore, course.max_file_size * 1000) if lacking else Files((), {})
    if not files.usable and not files.unusable:
        return there
    made = stand_ins(folder, student, files, lacking, released)
    course.remarks = course.remarks | {folder: [one.remark for one in made.values()]}
    course.instead = course.instead | {folder / f"{name}.ipynb": one.file for name, one in made.items()}
    taken = {str(folder / one.taken) for one in made.values() if one.taken}
    return [*(path for path in there if path not in taken), *(str(folder / f"{name}.ipynb") for name in made)]
