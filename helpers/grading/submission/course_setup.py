"""The course's own set-up, for notebooks in which it was deleted, moved, changed or stopped by an error.

What a solution needs besides itself (`np`, `NotDoneYet`, the kit) comes from the cells of the released notebook that import.
Students may write in those cells, and honest accidents happen there: `!pip install …` above the imports, a cell that is
made markdown. Where a notebook does not begin with them as they were released, they run first; what the student's cells
then define counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from helpers.grading.student_kit import imported_names, parse
from helpers.grading.submission.definitions import as_python, names_in

SET_UP = (
    "The course's own set-up cell ran first when this notebook was graded, as it was released: here it is missing, moved, "
    "changed or stopped by an error, which costs no points; to have it back, copy it from the released notebook."
)


@dataclass(frozen=True)
class CourseSetup:
    """What the course's own cells in a released notebook do for its exercises.

    grade_ids: those that the notebook is known by; cells: the texts of its set-up, the cells that import; given: the texts of
    its other cells in which nothing is to be written, each with the grade ids of the exercises and tests behind it.
    """

    grade_ids: frozenset[str]
    cells: tuple[str, ...]
    given: tuple[tuple[str, frozenset[str]], ...] = ()


def setups_of(sources: Iterable[Path]) -> tuple[CourseSetup, ...]:
    """Read the set-up of each of the instructor's notebooks."""
    return tuple(setup_of(nbformat.read(path, as_version=4)) for path in sources)


def setup_of(source: NotebookNode) -> CourseSetup:
    """What the cells of an instructor's notebook do in which nothing is to be written.

    Its set-up are the cells that import, among those before the first cell to write in.
    """
    ids = _grade_ids(source)
    setup: list[str] = []
    given: list[tuple[str, frozenset[str]]] = []
    passed = 0
    for cell in source.cells:
        if _is_marked(cell):
            passed += 1
        elif cell.cell_type == "code" and passed == 0 and _imports(cell.source):
            setup.append(cell.source.strip())
        elif cell.cell_type == "code":
            given.append((cell.source.strip(), frozenset(ids[passed:])))
    return CourseSetup(frozenset(ids), tuple(setup), tuple(given))


def setup_for(notebook: NotebookNode, setups: Iterable[CourseSetup]) -> CourseSetup | None:
    """Of the set-ups of an assignment's notebooks, that of a submitted one: with the most grade ids in common, if any."""
    own = set(_grade_ids(notebook))
    setup = max(setups, key=lambda one: len(one.grade_ids & own), default=None)
    return setup if setup and setup.grade_ids & own else None


def missing_setup(notebook: NotebookNode, setups: Iterable[CourseSetup]) -> tuple[str, ...]:
    """The set-up that is to run before a submitted notebook; none where the notebook begins with it, as it was released.

    Arguments: notebook; setups, of the assignment's notebooks.
    """
    setup = setup_for(notebook, setups)
    if setup is None:
        return ()
    first = [cell.source.strip() for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    return () if tuple(first[: len(setup.cells)]) == setup.cells else setup.cells


def did_its_own(notebook: NotebookNode, cells: Iterable[str]) -> bool:
    """Whether an executed notebook imported all the same what its set-up imports, in cells that came to their end."""
    bound: set[str] = set()
    for cell in notebook.cells:
        if _is_marked(cell):
            break
        if cell.cell_type == "code" and not any(output.output_type == "error" for output in cell.outputs):
            bound |= names_in(cell.source).bound
    return all(names_in(text).fixed <= bound for text in cells)


def _imports(text: str) -> bool:
    try:
        return bool(imported_names(parse(as_python(text))))
    except SyntaxError:  # such as a mistake for students to find
        return False


def _grade_ids(notebook: NotebookNode) -> list[str]:
    return [cell.metadata.nbgrader["grade_id"] for cell in notebook.cells if _is_marked(cell)]


def _is_marked(cell: NotebookNode) -> bool:
    marks = cell.metadata.get("nbgrader") or {}
    return bool(marks.get("grade") or marks.get("solution") or marks.get("task"))
