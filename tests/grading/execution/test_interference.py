"""A cell that spoils what later cells hand in is found and left out; honest slips cost no further run."""

import pytest
from nbformat.v4 import new_code_cell

from helpers.grading.execution import interference
from helpers.grading.execution.executor import run_notebook
from helpers.grading.grade import grade_notebook
from helpers.grading.settings import Settings
from tests.support.course import ASSIGNMENT, SOLUTIONS, fill_in, source_notebook

pytestmark = pytest.mark.slow

NO_ANSWER = "import helpers.checking\nhelpers.checking.submit = lambda function: None"
NO_DISPLAY = "import helpers.checking\nhelpers.checking.display = lambda *a, **k: None"


@pytest.fixture
def runs(monkeypatch):
    """How often notebooks were run, as the cells that were left out of each run."""
    made = []

    def counted(*arguments, left_out=None, **named):
        made.append(sorted(left_out or {}))
        return run_notebook(*arguments, left_out=left_out or {}, **named)

    monkeypatch.setattr(interference, "run_notebook", counted)
    return made


def earned(changes, extra=(), at=1):
    notebook = fill_in(source_notebook(), SOLUTIONS | changes)
    notebook.cells[at:at] = [new_code_cell(source) for source in extra]
    graded = grade_notebook(notebook, ASSIGNMENT, Settings(seed=3))
    stops = {verdict.exercise: verdict.stop.kind for verdict in graded.verdicts if verdict.stop}
    return {name for name, (points, _) in graded.points.items() if points}, stops


def test_what_is_right_or_wrong_or_undefined_is_run_once(runs):
    changes = {"L1": "def L1(yhat, y):\n    return 0.0", "L2": "def L2(yhat, y) return 0", "propagate": "1 / 0"}
    assert earned(changes) == ({"sigmoid"}, {})
    assert runs == [[]]


def test_one_exercise_that_hands_in_nothing_may_be_at_fault_itself(runs):
    assert earned({"propagate": SOLUTIONS["propagate"] + "\n" + NO_ANSWER}) == (set(SOLUTIONS) - {"propagate"}, {})
    assert len(runs) == 1 + interference.TRIES_FOR_ONE


def test_or_another_may_be(runs):
    spoils_arrays = "import base64\nbase64.b64encode = lambda data: b'AAAAAAAAAAA='"
    changes = {"L1": SOLUTIONS["L1"] + "\n" + spoils_arrays}
    assert earned(changes) == (set(SOLUTIONS) - {"L1"}, {"L1": "spoilt"})


def test_who_makes_every_cell_show_too_much_is_found(runs):
    floods = (
        "import helpers.checking as kit\nplain = kit.submit\n"
        "def flood(function):\n    print('x' * 20_000_000)\n    plain(function)\nkit.submit = flood"
    )
    assert earned({"L1": SOLUTIONS["L1"] + "\n" + floods}) == (set(SOLUTIONS) - {"L1"}, {"L1": "spoilt"})


def test_a_cell_that_spoils_what_comes_after_it_costs_its_own_exercise(runs):
    assert earned({"L1": SOLUTIONS["L1"] + "\n" + NO_ANSWER}) == (set(SOLUTIONS) - {"L1"}, {"L1": "spoilt"})
    assert len(runs) == 2


def test_a_cell_before_all_exercises_is_found(runs):
    assert earned({}, extra=["x = 1", NO_DISPLAY]) == (set(SOLUTIONS), {})
    assert runs[-1] == [2]


def test_two_cells_that_spoil_it_one_after_the_other_are_both_found(runs):
    changes = {"sigmoid": SOLUTIONS["sigmoid"] + "\n" + NO_ANSWER, "L2": SOLUTIONS["L2"] + "\n" + NO_DISPLAY}
    kept, troubles = earned(changes)
    assert kept == set(SOLUTIONS) - {"sigmoid", "L2"}
    assert troubles["sigmoid"] == troubles["L2"] == "spoilt" and len(runs[-1]) == 2


def test_where_no_single_cell_is_at_fault_it_comes_to_an_end(runs):
    assert earned({}, extra=[NO_DISPLAY, NO_DISPLAY]) == (set(), {})
    assert 1 < len(runs) <= 1 + interference.TRIES


def test_no_cell_is_left_out_twice(runs):
    changes = {"sigmoid": SOLUTIONS["sigmoid"] + "\n" + NO_ANSWER}
    assert earned(changes, extra=[NO_DISPLAY, NO_DISPLAY], at=6)[0] == {"L1"}
    assert len(set(map(tuple, runs))) == len(runs) > 3
