"""Read what students hand in, whatever it is: a file that is no notebook becomes an empty one that says so."""

import json
import re
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from traitlets import Bool
from traitlets.log import get_logger

from helpers.grading.submission.files import LARGEST_NOTEBOOK, problem_of

UNREADABLE = "unreadable"
ID = re.compile(r"[\w-]{1,64}", re.ASCII)


class ReadAnyway(NotebookExporter):
    """nbconvert's notebook exporter, except that no file stops it: one bad submission costs its own points only."""

    optimistic_validation = Bool(True, help="Check a notebook after the last step, not after each.").tag(config=True)

    def from_filename(self, filename: str, resources: dict | None = None, **kw):
        """Convert a file as the base class does, after reading it with `read_notebook`."""
        resources = dict(resources or {})
        path = Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)} | dict(resources.get("metadata", {}))
        return self.from_notebook_node(read_notebook(path), resources=resources, **kw)


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook of any format version, mending what can be mended.

    Returns: a valid notebook of format 4. Where the file is none, an empty one whose metadata says why under 'unreadable'.
    """
    try:
        return _mended(_parse(path))
    except Exception as error:  # no file of a student's may stop a run, whatever nbformat makes of it
        reason = f"{path.name} could not be read as a notebook ({_first_line(error)}), so there was nothing to grade."
        get_logger().warning(
            "%s: %s The file itself is untouched; ask for a new copy and grade again.", path.parent, reason
        )
        cell = new_markdown_cell(f"**{reason}**", id="unreadable")
        return new_notebook(cells=[cell], metadata={UNREADABLE: reason})


def _parse(path: Path) -> NotebookNode:
    problem = problem_of(path, path.parent, LARGEST_NOTEBOOK)
    if problem:
        raise ValueError(f"it {problem}")
    text = path.read_bytes().decode("utf-8-sig")
    if not text.strip():
        raise ValueError("the file is empty")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    pages = [data, *data.get("worksheets", [])] if isinstance(data, dict) else []
    if not pages or not isinstance(pages[-1].get("cells"), list):
        raise ValueError("it is JSON, but not a notebook")
    for piece in [*pages, *(cell for page in pages for cell in page.get("cells", []))]:
        piece.setdefault("metadata", {})
    return nbformat.reads(json.dumps(data), as_version=4) if "worksheets" in data else nbformat.from_dict(data)


def _mended(notebook: NotebookNode) -> NotebookNode:
    """Build every cell anew from its type and text: what a tool or a hand has bent elsewhere does not matter."""
    cells, used = [], set()
    for number, cell in enumerate(notebook.cells):
        name = cell.get("id")
        new = NotebookNode(
            cell_type=cell.cell_type if cell.get("cell_type") in ("code", "markdown") else "raw",
            id=name if isinstance(name, str) and ID.fullmatch(name) and name not in used else f"cell-{number}",
            metadata=cell.metadata if isinstance(cell.get("metadata"), dict) else NotebookNode(),
            source=_text(cell.get("source", "")),
        )
        if new.cell_type == "code":
            new.outputs = cell.outputs if isinstance(cell.get("outputs"), list) else []
            new.execution_count = None
        used.add(new.id)
        cells.append(new)
    mended = new_notebook()  # not of these cells at once: it would check them
    mended.cells = cells
    mended.metadata = notebook.metadata if isinstance(notebook.get("metadata"), dict) else NotebookNode()
    try:
        nbformat.validate(mended)
    except nbformat.ValidationError:
        for cell in mended.cells:
            cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k == "nbgrader"})
            if cell.cell_type == "code":
                cell.outputs = []
        mended.metadata = NotebookNode()
        nbformat.validate(mended)
    return mended


def _text(source) -> str:
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    return text.encode("utf-8", "replace").decode()  # JSON may spell halves of characters, which no file can hold


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
