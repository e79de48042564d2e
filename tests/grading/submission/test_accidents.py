"""What is absent where notebooks are graded, cell magics, and lost cells of the course: what can go on goes on, and says so.

Some of the marks are among those of the large class (tests/grading/test_class_of_accidents.py), in its week 4.
"""

import pytest
from nbformat.v4 import new_notebook

from helpers.grading.grade import grade_notebook
from helpers.grading.submission.course_setup import SET_UP, setup_of
from helpers.grading.submission.given_cells import GIVEN
from tests.support.accidents import CELL_MAGICS, LOST_GIVEN, OWN_CELLS, READING, with_given, without
from tests.support.accidents import GIVEN as GIVEN_CELLS
from tests.support.changed_notebook import FULL, SETTINGS, graded, in_solution, said
from tests.support.class_of_accidents import ids
from tests.support.course import ASSIGNMENT, SETUP, SOLUTIONS, fill_in, source_notebook

pytestmark = pytest.mark.slow
in_class = pytest.mark.xdist_group("week4_accidents")


def test_a_function_that_uses_what_is_absent_costs_its_own_exercise():
    uses = SOLUTIONS["L1"].replace("np.abs", "nw.abs")
    result = graded(lambda nb: None, SOLUTIONS | {"L1": f"import nowhere as nw\n\n{uses}"})
    assert result.points == FULL | {"L1": (0.0, 10.0)}
    assert "`import nowhere as nw` did not work" in said(result.notebook)
    assert "name 'nw' is not defined" in result.notebook.cells[5].outputs[0].data["text/plain"]


NOT_FORGIVEN = {
    "an own error": "import math\nmath.sqrt(-1)",
    "an own name": "import math\nmath.floor(unheard_of)",
    "in a try": "try:\n    import nowhere\nexcept ImportError:\n    raise SystemExit",
    "an own method": "import io\nio.StringIO().use()",
}


@pytest.mark.parametrize("name", NOT_FORGIVEN)
def test_other_errors_are_what_they_were(name):
    result = graded(in_solution("L1", f"{NOT_FORGIVEN[name]}\nprint('went on')"))
    printed = [output.text for cell in result.notebook.cells for output in cell.get("outputs", []) if "text" in output]
    assert result.points["L2"] == (10.0, 10.0) and result.points["L1"] == (0.0, 10.0)
    assert not any("went on" in text or "did not work while" in text for text in printed)


@in_class
@pytest.mark.parametrize("magic", CELL_MAGICS)
def test_python_below_a_cell_magic_runs(week4_accidents, magic):
    text = said(week4_accidents.autograded(ids("magic", CELL_MAGICS)[magic]))
    assert CELL_MAGICS[magic] is None or text.count(CELL_MAGICS[magic]) >= 2


@in_class
@pytest.mark.parametrize("source", OWN_CELLS)
def test_a_cell_magic_that_cannot_work_says_so_and_the_notebook_goes_on(week4_accidents, source):
    [cell] = [cell for cell in week4_accidents.autograded("own-all").cells if cell.source == source]
    text = said(new_notebook(cells=[cell]))
    assert OWN_CELLS[source] in text and "Traceback" not in text


@pytest.mark.parametrize("cells", ["needed", "all"])
@pytest.mark.parametrize("name", LOST_GIVEN)
def test_a_cell_of_the_course_that_a_solution_reads_is_there(name, cells):
    change, put_in = LOST_GIVEN[name]
    source = with_given(source_notebook())
    notebook = fill_in(source, READING)
    change(notebook)
    demonstrations = frozenset([SETUP, *GIVEN_CELLS.values()]) if cells == "needed" else frozenset()
    result = grade_notebook(notebook, ASSIGNMENT, SETTINGS, setups=(setup_of(source),), demonstrations=demonstrations)
    assert result.points == FULL
    assert result.remarks == (SET_UP,) * ("set-up" in name and put_in) + (GIVEN,) * put_in
    assert (GIVEN in said(result.notebook)) == put_in
    added = 2 * said(result.notebook).count(GIVEN) + (SET_UP in result.remarks)
    assert len(result.notebook.cells) == len(notebook.cells) + added


def test_a_cell_of_the_course_that_no_solution_reads_is_not_put_in():
    source = with_given(source_notebook())
    notebook = fill_in(source, SOLUTIONS)
    without(*GIVEN_CELLS)(notebook)
    result = grade_notebook(notebook, ASSIGNMENT, SETTINGS, setups=(setup_of(source),))
    assert result.points == FULL and result.remarks == () and len(result.notebook.cells) == len(notebook.cells)


def test_what_a_student_defines_wins_over_a_cell_of_the_course():
    source = with_given(source_notebook())
    notebook = fill_in(source, READING)
    next(cell for cell in notebook.cells if cell.id == "load").source = "SCALE = np.array([2.0])"
    result = grade_notebook(notebook, ASSIGNMENT, SETTINGS, setups=(setup_of(source),))
    assert result.points == FULL | {"L1": (0.0, 10.0), "L2": (0.0, 10.0)} and result.remarks == ()
