"""What a graded cell needs is there whatever became of the cell with the imports: every accident keeps full marks."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from nbgrader.utils import is_solution

from helpers.grading.grade import grade_notebook
from helpers.grading.grade_file import grade_file
from helpers.grading.settings import Limits, Settings
from helpers.grading.submission.course_setup import SET_UP, CourseSetup, missing_setup, setup_of, setups_of
from helpers.grading.submission.definitions import PYTHON_BELOW
from helpers.grading.submission.given_cells import GIVEN
from tests.support.accidents import ABSENT, CELL_MAGICS, LOST_GIVEN, OWN_CELLS, READING, with_given, without
from tests.support.accidents import GIVEN as GIVEN_CELLS
from tests.support.course import ASSIGNMENT, ROOT, SETUP, SOLUTIONS, Course, fill_in, source_notebook

pytestmark = pytest.mark.slow

SETTINGS = Settings(seed=7, limits=Limits(timeout=5))
SETUPS = (setup_of(source_notebook()),)
FULL = dict.fromkeys(SOLUTIONS, (10.0, 10.0))


def above(*lines):
    """The set-up cell with lines of the student's above."""
    return lambda nb: nb.cells[1].update(source="\n".join([*lines, SETUP]))


def instead(text):
    """Another text in the place of the set-up cell's."""
    return lambda nb: nb.cells[1].update(source=text)


def own_cell(text, at=1):
    """A further cell."""
    return lambda nb: nb.cells.insert(at, new_code_cell(text))


def deleted(nb):
    """No set-up cell at all."""
    del nb.cells[1]


def retyped(make):
    """The set-up as a cell of another type."""

    def change(nb):
        nb.cells[1] = make(SETUP)

    return change


def in_solution(name, line):
    """A line above a solution, in its own cell."""
    return lambda nb: next(c for c in nb.cells if c.id == name).update(source=f"{line}\n{SOLUTIONS[name]}")


# The set-up is lost: the marks are full, and the notebook says what was done.
LOST = {
    "deleted": deleted,
    "emptied": instead(""),
    "markdown": retyped(new_markdown_cell),
    "raw": retyped(new_raw_cell),
    "moved to the end": lambda nb: nb.cells.append(nb.cells.pop(1)),
    "moved behind the first exercise": lambda nb: nb.cells.insert(4, nb.cells.pop(1)),
    "commented out": instead("\n".join(f"# {line}" for line in SETUP.split("\n"))),
    "in a string": instead(f'"""\n{SETUP}\n"""'),
    "no Python": instead(SETUP + "\nimport"),
    "without check": instead("import numpy as np\nfrom helpers.checking import NotDoneYet"),
    "without NotDoneYet": instead("import numpy as np\nfrom helpers.checking import check"),
    "without the kit": instead("import numpy as np"),
    "without numpy": instead("from helpers.checking import NotDoneYet, check"),
    "numpy by another name": instead("import numpy\nfrom helpers.checking import NotDoneYet, check"),
    "colab": above("from google.colab import drive", "notes = drive.files()"),
    "another folder": above("import os", "os.chdir('/content/drive/MyDrive')"),
    "a folder of another machine": above("import os", "os.chdir('C:\\\\Users\\\\ada')"),
    "a file of another machine": above("open('/home/ada/notes.txt')"),
    "a program": above("import subprocess", "subprocess.run(['pip', 'install', 'numpy'], check=True)"),
    "stopped by the student": above("raise SystemExit"),
    "too slow": above("import time", "time.sleep(30)"),
    "behind a shell": above("%%bash", "pip install numpy"),
}

# IPython's commands that cannot work here: one sentence, and what stands below them runs.
COMMANDS = {
    "!pip install numpy": "`!pip install numpy` did not run: no other program runs while a notebook is graded.",
    "files = !ls": "`!ls` did not run: no other program runs while a notebook is graded.",
    "!nvidia-smi &": "`!nvidia-smi &` did not run",
    "%pip install -q numpy": "`%pip install -q numpy` did not run: nothing is installed while a notebook is graded.",
    "%conda install numpy": "`%conda install numpy` did not run",
    "%sx ls": "`!ls` did not run",
    "%system ls": "`!ls` did not run",
    "%load_ext nb_black": "`%load_ext nb_black` did not work while this notebook was graded (No module named 'nb_black').",
    "%tensorflow_version 2.x": "`%tensorflow_version 2.x` did not run: there is no such command",
    "%matplotlib widget": "`%matplotlib widget` did not run: figures are drawn in the notebook while it is graded.",
    "%matplotlib qt": "`%matplotlib qt` did not run",
    "%matplotlib notebook": "`%matplotlib notebook` did not run",
    "%matplotlib tk": "`%matplotlib tk` did not run",
    "%pylab qt": "`%pylab qt` did not work while this notebook was graded",
}

# What works today goes on to work, and says nothing.
HARMLESS = {
    "released": lambda nb: None,
    "a cell in front": own_cell("print('my notebook')"),
    "another folder later": own_cell("import os, tempfile\nos.chdir(tempfile.mkdtemp())", at=2),
    "another folder first": above("import os", "os.chdir('..')"),
    "imports of the student's own": above("import math", "import os"),
    "an earlier release": instead(SETUP + ", submit"),
    "sorted otherwise": instead("from helpers.checking import (\n    check,\n    NotDoneYet,\n)\nimport numpy as np"),
    "%matplotlib inline": above("%matplotlib inline"),
    "%matplotlib": above("%matplotlib"),
    "%env": above("%env COLAB_GPU", "%config Colab.size = 5"),
    "%cd": above("%cd /content/drive"),
    "%gui": above("%gui qt"),
    "a command that reads the cell's own names": above("def size(n):", "    %timeit -n 1 -r 1 n + 1", "size(3)"),
    "%load_ext autoreload": above("%load_ext autoreload", "%autoreload 2"),
    "%config": above("%config InlineBackend.figure_format = 'retina'"),
}


def graded(change, solutions=SOLUTIONS):
    notebook = fill_in(source_notebook(), solutions)
    change(notebook)
    return grade_notebook(notebook, ASSIGNMENT, SETTINGS, setups=SETUPS)


def said(result):
    """All that the executed notebook shows, as one text."""
    return "\n".join(
        [cell.source for cell in result.notebook.cells if cell.cell_type == "markdown"]
        + [str(output) for cell in result.notebook.cells for output in cell.get("outputs", [])]
    )


@pytest.mark.parametrize("name", LOST)
def test_a_lost_set_up_costs_nothing(name):
    result = graded(LOST[name])
    assert result.points == FULL
    assert result.remarks == (SET_UP,) and SET_UP in result.notebook.cells[0].source


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_that_cannot_work_says_so_and_the_cell_goes_on(line):
    def change(nb):
        above(line)(nb)
        in_solution("L1", line)(nb)

    result = graded(change)
    assert result.points == FULL and result.remarks == ()
    assert said(result).count(COMMANDS[line]) == 2 == said(result).count("The cell went on.")


@pytest.mark.parametrize("line", ABSENT)
def test_what_is_absent_here_says_so_and_the_cell_goes_on(line):
    def change(nb):
        above(line)(nb)
        in_solution("L1", line)(nb)

    result = graded(change)
    assert result.points == FULL and result.remarks == ()
    assert said(result).count(ABSENT[line]) == 2 and "The cell went on." in said(result)


def test_a_function_that_uses_what_is_absent_costs_its_own_exercise():
    uses = SOLUTIONS["L1"].replace("np.abs", "nw.abs")
    result = graded(lambda nb: None, SOLUTIONS | {"L1": f"import nowhere as nw\n\n{uses}"})
    assert result.points == FULL | {"L1": (0.0, 10.0)}
    assert "`import nowhere as nw` did not work" in said(result)
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


@pytest.mark.parametrize("magic", CELL_MAGICS)
def test_python_below_a_cell_magic_runs(magic):
    def change(nb):
        in_solution("L1", magic)(nb)
        in_solution("propagate", magic)(nb)
        if magic.split()[0] in PYTHON_BELOW:
            above(magic)(nb)

    result = graded(change)
    assert result.points == FULL and result.remarks == ()
    assert CELL_MAGICS[magic] is None or said(result).count(CELL_MAGICS[magic]) >= 2


@pytest.mark.parametrize("text", OWN_CELLS)
def test_a_cell_magic_that_cannot_work_says_so_and_the_notebook_goes_on(text):
    result = graded(own_cell(text, at=2))
    assert result.points == FULL and result.remarks == ()
    assert OWN_CELLS[text] in said(result) and "Traceback" not in said(result)


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
    assert (GIVEN in said(result)) == put_in
    added = 2 * said(result).count(GIVEN) + (SET_UP in result.remarks)
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


@pytest.mark.parametrize("name", HARMLESS)
def test_what_works_needs_no_remark(name):
    result = graded(HARMLESS[name])
    assert result.points == FULL and result.remarks == ()
    assert "The cell went on." not in said(result)


@pytest.mark.parametrize("name", ["deleted", "markdown", "moved to the end", "without the kit", "colab"])
def test_a_wrong_or_open_solution_earns_no_more_for_it(name):
    wrong = {
        "sigmoid": SOLUTIONS["sigmoid"],
        "L1": "def L1(yhat, y):\n    return 0.0",
        "L2": "def L2(yhat, y):\n    raise NotDoneYet()",
    }
    result = graded(LOST[name], wrong | {"propagate": "propagate = 1"})
    assert {exercise: points for exercise, (points, _) in result.points.items() if points} == {"sigmoid": 10.0}
    reasons = [verdict.reason for verdict in result.verdicts]
    assert "This exercise is not done yet." in reasons and not any("submit" in reason for reason in reasons)


def test_what_a_student_defines_wins_over_the_set_up():
    result = graded(instead("from helpers.checking import NotDoneYet, check\nimport math as np"))
    assert result.points["L1"] == (0.0, 10.0)


def test_a_notebook_that_begins_as_released_is_run_as_it_is():
    assert missing_setup(source_notebook(), SETUPS) == ()


def test_the_set_up_is_that_of_the_same_notebook():
    other = CourseSetup(frozenset({"test_L1", "elsewhere"}), ("import os",))
    assert missing_setup(
        fill_in(nbformat.from_dict({**source_notebook(), "cells": source_notebook().cells[2:]}), {}), (other, *SETUPS)
    ) == (SETUP,)
    assert missing_setup(nbformat.v4.new_notebook(cells=[new_code_cell("x = 1")]), SETUPS) == ()


def test_each_notebook_of_the_course_has_one():
    for assignment in sorted((ROOT / "source").iterdir()):
        for setup in setups_of(sorted(assignment.glob("*.ipynb"))):
            assert len(setup.cells) == 1 and "from helpers." in setup.cells[0]


STUDENTS = {name: LOST[name] for name in ("deleted", "raw", "moved to the end", "commented out", "colab")}
STUDENTS |= {"pip": above("!pip install numpy"), "linted": instead(SETUP), "honest": lambda nb: None}


def test_a_class_run_and_its_feedback_say_so(tmp_path):
    course = Course(tmp_path / "course")
    course.release()
    ids = {name: name.replace(" ", "_") for name in STUDENTS}
    for name, change in STUDENTS.items():
        course.hand_in(ids[name], SOLUTIONS, change)
    log = course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.seed=7").stdout
    course.nbgrader("generate_feedback", ASSIGNMENT)
    assert course.grades() == dict.fromkeys(ids.values(), dict.fromkeys(SOLUTIONS, 10.0))
    for name, student in ids.items():
        assert (f"{student}/small: {SET_UP}" in log) == (name in LOST)
        assert (SET_UP.split(":")[0] in " ".join(course.feedback(student).split())) == (name in LOST)
    assert "submit(" not in log


def test_a_notebook_of_the_course_loses_nothing(tmp_path):
    source = ROOT / "source" / ASSIGNMENT / "numpy_basics.ipynb"
    changes = {
        "deleted": deleted,
        "another folder": lambda nb: nb.cells[1].update(source=f"import os\nos.chdir('..')\n{nb.cells[1].source}"),
        "colab": lambda nb: nb.cells[1].update(source=f"from google.colab import drive\n{nb.cells[1].source}"),
        "released": lambda nb: None,
    }
    for name, change in changes.items():
        notebook = nbformat.read(ROOT / "release" / ASSIGNMENT / source.name, as_version=4)
        solutions = {
            c.metadata.nbgrader["grade_id"]: c.source for c in nbformat.read(source, 4).cells if is_solution(c)
        }
        notebook = fill_in(notebook, solutions)
        change(notebook)
        path = tmp_path / source.name
        nbformat.write(notebook, path)
        result = grade_file(path, ASSIGNMENT, SETTINGS)
        assert {earned == worth for earned, worth in result.points.values()} == {True}, name
        assert bool(result.remarks) == (name == "deleted")
