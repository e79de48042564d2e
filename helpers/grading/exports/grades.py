"""What `nbgrader export` writes: the columns of nbgrader's own file, with no cell that is a formula."""

from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student

from helpers.grading.exports.spreadsheet import UserName, write_csv
from helpers.grading.exports.table import Exporter

PERSON = ["student_id", "last_name", "first_name", "email"]
POINTS = ["raw_score", "late_submission_penalty", "score", "max_score"]


class GradesExporter(Exporter):
    """A row for each assignment and student; nbgrader's own writes names unquoted, and formulas as they are."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the file named by --to (grades.csv by default)."""
        names = self.wanted_assignments(gradebook)
        students = self.wanted_students(gradebook)
        rows = [
            _row(gradebook, assignment, student)
            for assignment in gradebook.assignments
            if assignment.name in names
            for student in students
        ]
        target = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", target)
        write_csv(target, [["assignment", "duedate", "timestamp", *PERSON, *POINTS], *rows])


def _row(gradebook: Gradebook, assignment: Assignment, student: Student) -> list[Any]:
    person = [UserName(student.id), student.last_name, student.first_name, UserName(student.email or "")]
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        handed_in, earned, penalty = None, 0.0, 0.0
    else:
        handed_in, earned = submission.timestamp, submission.score
        penalty = submission.late_submission_penalty or 0.0
    points = [earned, penalty, max(0.0, earned - penalty), assignment.max_score]
    return [assignment.name, assignment.duedate, handed_in, *person, *points]
