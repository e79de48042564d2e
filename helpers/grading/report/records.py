"""What grading left behind, as plain records: verdicts in the autograded notebooks, points in the gradebook.

Each graded code cell of autograded/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb carries in its metadata, under "verdict",

    exercise    the function's name
    fraction    0 to 1, what was earned
    reason      why nothing could be judged; "" where it was
    trouble     null, or what stopped the cell: timeout, stuck, budget, killed, output, memory, disk, spoilt
    components  a list of {component, right, mistake, sentence, hint}; mistake: null, or its name in helpers.exercises;
                hint: null, the mistake's, or what the numbers show by themselves

and a notebook that could not be read carries the reason in its own metadata, under "unreadable". The points are the
gradebook's, so that what a person changed by hand counts. Whatever is missing or of another form is taken for not there.
"""

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from helpers.grading.class_run.gradebook import Item, Points, read_points
from helpers.grading.judge import NO_ANSWERS, NOT_DONE
from helpers.grading.submission.tolerant_reader import UNREADABLE

TIMEOUTS = ("timeout", "stuck", "budget")


class NothingToReport(Exception):
    """There is nothing to report on; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Part:
    """A component of an answer: right, or wrong with the known mistakes its numbers show, a sentence and a hint.

    fault: "error" where the function raised one, "in place" where it changed an argument, "undone" where it got no further
    than a function that is not done, else "".
    """

    component: str
    right: bool
    mistakes: tuple[str, ...] = ()
    sentence: str = ""
    fault: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one item in one submission.

    state: judged; not done; silent (the test cell gave no answers); refused (the judge could not take them); unreadable
    or missing (its notebook); by hand (a person grades it, and `waits` says whether that is still to do).
    """

    item: Item
    score: float
    state: str
    parts: tuple[Part, ...] = ()
    reason: str = ""
    trouble: str | None = None
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
    outcome = Outcome(item, points.scores[student][item], "judged", waits=(student, item) in points.by_hand)
    if cells is None:
        return replace(outcome, state="missing")
    if unreadable:
        return replace(outcome, state="unreadable", reason=unreadable)
    verdict = cells.get(item.cell)
    if not isinstance(verdict, dict):
        return replace(outcome, state="by hand")
    reason, trouble, parts = str(verdict.get("reason") or ""), verdict.get("trouble"), verdict.get("components")
    outcome = replace(outcome, reason=reason, trouble=str(trouble) if trouble else None)
    if not reason:
        outcome = replace(outcome, parts=tuple(map(_part, parts if isinstance(parts, list) else [])))
        undone = outcome.parts and all(part.fault == "undone" and not part.mistakes for part in outcome.parts)
        return replace(outcome, state="not done", parts=()) if undone else outcome
    states = {NOT_DONE: "not done", NO_ANSWERS: "silent"}
    state = next((state for start, state in states.items() if reason.startswith(start)), "refused")
    return replace(outcome, state=state)


def _part(data: dict[str, Any]) -> Part:
    mistake, sentence = data.get("mistake") or (), str(data.get("sentence") or "")
    mistakes = (mistake,) if isinstance(mistake, str) else tuple(mistake)
    faults = {"` raised ": "error", " in place": "in place", ", which is not done yet.": "undone"}
    fault = next((fault for words, fault in faults.items() if words in sentence), "")
    hint = str(data.get("hint") or "")
    return Part(str(data.get("component")), bool(data.get("right")), mistakes, sentence, fault, hint)
