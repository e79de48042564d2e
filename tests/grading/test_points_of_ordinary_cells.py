"""What an ordinary nbgrader cell earns: nbgrader's own rule, and nothing for what did not come to its end."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.utils import determine_grade

from helpers.grading.execution.stop_reason import StopKind
from helpers.grading.grade import grade_notebook
from helpers.grading.ordinary_cells import is_ordinary, verdict_of_tests
from helpers.grading.settings import Limits, Settings
from helpers.grading.verdict import VerdictKind, for_the_log, points_of
from tests.support.course import KERNEL
from tests.support.ordinary_notebooks import LAB, marked


def outputs(*made):
    return [new_output(kind, **content) for kind, content in made]


def result(text):
    return "execute_result", {"data": {"text/plain": text}}


ERROR = ("error", {"ename": "AssertionError", "evalue": "", "traceback": []})
WARNING = ("stream", {"name": "stderr", "text": "careful"})
PRINTED = ("stream", {"name": "stdout", "text": "5"})
RULE = {  # what a cell worth 4 points shows -> its points by nbgrader, and here
    "nothing": ([], 4, 4),
    "print": ([PRINTED], 4, 4),
    "number": ([result("1.5")], 1.5, 1.5),
    "whole number": ([result("3")], 3, 3),
    "zero": ([result("0")], 0, 0),
    "full": ([PRINTED, result("4.0")], 4, 4),
    "text": ([result("'done'")], 4, 4),
    "true": ([result("True")], 4, 4),
    "error": ([ERROR], 0, 0),
    "error behind a result": ([result("4"), ERROR], 4, 0),
    "warning": ([WARNING], 0, 4),
    "warning before a number": ([WARNING, result("2")], 0, 2),
    "warning behind a number": ([result("2"), WARNING], 2, 2),
    "two results": ([result("4"), result("1")], 4, 1),
    "false": ([result("False")], 4, 0),
    "numpy's number": ([result("np.float64(0.0)")], 4, 0),
    "numpy's false": ([result("np.False_")], 4, 0),
    "numpy's whole number": ([result("np.int64(3)")], 4, 3),
    "negative": ([result("-1")], 4, 0),
    "not a number": ([result("nan")], 4, 0),
    "too much": ([result("5")], None, 0),
    "infinite": ([result("inf")], None, 0),
}


@pytest.mark.parametrize("name", RULE)
def test_the_rule_is_nbgraders_but_gives_nothing_for_what_is_no_success(name):
    made, theirs, ours = RULE[name]
    cell = marked("tests", "one", "pass", 4)
    cell.outputs = outputs(*made)
    if theirs is None:
        with pytest.raises(ValueError):
            determine_grade(cell)
    else:
        assert determine_grade(cell) == (theirs, 4)
    assert points_of(verdict_of_tests(cell, None), 4) == ours


STOPS = {  # what a student writes -> what stops the test
    "import os\ndef f(x):\n    os._exit(0)": StopKind.KILLED,
    "def f(x):\n    while True:\n        pass": StopKind.TIMEOUT,
    "def f(x):\n    print('x' * 20_000_000)": StopKind.OUTPUT,
}
CHEATS = [
    # no error is shown
    "get_ipython().showtraceback = lambda *a, **k: None\ndef f(x):\n    return 0",
    # the error is shown as a warning is
    "from IPython.core.error import UsageError\ndef f(x):\n    raise UsageError('careful')",
    # a result is shown ahead of the error
    "import sys\ndef f(x):\n    sys.displayhook(4)\n    return 0",
    # the kernel says that it is done before it is
    "import time\ndef f(x):\n    kernel = get_ipython().kernel\n"
    "    kernel.session.send(kernel.iopub_socket, 'status', {'execution_state': 'idle'}, "
    "parent=kernel.get_parent())\n    time.sleep(5)\n    return 0",
    # the error is taken back
    "from IPython.display import clear_output\ndef f(x):\n"
    "    get_ipython().events.register('post_run_cell', lambda result: clear_output())\n    return 0",
]
TEST = "assert f(1) == 1\n4"


def graded(source, **limits):
    cells = [new_code_cell(source), marked("tests", "one", TEST, 4), marked("tests", "two", "2", 4)]
    notebook = new_notebook(cells=cells, metadata=KERNEL)
    return grade_notebook(notebook, LAB, Settings(seed=1, limits=Limits(**limits)), kit={})


@pytest.mark.slow
@pytest.mark.parametrize("source", STOPS)
def test_a_cell_that_did_not_come_to_its_end_earns_nothing_and_says_why(source):
    done = graded(source, timeout=3)
    assert done.points == {"one": (0, 4), "two": (2, 4)}
    verdict, other = done.verdicts
    assert verdict.stop.kind is STOPS[source] and verdict.reason == verdict.stop.sentence and other.reason == ""
    assert determine_grade(done.notebook.cells[1]) == (0, 4)


@pytest.mark.slow
@pytest.mark.parametrize("source", CHEATS)
def test_an_error_that_is_hidden_is_an_error(source):
    done = graded(source)
    assert done.points == {"one": (0, 4), "two": (2, 4)}
    assert done.verdicts[0].kind is VerdictKind.TESTED and done.verdicts[0].reason
    assert determine_grade(done.notebook.cells[1]) == (0, 4)


@pytest.mark.slow
def test_a_right_answer_earns_what_the_last_line_says():
    assert graded("def f(x):\n    return x").points == {"one": (4, 4), "two": (2, 4)}


@pytest.mark.slow
def test_cells_that_no_time_is_left_for_earn_nothing():
    done = graded("import time\ntime.sleep(9)\ndef f(x):\n    return x", budget=1)
    assert done.points == {"one": (0, 4), "two": (0, 4)}
    assert {verdict.stop.kind for verdict in done.verdicts} == {StopKind.BUDGET}
    [(exercise, sentence)] = for_the_log(done.verdicts)
    assert exercise == "" and "had used up its 1 s before this had run: one, two." in sentence


@pytest.mark.parametrize(
    ("cell", "ordinary"),
    [
        (marked("tests", "one", "assert True", 1), True),
        (marked("tests", "one", "%%bash\nls", 1), True),
        (marked("tests", "one", "assert (", 1), True),
        (marked("tests", "test_L1_more", "assert L1(1, 2) == 1", 1), True),
        (marked("tests", "test_L1", "assert L1(1, 2) == 1", 1), False),
        (marked("tests", "one", "submit(L1)", 1), False),
        (marked("by hand", "one", "5", 1), False),
        (marked("by hand", "one", "5", 1, markdown=True), False),
        (marked("task", "one", "5", 1), False),
        (marked("read-only", "one", "5"), False),
    ],
)
def test_what_is_an_ordinary_cell(cell, ordinary):
    assert is_ordinary(cell, {"L1"}) is ordinary


def test_no_student_writes_the_record_of_a_verdict():
    cell = marked("by hand", "one", "5", 1)
    cell.metadata["verdict"] = {"exercise": "one", "fraction": 1.0}
    notebook = new_notebook(cells=[cell], metadata=KERNEL | {"unreadable": "It is empty."})
    assert "verdict" not in grade_notebook(notebook, LAB, Settings(seed=1), kit={}).notebook.cells[0].metadata
