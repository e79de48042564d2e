"""Ways to read a name that does not stand in a cell are seen; what only looks like one costs no time."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.grading.submission.skip_cells import skippable_cells
from tests.support.course import test_cell
from tests.support.names_in_cells import NOT_SUCH, ONLY_IN_IPYTHON, WAYS


def with_cell(text, function="def sigmoid(z):\n    return z"):
    """A notebook with a demonstration that nothing reads, a cell with this text, and a function."""
    written = new_code_cell(function, metadata={"nbgrader": {"solution": True, "grade_id": "sigmoid"}})
    return new_notebook(cells=[new_code_cell("rate = 0.1"), new_code_cell(text), written, test_cell("sigmoid")])


@pytest.mark.parametrize("way", [*WAYS, *ONLY_IN_IPYTHON])
def test_where_a_cell_may_read_any_name_everything_runs(way):
    demonstrations = frozenset({"rate = 0.1"})
    assert skippable_cells(with_cell(way), demonstrations) == frozenset()
    inside = "def sigmoid(z):\n    " + way.replace("\n", "\n    ")
    assert skippable_cells(with_cell("1", inside), demonstrations) == frozenset()


@pytest.mark.parametrize("text", NOT_SUCH)
def test_what_only_looks_like_it_costs_no_time(text):
    assert skippable_cells(with_cell(text), frozenset({"rate = 0.1"})) == {0}
