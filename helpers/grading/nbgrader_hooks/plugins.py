"""The steps of ours in nbgrader's lists, one verb each; nbgrader_config.py puts them in their places."""

import os
import secrets
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader.converters import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Enum, Float, Integer, Unicode

from helpers.grading.class_run.class_run import ClassRun
from helpers.grading.class_run.cluster import ClusterMissing
from helpers.grading.class_run.resume import discard_unfinished
from helpers.grading.execution.kernels import Limits, SandboxMissing, require_sandbox
from helpers.grading.execution.scratch import sweep
from helpers.grading.settings import Settings
from helpers.grading.student_kit import kit_of, worksheets_of, write_bundle
from helpers.grading.submission.tolerant_reader import ReadAnyway


class PackRelease(NbGraderPreprocessor):
    """Put the kit, the visible worksheet and the data beside the released notebook."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Write into the assignment's folder under release/."""
        assignment = resources["nbgrader"]["assignment"]
        sources = sorted(Path("source", assignment).glob("*.ipynb"))
        write_bundle(Path("release", assignment), kit_of(sources) | worksheets_of(assignment))
        return nb, resources


class Grade(NbGraderPreprocessor):
    """In the place of nbgrader's Execute: run a notebook in the sandbox, judge it, and write a verdict into each graded cell."""

    seed = Integer(None, allow_none=True, help="Seed of the hidden cases; a fresh one for each run by default.").tag(
        config=True
    )
    cells = Enum(
        ["needed", "all"],
        "needed",
        help="Which cells run: those that marks may depend on, or also the course's own demonstrations.",
    ).tag(config=True)
    timeout = Float(Limits.cell_seconds, help="Seconds that a cell may take.").tag(config=True)
    budget = Float(Limits.notebook_seconds, help="Seconds that a notebook may take in all.").tag(config=True)
    memory = Integer(Limits.memory, help="Bytes of address space that a kernel may use.").tag(config=True)
    disk = Integer(Limits.disk, help="Bytes of files that a notebook may write.").tag(config=True)
    jobs = Integer(os.cpu_count() or 1, help="How many notebooks run at a time; the number of cores by default.").tag(
        config=True
    )
    scheduler = Unicode("", help="Address of a dask scheduler, tcp://HOST:PORT, whose workers run the notebooks.").tag(
        config=True
    )
    sandbox = Enum(
        ["required", "off"],
        "required",
        help="'off' runs submissions as ordinary processes of yours: only where you must.",
    ).tag(config=True)

    def settings(self) -> Settings:
        """The traits as the functions of helpers.grading take them. Raises SandboxMissing where a sandbox cannot be had."""
        if self.sandbox == "required" and not self.scheduler:
            require_sandbox()
        if self.sandbox == "off":
            self.log.warning(
                "The sandbox is off: submissions run as ordinary processes of yours, and can read and change what you can."
            )
        seed = secrets.randbelow(2**32) if self.seed is None else self.seed
        self.log.info("Hidden cases are drawn from seed %d (--Grade.seed=%d gives the same again)", seed, seed)
        limits = Limits(self.timeout, self.budget, self.memory, self.disk)
        return Settings(
            seed=seed,
            cells=self.cells,
            limits=limits,
            locked=self.sandbox == "required",
            jobs=self.jobs,
            scheduler=self.scheduler,
        )

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Grade one notebook; those that nbgrader comes to later are begun meanwhile."""
        graded = self.parent.run.graded(nb, resources)
        write_bundle(Path(resources["metadata"]["path"]), {})  # what was handed in of the kit need not be kept
        for verdict in graded.verdicts:
            if verdict.stop:
                names = resources["nbgrader"]
                self.log.warning("%s/%s, %s: %s", names["student"], names["notebook"], verdict.exercise, verdict.reason)
        return graded.notebook, resources


class ClassExporter(ReadAnyway):
    """The exporter of one run of `nbgrader autograde`; it lives as long as the run, and holds what its steps share."""

    def __init__(self, **kwargs):
        """Before nbgrader decides what to grade: away with what a killed run left half done, and begin the run.

        Raises: NbGraderException, after one sentence in the log, where grading cannot begin.
        """
        super().__init__(**kwargs)
        converter = self.parent
        discard_unfinished(converter, list(converter.assignments))
        sweep()
        step = Grade(parent=self)
        try:
            self.run = ClassRun(converter, step.settings(), step.log)
        except (SandboxMissing, ClusterMissing) as error:
            step.log.error("%s", error)
            raise NbGraderException(str(error)) from None

    def from_filename(self, filename: str, resources: dict | None = None, **kw):
        """Convert a file as the base class does, unless that was done ahead."""
        ready = self.run.take_sanitized(Path(filename))
        if ready is None:
            return super().from_filename(filename, resources, **kw)
        for record in ready.said:
            self.log.handle(record)
        return ready.text, ready.resources
