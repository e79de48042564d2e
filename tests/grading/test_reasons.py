"""The reason of a verdict is the student's own: what stopped their cell, in which line, and told once in a notebook."""

import json

import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_output

from helpers.assessment.problems import ProblemKind
from helpers.exercises import ASSIGNMENTS
from helpers.grading.feedback import as_html, as_text
from helpers.grading.grade import grade_notebook
from helpers.grading.judge import judge_function
from helpers.grading.judge_notebook import judge_notebook
from helpers.grading.settings import Settings
from helpers.grading.told_above import ErrorsTold
from helpers.grading.verdict import VerdictKind, read_record, to_record
from tests.support.course import ASSIGNMENT, SOLUTIONS, fill_in, source_notebook

SEED = 3
pytestmark = pytest.mark.slow

# What stands in the cell of L1; the kind of the verdict; its facts, without the exercise; and how the reason goes on.
SYNTAX = {"type": "SyntaxError", "text": "expected ':'", "line": 1, "code": "def L1(yhat, y)"}
STOPPED = "`L1` was never defined: its cell stopped with "
UNDEFINED = {
    "no colon": ("def L1(yhat, y)\n    return 0", SYNTAX, "SyntaxError: expected ':', in line 1: def L1(yhat, y)"),
    "below empty lines": ("\n\ndef L1(yhat, y)\n    return 0", SYNTAX, "SyntaxError: expected ':', in line 1: def L1"),
    "no indentation": (
        "def L1(yhat, y):\nreturn 0",
        {
            "type": "IndentationError",
            "text": "expected an indented block after function definition on line 1",
            "line": 2,
            "code": "return 0",
        },
        "IndentationError: expected an indented block after function definition on line 1, in line 2: return 0",
    ),
    "a module that is not there": (
        "import importlib\nimportlib.import_module('not_installed')\n\ndef L1(yhat, y):\n    return 0",
        {
            "type": "ModuleNotFoundError",
            "text": "No module named 'not_installed'",
            "line": 2,
            "code": "importlib.import_module('not_installed')",
        },
        "ModuleNotFoundError: No module named 'not_installed', in line 2: importlib.import_module('not_installed')",
    ),
    "a decorator": (
        f"@njit\n{SOLUTIONS['L1']}",
        {"type": "NameError", "text": "name 'njit' is not defined", "line": 1, "code": "@njit"},
        "NameError: name 'njit' is not defined, in line 1: @njit",
    ),
    "in a function that is called": (
        "def ready():\n    return 1 / 0\n\nready()\n\ndef L1(yhat, y):\n    return 0",
        {"type": "ZeroDivisionError", "text": "division by zero", "line": 4, "code": "ready()"},
        "ZeroDivisionError: division by zero, in line 4: ready()",
    ),
    "an error that says nothing": (
        "raise KeyError\ndef L1(yhat, y):\n    return 0",
        {"type": "KeyError", "text": "", "line": 1, "code": "raise KeyError"},
        "KeyError, in line 1: raise KeyError",
    ),
    "a shorter form of tracebacks": (
        f"%xmode Minimal\n@njit\n{SOLUTIONS['L1']}",
        {"type": "NameError", "text": "name 'njit' is not defined", "line": 0, "code": ""},
        "NameError: name 'njit' is not defined",
    ),
    "a merge left open": (
        "<<<<<<< HEAD\ndef L1(yhat, y):\n    return 0",
        {"type": "SyntaxError", "text": "invalid syntax", "line": 1, "code": "<<<<<<< HEAD"},
        "SyntaxError: invalid syntax, in line 1: <<<<<<< HEAD",
    ),
}
MISNAMED = {
    "another name": ("def l1(yhat, y):\n    return 0", ["l1"], "its cell defines `l1`."),
    "two others": ("def loss(a):\n    return 0\ndef l1(a):\n    return 1", ["loss", "l1"], "defines `loss`, `l1`."),
    "nothing": ("# YOUR CODE HERE", [], "its cell defines no function."),
    "inside another": ("def outer():\n    def L1(yhat, y):\n        return 0", ["outer"], "defines `outer`."),
}


def graded(changes, change=None, notebook=None):
    """Verdicts by exercise, and the graded notebook."""
    notebook = fill_in(notebook or source_notebook(), SOLUTIONS | changes)
    if change:
        change(notebook)
    result = grade_notebook(notebook, ASSIGNMENT, Settings(seed=SEED))
    return {verdict.exercise: verdict for verdict in result.verdicts}, result.notebook


def kept(notebook, exercise):
    """The record of a verdict, read back as a report does."""
    (cell,) = [cell for cell in notebook.cells if cell.id == f"test_{exercise}"]
    return read_record(json.loads(json.dumps(cell.metadata.verdict)))[0]


@pytest.mark.parametrize("case", UNDEFINED)
def test_what_stopped_the_cell_is_the_reason(case):
    source, error, words = UNDEFINED[case]
    verdicts, notebook = graded({"L1": source})
    for verdict in (verdicts["L1"], kept(notebook, "L1")):
        assert verdict.kind is VerdictKind.UNDEFINED
        told = {name: fact for name, fact in verdict.facts["error"].items() if fact}
        assert verdict.facts["exercise"] == "L1" and told == {name: fact for name, fact in error.items() if fact}
        assert verdict.reason.startswith(STOPPED + words)
    assert verdicts["L1"].reason in as_text(verdicts["L1"], 10)
    assert all(verdicts[name].fraction == 1 for name in SOLUTIONS if name != "L1")


@pytest.mark.parametrize("case", MISNAMED)
def test_a_cell_that_defines_something_else_says_what(case):
    source, defined, words = MISNAMED[case]
    verdicts, notebook = graded({"L1": source})
    for verdict in (verdicts["L1"], kept(notebook, "L1")):
        assert verdict.kind is VerdictKind.MISNAMED and verdict.facts == {"exercise": "L1", "defined": defined}
        assert words in verdict.reason


def test_a_cell_that_is_gone_or_no_code_is_said_to_be():
    def remove(notebook):
        notebook.cells = [cell for cell in notebook.cells if cell.id != "L1"]

    def make_text(notebook):
        (cell,) = [cell for cell in notebook.cells if cell.id == "L1"]
        cell.cell_type = "markdown"
        del cell["outputs"], cell["execution_count"]

    for change in (remove, make_text):
        verdicts, notebook = graded({}, change)
        for verdict in (verdicts["L1"], kept(notebook, "L1")):
            assert (
                verdict.kind is VerdictKind.NO_CELL
                and "its cell is missing, or no code cell any more" in verdict.reason
            )


def test_a_function_that_is_lost_otherwise_keeps_the_words_of_its_test_cell():
    for lost in ("del L1", "L1 = None\ndel L1"):
        verdicts, _ = graded({"L1": f"{SOLUTIONS['L1']}\n{lost}"})
        assert verdicts["L1"].kind is VerdictKind.SILENT
        assert verdicts["L1"].reason.endswith("It stopped with NameError: name 'L1' is not defined")


WRONG = "def L1(yhat, y):\n    return 0.0"
OTHER = "The cell of `L1` stopped with {} What was graded is a `L1` that another cell defines."
NO_COLON = OTHER.format("SyntaxError: expected ':', in line 1: def L1(yhat, y).")


@pytest.mark.parametrize(
    ("elsewhere", "own", "fraction", "words"),
    [
        (SOLUTIONS["L1"], "def L1(yhat, y)\n    return 0", 1, ""),
        (WRONG, "def L1(yhat, y)\n    return 0", 0, NO_COLON),
        ("def L1(yhat, y):\n    raise NotDoneYet()", "def L1(yhat, y)\n    return 0", 0, NO_COLON),
        (WRONG, f"{WRONG}\nreturn loss", 0, ""),  # IPython runs the lines above such an error
        (WRONG, f"{WRONG}\n1 / 0", 0, ""),
        (WRONG, WRONG, 0, ""),
    ],
)
def test_a_function_that_another_cell_defines_is_judged_and_said_to_be(elsewhere, own, fraction, words):
    def define_before(notebook):
        notebook.cells.insert(2, new_code_cell(elsewhere))

    verdicts, notebook = graded({"L1": own}, define_before)
    for verdict in (verdicts["L1"], kept(notebook, "L1")):
        assert verdict.kind in (VerdictKind.JUDGED, VerdictKind.NOT_DONE) and verdict.fraction == fraction
        assert verdict.circumstance == words


def test_what_a_student_wrote_acts_nowhere():
    verdicts, _ = graded({"L1": "def L1(yhat, y) <script>alert(1)</script>"})
    assert "<script" not in as_html(verdicts["L1"], 10) and "&lt;script&gt;" in as_html(verdicts["L1"], 10)


def test_an_earlier_function_that_is_not_defined_is_named_once():
    verdicts, notebook = graded(
        {"sigmoid": "def sigmoid(z)\n    return z", "propagate": SOLUTIONS["propagate"] + "[0]"}
    )
    problems = {finding.problem.kind for finding in kept(notebook, "propagate").findings}
    assert problems == {ProblemKind.EARLIER_UNDEFINED}
    text = as_text(verdicts["propagate"], 10)
    assert text.count("`propagate` calls `sigmoid`, which is not defined") == 1 and "NameError" not in text


def test_an_error_that_several_functions_come_to_is_told_in_full_once():
    def add_helper(notebook):
        notebook.cells.insert(2, new_code_cell("def total(values):\n    return numpy.sum(values)"))

    changes = {name: SOLUTIONS[name].replace("np.sum", "total") for name in ("L1", "L2", "propagate")}
    verdicts, notebook = graded(changes, add_helper)
    told = "which ended in line 2 of `total`: return numpy.sum(values)"
    texts = {name: as_text(verdict, 10) for name, verdict in verdicts.items()}
    assert {name: text.count(told) for name, text in texts.items()} == {"sigmoid": 0, "L1": 1, "L2": 0, "propagate": 0}
    for name in ("L2", "propagate"):
        above = f"`{name}` came to the same NameError as above, at `L1`."
        assert texts[name].count("NameError") == 1 and above in texts[name]
        assert as_html(verdicts[name], 10).count("NameError") == 1
        findings = kept(notebook, name).findings
        assert {finding.problem.kind for finding in findings} == {ProblemKind.RAISED_ABOVE}
        facts = findings[0].problem.facts
        assert (
            facts["above"] == "L1"
            and facts["error"]["inside_function"] == "total"
            and facts["error"]["missing"] == "numpy"
        )
    assert {finding.problem.kind for finding in kept(notebook, "L1").findings} == {ProblemKind.RAISED}
    assert {name: verdict.fraction for name, verdict in verdicts.items()} == {
        "sigmoid": 1,
        "L1": 0,
        "L2": 0,
        "propagate": 0,
    }


def test_an_error_of_an_earlier_exercise_is_told_there():
    scope = {"np": np}
    exec("def sigmoid(z):\n    return 1 / (1 + npp.exp(-z))", scope)
    exec(SOLUTIONS["propagate"].replace("A - Y", "Y - A").replace("cost =", "cost = 1 +"), scope)
    exercises, told = ASSIGNMENTS[ASSIGNMENT], ErrorsTold()
    first, second = (told.shorten(judge_function(exercises[n], scope[n], SEED)) for n in ("sigmoid", "propagate"))
    assert "NameError: name 'npp' is not defined, in line 2 of `sigmoid`" in as_text(first, 10)
    assert [finding.problem.kind for finding in second.findings] == [ProblemKind.RAISED_ABOVE] * 3
    assert as_text(second, 10).count("`propagate` came to the same NameError as above, at `sigmoid`.") == 1
    alone = ErrorsTold().shorten(judge_function(exercises["propagate"], scope["propagate"], SEED))
    assert alone.findings[0].problem.kind is ProblemKind.RAISED and alone.fraction == second.fraction == 0
    for shown in (as_text(alone, 10), as_html(alone, 10)):
        assert shown.count("NameError: name &#x27;npp" if "<" in shown else "NameError: name 'npp") == 1
        assert shown.count("as for dw.") == 2


def test_two_exercises_with_errors_of_their_own_are_told_both():
    wrong = {name: SOLUTIONS[name].replace("np.sum", "np.summe") for name in ("L1", "L2")}
    verdicts, _ = graded(wrong)
    for name in wrong:
        assert f"in line 2 of `{name}`" in as_text(verdicts[name], 10)


def test_a_forged_error_is_shown_as_text_and_breaks_nothing():
    notebook = fill_in(source_notebook(), SOLUTIONS | {"L1": "1 / 0"})
    (cell,) = [cell for cell in notebook.cells if cell.id == "L1"]
    (test,) = [cell for cell in notebook.cells if cell.id == "test_L1"]
    for traceback in ([], ["-> " + "9" * 10_000 + " x"], ["\x1b[31m" * 1000, "---> 1 <b>" + "x" * 10_000]):
        cell.outputs = [new_output("error", ename="E" * 10_000, evalue="<b>" * 10_000 + "\n\n", traceback=traceback)]
        test.outputs = [new_output("error", ename="NameError", evalue="", traceback=[])]
        judged = judge_notebook(notebook, ASSIGNMENT, SEED, {}, {})[0]
        (verdict,) = [verdict for verdict in judged if verdict.exercise == "L1"]
        assert verdict.kind is VerdictKind.UNDEFINED and len(verdict.reason) < 1500
        assert "<b>" not in as_html(verdict, 10).split("</b>", 1)[1] and to_record(verdict)["facts"]["error"]
        test.outputs, cell.outputs = [], []
