"""Where the course is wired into nbgrader. Plain `nbgrader …` commands in this folder use it."""

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    Execute,
    LimitOutput,
    OverwriteKernelspec,
    SaveAutoGrades,
)

from helpers.grading.links import set_links_aside
from helpers.grading.plugins import Judge, LayKit, PackRelease, RemoveKit
from helpers.grading.prove_solution import ProveSolution
from helpers.grading.read_anyway import ReadAnyway
from helpers.grading.restore_cells import RestoreCells

c = get_config()  # noqa: F821  (traitlets puts it there)

c.CourseDirectory.course_id = "neural_networks_from_scratch"
c.CourseDirectory.source_directory = "source"
c.CourseDirectory.release_directory = "release"
c.CourseDirectory.submitted_directory = "submitted"
c.CourseDirectory.autograded_directory = "autograded"
c.CourseDirectory.feedback_directory = "feedback"

# Students see one line to replace; the exception names the exercise and tells what to do.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotDoneYet()"}
c.GenerateAssignment.preprocessors = [ProveSolution, *GenerateAssignment.preprocessors.default_args[0], PackRelease]

c.Autograde.pre_convert_hook = set_links_aside
c.Autograde.exporter_class = ReadAnyway
c.Autograde.sanitize_preprocessors = [ClearOutput, RestoreCells, OverwriteKernelspec, CheckCellMetadata]
c.Autograde.autograde_preprocessors = [
    LayKit,
    Execute,
    Judge,
    RemoveKit,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveAutoGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]
c.OverwriteCells.add_missing_cells = True
c.Execute.timeout = 60
c.Execute.interrupt_on_timeout = True
