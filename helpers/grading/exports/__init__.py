"""Grades in the forms that learning platforms import: `nbgrader export --exporter=helpers.grading.exporters.CanvasExporter`."""

from helpers.grading.exporters.canvas import CanvasExporter
from helpers.grading.exporters.moodle import MoodleExporter

__all__ = ["CanvasExporter", "MoodleExporter"]
