"""Put the kit, the visible worksheet and the data beside a released notebook."""

from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from helpers.grading.student_kit import kit_of, worksheets_of, write_bundle


class PackRelease(NbGraderPreprocessor):
    """The last step of a release: what students need beside the notebook."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Write into the assignment's folder of the release."""
        assignment = resources["nbgrader"]["assignment"]
        course = self.parent.parent.coursedir  # a step's parent is the exporter, and the exporter's the converter
        sources = sorted(Path(course.format_path(course.source_directory, ".", assignment)).glob("*.ipynb"))
        released = Path(course.format_path(course.release_directory, ".", assignment))
        files = kit_of(sources) | worksheets_of(assignment)
        if files:  # an assignment without the kit may have folders of its own under the same names
            write_bundle(released, files)
        return nb, resources
