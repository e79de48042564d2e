"""Write a class report: the page and, if asked for, the same data as a table."""

from pathlib import Path

from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory

from helpers.grading.exports.spreadsheet import UserName, write_csv
from helpers.grading.report.anonymous import anonymous
from helpers.grading.report.page import page
from helpers.grading.report.records import ClassRecord, read_class
from helpers.grading.report.statistics import level

HEADS = "assignment student_id name notebook exercise points score reached state trouble mistakes total total_points"


def write_report(assignment: str, out: Path, table: Path | None = None, *, names: bool = True) -> None:
    """Write the report on an assignment of the course whose folder is the working directory.

    Arguments: assignment; out, the HTML file; table, a CSV file; names: without them, no file holds a name of a student.
    Raises: NothingToReport, with one sentence, where nothing was graded.
    """
    record = read_class(_course(), assignment)
    if not names:
        record = anonymous(record)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page(record, names), encoding="utf-8")
    if table:
        write_csv(table, rows(record))


def rows(record: ClassRecord) -> list[list]:
    """The data as a table: heads, then a row for each submission and exercise; the total stands in each of its rows."""
    table: list[list] = [HEADS.split()]
    for submission in record.submissions:
        student, total = submission.student, round(submission.total, 2)
        for outcome in submission.outcomes:
            item = outcome.item
            mistakes = dict.fromkeys(finding.mistake for finding in outcome.findings if finding.mistake)
            row = [record.assignment, UserName(student.id), student.name, item.notebook, item.name, item.points]
            row += [
                round(outcome.score, 2),
                level(outcome),
                str(outcome.state),
                str(outcome.stop or ""),
                "; ".join(mistakes),
            ]
            table.append([*row, total, record.points])
    return table


def _course() -> CourseDirectory:
    """The course as nbgrader_config.py describes it: its folders and its gradebook."""
    app = NbGrader()
    app.load_config_file()
    return CourseDirectory(parent=app)
