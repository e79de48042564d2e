"""The course's own cells between exercises that a solution reads, for notebooks in which they were deleted, moved or broken.

`X = load_pictures()` or a helper function may stand in a cell of the course, and a solution may read it. Where no such cell
precedes the exercise's test as it was released, it is put in as it was released, in front of the first cell that reads or
binds what it binds. What the student's cells then define counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.utils import is_grade

from helpers.grading.names import exercise_name, unused_id
from helpers.grading.submission.cell_names import Names
from helpers.grading.submission.course_setup import CourseSetup, setup_for
from helpers.grading.submission.definitions import defined_in, names_in

GIVEN = (
    "A cell of the course that a solution reads ran when this notebook was graded, as it was released: here it is missing, "
    "moved or changed, which costs no points; to have it back, copy it from the released notebook."
)


@dataclass(frozen=True)
class PutIn:
    """A cell that was put into a notebook: its text, its id and that of the cell above it that says so, the test it is for."""

    text: str
    ids: tuple[str, str]
    test: str


def put_in_given(notebook: NotebookNode, setups: Iterable[CourseSetup]) -> list[PutIn]:
    """Put the course's cells that solutions read into a submitted notebook, in place, where they are not as released."""
    setup = setup_for(notebook, setups)
    missing = _missing(notebook, setup) if setup else {}
    if not setup or not missing:
        return []
    texts = [text for text, _ in setup.given if text in missing]
    put_in = []
    for text, place in sorted(_places(notebook, texts).items(), key=lambda one: one[1], reverse=True):
        remark = new_markdown_cell(f"*{GIVEN}*", id=unused_id(notebook.cells, "course-remark"))
        cell = new_code_cell(text, id=unused_id(notebook.cells, "course-cell"))
        notebook.cells[place:place] = [remark, cell]
        put_in.append(PutIn(text, (remark.id, cell.id), missing[text]))
    return put_in


def _missing(notebook: NotebookNode, setup: CourseSetup) -> dict[str, str]:
    """The texts of given cells that a solution reads and that do not precede its test as they were released; and that test."""
    missing: dict[str, str] = {}
    before: list[str] = []
    for cell in (cell for cell in notebook.cells if cell.cell_type == "code"):
        if not is_grade(cell):
            before.append(cell.source.strip())
            continue
        name, test = exercise_name(cell), cell.metadata.nbgrader["grade_id"]
        earlier = [text for text, tests in setup.given if test in tests]
        needed = {text for text in before if name in defined_in(text).names}
        known = 0
        while len(needed) > known:  # what a solution reads, what that reads, and so on
            known = len(needed)
            wanted = set().union(*(names_in(text).read for text in needed))
            needed |= {text for text in (*before, *earlier) if names_in(text).bound & wanted}
        for text in earlier:
            if text in needed and text not in before:
                missing.setdefault(text, test)
    return missing


def _places(notebook: NotebookNode, texts: Sequence[str]) -> dict[str, int]:
    """Where texts are to stand, the last in the notebook first: before all that reads or binds what they bind."""
    cells = [names_in(cell.source) if cell.cell_type == "code" else Names() for cell in notebook.cells]
    bound = {text: names_in(text).bound for text in reversed(texts)}
    places = {
        text: next((i for i, one in enumerate(cells) if names & (one.bound | one.read)), len(cells))
        for text, names in bound.items()
    }
    for _ in texts:  # each before those of them that read what it binds
        for text, names in bound.items():
            readers = [places[other] for other in texts if names & names_in(other).read]
            places[text] = min([places[text], *readers])
    return places


def not_needed(notebook: NotebookNode, put_in: Iterable[PutIn]) -> list[PutIn]:
    """The cells that were put into a notebook, which was executed since, and that it has versions of its own of that work."""
    own_ids = {one for cell in put_in for one in cell.ids}
    found = []
    for one in put_in:
        bound: set[str] = set()
        for cell in notebook.cells:
            if is_grade(cell) and cell.metadata.nbgrader["grade_id"] == one.test:
                break
            failed = any(output.output_type == "error" for output in cell.get("outputs", []))
            if cell.cell_type == "code" and cell.id not in own_ids and not failed:
                bound |= names_in(cell.source).bound
        if names_in(one.text).bound <= bound:
            found.append(one)
    return found


def take_out(notebook: NotebookNode, put_in: Iterable[PutIn]) -> None:
    """Take cells out again that were put into a notebook."""
    ids = {one for cell in put_in for one in cell.ids}
    notebook.cells = [cell for cell in notebook.cells if cell.get("id") not in ids]
