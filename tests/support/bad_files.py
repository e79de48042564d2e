"""What is handed in instead of a sound notebook, the points that it earns, and what the instructor is told."""

import json
import shutil

import nbformat
from nbformat.v4 import new_code_cell, new_output

from tests.support.course import ASSIGNMENT, SOLUTIONS, cell_of

FULL = {"sigmoid": 10, "L1": 10, "L2": 10, "propagate": 10}
NOTHING = dict.fromkeys(FULL, 0)


def raw(content):
    return lambda path: path.write_bytes(content)


def changed(change):
    def bend(path):
        notebook = nbformat.read(path, as_version=4)
        nbformat.write(change(notebook) or notebook, path)

    return bend


def as_format_3(path):
    notebook = nbformat.read(path, as_version=4)
    path.write_text(nbformat.writes(nbformat.convert(notebook, 3), version=3))


def big(notebook):
    notebook.cells[1].outputs = [new_output("stream", text="x" * 30_000_000)]


def without_metadata(notebook):
    notebook.metadata.clear()
    for cell in notebook.cells:
        cell.metadata.clear()


def cells_without_metadata(path):
    data = json.loads(path.read_text())
    for cell in data["cells"]:
        cell.pop("metadata")
    path.write_text(json.dumps(data))


def copied(notebook):
    at = notebook.cells.index(cell_of(notebook, "test_L1"))
    notebook.cells.insert(at, nbformat.from_dict(notebook.cells[at]))
    notebook.cells.append(nbformat.from_dict(cell_of(notebook, "L2")))


def deleted(notebook):
    gone = ("test_L1", "test_propagate", "sigmoid", "test_sigmoid")
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") not in gone]
    notebook.cells.insert(2, new_code_cell(SOLUTIONS["sigmoid"]))


def moved(notebook):
    cell = cell_of(notebook, "test_L1")
    notebook.cells.remove(cell)
    notebook.cells.insert(0, cell)


def retyped(notebook):
    for name, kind in (("test_L1", "markdown"), ("test_L2", "raw"), ("L2", "markdown")):
        cell = cell_of(notebook, name)
        cell.cell_type = kind
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def edited(notebook):
    cell_of(notebook, "test_L1").source = "42"
    cell_of(notebook, "test_L1").metadata.nbgrader.points = 1000


def foreign_kernel(notebook):
    notebook.metadata.kernelspec = {"name": "julia-1.10", "display_name": "Julia", "language": "julia"}


def other_schema(notebook):
    for name, version in (("test_L1", 1), ("test_L2", 99), ("L1", "x")):
        cell_of(notebook, name).metadata.nbgrader.schema_version = version
    cell_of(notebook, "propagate").metadata["nbgrader"] = {}
    cell_of(notebook, "sigmoid").metadata["nbgrader"] = "lost"


def renamed(path):
    shutil.copy(path, path.with_name("逻辑 回归 (1).ipynb"))


def extra_folder(path):
    (path.parent / "my notes").mkdir()
    (path.parent / "my notes" / "思考.txt").write_text("hm")
    shutil.copy(path, path.parent / "my notes" / "copy.ipynb")


def links(path):
    (path.parent / "secret.txt").symlink_to("/etc/hostname")
    (path.parent / "nowhere.txt").symlink_to("/no/such/file")


def linked_notebook(path):
    other = path.parents[2] / "file-right" / ASSIGNMENT / path.name
    path.unlink()
    path.symlink_to(other.resolve())


# student -> (what happens to the file, points, what the instructor is told)
CLASS = {
    "right": (lambda path: None, FULL, ""),
    "not_json": (
        raw(b"Dear teacher, my notebook is attached."),
        NOTHING,
        "could not be read as a notebook (it is not JSON: the mistake is in line 1, column 1)",
    ),
    "half_a_file": (
        lambda path: path.write_bytes(path.read_bytes()[:2000]),
        NOTHING,
        "(it is not JSON: the file ends in the middle, in line",
    ),
    "binary": (
        raw(b"\x89PNG\r\n\x1a\n\xff\xfe"),
        NOTHING,
        "could not be read as a notebook (it is not JSON but a picture",
    ),
    "json_only": (raw(b'{"answer": 42}'), NOTHING, "(it is JSON, but not a notebook)"),
    "a_list": (raw(b"[1, 2]"), NOTHING, "could not be read as a notebook"),
    "broken_cells": (
        raw(b'{"cells": 5, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}'),
        NOTHING,
        "could not be read",
    ),
    "empty": (raw(b""), NOTHING, "(the file is empty)"),
    "format_3": (as_format_3, FULL, ""),
    "large": (changed(big), FULL, ""),
    "no_metadata": (changed(without_metadata), FULL, ""),
    "no_metadata_at_all": (cells_without_metadata, FULL, ""),
    "copied": (changed(copied), FULL, "the cell test_L1 stands there more than once; the last one counts"),
    "deleted": (changed(deleted), FULL, "the cell test_propagate was missing and has been put back"),
    "moved": (changed(moved), FULL, "the cell test_L1 stood before its exercise and has been moved behind it"),
    "retyped": (changed(retyped), FULL, "cell_type of cell test_L1 was markdown and is code again"),
    "edited": (changed(edited), FULL, "the locked cell test_L1 was changed; its released text counts"),
    "kernel": (changed(foreign_kernel), FULL, ""),
    "schema": (changed(other_schema), FULL, ""),
    "unknown_too": (renamed, FULL, "Skipping unknown notebook"),
    "folder": (extra_folder, FULL, ""),
    "links": (links, FULL, "secret.txt is a link, which is not followed"),
    "linked": (linked_notebook, NOTHING, "it is a link, which is not followed"),
    "王 小明": (lambda path: None, FULL, ""),
}
