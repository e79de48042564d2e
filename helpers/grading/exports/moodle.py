"""Grades for Moodle: Grades, Import, CSV file; then map one of the first columns to the user, the others to grade items."""

from pathlib import Path

from nbgrader.api import Gradebook, Student

from helpers.grading.exports.spreadsheet import UserName, write_csv
from helpers.grading.exports.table import GradeTable


class MoodleExporter(GradeTable):
    """Exercises and totals as Moodle imports them, headed as in its own export.

    Username is the student's id of the gradebook, ID number lms_user_id. A field to know students by is left out unless every
    student has one of their own: Moodle gives the grades of a row without it to the student of the row before.
    """

    def export(self, gradebook: Gradebook) -> None:
        """Write the file named by --to (moodle.csv by default)."""
        columns, students = self.wanted_columns(gradebook), self.wanted_students(gradebook)
        fields: dict[str, list] = {
            "First name": [student.first_name or "" for student in students],
            "Last name": [student.last_name or "" for student in students],
            "Username": [UserName(student.id) for student in students],
            **self._known_by(students),
            **{column.title: [column.score(student) for student in students] for column in columns},
        }
        target = Path(self.to or "moodle.csv")
        self.log.info("Exporting grades for Moodle to %s", target)
        write_csv(target, [list(fields), *zip(*fields.values(), strict=True)])

    def _known_by(self, students: list[Student]) -> dict[str, list[UserName]]:
        """The columns that Moodle can know every student by."""
        columns = {}
        for head, attribute in {"ID number": "lms_user_id", "Email address": "email"}.items():
            values = [UserName(getattr(student, attribute) or "") for student in students]
            if all(values) and len(set(values)) == len(values):
                columns[head] = values
            else:
                self.log.warning(
                    "Not every student has a %s of their own in the gradebook: no column %s", attribute, head
                )
        return columns
