"""What can stop a cell, and the sentence that its author is told."""

import signal
from dataclasses import dataclass
from enum import StrEnum

from helpers.grading.execution.kernels import Limits


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


SENTENCES = {
    "timeout": "It did not finish within {limits.cell_seconds:g} s and was stopped: is there a loop that never ends?",
    "output": "It printed or showed more than {megabytes:g} MB, so the notebook was run again without this cell.",
    "memory": "It left hardly any of its {memory:.2g} GB of memory free, so the notebook was run again without this cell.",
    "disk": "It wrote more than {disk:g} MB of files, so the notebook was run again without this cell.",
    "killed": "It ended the kernel ({how}), so the notebook was run again without this cell.",
    "stuck": "It did not finish within {limits.cell_seconds:g} s and could not be interrupted, so the notebook was run again "
    "without this cell.",
    "spoilt": "Once it had run, answers no longer reached the judge whole, so the notebook was run again without this cell.",
    "budget": "The notebook had used up its {limits.notebook_seconds:g} s before this cell had run.",
}


@dataclass(frozen=True)
class Trouble:
    """What stopped a cell: timeout, output, memory, disk, killed, stuck, spoilt or budget; and a sentence for its author."""

    kind: str
    sentence: str


StopReason = Trouble


def trouble_of(kind: str, limits: Limits, how: str = "") -> Trouble:
    """Put a trouble into words."""
    bounds = {
        "megabytes": limits.output / 1e6,
        "disk": limits.disk / 1e6,
        "memory": limits.memory / 1e9,
    }
    return Trouble(StopKind(kind), SENTENCES[kind].format(limits=limits, how=how, **bounds))


def how_it_ended(status: int | None) -> str:
    """How a kernel ended, in words, from its exit status; None where it still ran."""
    if status is None:
        return "it had to be stopped"
    if status < 0:
        try:
            return f"by signal {signal.Signals(-status).name}"
        except ValueError:
            return f"by signal {-status}"
    return f"by leaving with status {status}"
