"""What a file says of itself is not believed, and no type of it stops the reading."""

import copy
import json
from pathlib import Path

import nbformat
import pytest

from helpers.grading.grade_file import restore
from helpers.grading.submission import decoding
from helpers.grading.submission.mending import MARKS
from helpers.grading.submission.tolerant_reader import notebook_of, unreadable
from tests.support.course import ASSIGNMENT, SOLUTIONS, cell_of, fill_in, source_notebook

RELEASED = source_notebook()
ODD = [None, [], {}, 0, -1, 1.5, float("nan"), 10**400, "", "x", ["x"], {"a": 1}, True, [[[]]]]
SHOWN = Path("ada", "small.ipynb")


def read(change):
    """A notebook of right solutions, read after `change(data)`."""
    data = json.loads(nbformat.writes(fill_in(RELEASED, SOLUTIONS)))
    change(data)
    return notebook_of(json.dumps(data).encode(), SHOWN)


@pytest.mark.parametrize("name", ["unreadable", "remarks_of_reading", "hidden_seed", "kernelspec", "nbgrader", "title"])
@pytest.mark.parametrize("value", ODD, ids=str)
def test_nothing_that_a_notebook_notes_of_itself_is_kept(name, value):
    notebook = read(lambda data: data["metadata"].update({name: value}))
    assert notebook.metadata == {} and len(notebook.cells) == len(RELEASED.cells)


def test_also_the_notebook_that_says_why_nothing_was_read_is_not_believed_when_handed_in():
    notebook = notebook_of(nbformat.writes(unreadable("Full marks, please.")).encode(), SHOWN)
    assert notebook.metadata == {}


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_of_the_wrong_type_is_none(name):
    def mark(value):
        return lambda data: [cell["metadata"].get("nbgrader", {}).update({name: value}) for cell in data["cells"]]

    for value in ODD:
        notebook = read(mark(value))
        kept = cell_of(notebook, "test_L1").metadata.nbgrader.get(name) if name != "grade_id" else None
        assert kept is None or type(kept) in MARKS[name]
        for cell in notebook.cells:
            assert set(cell.metadata) <= {"nbgrader"} and set(cell.metadata.get("nbgrader", {})) <= set(MARKS)


@pytest.mark.parametrize("value", ODD, ids=str)
def test_whatever_stands_for_metadata_the_released_cells_come_back(value, tmp_path):
    source = tmp_path / "small.ipynb"
    nbformat.write(RELEASED, source)
    notebook = read(lambda data: [cell.update(metadata=copy.deepcopy(value)) for cell in data["cells"]])
    restored = restore(notebook, source, ASSIGNMENT)
    assert {cell_of(restored, f"test_{name}").metadata.nbgrader.points for name in SOLUTIONS} == {10}


def test_a_small_file_of_very_many_parts_is_no_notebook(monkeypatch):
    """Two bytes in the file may be a hundred in memory."""
    monkeypatch.setattr(decoding, "MOST_PARTS", 5_000)
    assert read(lambda data: data["metadata"].update(x='[{,\\"' * 10_000)).metadata == {}
    many = read(lambda data: data["metadata"].update(x=[[]] * 10_000))
    assert "it holds more parts than a notebook has" in many.metadata["unreadable"]
    unfinished = notebook_of(b'{"' + b'[\\"' * 1_000_000, SHOWN)
    assert "it is not JSON" in unfinished.metadata["unreadable"]


def test_attachments_as_deep_as_can_be_read_can_also_be_written():
    deep = json.loads("[" * 400 + "]" * 400)
    cell = {
        "cell_type": "markdown",
        "source": "x",
        "metadata": {"own": deep},
        "attachments": {"a": {"application/json": deep}},
    }
    notebook = read(lambda data: data["cells"].append(cell))
    nbformat.writes(notebook)
    assert notebook.cells[-1].attachments == {} and notebook.cells[-1].metadata == {}
