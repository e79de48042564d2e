"""How cells, exercises and assignments are called."""

from nbformat.notebooknode import NotebookNode

PREFIX = "test_"


def exercise_name(cell: NotebookNode) -> str:
    """The exercise that a graded cell tests: its grade id without 'test_'."""
    return str(cell.metadata.nbgrader["grade_id"]).removeprefix(PREFIX)
