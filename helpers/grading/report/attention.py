"""Which submissions need a person's eye, and why: the judge says what it cannot decide."""

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.assessment.finding import ARGUMENTS
from helpers.assessment.problems import ProblemKind
from helpers.grading.report.records import ClassRecord, Outcome, State, Student, Submission
from helpers.grading.report.statistics import item_statistics

REASONS = {
    "unreadable": ("A file could not be read", "Ask for a new copy and grade again."),
    "missing": ("A notebook is missing", "Forgotten, or handed in under another name?"),
    "refused": (
        "The judge refused the answers",
        "They were not what the test cell sends by itself; look at the notebook before you give points.",
    ),
    "stopped": (
        "Stopped for time, memory or output",
        "An endless loop, or a slow machine? Grade again with a longer limit if the code looks sound.",
    ),
    "silent": ("A test cell gave no answers", "Often one slip, such as a syntax error, around a right formula."),
    "by hand": ("Waits to be graded by hand", "The total is not final."),
    "uneven": (
        "Full points where it is hard, none where it is easy",
        "A slip, or work that is not understood: a short talk tells.",
    ),
    "in vain": ("Everything tried, nothing earned", "One mistake early on may stand behind all of it."),
    "empty": ("Nothing done", "Handed in as received: was another file meant?"),
    "arguments": ("An argument was changed in place", "Costs its share only; worth a word to whoever did it."),
}


@dataclass(frozen=True)
class Concern:
    """A reason to look, what to do, and the submissions concerned with details."""

    reason: str
    advice: str
    cases: tuple[tuple[Student, str], ...]


def concerns(record: ClassRecord) -> list[Concern]:
    """All reasons to look at submissions, the most pressing first; a submission may stand under several."""
    easy, hard = _easy_and_hard(record)
    cases: dict[str, list[tuple[Student, str]]] = {kind: [] for kind in REASONS}
    for submission in record.submissions:
        for kind, detail in _of_submission(submission, easy, hard):
            cases[kind].append((submission.student, detail))
    return [Concern(*REASONS[kind], tuple(found)) for kind, found in cases.items() if found]


def _of_submission(submission: Submission, easy: list[int], hard: list[int]) -> Iterator[tuple[str, str]]:
    outcomes = submission.outcomes
    for state in (State.UNREADABLE, State.MISSING):
        books = {o.item.notebook: o.reason for o in outcomes if o.state is state}
        if books:
            yield str(state), "; ".join(reason or f"{book}.ipynb" for book, reason in books.items())
    there = [outcome for outcome in outcomes if outcome.state not in (State.UNREADABLE, State.MISSING)]
    for kind, chosen in {
        "refused": [o for o in there if o.state is State.REFUSED],
        "stopped": [o for o in there if o.stop],
        "silent": [o for o in there if o.state is State.SILENT and not o.stop],
        "by hand": [o for o in there if o.waits],
        "arguments": [o for o in there if _changes_arguments(o)],
    }.items():
        if chosen:
            yield kind, _details(chosen)
    judged = [outcome for outcome in there if outcome.state is not State.BY_HAND]
    if judged and all(outcome.state is State.NOT_DONE for outcome in judged):
        yield "empty", ""
    elif judged and not any(o.score or o.state is State.NOT_DONE for o in judged):
        yield "in vain", ""
    missed = [outcomes[i].item.label for i in easy if outcomes[i] in judged and not outcomes[i].score]
    if missed and all(outcomes[i].share >= 1 for i in hard):
        yield "uneven", f"none at {', '.join(missed)}"


def _details(outcomes: list[Outcome]) -> str:
    """The exercises, those with the same thing to say together."""
    said: dict[str, list[str]] = {}
    for outcome in outcomes:
        words = str(outcome.stop or outcome.reason[:160])
        said.setdefault(words, []).append(outcome.item.label)
    return "; ".join(", ".join(names) + (f" ({words})" if words else "") for words, names in said.items())


def _changes_arguments(outcome: Outcome) -> bool:
    return any(
        finding.component == ARGUMENTS and finding.problem and finding.problem.kind is ProblemKind.CHANGED_ARGUMENTS
        for finding in outcome.findings
    )


def _easy_and_hard(record: ClassRecord) -> tuple[list[int], list[int]]:
    """The items that most of the class has, and the hardest third where that is clearly harder; both by number."""
    difficulty = [statistics.difficulty for statistics in item_statistics(record)]
    hard = sorted(range(len(difficulty)), key=difficulty.__getitem__)[: len(difficulty) // 3]
    border = max(0.7, 0.2 + max((difficulty[i] for i in hard), default=1.0))
    return [i for i, share in enumerate(difficulty) if share >= border], hard
