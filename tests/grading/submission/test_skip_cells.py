"""Demonstrations run only where a mark may depend on them, and the marks are the same as when everything runs."""

import doctest
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.demo.students import CLASSES, hand_in
from helpers.grading.execution.executor import NOT_RUN
from helpers.grading.grade import grade_notebook
from helpers.grading.grade_file import restore
from helpers.grading.settings import Settings
from helpers.grading.submission import skip_cells
from helpers.grading.submission.cell_names import LONGEST
from helpers.grading.submission.skip_cells import demonstrations_of, skippable_cells
from helpers.grading.verdict import to_record
from tests.support.course import ASSIGNMENT, SOLUTIONS, Course, source_notebook, test_cell
from tests.support.names_in_cells import generated, handed_in

ROOT = Path(__file__).parents[3]
WRITTEN = "def sigmoid(z):\n    return {}"

CASES = {
    "nothing reads it": (["x = 1"], WRITTEN.format("1 / (1 + np.exp(-z))"), [], [0]),
    "it imports": (["import numpy as np"], WRITTEN.format("1 / (1 + np.exp(-z))"), [], []),
    "it defines what the function calls": (["def half(z):\n    return z / 2"], WRITTEN.format("half(z)"), [], []),
    "it binds a global that the function reads": (["x = 1", "y = 2"], WRITTEN.format("x + z"), [], [1]),
    "that reads another": (["x = 1", "y = x", "t = 3"], WRITTEN.format("y + z"), [], [2]),
    "it changes what the function reads": (
        ["seen.append(1)", "t = 3"],
        WRITTEN.format("len(seen)"),
        ["seen = []"],
        [1],
    ),
    "it calls what changes it": (
        ["count()", "t = 3"],
        WRITTEN.format("len(seen)"),
        ["seen = []\ndef count():\n    seen.append(1)"],
        [1],
    ),
    "it binds by a function's global": (
        ["def put():\n    global x\n    x = 1", "put()", "t = 3"],
        WRITTEN.format("x"),
        [],
        [2],
    ),
    "it only calls the function": (["sigmoid(3)"], WRITTEN.format("z"), [], [0]),
    "the function has a name of its own for it": (["z = 1", "e = 2"], WRITTEN.format("[e for e in z]"), [], [0, 1]),
    "it changes it by another name": (
        ["same = seen", "same.append(1)", "t = 3"],
        WRITTEN.format("len(seen)"),
        ["seen = []"],
        [2],
    ),
    "it changes it by a student's name for it": (
        ["same.append(1)", "t = 3"],
        WRITTEN.format("len(seen)"),
        ["seen = []", "same = seen"],
        [1],
    ),
    "it sets what hangs on a function": (
        ["half.rate = 2", "t = 3"],
        WRITTEN.format("half.rate"),
        ["def half(z):\n    return z / 2"],
        [1],
    ),
    "it sets what hangs on a module": (
        ["math.own['rate'][0] = 2", "t = 3"],
        WRITTEN.format("math.own"),
        ["import math"],
        [1],
    ),
    "it changes what a class holds": (
        ["Log.seen.append(1)", "t = 3"],
        WRITTEN.format("len(Log.seen)"),
        ["class Log:\n    seen = []"],
        [1],
    ),
    "it calls what keeps something from call to call": (
        ["sigmoid(3)", "t = 3"],
        "def sigmoid(z, seen=[]):\n    seen.append(z)\n    return len(seen)",
        [],
        [1],
    ),
    "it calls what a decorator keeps something of": (
        ["count(3)", "t = 3"],
        WRITTEN.format("count(z)"),
        ["import helpers\n@helpers.counted\ndef count(z):\n    pass"],
        [1],
    ),
    "it changes what has the name of an import": (
        ["seen.append(1)", "t = 3"],
        WRITTEN.format("len(seen)"),
        ["import math as seen\nseen = []"],
        [1],
    ),
    "it calls a lambda that changes it": (
        ["count()", "t = 3"],
        WRITTEN.format("len(seen)"),
        ["seen = []\ncount = lambda: seen.append(1)"],
        [1],
    ),
    "a star in it may bind anything": (["from math import *"], WRITTEN.format("exp(z)"), [], []),
    "it binds by any name": (["exec('rate = 1')"], WRITTEN.format("rate"), [], []),
    "a later cell of the student reads it": (["x = 1", "y = 2"], WRITTEN.format("z") + "\nprint(x)", [], [1]),
    "an earlier cell of the student reads it": (["x = 1"], WRITTEN.format("z"), ["print(x)"], [0]),
    "the function reads by any name": (["x = 1"], WRITTEN.format("eval('x')"), [], []),
    "the function is no Python": (["x = 1"], "def sigmoid(z)\n    return z", [], []),
    "a magic command": (["x = 1"], WRITTEN.format("z"), ["%timeit sigmoid(3)"], []),
    "a nul byte": (["x = 1"], WRITTEN.format("z"), ["\0"], []),
    "parentheses without end": (["x = 1"], WRITTEN.format("z"), ["(" * 90_000], []),
    "a very long cell": (["x = 1"], WRITTEN.format("z"), ["#" * (LONGEST + 1)], []),
    "a deep tree": (["x = 1"], WRITTEN.format("z"), ["a" + ".a" * 45_000], []),
}


@pytest.mark.parametrize("case", CASES)
def test_what_needs_to_run(case):
    demonstrations, function, own, expected = CASES[case]
    written = new_code_cell(function, metadata={"nbgrader": {"solution": True, "grade_id": "sigmoid"}})
    cells = [*map(new_code_cell, [*own, *demonstrations]), written, test_cell("sigmoid")]
    skipped = skippable_cells(new_notebook(cells=cells), frozenset(demonstrations))
    assert [index - len(own) for index in sorted(skipped)] == expected


def test_what_stands_behind_the_last_graded_cell_is_not_needed():
    cells = [new_code_cell(SOLUTIONS["sigmoid"]), test_cell("sigmoid"), new_code_cell("sigmoid = None")]
    assert skippable_cells(new_notebook(cells=cells), frozenset({"sigmoid = None"})) == {2}


def test_a_demonstration_that_the_student_changed_runs():
    cells = [new_code_cell("rate = 0.2"), test_cell("sigmoid")]
    assert skippable_cells(new_notebook(cells=cells), frozenset({"rate = 0.1"})) == frozenset()


@pytest.mark.parametrize("marks", [{"grade": True, "solution": True}, {"task": True}])
def test_where_a_person_grades_everything_runs(marks):
    by_hand = new_code_cell("plt.plot(x)", metadata={"nbgrader": marks | {"grade_id": "analysis"}})
    cells = [new_code_cell("x = 1"), test_cell("sigmoid"), by_hand]
    assert skippable_cells(new_notebook(cells=cells), frozenset({"x = 1"})) == frozenset()


NOTEBOOKS = sorted(ROOT.glob("source/*/*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.parent.name + path.stem)
def test_of_the_courses_notebooks_only_the_imports_are_needed(path):
    """Or everything, in the lab reports."""
    skipped = skippable_cells(nbformat.read(path, as_version=4), demonstrations_of([path]))
    assert len(skipped) == (0 if path.stem == "report" else len(demonstrations_of([path])) - 1)


@pytest.mark.parametrize("path", [path for path in NOTEBOOKS if path.stem != "report"], ids=lambda path: path.stem)
def test_a_plot_and_a_print_of_the_students_own_cost_no_demonstration(path):
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(len(notebook.cells) // 2, new_code_cell("plt.plot([1, 2], color=BLUE)\nprint(np.pi)"))
    assert len(skippable_cells(notebook, demonstrations_of([path]))) == len(demonstrations_of([path])) - 1


def skipped_of(cells):
    """What is left out of cells when only those that are needed run."""
    notebook = new_notebook(cells=[new_code_cell(text) for text, _ in cells])
    for cell in notebook.cells:
        if cell.source.startswith("hand_in("):
            cell.metadata["nbgrader"] = {"grade": True, "grade_id": "test"}
    texts = {text for text, demonstration in cells if demonstration} - {text for text, own in cells if not own}
    return skippable_cells(notebook, frozenset(texts))


@pytest.mark.parametrize("hundred", range(20))
def test_what_is_handed_in_is_the_same_as_when_everything_runs(hundred, monkeypatch):
    some_skipped = 0
    for seed in range(100 * hundred, 100 * hundred + 100):
        cells = generated(seed)
        skipped = skipped_of(cells)
        some_skipped += bool(skipped)
        texts = [text for text, _ in cells]
        kept = [text for i, text in enumerate(texts) if i not in skipped]
        assert handed_in(kept, monkeypatch) == handed_in(texts, monkeypatch), (seed, sorted(skipped), texts)
    assert some_skipped > 25  # else nothing was compared


READS = {  # a name that a demonstration binds
    "numpy_basics": "X",
    "logistic_regression": "Y_train",
    "planar_classification": "X",
    "deep_network": "layers_dims",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", READS)
def test_marks_are_the_same_as_when_everything_runs(name, tmp_path):
    """For a student who is right here and wrong there, and reads what a demonstration made."""
    source = next(ROOT.glob(f"source/*/{name}.ipynb"))
    assignment = source.parent.name
    farid = next(student for student in CLASSES[assignment] if student.name == "farid")
    hand_in(farid, source, ROOT / "release" / assignment / source.name, tmp_path / source.name)
    notebook = restore(nbformat.read(tmp_path / source.name, as_version=4), source, assignment)
    notebook.cells.insert(len(notebook.cells) // 2, new_code_cell(f"print(np.shape({READS[name]}))", id="mine"))
    everything = grade_notebook(notebook, assignment, Settings(seed=5))
    needed = grade_notebook(notebook, assignment, Settings(seed=5), demonstrations=demonstrations_of([source]))
    assert [to_record(verdict) for verdict in needed.verdicts] == [
        to_record(verdict) for verdict in everything.verdicts
    ]
    assert needed.points == everything.points
    shown = [
        {cell.id: cell.outputs for cell in one.notebook.cells if "outputs" in cell} for one in (needed, everything)
    ]
    assert shown[0]["mine"] == shown[1]["mine"] != []
    assert any(output.get("text") == NOT_RUN for outputs in shown[0].values() for output in outputs)


@pytest.mark.slow
@pytest.mark.parametrize(
    "way",
    [
        "import __main__\nseen = __main__.one",
        "seen = get_ipython().user_ns['one']",
        "numbers = %who_ls float\nseen = float('one' in numbers)",
        "exec('seen = one')",
    ],
)
def test_a_right_solution_earns_its_points_by_whatever_way_it_reads_a_demonstration(way):
    notebook = source_notebook(SOLUTIONS | {"L1": "def L1(yhat, y):\n    return seen * np.sum(np.abs(y - yhat))"})
    notebook.cells[2:2] = [new_code_cell("one = 1.0"), new_code_cell(way), new_code_cell("two = 2")]
    graded = grade_notebook(notebook, ASSIGNMENT, Settings(seed=5), demonstrations=frozenset({"one = 1.0", "two = 2"}))
    assert {name: earned for name, (earned, _) in graded.points.items()} == dict.fromkeys(SOLUTIONS, 10)


@pytest.mark.parametrize("cells", ["needed", "all"])
def test_the_setting(tmp_path, cells):
    notebook = source_notebook()
    notebook.cells.insert(2, new_code_cell("print('a demonstration')", id="demonstration"))
    course = Course(tmp_path / "course", {"small": notebook})
    course.release()
    course.hand_in("ada", SOLUTIONS)
    course.nbgrader("autograde", ASSIGNMENT, f"--GradeStep.cells={cells}")
    [shown] = [cell for cell in course.autograded("ada").cells if cell.source == "print('a demonstration')"]
    assert shown.outputs[0].text == (NOT_RUN if cells == "needed" else "a demonstration\n")
    assert course.grades() == {"ada": dict.fromkeys(SOLUTIONS, 10)}


def test_the_worked_example_is_true():
    assert doctest.testmod(skip_cells).attempted > 5 and doctest.testmod(skip_cells).failed == 0
