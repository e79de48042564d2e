"""Figures on each item of an assignment, as test theory has them."""

from dataclasses import dataclass

import numpy as np

from helpers.assessment.problems import ERRORS
from helpers.grading.class_run.gradebook import Item
from helpers.grading.execution.stop_reason import StopKind
from helpers.grading.report.records import ClassRecord, Outcome, State

LEVELS = ("full", "most", "some", "none", "not done", "not read")
TIMEOUTS = (StopKind.TIMEOUT, StopKind.STUCK, StopKind.BUDGET)
FEWEST = 3  # with two submissions, every correlation is 1 or -1


@dataclass(frozen=True)
class ItemStatistics:
    """How a class did at one item, over the submissions that were read: by the judge, or by a person where that is needed.

    mean in points; difficulty, the mean share of the points (1 is easiest); discrimination, the correlation of the item's
    points with all other points, None where `undefined` says why not; levels, how many submissions reached each; time-outs,
    crashes (memory, disk, too much output) and errors (the function raised one, or its cell did) by number.
    """

    item: Item
    mean: float
    difficulty: float
    discrimination: float | None
    undefined: str
    levels: dict[str, int]
    timeouts: int
    crashes: int
    errors: int


def item_statistics(record: ClassRecord) -> list[ItemStatistics]:
    """The figures on every item; mean and difficulty are nan where no notebook could be read."""
    return [_statistics(record, number) for number in range(len(record.items))]


def level(outcome: Outcome) -> str:
    """What was reached, in one of LEVELS; 'some' is less than half of the points."""
    if outcome.state in (State.UNREADABLE, State.MISSING) or (outcome.state is State.BY_HAND and outcome.waits):
        return "not read"
    if outcome.share >= 1:
        return "full"
    if outcome.share > 0:
        return "most" if outcome.share >= 0.5 else "some"
    return "not done" if outcome.state is State.NOT_DONE else "none"


def _statistics(record: ClassRecord, number: int) -> ItemStatistics:
    item, everybody = record.items[number], [submission.outcomes for submission in record.submissions]
    there = [outcomes for outcomes in everybody if level(outcomes[number]) != "not read"]
    scores = np.array([outcomes[number].score for outcomes in there])
    rest = np.array([sum(o.score for o in outcomes) for outcomes in there]) - scores
    discrimination, undefined = _correlation(scores, rest)
    mean = float(scores.mean()) if there else float("nan")
    stops = [outcomes[number].stop for outcomes in there]
    reached = [level(outcomes[number]) for outcomes in everybody]
    return ItemStatistics(
        item=item,
        mean=mean,
        difficulty=mean / item.points if item.points else float("nan"),
        discrimination=discrimination,
        undefined=undefined,
        levels={name: reached.count(name) for name in LEVELS},
        timeouts=sum(stop in TIMEOUTS for stop in stops),
        crashes=sum(stop is not None and stop not in TIMEOUTS for stop in stops),
        errors=sum(_raised(outcomes[number]) for outcomes in there),
    )


def _correlation(scores: np.ndarray, rest: np.ndarray) -> tuple[float | None, str]:
    if len(scores) < FEWEST:
        return None, f"fewer than {FEWEST} submissions"
    if np.ptp(scores) < 1e-9:
        return None, "everybody has the same points here"
    if np.ptp(rest) < 1e-9:
        return None, "everybody has the same points elsewhere"
    return float(np.corrcoef(scores, rest)[0, 1]), ""


def _raised(outcome: Outcome) -> bool:
    """Whether the function, or the cell before it, stopped with an error of its own."""
    if outcome.stop:
        return False
    kinds = {finding.problem.kind for finding in outcome.findings if finding.problem}
    return outcome.state is State.SILENT or not kinds.isdisjoint(ERRORS)
