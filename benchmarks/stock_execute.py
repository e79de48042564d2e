"""The steps around nbgrader's own Execute that let it grade the course's notebooks, for comparison with helpers.grading."""

from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from helpers.grading.judge_notebook import judge_notebook, read_cells
from helpers.grading.student_kit import kit_of, worksheets_of, write_bundle

SEED = 7


class LayBeside(NbGraderPreprocessor):
    """Before Execute: the kit and the worksheets into the folder where it runs."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        assignment = resources["nbgrader"]["assignment"]
        files = kit_of(sorted(Path("source", assignment).glob("*.ipynb"))) | worksheets_of(assignment, SEED)
        write_bundle(Path(resources["metadata"]["path"]), files)
        return nb, resources


class JudgeAfter(NbGraderPreprocessor):
    """After Execute: the same judge as ours."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        assignment = resources["nbgrader"]["assignment"]
        judge_notebook(nb, assignment, SEED, read_cells(nb, {}, assignment=assignment, seed=SEED), {})
        write_bundle(Path(resources["metadata"]["path"]), {})
        return nb, resources
