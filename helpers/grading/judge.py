"""The judge: from the message a graded cell sent out to a verdict. A pure function; it trusts nothing that a kernel said."""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from helpers.assessment.assess import ARGUMENTS, Finding, assess, not_done
from helpers.assessment.case_runner import Answer, answers_from_json
from helpers.assessment.serialization import MAX_CHARACTERS, Opaque, WireError
from helpers.assessment.worksheet import Sheet
from helpers.exercises.exercise import Exercise

NOT_DONE = "This exercise is not done yet."
NO_ANSWERS = "The test cell gave no answers."


@dataclass(frozen=True)
class Verdict:
    """What an exercise earned: a fraction from 0 to 1 of its points, the findings behind it, or the reason for none.

    `trouble` is the kind of what stopped the cell, if anything did (see helpers.grading.execution.stop_reason).
    """

    exercise: str
    fraction: float
    sheet: Sheet | None = None
    findings: tuple[Finding, ...] = ()
    shares: dict[str, float] | None = None
    reason: str = ""
    trouble: str | None = None

    def to_json(self) -> dict[str, Any]:
        """What is kept of it in the autograded notebook, for reports."""
        return {
            "exercise": self.exercise,
            "fraction": self.fraction,
            "reason": self.reason,
            "trouble": self.trouble,
            "components": [
                {
                    "component": f.component,
                    "right": f.right,
                    "mistake": f.mistake,
                    "sentence": f.sentence,
                    "hint": f.hint,
                }
                for f in self.findings
            ],
        }


def judge(exercise: Exercise, seed: int, messages: Sequence[Any]) -> Verdict:
    """Judge what a graded cell sent out.

    Arguments: exercise; seed, the one its hidden cases were drawn from; messages, every message of the cell's outputs.
    Returns: the verdict; zero with the reason where there is not exactly one well-formed message.
    """
    if not messages:
        return Verdict(exercise.name, 0.0, reason=NO_ANSWERS)
    if len(messages) > 1:
        reason = f"The test cell gave {len(messages)} sets of answers instead of one."
        return Verdict(exercise.name, 0.0, reason=reason)
    sheet = _drawn(exercise, seed)
    try:
        answers = _read(messages[0], exercise, len(sheet.cases))
    except WireError as error:
        return Verdict(exercise.name, 0.0, reason=f"The test cell's answers could not be read: {error}.")
    if not_done(sheet, answers):
        return Verdict(exercise.name, 0.0, reason=NOT_DONE)
    findings = tuple(assess(sheet, measured(exercise, sheet, answers)))
    shares = exercise.shares | ({ARGUMENTS: exercise.keeps_arguments} if exercise.keeps_arguments else {})
    earned = sum(shares[finding.component] for finding in findings if finding.right)
    fraction = 1.0 if all(finding.right for finding in findings) else float(earned / sum(shares.values()))
    return Verdict(exercise.name, fraction, sheet, findings, shares)


def is_whole(exercise: Exercise, seed: int, messages: Sequence[Any]) -> bool:
    """Whether messages are what `submit` writes, right or wrong; if not, something stands between it and the judge."""
    try:
        [message] = messages
        answers = _read(message, exercise, len(_drawn(exercise, seed).cases))
        return not any(
            (answer.error or "").startswith(WireError.__name__) for answer in answers
        )  # no student raises that
    except TooLarge:
        return True
    except Exception:  # whatever a message does to the judge, `submit` writes no such thing
        return False


class TooLarge(WireError):
    """`submit` had to leave the answers out."""


@functools.lru_cache(maxsize=128)
def _drawn(exercise: Exercise, seed: int) -> Sheet:
    """A whole class answers the same cases."""
    return exercise.sheet(seed)


def _read(message: Any, exercise: Exercise, count: int) -> list[Answer]:
    text = message.get("message") if isinstance(message, dict) else None
    if not isinstance(text, str):
        raise WireError("they are not in the form that submit() writes")
    if len(text) > MAX_CHARACTERS:
        raise WireError(f"they are larger than {MAX_CHARACTERS // 1_000_000} million characters")
    try:
        data = json.loads(text)
        if "\\u" in text:  # it may spell halves of characters, which no file can hold
            data = json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise WireError("they are not JSON") from None
    if not isinstance(data, dict) or data.get("exercise") != exercise.name:
        raise WireError(f"they are not for the exercise {exercise.name}")
    if "too_large" in data:
        raise TooLarge("they were too large to send")
    return answers_from_json(data.get("answers"), count)


def measured(exercise: Exercise, sheet: Sheet, answers: list[Answer]) -> list[Answer]:
    """Where an exercise is judged by figures, turn its answers to plain cases into those."""
    if not exercise.measure:
        return answers
    return [
        answer
        if case.stubs or answer.error or answer.not_done
        else replace(answer, value=_measure(exercise, case.arguments, answer.value))
        for case, answer in zip(sheet.cases, answers, strict=True)
    ]


def _measure(exercise: Exercise, arguments: dict[str, Any], value: Any) -> Any:
    try:
        return exercise.measure(arguments, value)
    except Exception:  # whatever a student's answer does to the formulas, it is not an answer then
        return Opaque("nothing that the network could be run with")
