"""In the place of nbgrader's Execute: run a notebook in the sandbox, judge it, and write a verdict into each graded cell."""

import logging
from dataclasses import Field
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Dict, Enum, Float, Integer, TraitType, Unicode
from traitlets.config import Configurable

from helpers.exercises import ASSIGNMENTS
from helpers.grading.class_run.folders import assignments_of
from helpers.grading.execution.kernels import require_sandbox
from helpers.grading.settings import Settings, WrongSettings, options
from helpers.grading.student_kit import write_bundle
from helpers.grading.verdict import for_the_log

TRAITS: dict[object, type[TraitType]] = {int: Integer, int | None: Integer, float: Float, str: Unicode}


def _trait(option: Field) -> TraitType:
    """The nbgrader option for a setting: its type, default and help."""
    text = option.metadata["help"]
    if option.metadata.get("choices"):
        trait: TraitType = Enum(option.metadata["choices"], option.default, help=text)
    elif option.type in TRAITS:
        trait = TRAITS[option.type](option.default, allow_none=option.default is None, help=text)
    else:
        trait = Dict(help=text)
    return trait.tag(config=True)


# `c.GradeStep.NAME` for every setting of helpers.grading.settings
Options = type("Options", (Configurable,), {name: _trait(option) for name, option in options().items()})


class GradeStep(Options, NbGraderPreprocessor):  # type: ignore[misc, valid-type]  # its base is made above
    """Grade one notebook of a run; the run itself is begun by helpers.grading.nbgrader_hooks.class_exporter."""

    def settings(self) -> Settings:
        """The configured settings, with a seed.

        Raises: WrongSettings where they make no sense, SandboxMissing where a sandbox cannot be had.
        """
        settings, seed = Settings.of({name: getattr(self, name) for name in options()}).with_seed()
        known = {*ASSIGNMENTS, *assignments_of(self.parent.parent.coursedir)}  # the exporter's parent is the converter
        for assignment in settings.limits_of:
            if assignment not in known:
                names = ", ".join(sorted(known))
                raise WrongSettings(f"c.GradeStep.limits_of names {assignment!r}; the assignments are {names}.")
        if settings.sandboxed and not settings.scheduler:
            require_sandbox()
        if not settings.sandboxed:
            self.log.warning(
                "The sandbox is off: submissions run as ordinary processes of yours, and can read and change what you can."
            )
        self.log.info("Hidden cases are drawn from seed %d (--GradeStep.seed=%d gives the same again)", seed, seed)
        return settings

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Grade one notebook; those that nbgrader comes to later are begun meanwhile."""
        graded = self.parent.run.graded(nb, resources)
        if self.parent.run.kit:
            write_bundle(Path(resources["metadata"]["path"]), {})  # what was handed in of the kit need not be kept
        log: logging.Logger = self.log
        names = resources["nbgrader"]
        for remark in graded.remarks:
            log.info("%s/%s: %s", names["student"], names["notebook"], remark)
        for exercise, sentence in for_the_log(graded.verdicts):
            where = f", {exercise}" if exercise else ""
            log.warning("%s/%s%s: %s", names["student"], names["notebook"], where, sentence)
        return graded.notebook, resources
