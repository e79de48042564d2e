"""Where the course is wired into nbgrader. Plain `nbgrader …` commands in this folder use it."""

try:
    from helpers.grading.nbgrader_hooks.check_config import stop_on_errors
except ImportError as error:  # nbgrader would pass over it, and grade without the sandbox
    raise SystemExit(
        f"{__file__}: {error}. Nothing was done: give the command in the environment where the course is installed."
    ) from None

stop_on_errors()

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    ClearSolutions,
    GetGrades,
    LimitOutput,
    OverwriteKernelspec,
    SaveAutoGrades,
)

from helpers.grading.exports.grades import GradesExporter
from helpers.grading.nbgrader_hooks.check_release import CheckRelease
from helpers.grading.nbgrader_hooks.class_exporter import ClassExporter
from helpers.grading.nbgrader_hooks.find_submissions import find_submissions
from helpers.grading.nbgrader_hooks.grade_step import GradeStep
from helpers.grading.nbgrader_hooks.hide_mark_scheme import HideMarkScheme
from helpers.grading.nbgrader_hooks.pack_release import PackRelease
from helpers.grading.nbgrader_hooks.stub_solutions import StubSolutions
from helpers.grading.pages.filters import FILTERS, TEMPLATES
from helpers.grading.submission.restore_cells import RestoreCells

c = get_config()

c.CourseDirectory.course_id = "neural_networks_from_scratch"
c.CourseDirectory.source_directory = "source"
c.CourseDirectory.release_directory = "release"
c.CourseDirectory.submitted_directory = "submitted"
c.CourseDirectory.autograded_directory = "autograded"
c.CourseDirectory.feedback_directory = "feedback"

# Students see one line to replace; the exception names the exercise and tells what to do.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotDoneYet()"}
own_steps = GenerateAssignment.preprocessors.default_args[0]
own_steps = [StubSolutions if step is ClearSolutions else step for step in own_steps]
c.GenerateAssignment.preprocessors = [CheckRelease, *own_steps, PackRelease]

find_submissions()
c.Autograde.exporter_class = ClassExporter
c.Autograde.sanitize_preprocessors = [ClearOutput, RestoreCells, OverwriteKernelspec, CheckCellMetadata]
c.Autograde.autograde_preprocessors = [GradeStep, LimitOutput, SaveAutoGrades, AssignLatePenalties]
c.OverwriteCells.add_missing_cells = True
# Mark schemes of the lab reports are for whoever grades by hand: neither release nor feedback shows them.
c.GenerateFeedback.preprocessors = [GetGrades, HideMarkScheme, CSSHTMLHeaderPreprocessor]

# Formgrader and the feedback show what students wrote as clean HTML, with formulas drawn and without scripts.
c.HTMLExporter.filters = FILTERS
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.extra_template_basedirs = TEMPLATES

# `nbgrader export` writes what nbgrader's own exporter does, but no name that a spreadsheet would compute as a formula.
c.ExportApp.plugin_class = GradesExporter

# How submissions run: helpers/grading/settings.py lists all there is, with units and defaults.
# Kernels are locked in a sandbox; "off" makes them ordinary processes that can do whatever you can.
c.GradeStep.sandbox = "required"
c.GradeStep.cells = "needed"  # the course's own demonstrations, on which no mark depends, do not run; "all": they do
# c.GradeStep.timeout = …  # seconds for a cell
# c.GradeStep.budget = …  # seconds for a notebook
# c.GradeStep.limits_of = {"week4_deep_network": {"timeout": …}}  # an assignment's own limits
# c.GradeStep.jobs = …  # notebooks at a time
# c.GradeStep.scheduler = "tcp://HOST:PORT"  # a dask cluster runs them
