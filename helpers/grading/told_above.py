"""An error in one function that later ones call is told in full once in a notebook; after that, where it was told."""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from helpers.assessment.finding import Finding
from helpers.assessment.problems import ERRORS, Problem, ProblemKind, problem
from helpers.grading.verdict import Verdict


@dataclass
class ErrorsTold:
    """The errors that the verdicts on a notebook have told so far, and at which exercise."""

    where: dict[Hashable, str] = field(default_factory=dict)

    def shorten(self, verdict: Verdict) -> Verdict:
        """The verdict, with the errors of other functions that are told above said to be there."""
        findings = tuple(self._shorten(finding, verdict.exercise) for finding in verdict.findings)
        for finding in verdict.findings:
            if key := _key(finding.problem):
                self.where.setdefault(key, verdict.exercise)
        return replace(verdict, findings=findings)

    def _shorten(self, finding: Finding, exercise: str) -> Finding:
        above = self.where.get(_key(finding.problem))
        if above is None or finding.problem is None or finding.problem.facts is None:
            return finding
        told = problem(ProblemKind.RAISED_ABOVE, exercise=exercise, error=finding.problem.facts["error"], above=above)
        return replace(finding, problem=told, expected=None, got=None, hint=None)


def _key(found: Problem | None) -> Hashable:
    """What tells an error from others, wherever it is met; None where it has no place in the student's code."""
    if found is None or found.kind not in ERRORS or not found.facts:
        return None
    error = found.facts["error"]
    place = (
        ("inside_line", "inside_function", "inside_code") if error.get("inside_line") else ("line", "function", "code")
    )
    return tuple(error[name] for name in ("type", "text", *place)) if error["line"] else None
