"""The submissions of a run: found, copied, and made complete, so that everybody stands in the gradebook, with a reason."""

import glob
import os
from collections.abc import Sequence
from pathlib import Path

from nbgrader.converters import Autograde

from helpers.grading.class_run.course import NothingToGrade, Taken, ToleratingCourse, suggestion
from helpers.grading.class_run.folders import source_folder, student_of, students_of
from helpers.grading.class_run.gradebook import released_ids
from helpers.grading.class_run.handed_in import instead, stand_ins
from helpers.grading.submission.candidates import readable
from helpers.grading.submission.files import TIMESTAMP, in_the_way, is_ignored, remove
from helpers.grading.submission.safe_copy import CannotCopy, copy_submission
from helpers.grading.submission.tolerant_reader import not_read

MOST_TOLD = 20  # files of one submission that the log names one by one


def take_submissions(converter: Autograde, left_out: Sequence[str]) -> dict[str, list[str]]:
    """Copy each submission that a command means; returns the notebooks of each, by its folder, both as copied.

    nbgrader looks for them too, but takes a student's name for a pattern: `a*` would hand in the work of ada, and `a[1]` none.
    What bears one of the names of `left_out` in a submission's own folder is not copied.

    Raises: NothingToGrade where there are none, or no room to copy them.
    """
    course = converter.coursedir
    released = released_ids(course.db_url, course.course_id, course.assignment_id)
    folders = _folders(converter)
    named = course.format_path(course.submitted_directory, course.student_id, course.assignment_id)
    others = () if folders else students_of(course)
    course.begin_copies()
    found, taken = {}, {}
    for folder, student in folders.items():
        copied = Path(course.format_path(course.submitted_directory, student, course.assignment_id))
        try:
            one = _take(Path(folder), copied, released, course, left_out)
        except OSError as error:
            raise NothingToGrade(f"{folder} could not be copied ({error}), so nothing was graded.") from None
        if one.notebooks:
            taken[copied], found[str(copied)] = one, [str(path) for path in one.notebooks]
        else:
            converter.log.warning(
                "%s holds nothing to grade: it is empty, or holds no notebook that was asked for", folder
            )
            continue
        if glob.escape(student) != student:
            converter.log.warning(
                "%s: nbgrader takes this name for a pattern; grading and feedback take it for this student alone, but rename "
                "the folder before you give other commands of nbgrader's",
                folder,
            )
    if not found:
        raise NothingToGrade(f"{named} holds no notebook, so nothing was graded{suggestion(course.student_id, others)}")
    course.taken = taken
    return found


def _folders(converter: Autograde) -> dict[str, str]:
    """The folders of the submissions that a command means, and whose each is."""
    course = converter.coursedir
    named = course.format_path(course.submitted_directory, course.student_id, course.assignment_id)
    exactly = course.student_id != "*" and os.path.isdir(named)
    found = {}
    for folder in [named] if exactly else glob.glob(named):
        try:
            found[folder] = student_of(folder, course)
        except ValueError:
            converter.log.warning("%r is passed over, since no student can be called so: rename it", folder)
    return found


def _take(
    folder: Path,
    copied: Path,
    released: dict[str, frozenset[str]],
    course: ToleratingCourse,
    left_out: Sequence[str],
) -> Taken:
    """Copy a submission, and put a notebook that says why where it has none that can be read.

    The notebooks of one that lacks any are all of them, whichever are asked for: nbgrader takes the points of what it does not
    find.
    """
    try:
        files = copy_submission(folder, copied, course.sizes, course.ignore, left_out)
    except CannotCopy as error:
        remove(copied)
        copied.mkdir()
        reason = f"What was handed in could not be used, since it {error}, so there was nothing to grade."
        made = [instead(copied / f"{name}.ipynb", reason) for name in released]
        return Taken(
            tuple(one.file for one in made), frozenset(one.file for one in made), (made[0].remark,) if made else ()
        )
    unusable = dict(files.unusable)
    if not (files.usable or unusable or {*left_out}.intersection(os.listdir(folder))):  # not even the kit was handed in
        return Taken()
    made = []
    for path in (copied / f"{name}.ipynb" for name in released):
        if path.is_dir():
            remove(path)
            unusable[path] = "is a folder"
        if path in unusable:
            made.append(instead(path, not_read(path.name, f"it {unusable.pop(path)}")))
    lacking = [name for name in released if not (copied / f"{name}.ipynb").exists()]
    usable = [path for path in files.usable if path.is_file()]
    if lacking:
        made += stand_ins(copied, folder, usable, files.unusable, lacking, released, course.largest_notebook)
    obstacles = in_the_way(usable, copied, source_folder(course))
    for path in obstacles:
        remove(path)
    mine = frozenset(one.file for one in made)
    asked = set(glob.glob(os.path.join(glob.escape(str(copied)), course.notebook_id + ".ipynb")))
    asked -= {str(copied / one.taken) for one in made if one.taken}
    notebooks = {*map(Path, asked), *mine}
    return Taken(tuple(sorted(notebooks)), mine, tuple(one.remark for one in made), unusable | obstacles)


class Remarks:
    """Says what became of a submission when its turn comes, and what nbgrader is not to copy of it."""

    def __init__(self, converter: Autograde):
        self.course, self.log = converter.coursedir, converter.log
        self.configured = list(self.course.ignore)
        self.kept = set(converter.exclude_overwriting.get(self.course.assignment_id, []))

    def begin(self, folder: Path) -> None:
        """Say it of the submission in a folder of the copies, before nbgrader copies that."""
        taken = self.course.taken[folder]
        shown = self.course.shown(folder)
        for remark in taken.remarks:
            self.log.warning("%s: %s", shown, remark)
        self.course.ignore = [*self.configured, *self._ignored_by_name(folder)]
        for path, problem in list(taken.unusable.items())[:MOST_TOLD]:
            name = path.relative_to(folder)
            self.log.warning(
                "%s/%s %s: the submission is graded %s", shown, readable(str(name)), problem, self._instead(name)
            )
        if len(taken.unusable) > MOST_TOLD:
            self.log.warning(
                "%s holds %d more such files: it is graded without them", shown, len(taken.unusable) - MOST_TOLD
            )

    def _instead(self, name: Path) -> str:
        """How a submission is graded without one of its files, and what to do about it."""
        if name == Path(TIMESTAMP):
            return "as handed in without a time; if it was late, put the time there and grade it again with --force"
        if (source_folder(self.course) / name).is_file() and str(name) not in self.kept:
            return "with the course's own file of this name"
        return "without it; if it is needed, ask for it and grade again with --force"

    def _ignored_by_name(self, folder: Path) -> list[str]:
        """What nbgrader would miss, since it takes a folder's name for a pattern."""
        if glob.escape(str(folder)) == str(folder):
            return []
        return [
            glob.escape(os.path.join(place, name))
            for place, folders, names in os.walk(folder)
            for name in [*folders, *names]
            if is_ignored(name, ["*.ipynb"])
        ]
