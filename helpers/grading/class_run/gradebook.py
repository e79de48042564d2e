"""Points of a whole class out of nbgrader's gradebook, in one question to the database for each assignment."""

from collections import Counter
from dataclasses import dataclass

from nbgrader.api import (
    BaseCell,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy.exc import OperationalError

from helpers.grading.names import PREFIX


@dataclass(frozen=True)
class Item:
    """Something that earns points: a graded cell (its grade id) of a notebook; shared: whether another has its name."""

    notebook: str
    cell: str
    points: float
    shared: bool = False

    @property
    def name(self) -> str:
        """The exercise's name."""
        return self.cell.removeprefix(PREFIX)

    @property
    def label(self) -> str:
        """The name to show: with the notebook's where two notebooks have such an exercise."""
        return f"{self.notebook}: {self.name}" if self.shared else self.name


@dataclass(frozen=True)
class Points:
    """What everybody who handed in an assignment earned.

    scores: student's id -> item -> points, as autograded or as a person set them; by_hand: (id, item) still to be graded
    by a person; penalties: id -> points taken off for being late.
    """

    items: tuple[Item, ...]
    scores: dict[str, dict[Item, float]]
    by_hand: frozenset[tuple[str, Item]]
    penalties: dict[str, float]

    def total(self, student: str) -> float:
        """All points of a student less the penalty, never below zero: as nbgrader's own export counts them."""
        return max(0.0, sum(self.scores[student].values()) - self.penalties[student])


def has_notebooks(db_url: str, course: str, assignment: str) -> bool:
    """Whether a gradebook knows the notebooks of an assignment, as it does once that was released.

    True also where the gradebook cannot be read: nbgrader comes to that itself, and says what to do.
    """
    try:
        with Gradebook(db_url, course) as gradebook:
            return bool(gradebook.find_assignment(assignment).notebooks)
    except MissingEntry:
        return False
    except OperationalError:
        return True


def released_ids(db_url: str, course: str, assignment: str) -> dict[str, frozenset[str]]:
    """The grade ids of each released notebook of an assignment, by its name; none where the gradebook cannot be read."""
    try:
        with Gradebook(db_url, course) as gradebook:
            notebooks = gradebook.find_assignment(assignment).notebooks
            return {one.name: frozenset(cell.name for cell in one.source_cells) for one in notebooks}
    except (MissingEntry, OperationalError):
        return {}


def read_points(gradebook: Gradebook, assignment: str) -> Points | None:
    """Read an assignment's points; items in the order of their names. None where the gradebook has no such assignment."""
    try:
        entry = gradebook.find_assignment(assignment)
    except MissingEntry:
        return None
    cells = [(book.name, cell) for book in entry.notebooks for cell in (*book.grade_cells, *book.task_cells)]
    names = Counter(cell.name for _, cell in cells)
    items = [Item(book, cell.name, cell.max_score, names[cell.name] > 1) for book, cell in cells]
    items.sort(key=lambda item: (item.notebook, item.cell))
    known = {(item.notebook, item.cell): item for item in items}
    late = gradebook.db.query(SubmittedAssignment.student_id, SubmittedAssignment.late_submission_penalty)
    penalties = {student: penalty or 0.0 for student, penalty in late.filter_by(assignment_id=entry.id)}
    rows = (
        gradebook.db.query(
            SubmittedAssignment.student_id, Notebook.name, BaseCell.name, Grade.score, Grade.needs_manual_grade
        )
        .select_from(Grade)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
        .filter(SubmittedAssignment.assignment_id == entry.id)
    )
    scores = {student: dict.fromkeys(items, 0.0) for student in penalties}
    by_hand = set()
    for student, book, cell, score, waits in rows:
        scores[student][known[book, cell]] = score
        if waits:
            by_hand.add((student, known[book, cell]))
    return Points(tuple(items), scores, frozenset(by_hand), penalties)
