"""What the demonstration shows at its end: the gradebook as a table, and where to look."""

import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from nbgrader.api import Gradebook

from helpers.demo.course import DemoCourse
from helpers.demo.students import CLASSES, DemoStudent


def gradebook_table(database: str, assignment: str, students: Sequence[DemoStudent]) -> str:
    """The gradebook of an assignment: points for each notebook and in all, and a line on each student.

    Arguments: database, the gradebook's address; assignment; students, in the order of the rows.
    """
    points: dict[str, dict[str, float]] = defaultdict(dict)
    with Gradebook(database) as gradebook:
        limits = {notebook.name: notebook.max_score for notebook in gradebook.find_assignment(assignment).notebooks}
        for submission in gradebook.assignment_submissions(assignment):
            points[submission.student.id] = {notebook.name: notebook.score for notebook in submission.notebooks}
    rows = [
        ["student", *(f"{name} ({limit:g})" for name, limit in limits.items()), f"total ({sum(limits.values()):g})"]
    ]
    for student in students:
        scores = points[student.name]
        rows.append([student.name, *(f"{scores[name]:.2f}" for name in limits), f"{sum(scores.values()):.2f}"])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    last_column = ["what happened", *(student.story for student in students)]
    lines = []
    for (first, *numbers), text in zip(rows, last_column, strict=True):
        aligned = [number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *aligned, text]))
    lines.insert(1, "-" * (len(lines[0]) + 40))
    return "\n".join(lines)


def places(course: DemoCourse, export: Path) -> str:
    """Where to look, a line each.

    Arguments: course; export, the file of exported grades.
    """
    with export.open(encoding="utf-8") as file:
        count = sum(1 for _ in csv.reader(file)) - 1
    assignment, students = next(iter(CLASSES.items()))
    mistaken = next(student for student in students if student.wrote)
    pages = sorted(course.feedback(mistaken.name, assignment).glob("*.html"))
    return "\n".join(
        [
            "\nTo look at:",
            f"  what students receive   {course.release(assignment)}",
            f"  a feedback page         {pages[0]}",
            f"  the exported grades     {export} ({count} rows)",
            f"  what nbgrader said      {course.logs}",
            f"  in Formgrader           cd {course.folder} && jupyter lab",
        ]
    )
