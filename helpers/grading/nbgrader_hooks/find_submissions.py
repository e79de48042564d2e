"""Find what was handed in, and what was graded, by this course's rules.

nbgrader looks for notebooks by name first, before it makes anything of ours, and ends the command where it finds none; and it
takes a student's name for a pattern, so that `a*` means ada as well. Its autograding and its feedback are therefore given ways to
look of their own; courses that are graded otherwise keep nbgrader's.
"""

import glob
import os

from nbgrader.converters import Autograde, BaseConverter, GenerateFeedback

from helpers.grading.nbgrader_hooks.class_exporter import ClassExporter


def find_submissions() -> None:
    """From now on, the submissions of a run are found when its exporter is made (see class_exporter.begin_run)."""
    Autograde.init_notebooks = _init_submitted
    GenerateFeedback.init_notebooks = _init_graded


def _init_submitted(converter: Autograde) -> None:
    if issubclass(converter.exporter_class, ClassExporter):
        converter.assignments, converter.notebooks = {}, []
    else:
        BaseConverter.init_notebooks(converter)


def _init_graded(converter: GenerateFeedback) -> None:
    course = converter.coursedir
    named = course.format_path(course.autograded_directory, course.student_id, course.assignment_id)
    exactly = course.student_id != "*" and os.path.isdir(named)
    names = {
        folder: glob.glob(os.path.join(glob.escape(folder), f"{course.notebook_id}.ipynb"))
        for folder in ([named] if exactly else glob.glob(named))
    }
    converter.assignments, converter.notebooks = {folder: found for folder, found in names.items() if found}, []
    if not converter.assignments:
        BaseConverter.init_notebooks(converter)  # which says what it looked for
