"""A record that may be shown to anybody."""

from dataclasses import replace

from helpers.assessment.finding import Finding
from helpers.grading.report.records import ClassRecord, Student


def anonymous(record: ClassRecord) -> ClassRecord:
    """The same record without names, and without any text that may have come from a student."""
    return replace(
        record,
        submissions=tuple(
            replace(
                submission,
                student=Student(submission.student.alias, submission.student.alias, submission.student.number),
                outcomes=tuple(
                    replace(o, reason="", findings=tuple(map(_without_facts, o.findings))) for o in submission.outcomes
                ),
            )
            for submission in record.submissions
        ),
    )


def _without_facts(finding: Finding) -> Finding:
    """What kind of problem it is stays; an error's text, for one, is the student's."""
    return replace(finding, problem=finding.problem and replace(finding.problem, facts=None))
