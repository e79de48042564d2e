"""A record that may be shown to anybody."""

from dataclasses import replace

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
                    replace(o, reason="", parts=tuple(replace(part, sentence="") for part in o.parts))
                    for o in submission.outcomes
                ),
            )
            for submission in record.submissions
        ),
    )
