"""A verdict on one exercise: as data, as the record of it in the autograded notebook, and the sentence of its reason."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from helpers.assessment.finding import Finding
from helpers.assessment.problems import Problem, ProblemKind, error_words
from helpers.assessment.worksheet import Sheet
from helpers.grading.execution.stop_reason import StopKind, StopReason


class VerdictKind(StrEnum):
    """Whether there was anything to judge, and if not, why."""

    JUDGED = "judged"
    NOT_DONE = "not done"
    UNDEFINED = "undefined"
    MISNAMED = "misnamed"
    NO_CELL = "no cell"
    SILENT = "silent"
    SEVERAL = "several"
    MALFORMED = "malformed"
    UNREADABLE = "unreadable"
    UNKNOWN_EXERCISE = "unknown exercise"
    FAILED = "failed"
    TESTED = "tested"  # by the tests in the cell itself, not by the judge
    NO_SCORE = "no score"


REASONS = {
    VerdictKind.JUDGED: "",
    VerdictKind.NOT_DONE: "This exercise is not done yet.",
    VerdictKind.UNDEFINED: "`{exercise}` was never defined: its cell stopped with {error}. Before you hand in, restart the "
    "kernel and run all cells.",
    VerdictKind.MISNAMED: "`{exercise}` was never defined: its cell defines {defined}. Give the function its name back.",
    VerdictKind.NO_CELL: "`{exercise}` was never defined: its cell is missing, or no code cell any more. Copy it back from the "
    "notebook as you received it.",
    VerdictKind.SILENT: "The test cell gave no answers.",
    VerdictKind.SEVERAL: "The test cell gave {count} sets of answers instead of one.",
    VerdictKind.MALFORMED: "The test cell's answers could not be read: {detail}.",
    VerdictKind.UNREADABLE: "{detail}",
    VerdictKind.UNKNOWN_EXERCISE: "The judge knows no exercise of this name; please tell your instructor.",
    VerdictKind.FAILED: "The judge could not work with these answers; your instructor has been told.",
    VerdictKind.TESTED: "",
    VerdictKind.NO_SCORE: "The last line of this test gave {shown}, which is no score from 0 to {worth:g}, so it earned "
    "nothing; please tell your instructor.",
}
AT_DEFINITION = "About the cell that defines `{exercise}`: {sentence}"
OTHER_DEFINITION = (
    "The cell of `{exercise}` stopped with {error}. What was graded is a `{exercise}` that another cell defines."
)
STOPPED_WITH = "It stopped with {type}: {text}"
STOPPED_WORDLESS = "It stopped with {type}."
OUT_OF_TIME = (
    "The notebook had used up its {seconds:g} s before this had run: {exercises}. If it should have longer, raise "
    "c.GradeStep.budget and grade again with --force."
)
NO_NUMBER = (
    "The last line of this test shows {shown!r}, which is no number; as in nbgrader, the cell has its full points."
)


@dataclass(frozen=True)
class Verdict:
    """What an exercise earned: a fraction from 0 to 1 of its points, and the findings behind it, or why there are none.

    `facts` are what the reason is made of, plain data by name. `stop` is what stopped the test cell, or the cell that
    defines the function (`stop_at_definition`). `sheet` holds the cases that findings speak of, `shares` the components'
    shares of the points.
    """

    exercise: str
    fraction: float = 0.0
    kind: VerdictKind = VerdictKind.JUDGED
    findings: tuple[Finding, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    stop: StopReason | None = None
    stop_at_definition: bool = False
    sheet: Sheet | None = None
    shares: Mapping[str, float] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """Why there was nothing to judge, or something else than meant, in a sentence or two; else empty."""
        reason = REASONS[self.kind].format(**{name: _words(name, fact) for name, fact in self.facts.items()})
        return " ".join(filter(None, [reason, self.circumstance]))

    @property
    def circumstance(self) -> str:
        """What kept a cell from giving answers, or from success, or a function from being the one meant; empty if not known."""
        if self.kind in (VerdictKind.JUDGED, VerdictKind.NOT_DONE) and "error" in self.facts:
            return OTHER_DEFINITION.format(exercise=self.exercise, error=_words("error", self.facts["error"]))
        if self.kind not in (VerdictKind.SILENT, VerdictKind.TESTED):
            return ""
        if self.stop and self.stop_at_definition:
            return AT_DEFINITION.format(exercise=self.exercise, sentence=self.stop.sentence)
        if self.stop:
            return self.stop.sentence
        if "type" not in self.facts:
            return ""
        return (STOPPED_WITH if self.facts["text"] else STOPPED_WORDLESS).format(**self.facts)

    @property
    def sentence_for_the_log(self) -> str:
        """What whoever grades the class should hear of; empty where all went its usual way."""
        if self.kind is VerdictKind.TESTED and "shown" in self.facts:
            return NO_NUMBER.format(**self.facts)
        return self.reason if self.stop or self.kind is VerdictKind.NO_SCORE else ""


def for_the_log(verdicts: Iterable[Verdict]) -> Iterator[tuple[str, str]]:
    """What whoever grades the class should hear of a notebook: exercise and sentence; one without exercise is about them all."""
    late: dict[str, float] = {}
    for verdict in verdicts:
        if verdict.stop and verdict.stop.kind is StopKind.BUDGET:
            late[verdict.exercise] = verdict.stop.limits.budget
        elif sentence := verdict.sentence_for_the_log:
            yield verdict.exercise, sentence
    if late:
        yield "", OUT_OF_TIME.format(seconds=max(late.values()), exercises=", ".join(late))


def _words(name: str, fact: Any) -> Any:
    """A fact as it is read."""
    if name == "error":
        return error_words(**fact)
    if name == "defined":
        return ", ".join(f"`{one}`" for one in fact) or "no function"
    return fact


def to_record(verdict: Verdict) -> dict[str, Any]:
    """What is kept of a verdict in the autograded notebook: data for reports, and sentences for people who look at it."""
    return {
        "exercise": verdict.exercise,
        "fraction": verdict.fraction,
        "kind": str(verdict.kind),
        "facts": dict(verdict.facts),
        "reason": verdict.reason,
        "stop_reason": str(verdict.stop.kind) if verdict.stop else None,
        "components": [
            {
                "component": finding.component,
                "right": finding.right,
                "problem": _problem_record(finding.problem),
                "sentence": finding.sentence,
                "mistake": finding.mistake,
                "hint": finding.hint,
            }
            for finding in verdict.findings
        ],
    }


def _problem_record(problem: Problem | None) -> dict[str, Any] | None:
    if problem is None:
        return None
    return {"kind": str(problem.kind), "path": list(problem.path), "facts": dict(problem.facts or {})}


def read_record(record: Mapping[str, Any]) -> tuple[Verdict, StopKind | None]:
    """Read a record back: the verdict, without the values that it was about, and the kind of what stopped the cell, if any.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: The record is of another form, as another version may write it.
    """
    findings = tuple(
        Finding(
            component=str(data["component"]),
            problem=_problem_of_record(data["problem"]),
            mistake=data["mistake"],
            hint=data["hint"],
        )
        for data in record["components"]
    )
    stop = record["stop_reason"]
    kind, facts = VerdictKind(record["kind"]), dict(record["facts"])
    verdict = Verdict(str(record["exercise"]), float(record["fraction"]), kind, findings, facts)
    return verdict, None if stop is None else StopKind(stop)


def _problem_of_record(data: Mapping[str, Any] | None) -> Problem | None:
    if data is None:
        return None
    return Problem(ProblemKind(data["kind"]), tuple(data["path"]), dict(data["facts"]))


def points_of(verdict: Verdict, points: float) -> float:
    """The points an exercise earned, with two decimals; the full number only for a flawless one.

    An ordinary cell earned what its own tests say, with all decimals.
    """
    if verdict.fraction == 1.0:
        return float(points)
    earned = verdict.fraction * points
    return earned if verdict.kind is VerdictKind.TESTED else min(round(earned, 2), float(points))
