"""Find what was handed in by this course's rules, also where no file of a command's submissions is called as it should be.

nbgrader looks for notebooks by name first, before it makes anything of ours, and ends the command where it finds none. Its
autograding is therefore given a way to look of its own; courses that are graded otherwise keep nbgrader's.
"""

from nbgrader.converters import Autograde, BaseConverter

from helpers.grading.nbgrader_hooks.class_exporter import ClassExporter


def find_submissions() -> None:
    """From now on, the submissions of a run are found when its exporter is made (see class_exporter.begin_run)."""
    Autograde.init_notebooks = _init_notebooks


def _init_notebooks(converter: Autograde) -> None:
    if issubclass(converter.exporter_class, ClassExporter):
        converter.assignments, converter.notebooks = {}, []
    else:
        BaseConverter.init_notebooks(converter)
