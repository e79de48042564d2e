"""How cells, exercises and assignments are called."""

from collections.abc import Iterable

from nbformat.notebooknode import NotebookNode

PREFIX = "test_"


def exercise_name(cell: NotebookNode) -> str:
    """The exercise that a graded cell tests: its grade id without 'test_'."""
    return str(cell.metadata.nbgrader["grade_id"]).removeprefix(PREFIX)


def unused_id(cells: Iterable[NotebookNode], wanted: str) -> str:
    """A cell id that no cell has: the wanted one, with a number where that is taken."""
    used = {cell.get("id") for cell in cells}
    names = [wanted[:64], *(f"{wanted[:56]}-{number}" for number in range(2, len(used) + 3))]
    return next(name for name in names if name not in used)
