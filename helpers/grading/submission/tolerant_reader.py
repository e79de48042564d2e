"""Read what students hand in, whatever it is: a file that is no notebook becomes an empty one that says so."""

import itertools
import json
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from traitlets import Bool
from traitlets.log import get_logger

from helpers.grading.submission.decoding import NotReadable, parse
from helpers.grading.submission.files import LARGEST_NOTEBOOK, problem_of
from helpers.grading.submission.mending import mended

UNREADABLE = "unreadable"
READ = "remarks_of_reading"  # of the metadata, between the two passes that nbgrader makes: nothing is told twice


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

    Returns: a valid notebook of format 4. What was mended is told in the log and in a first cell. Where the file is no
    notebook, an empty one whose metadata says why under 'unreadable'.
    """
    try:
        data, remarks = parse(_content(path))
        notebook, more = mended(_notebook(data))
    except Exception as error:  # no file of a student's may stop a run, whatever nbformat makes of it
        reason = f"{path.name} could not be read as a notebook ({_why(error)}), so there was nothing to grade."
        get_logger().warning(
            "%s: %s The file itself is untouched; ask for a new copy and grade again (a class run: with --force).",
            path.parent,
            reason,
        )
        cell = new_markdown_cell(f"**{reason}**", id="unreadable")
        return new_notebook(cells=[cell], metadata={UNREADABLE: reason})
    remarks += more
    if READ in notebook.metadata:
        return notebook
    for remark in remarks:
        get_logger().warning("%s: %s", path, remark)
    if remarks:
        names = {cell.id for cell in notebook.cells}
        name = next(name for name in map("reading-{}".format, itertools.count()) if name not in names)
        notebook.metadata[READ] = remarks
        notebook.cells.insert(0, new_markdown_cell("\n\n".join(f"**{remark}**" for remark in remarks), id=name))
    return notebook


def _content(path: Path) -> bytes:
    problem = problem_of(path, path.parent, LARGEST_NOTEBOOK)
    if problem:
        raise NotReadable(f"it {problem}")
    return path.read_bytes()


def _notebook(data: Any) -> NotebookNode:
    """A notebook of format 4, not checked yet, of JSON that holds one of any format."""
    pages = [data, *data.get("worksheets", [])] if isinstance(data, dict) else []
    if not pages or not isinstance(pages[-1].get("cells"), list):
        raise NotReadable("it is JSON, but not a notebook")
    if "worksheets" not in data:
        return nbformat.from_dict(data)
    for page in data["worksheets"]:
        page["cells"] = [cell for cell in page.get("cells", []) if isinstance(cell, dict)]
    for piece in [*pages, *(cell for page in data["worksheets"] for cell in page["cells"])]:
        piece.setdefault("metadata", {})
    return nbformat.reads(json.dumps(data), as_version=4)


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"the file cannot be opened: {error.strerror}"
    return str(error) if isinstance(error, NotReadable) else "its parts are not those that a notebook has"
