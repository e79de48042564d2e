"""Grade no assignment of this course where its nbgrader_config.py was not found: nbgrader alone would not use the sandbox."""

from nbconvert.exporters import NotebookExporter
from nbgrader.converters import BaseConverter, NbGraderException

from helpers.exercises import ASSIGNMENTS


class NotConfigured(NotebookExporter):
    """What `nbgrader autograde` uses by default where this course is installed; other courses notice nothing of it."""

    def __init__(self, **kwargs):
        """Raise NbGraderException, after one sentence in the log, for an assignment of this course."""
        super().__init__(**kwargs)
        converter: BaseConverter = self.parent
        course = converter.coursedir
        if course.assignment_id in ASSIGNMENTS:
            sentence = (
                f"There is no nbgrader_config.py of the course in {course.root}, or it does not set "
                "c.Autograde.exporter_class. Nothing was done: give the command in the course's folder."
            )
            converter.log.error(sentence)
            raise NbGraderException(sentence)
