"""Build a valid notebook out of JSON that is nearly one: each part that no notebook may hold is left out by itself, and told."""

import itertools
import re
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_notebook

from helpers.grading.submission.decoding import conflict_line

ID = re.compile(r"[\w-]{1,64}", re.ASCII)
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
            if line := conflict_line(cells[number].source):
                found.setdefault(CONFLICT, []).append(f"{number} (line {line})")
        else:
            found.setdefault(NO_CELL, []).append(str(number))
    whole = new_notebook()  # not of these cells at once: it would check them
    whole.cells = list(cells.values())
    whole.metadata = notebook.metadata if isinstance(notebook.get("metadata"), dict) else NotebookNode()
    if not _is_valid(whole):
        for number, cell in cells.items():
            if remark := _leave_out_odd_parts(cell):
                found.setdefault(remark, []).append(str(number))
        if not _is_valid(whole):
            whole.metadata = NotebookNode()
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
        metadata=cell["metadata"] if isinstance(cell.get("metadata"), dict) else NotebookNode(),
        source=_text(cell.get("source")),
    )
    if new.cell_type == "code":
        new.outputs = cell["outputs"] if isinstance(cell.get("outputs"), list) else []
        new.execution_count = None
    elif "attachments" in cell:
        new.attachments = cell["attachments"]
    return new


def _leave_out_odd_parts(cell: NotebookNode) -> str:
    """Leave out of one cell, in place, what is not as the format wants it; returns a remark where it may be missed."""
    remark = ""
    if cell.cell_type == "code":
        outputs = [output for output in cell.outputs if _is_valid(output, "output")]
        remark = ODD_OUTPUT if len(outputs) < len(cell.outputs) else ""
        cell.outputs = outputs
    elif "attachments" in cell:
        sound = _sound_attachments(cell.attachments)
        remark = ODD_PICTURE if sound != cell.attachments else ""
        cell.attachments = sound
    if not _is_valid(cell, f"{cell.cell_type}_cell"):
        cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k == "nbgrader"})
    return remark


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
