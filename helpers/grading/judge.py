"""The judge: from the message a graded cell sent out to a verdict. It trusts nothing that a kernel said."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from helpers.assessment.asking import Ask
from helpers.assessment.assess import assess, not_done
from helpers.assessment.case_runner import Answer, answers_from_json, run_cases
from helpers.assessment.finding import ARGUMENTS, Finding
from helpers.assessment.serialization import MAX_CHARACTERS, Opaque, WireError
from helpers.assessment.worksheet import Case, Sheet
from helpers.exercises import drawn_sheet
from helpers.exercises.exercise import Exercise
from helpers.grading.verdict import Verdict, VerdictKind

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Submitted:
    """What a graded cell handed in: the answers to all hidden cases or, where `kind` is not JUDGED, nothing to judge.

    `whole` says whether it is what `submit` writes, right or wrong; if not, something stands between it and the judge.
    """

    answers: tuple[Answer, ...] = ()
    kind: VerdictKind = VerdictKind.JUDGED
    facts: dict[str, Any] = field(default_factory=dict)
    whole: bool | None = True


def read_submitted(exercise: Exercise, seed: int, messages: Sequence[Any]) -> Submitted:
    """Read what a graded cell sent out.

    Args:
        exercise: The one it tests.
        seed: The one its hidden cases were drawn from.
        messages: Every message of the cell's outputs; there should be exactly one.
    """
    if not messages:
        return Submitted(kind=VerdictKind.SILENT, whole=False)
    if len(messages) > 1:
        return Submitted(kind=VerdictKind.SEVERAL, facts={"count": len(messages)}, whole=False)
    try:
        data = _parsed(messages[0], exercise)
        if "too_large" in data:
            return Submitted(kind=VerdictKind.MALFORMED, facts={"detail": "they were too large to send"})
        answers = tuple(answers_from_json(data.get("answers"), len(drawn_sheet(exercise, seed).cases)))
    except WireError as error:
        return Submitted(kind=VerdictKind.MALFORMED, facts={"detail": str(error)}, whole=False)
    except Exception:  # whatever a message does to the judge, `submit` writes no such thing
        log.exception("The judge could not read what was handed in for %s", exercise.name)
        return Submitted(kind=VerdictKind.FAILED, whole=False)
    raised = {answer.error.type for answer in answers if answer.error}
    return Submitted(answers, whole=WireError.__name__ not in raised)  # no student raises that


def judge(exercise: Exercise, seed: int, submitted: Submitted) -> Verdict:
    """Judge what a graded cell handed in; zero where there is nothing to judge."""
    if submitted.kind is not VerdictKind.JUDGED:
        return Verdict(exercise.name, kind=submitted.kind, facts=submitted.facts)
    try:
        return _judge_answers(exercise, drawn_sheet(exercise, seed), list(submitted.answers))
    except Exception:  # no answer stops the others from being judged, and none earns anything by it
        log.exception("The judge failed at %s", exercise.name)
        return Verdict(exercise.name, kind=VerdictKind.FAILED)


def judge_function(exercise: Exercise, function: Callable, seed: int, *, visible: bool = False) -> Verdict:
    """Judge a function by the cases of a seed, here and at once: the course's own, never a student's."""
    sheet = drawn_sheet(exercise, seed, visible=visible)
    return _judge_answers(exercise, sheet, run_cases(function, sheet))


def _judge_answers(exercise: Exercise, sheet: Sheet, answers: list[Answer]) -> Verdict:
    if not_done(sheet, answers):
        return Verdict(exercise.name, kind=VerdictKind.NOT_DONE)
    findings = tuple(findings_on(exercise, sheet, answers))
    shares = exercise.shares | {name: part.share for name, part in exercise.rare.items()}
    shares |= {ARGUMENTS: exercise.keeps_arguments} if exercise.keeps_arguments else {}
    earned = sum(shares[finding.component] for finding in findings if finding.right)
    fraction = 1.0 if all(finding.right for finding in findings) else float(earned / sum(shares.values()))
    return Verdict(exercise.name, fraction, findings=findings, sheet=sheet, shares=shares)


def findings_on(exercise: Exercise, sheet: Sheet, answers: list[Answer], *, hints: bool = True) -> list[Finding]:
    """What the answers to a sheet of an exercise show."""
    return assess(sheet, _measured(exercise, sheet, answers), hints=hints)


def _parsed(message: Any, exercise: Exercise) -> dict[str, Any]:
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
    return data


def _measured(exercise: Exercise, sheet: Sheet, answers: list[Answer]) -> list[Answer]:
    """Where an exercise is judged by figures, turn its answers to plain cases into those."""
    if not exercise.measure:
        return answers
    return [
        answer
        if case.stubs or answer.error or answer.not_done or case.ask is Ask.DEFAULTS
        else replace(answer, value=_measured_case(exercise.measure, case, answer.value))
        for case, answer in zip(sheet.cases, answers, strict=True)
    ]


def _measured_case(measure: Callable, case: Case, value: Any) -> Any:
    if case.ask is Ask.PRINTED:
        returned, printed = value if isinstance(value, tuple) and len(value) == 2 else (value, [])
        return _measure(measure, case.arguments, returned), printed
    return _measure(measure, case.arguments, value)


def _measure(measure: Callable, arguments: dict[str, Any], value: Any) -> Any:
    try:
        return measure(arguments, value)
    except Exception:  # whatever a student's answer does to the formulas, it is not an answer then
        return Opaque("nothing that the network could be run with")
