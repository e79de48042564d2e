"""Begin a run of `nbgrader autograde`, and hold what its steps share."""

import warnings
from pathlib import Path

from nbgrader.converters import Autograde, NbGraderException
from nbgrader.preprocessors import Execute
from sqlalchemy.exc import SAWarning
from traitlets import TraitError
from traitlets.utils.importstring import import_item

from helpers.grading.class_run.class_run import ClassRun, replaced_by
from helpers.grading.class_run.cluster import ClusterMissing
from helpers.grading.class_run.course import NothingToGrade, require_release, tolerating
from helpers.grading.class_run.folders import source_folder
from helpers.grading.class_run.read_ahead import CourseReader
from helpers.grading.class_run.resume import Unfinished
from helpers.grading.class_run.submissions import Remarks, take_submissions
from helpers.grading.execution.kernels import SandboxMissing
from helpers.grading.execution.scratch import sweep
from helpers.grading.nbgrader_hooks.check_config import WrongConfig, check_names
from helpers.grading.nbgrader_hooks.grade_step import GradeStep
from helpers.grading.settings import WrongSettings
from helpers.grading.student_kit import kit_of
from helpers.grading.submission.files import remove


class ClassExporter(CourseReader):
    """The exporter of one run of `nbgrader autograde`; it lives as long as the run."""

    def __init__(self, **kwargs):
        """Begin the run, since nbgrader offers no later place.

        Before its first hook it decides which submissions to grade, by the folders that it finds: those that a killed run
        left half done have to be gone by then. All that it makes between finding submissions and deciding is this exporter.
        """
        super().__init__(**kwargs)
        self.run = begin_run(self.parent, self)
        self.course = self.run.converter.coursedir

    def from_filename(self, filename: str, resources: dict | None = None, **kw):
        """Convert a file as the base class does, unless that was done ahead."""
        ready = self.run.take_sanitized(Path(filename))
        if ready is None:
            return super().from_filename(filename, resources, **kw)
        for record in ready.said:
            self.log.handle(record)
        return ready.text, ready.resources


def begin_run(converter: Autograde, exporter: ClassExporter) -> ClassRun:
    """Check the configuration, clear away what killed runs left, and begin to grade the class.

    Raises: NbGraderException, after one sentence in the log, where grading must not begin.
    """
    # SQLAlchemy remarks on how nbgrader adds submissions, six lines for each student; nothing is wrong.
    warnings.filterwarnings("ignore", category=SAWarning, module=r"nbgrader\.api")
    try:
        check_names(converter.config)
        _check_steps(converter)
        settings = GradeStep(parent=exporter).settings()
        limits = settings.limits_for(converter.coursedir.assignment_id)
        converter.coursedir = tolerating(converter.coursedir, limits.notebook_size)
        require_release(converter.coursedir)
        kit = kit_of(sorted(source_folder(converter.coursedir).glob("*.ipynb")))
        converter.assignments = take_submissions(converter, replaced_by(kit))
        remarks = Remarks(converter)
        unfinished = Unfinished(converter.coursedir)
        unfinished.discard(list(converter.assignments))
        sweep()
        run = ClassRun(converter, settings, kit, converter.log)
    except (WrongConfig, WrongSettings, TraitError, SandboxMissing, ClusterMissing, NothingToGrade) as error:
        converter.log.error("%s", error)
        raise NbGraderException(str(error)) from None

    configured_begin, configured_end = converter.pre_convert_hook, converter.post_convert_hook

    def begin_submission(assignment: str, student: str, notebooks: list[str]) -> None:
        unfinished.begin(notebooks)
        remarks.begin(Path(notebooks[0]).parent)
        if configured_begin:
            configured_begin(assignment=assignment, student=student, notebooks=notebooks)

    def end_submission(assignment: str, student: str, notebooks: list[str]) -> None:
        unfinished.end(notebooks)
        if configured_end:
            configured_end(assignment=assignment, student=student, notebooks=notebooks)
        remove(Path(notebooks[0]).parent)  # this run's own copy of the submission

    converter.pre_convert_hook, converter.post_convert_hook = begin_submission, end_submission
    return run


def _check_steps(converter: Autograde) -> None:
    """Submissions run in GradeStep and nowhere else."""
    for name in ("sanitize_preprocessors", "autograde_preprocessors"):
        steps = []
        for step in getattr(converter, name):
            try:
                steps.append(import_item(step) if isinstance(step, str) else step)
            except ImportError as error:
                raise WrongConfig(
                    name, f"c.Autograde.{name} holds {step!r}, which cannot be imported: {error}."
                ) from None
        if any(isinstance(step, type) and issubclass(step, Execute) for step in steps):
            raise WrongConfig(name, f"c.Autograde.{name} holds Execute, which runs submissions outside of the sandbox.")
    if steps.count(GradeStep) != 1:
        raise WrongConfig(name, f"c.Autograde.{name} must hold GradeStep, once: it is what runs submissions.")
