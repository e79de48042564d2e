"""Build a valid notebook out of JSON that is nearly one: each part that no notebook may hold is left out by itself, and told."""

import itertools
import re
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_notebook

from helpers.grading.submission.decoding import conflict_line

ID = re.compile(r"[\w-]{1,64}", re.ASCII)
# What a student's file may say of a cell, and of which types; the rest of a cell's metadata, and all of the notebook's, goes:
# whatever we or nbgrader note there would be believed.
MARKS: dict[str, tuple[type, ...]] = {
    "grade_id": (str,),
    "grade": (bool,),
    "solution": (bool,),
    "locked": (bool,),
    "task": (bool,),
    "points": (int, float),
    "schema_version": (int,),
    "cell_type": (str,),
    "checksum": (str,),
}
MOST_LISTED = 5  # cells that a remark names
# Remarks go on from "In cell 7 of the file ".
NO_CELL = "there is something that is no cell; it was left out, so look whether anything is missing."
ODD_OUTPUT = "an output was damaged; it was left out and the cell runs again, so nothing is to be done."
ODD_PICTURE = "an attached picture was damaged; it was left out, so look whether the answer needs it."
CONFLICT = "there are git's merge markers; the text was taken as it is, so settle the merge and hand in again."


def mended(notebook: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """Build every cell anew from its parts: what a tool or a hand has bent in one does not matter to the others.

    Returns: a valid notebook of format 4, and a sentence for each thing that was left out or looks wrong.
    """
    cells: dict[int, NotebookNode] = {}  # by number, counted from 1
    found: dict[str, list[str]] = {}  # a remark -> the cells it is about
    names = _Names()
    for number, cell in enumerate(notebook.cells, 1):
        if isinstance(cell, dict):
            cells[number] = _cell(cell, number, names)
            if _leave_out_odd_pictures(cells[number]):
                found.setdefault(ODD_PICTURE, []).append(str(number))
            if line := conflict_line(cells[number].source):
                found.setdefault(CONFLICT, []).append(f"{number} (line {line})")
        else:
            found.setdefault(NO_CELL, []).append(str(number))
    whole = new_notebook()  # not of these cells at once: it would check them
    whole.cells = list(cells.values())
    if not _is_valid(whole):
        for number, cell in cells.items():
            if _leave_out_odd_outputs(cell):
                found.setdefault(ODD_OUTPUT, []).append(str(number))
        nbformat.validate(whole)
    return whole, [f"In cell {_listed(numbers)} of the file {remark}" for remark, numbers in found.items()]


def _listed(numbers: list[str]) -> str:
    return ", ".join(numbers[:MOST_LISTED]) + (", …" if len(numbers) > MOST_LISTED else "")


class _Names:
    """The ids of a notebook's cells, each once."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.next = 0  # below it, every name that is made here is used or was passed over

    def take(self, name: Any, number: int) -> str:
        """The id that a cell has, or one for the cell of that number."""
        if not (isinstance(name, str) and ID.fullmatch(name) and name not in self.used):
            self.next = next(n for n in itertools.count(max(number, self.next)) if f"cell-{n}" not in self.used)
            name = f"cell-{self.next}"
        self.used.add(name)
        return name


def _cell(cell: dict[str, Any], number: int, names: _Names) -> NotebookNode:
    new = NotebookNode(
        cell_type=cell.get("cell_type") if cell.get("cell_type") in ("code", "markdown") else "raw",
        id=names.take(cell.get("id"), number),
        metadata=_metadata(cell.get("metadata")),
        source=_text(cell.get("source")),
    )
    if new.cell_type == "code":
        new.outputs = cell["outputs"] if isinstance(cell.get("outputs"), list) else []
        new.execution_count = None
    elif "attachments" in cell:
        new.attachments = cell["attachments"]
    return new


def _metadata(given: Any) -> NotebookNode:
    """Of a cell's metadata, nbgrader's marks that have the right type."""
    marks = given.get("nbgrader") if isinstance(given, dict) else None
    kept = {
        name: value
        for name, value in (marks if isinstance(marks, dict) else {}).items()
        if type(value) in MARKS.get(name, ())
    }
    return NotebookNode(nbgrader=NotebookNode(kept)) if kept.get("grade_id") else NotebookNode()


def _leave_out_odd_outputs(cell: NotebookNode) -> bool:
    """Leave out of one cell, in place, the outputs that are not as the format wants them; returns whether there were any."""
    given = cell.get("outputs", [])
    sound = [output for output in given if _is_valid(output, "output")]
    if cell.cell_type == "code":
        cell.outputs = sound
    return len(sound) < len(given)


def _leave_out_odd_pictures(cell: NotebookNode) -> bool:
    """Leave out of one cell, in place, attachments that are no pictures; returns whether there were any."""
    given = cell.get("attachments", {})
    sound = _sound_attachments(given)
    if "attachments" in cell:
        cell.attachments = sound
    return sound != given


def _sound_attachments(attachments: Any) -> NotebookNode:
    """Those attachments that are texts by type by name."""
    sound = NotebookNode()
    for name, data in attachments.items() if isinstance(attachments, dict) else ():
        if isinstance(data, dict):
            kept = {mime: value for mime, value in data.items() if _is_text(value)}
            sound |= {name: NotebookNode(kept)} if kept else {}
    return sound


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(line, str) for line in value))


def _is_valid(part: Any, kind: str | None = None) -> bool:
    try:
        if not isinstance(part, dict):
            return False
        nbformat.validate(part, ref=kind, version=4, version_minor=5)
    except nbformat.ValidationError:
        return False
    return True


def _text(source: Any) -> str:
    if source is None:
        return ""
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    # JSON may spell halves of characters, which no file can hold, and zeros, which no program can
    return text.encode("utf-8", "replace").decode().replace("\0", "")
