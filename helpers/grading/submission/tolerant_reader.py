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

from helpers.grading.settings import LARGEST_NOTEBOOK
from helpers.grading.submission.decoding import NotReadable, parse
from helpers.grading.submission.files import Unusable, read_file
from helpers.grading.submission.mending import mended

UNREADABLE = "unreadable"
READ = "remarks_of_reading"  # of the metadata, between the two passes that nbgrader makes: nothing is told twice


class ReadAnyway(NotebookExporter):
    """nbconvert's notebook exporter, except that no file stops it: one bad submission costs its own points only."""

    optimistic_validation = Bool(True, help="Check a notebook after the last step, not after each.").tag(config=True)

    def from_filename(self, filename: str, resources: dict | None = None, **kw):
        """Convert a file as the base class does, after reading it with `read`."""
        resources = dict(resources or {})
        path = Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)} | dict(resources.get("metadata", {}))
        return self.from_notebook_node(self.read(path), resources=resources, **kw)

    def read(self, path: Path) -> NotebookNode:
        """Read a student's notebook."""
        return read_notebook(path)


def read_notebook(path: Path, largest: int = LARGEST_NOTEBOOK, shown: Path | None = None) -> NotebookNode:
    """Read a student's notebook of any format version, mending what can be mended.

    Arguments: path; largest, the size in bytes up to which a file is read; shown, where the log says that it lies.
    Returns: a valid notebook of format 4. What was mended is told in the log and in a first cell. Where the file is no
    notebook, an empty one whose metadata says why under 'unreadable'.
    """
    shown = shown or path
    try:
        content = read_file(path, largest)
    except (Unusable, OSError) as error:
        why = f"it {error}" if isinstance(error, Unusable) else f"the file cannot be opened: {error.strerror}"
        return _told(unreadable(not_read(path.name, why)), shown)
    return notebook_of(content, shown)


def notebook_of(content: bytes, shown: Path) -> NotebookNode:
    """What `read_notebook` makes of a file that holds these bytes; shown, where the log says that it lies."""
    try:
        data, remarks = parse(content)
        notebook, more = mended(_notebook(data))
    except Exception as error:  # no file of a student's may stop a run, whatever nbformat makes of it
        return _told(unreadable(not_read(shown.name, _why(error))), shown)
    remarks += more
    for remark in remarks:
        get_logger().warning("%s: %s", shown, remark)
    if remarks:
        names = {cell.id for cell in notebook.cells}
        name = next(name for name in map("reading-{}".format, itertools.count()) if name not in names)
        notebook.metadata[READ] = remarks
        notebook.cells.insert(0, new_markdown_cell("\n\n".join(f"**{remark}**" for remark in remarks), id=name))
    return notebook


def not_read(name: str, why: str) -> str:
    """The sentence for a file that is no notebook."""
    return f"{name} could not be read as a notebook ({why}), so there was nothing to grade."


def unreadable(reason: str) -> NotebookNode:
    """The notebook to grade where nothing can be read: it holds the reason, for the student and for the gradebook."""
    return new_notebook(cells=[new_markdown_cell(f"**{reason}**", id="unreadable")], metadata={UNREADABLE: reason})


def _told(notebook: NotebookNode, shown: Path) -> NotebookNode:
    get_logger().warning(
        "%s: %s The file itself is untouched; ask for a new copy and grade again (a class run: with --force).",
        shown.parent,
        notebook.metadata[UNREADABLE],
    )
    return notebook


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
    return str(error) if isinstance(error, NotReadable) else "its parts are not those that a notebook has"
