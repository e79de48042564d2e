"""Grades for Canvas: Grades, Import; its own export has the same form."""

from pathlib import Path

from nbgrader.api import Gradebook, Student

from helpers.grading.exports.spreadsheet import UserName, write_csv
from helpers.grading.exports.table import Column, GradeTable

# Canvas refuses a file whose columns before the grades are others than these, in this order.
HEADS = ["Student", "ID", "SIS Login ID", "Section"]


class CanvasExporter(GradeTable):
    """Exercises and totals as Canvas imports them.

    ID is lms_user_id, SIS Login ID the student's id of the gradebook: Canvas knows a student by either. A column without
    an assignment in Canvas is offered as a new one; exercises and totals together would count twice (see `columns`).
    """

    def export(self, gradebook: Gradebook) -> None:
        """Write the file named by --to (canvas.csv by default)."""
        columns = self.wanted_columns(gradebook)
        rows: list[list] = [
            [*HEADS, *(column.title for column in columns)],
            ["    Points Possible", "", "", "", *(column.points for column in columns)],
            *(self._row(student, columns) for student in self.wanted_students(gradebook)),
        ]
        target = Path(self.to or "canvas.csv")
        self.log.info("Exporting grades for Canvas to %s", target)
        write_csv(target, rows)

    def _row(self, student: Student, columns: list[Column]) -> list:
        name = ", ".join(part for part in (student.last_name, student.first_name) if part) or student.id
        scores = [column.score(student) for column in columns]
        return [name, UserName(student.lms_user_id or ""), UserName(student.id), "", *scores]
