"""All cells of a notebook share one limit of what they show; what is handed in for points has one of its own."""

from nbformat.v4 import new_code_cell, new_notebook, new_output

from helpers.assessment.serialization import MIME
from helpers.grading.execution.executor import run_notebook
from helpers.grading.execution.kept_outputs import KeptOutputs
from helpers.grading.settings import Limits

LIMITS = Limits(outputs=1000)
GRADED = {"nbgrader": {"grade": True, "grade_id": "L1", "points": 5, "solution": False, "schema_version": 3}}


def cell_with(*outputs, metadata=None):
    return new_code_cell("", outputs=list(outputs), metadata=metadata or {})


def printed(size):
    return new_output("stream", name="stdout", text="x" * size)


def handed_in(size):
    return new_output("display_data", {MIME: {"message": "x" * size}})


def test_cells_share_the_limit_and_the_one_that_passes_it_says_so():
    kept = KeptOutputs(LIMITS)
    cells = [cell_with(printed(600)), cell_with(printed(600), printed(300)), cell_with(printed(200))]
    for cell in cells:
        kept.keep(cell)
    assert cells[0].outputs == [printed(600)]
    assert cells[1].outputs[0] == printed(300) and "cut" in cells[1].outputs[1].text
    assert len(cells[2].outputs) == 1 and "cut" in cells[2].outputs[0].text


def test_an_error_keeps_its_last_line():
    cell = cell_with(new_output("error", ename="ValueError", evalue="bad", traceback=["x" * 2000, "ValueError: bad"]))
    KeptOutputs(LIMITS).keep(cell)
    assert cell.outputs[0] == new_output("error", ename="ValueError", evalue="bad", traceback=["ValueError: bad"])


def test_what_is_shown_takes_no_room_from_what_is_handed_in():
    kept = KeptOutputs(LIMITS)
    kept.keep(cell_with(printed(1000)))
    cell = cell_with(handed_in(900), printed(1), metadata=GRADED)
    kept.keep(cell)
    assert cell.outputs[0] == handed_in(900)
    again, elsewhere = cell_with(handed_in(900), metadata=GRADED), cell_with(handed_in(10))
    for one in (again, elsewhere):
        kept.keep(one)
    assert again.outputs == [] and elsewhere.outputs == []  # too much, and by a cell that has no points


def test_sixty_cells_that_each_show_what_a_cell_may_keep_no_more_than_a_notebook_may():
    cells = [new_code_cell(SHOW) for _ in range(60)]
    notebook = new_notebook(cells=[*cells, new_code_cell("print(42)")])
    assert not run_notebook(notebook, {}, Limits(outputs=1_000_000)).stops
    shown = sum(len(str(output)) for cell in notebook.cells for output in cell.outputs)
    assert 900_000 < shown < 1_100_000


SHOW = "from IPython.display import display\nfor _ in range(5):\n    display({'text/plain': 'x' * 90_000}, raw=True)"
