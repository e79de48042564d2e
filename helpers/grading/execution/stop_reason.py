"""What can stop a cell, and the sentence that its author reads."""

import signal
from dataclasses import dataclass
from enum import StrEnum

from helpers.grading.settings import Limits


class StopKind(StrEnum):
    """The kinds of what stops a cell; their values stand in records and reports."""

    TIMEOUT = "timeout"
    OUTPUT = "output"
    MEMORY = "memory"
    DISK = "disk"
    KILLED = "killed"
    STUCK = "stuck"
    SPOILT = "spoilt"
    BUDGET = "budget"


@dataclass(frozen=True)
class StopReason:
    """What stopped a cell: its kind, the limits it ran under, and the kernel's exit status where that ended by itself."""

    kind: StopKind
    limits: Limits
    exit_status: int | None = None

    @property
    def sentence(self) -> str:
        """What the cell's author reads."""
        return in_words(self)


SENTENCES = {
    StopKind.TIMEOUT: "It did not finish within {limits.timeout:g} s and was stopped: is there a loop that never ends?",
    StopKind.OUTPUT: "It printed or showed more than {output:g} MB, so the notebook was run again without this cell.",
    StopKind.MEMORY: "It left hardly any of its {memory:.2g} GB of memory free, so the notebook was run again without this "
    "cell.",
    StopKind.DISK: "It wrote more than {disk:g} MB of files, so the notebook was run again without this cell.",
    StopKind.KILLED: "It ended the kernel ({ending}), so the notebook was run again without this cell.",
    StopKind.STUCK: "It did not finish within {limits.timeout:g} s and could not be interrupted, so the notebook was run "
    "again without this cell.",
    StopKind.SPOILT: "Once it had run, answers no longer reached the judge whole, so the notebook was run again without this "
    "cell.",
    StopKind.BUDGET: "The notebook had used up its {limits.budget:g} s before this cell had run.",
}


def in_words(reason: StopReason) -> str:
    """The sentence for a reason: the one place where it is put into words."""
    limits = reason.limits
    return SENTENCES[reason.kind].format(
        limits=limits,
        output=limits.output / 1e6,
        disk=limits.disk / 1e6,
        memory=limits.memory / 1e9,
        ending=_ending(reason.exit_status),
    )


def _ending(status: int | None) -> str:
    """How a kernel ended, from its exit status; None where it still ran."""
    if status is None:
        return "it had to be stopped"
    if status < 0:
        try:
            return f"by signal {signal.Signals(-status).name}"
        except ValueError:
            return f"by signal {-status}"
    return f"by leaving with status {status}"
