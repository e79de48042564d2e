"""Where the course is wired into nbgrader. Plain `nbgrader …` commands in this folder use it."""

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearMarkScheme,
    ClearOutput,
    GetGrades,
    LimitOutput,
    OverwriteKernelspec,
    SaveAutoGrades,
)

from helpers.grading.class_run.resume import begin_submission, end_submission
from helpers.grading.nbgrader_hooks.check_release import ProveSolution
from helpers.grading.nbgrader_hooks.plugins import ClassExporter, Grade, PackRelease
from helpers.grading.submission.restore_cells import RestoreCells

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

c.Autograde.pre_convert_hook = begin_submission
c.Autograde.post_convert_hook = end_submission
c.Autograde.exporter_class = ClassExporter
c.Autograde.sanitize_preprocessors = [ClearOutput, RestoreCells, OverwriteKernelspec, CheckCellMetadata]
c.Autograde.autograde_preprocessors = [Grade, LimitOutput, SaveAutoGrades, AssignLatePenalties]
c.OverwriteCells.add_missing_cells = True
# Mark schemes of the lab reports are for whoever grades by hand: neither release nor feedback shows them.
c.GenerateFeedback.preprocessors = [GetGrades, ClearMarkScheme, CSSHTMLHeaderPreprocessor]

# How submissions run. Kernels are locked in a sandbox; "off" makes them ordinary processes that can do whatever you can.
c.Grade.sandbox = "required"
c.Grade.cells = "needed"  # the course's own demonstrations, on which no mark depends, do not run; "all": they do
c.Grade.timeout = 60  # seconds for a cell
c.Grade.budget = 300  # seconds for a notebook
# c.Grade.jobs = 4  # notebooks at a time; the number of cores by default
# c.Grade.scheduler = "tcp://127.0.0.1:8786"  # a dask cluster runs them
