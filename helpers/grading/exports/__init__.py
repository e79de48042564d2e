"""Grades in the forms that learning platforms import: `nbgrader export --exporter=helpers.grading.exports.CanvasExporter`."""

from helpers.grading.exports.canvas import CanvasExporter
from helpers.grading.exports.moodle import MoodleExporter

__all__ = ["CanvasExporter", "MoodleExporter"]
