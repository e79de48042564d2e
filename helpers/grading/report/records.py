"""What grading left behind, as plain records: verdicts in the autograded notebooks, points in the gradebook.

Each graded code cell of autograded/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb carries in its metadata, under "verdict", the record
that helpers.grading.verdict writes; a notebook that could not be read carries the reason in its own metadata, under
"unreadable". The points are the gradebook's, so that what a person changed by hand counts. Whatever is missing or of another
form is taken for not there; of the record's sentences nothing depends on a single word.
"""

import json
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from helpers.assessment.finding import Finding
from helpers.assessment.problems import ProblemKind
from helpers.grading.class_run.gradebook import Item, Points, read_points
from helpers.grading.execution.stop_reason import StopKind
from helpers.grading.submission.tolerant_reader import UNREADABLE
from helpers.grading.verdict import VerdictKind, read_record


class NothingToReport(Exception):
    """There is nothing to report on; the message is one sentence that says what to do."""


class State(StrEnum):
    """What became of an item: whether the judge judged it, and if not, why.

    `tested` are ordinary cells, by the tests in them; `by hand` is for a person.
    """

    JUDGED = "judged"
    TESTED = "tested"
    NOT_DONE = "not done"
    SILENT = "silent"
    REFUSED = "refused"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    BY_HAND = "by hand"


STATES = {
    VerdictKind.JUDGED: State.JUDGED,
    VerdictKind.TESTED: State.TESTED,
    VerdictKind.NOT_DONE: State.NOT_DONE,
    VerdictKind.SILENT: State.SILENT,
    VerdictKind.UNDEFINED: State.SILENT,
    VerdictKind.MISNAMED: State.SILENT,
    VerdictKind.NO_CELL: State.SILENT,
    VerdictKind.UNREADABLE: State.UNREADABLE,
}  # all others are refused
OLDER_FORM = "It was graded by another version of this course; autograde it again."


@dataclass(frozen=True)
class Outcome:
    """What became of one item in one submission.

    `findings` on its components; `reason`, why nothing could be judged, in a sentence for people; `stop`, what stopped the
    cell; `waits`, whether a person has yet to grade it.
    """

    item: Item
    score: float
    state: State
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    stop: StopKind | None = None
    waits: bool = False

    @property
    def share(self) -> float:
        """The share of the item's points, 0 to 1."""
        return self.score / self.item.points if self.item.points else 0.0


@dataclass(frozen=True)
class Student:
    """A student as the gradebook knows them; number: their place in the class by total score, from 1."""

    id: str
    name: str
    number: int = 0

    @property
    def alias(self) -> str:
        """What stands for the name where names are not shown."""
        return f"S{self.number:03}"


@dataclass(frozen=True)
class Submission:
    """Everything on what one student handed in; outcomes are in the order of the class's items."""

    student: Student
    outcomes: tuple[Outcome, ...]
    total: float


@dataclass(frozen=True)
class ClassRecord:
    """An assignment as a class did it: submissions, the best first; absent, how many handed in nothing."""

    assignment: str
    items: tuple[Item, ...]
    submissions: tuple[Submission, ...]
    absent: int

    @property
    def points(self) -> float:
        """What can be earned in all."""
        return sum(item.points for item in self.items)


def read_class(course: CourseDirectory, assignment: str) -> ClassRecord:
    """Read the records of an assignment.

    Raises: NothingToReport where nothing was graded.
    """
    autograde = f"run `nbgrader autograde {assignment}` in the course's folder first"
    database = course.db_url.removeprefix("sqlite:///").partition("?")[0]
    if course.db_url.startswith("sqlite:///") and not Path(database).exists():
        raise NothingToReport(f"There is no gradebook {database}: {autograde}.")
    with Gradebook(course.db_url, course.course_id) as gradebook:
        points = read_points(gradebook, assignment)
        if points is None or not points.items:
            raise NothingToReport(f"The gradebook knows no graded assignment {assignment}: {autograde}.")
        names = _names(gradebook)
    if not points.scores:
        raise NothingToReport(f"Nobody's {assignment} has been graded yet: {autograde}.")
    folders = {student: Path(course.format_path(course.autograded_directory, student, assignment)) for student in names}
    notebooks = {
        student: {book: _read(folders[student] / f"{book}.ipynb") for book in {item.notebook for item in points.items}}
        for student in points.scores
    }
    items = _in_order(points.items, [cells for books in notebooks.values() for cells, _ in books.values()])
    ranked = sorted(points.scores, key=lambda student: (-points.total(student), names[student], student))
    submissions = tuple(
        Submission(
            Student(student, names[student], number),
            tuple(_outcome(item, student, points, *notebooks[student][item.notebook]) for item in items),
            points.total(student),
        )
        for number, student in enumerate(ranked, 1)
    )
    return ClassRecord(assignment, items, submissions, len(names) - len(ranked))


def _names(gradebook: Gradebook) -> dict[str, str]:
    """Everybody's name by id; namesakes with their id."""
    names = {s.id: " ".join(part for part in (s.first_name, s.last_name) if part) or s.id for s in gradebook.students}
    counts = Counter(names.values())
    return {student: name if counts[name] == 1 else f"{name} ({student})" for student, name in names.items()}


def _read(path: Path) -> tuple[dict[str, Any] | None, str]:
    """The verdicts of an autograded notebook by grade id (None where there is no notebook), and why it was unreadable."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        # only graded code cells are sure to have got their verdict from the judge; elsewhere a student may have written one
        cells = [(cell["metadata"], cell["cell_type"] == "code") for cell in data["cells"]]
        graded = {c["nbgrader"]["grade_id"]: c.get("verdict") if code else None for c, code in cells if "nbgrader" in c}
        return graded, str(data["metadata"].get(UNREADABLE, ""))
    except FileNotFoundError:
        return None, ""
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return {}, f"The autograded file cannot be read ({type(error).__name__}); autograde it again."


def _in_order(items: tuple[Item, ...], notebooks: list[dict[str, Any] | None]) -> tuple[Item, ...]:
    """Items as they follow each other in the most complete of the notebooks."""
    places: dict[str, int] = {}
    for cells in sorted(filter(None, notebooks), key=len, reverse=True):
        places = dict(zip(cells, range(len(cells)), strict=True)) | places
    return tuple(sorted(items, key=lambda item: (item.notebook, places.get(item.cell, len(places)))))


def _outcome(item: Item, student: str, points: Points, cells: dict[str, Any] | None, unreadable: str) -> Outcome:
    outcome = Outcome(item, points.scores[student][item], State.JUDGED, waits=(student, item) in points.by_hand)
    if cells is None:
        return replace(outcome, state=State.MISSING)
    if unreadable:
        return replace(outcome, state=State.UNREADABLE, reason=unreadable)
    record = cells.get(item.cell)
    if not isinstance(record, dict):
        return replace(outcome, state=State.BY_HAND)
    try:
        verdict, stop = read_record(record)
    except (ValueError, TypeError, KeyError, AttributeError):
        return replace(outcome, state=State.UNREADABLE, reason=OLDER_FORM)
    state = STATES.get(verdict.kind, State.REFUSED)
    outcome = replace(outcome, state=state, stop=stop)
    if state is not State.JUDGED:
        return replace(outcome, reason=verdict.circumstance if verdict.kind is VerdictKind.SILENT else verdict.reason)
    waits_for_another = (
        finding.problem and finding.problem.kind is ProblemKind.EARLIER_NOT_DONE and not finding.mistake
        for finding in verdict.findings
    )
    if verdict.findings and all(waits_for_another):
        return replace(outcome, state=State.NOT_DONE)
    return replace(outcome, findings=verdict.findings)
