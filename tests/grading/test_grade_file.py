"""`python -m helpers grade`: one file from the shell, without a course folder or a gradebook."""

import json
from pathlib import Path

import nbformat
import pytest

from tests.support.commands import run
from tests.support.course import fill_in

ROOT = Path(__file__).parents[2]
ASSIGNMENT = "week2_logistic_regression"
RELEASED = ROOT / "release" / ASSIGNMENT / "numpy_basics.ipynb"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("one_file")]


def command(*words, folder):
    return run("helpers", "grade", *words, folder=folder)


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """L1 right, L2 wrong, the rest not done, and one test cell deleted."""
    functions = {
        "L1": "def L1(yhat, y):\n    return np.sum(np.abs(y - yhat))",
        "L2": "def L2(yhat, y):\n    return np.sum(np.abs(y - yhat))",
    }
    notebook = fill_in(nbformat.read(RELEASED, as_version=4), functions)
    notebook.cells = [cell for cell in notebook.cells if cell.id != "test_L1"]
    path = tmp_path_factory.mktemp("one") / "numpy_basics (1).ipynb"
    nbformat.write(notebook, path)
    return path


def test_points_verdicts_and_the_executed_notebook_come_out(handed_in, tmp_path):
    before = handed_in.read_bytes()
    out = tmp_path / "graded.ipynb"
    words = (ASSIGNMENT, handed_in, "--as", "numpy_basics", "--seed", 4, "--json", "--out", out)
    done = command(*words, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert data["seed"] == 4
    assert {name: points["earned"] for name, points in data["points"].items() if points["earned"]} == {"L1": 4}
    assert next(v for v in data["verdicts"] if v["exercise"] == "L2")["components"][0]["mistake"]
    assert "the cell test_L1 was missing and has been put back" in done.stderr
    assert any(cell.metadata.get("verdict") for cell in nbformat.read(out, as_version=4).cells)
    assert handed_in.read_bytes() == before
    assert json.loads(command(*words, folder=tmp_path).stdout)["verdicts"] == data["verdicts"]


def test_demonstrations_run_only_where_a_mark_may_depend_on_them_or_where_asked_to(handed_in, tmp_path):
    def counts(*words):
        out = tmp_path / "graded.ipynb"
        command(ASSIGNMENT, handed_in, "--as", "numpy_basics", "--seed", 4, "--out", out, *words, folder=tmp_path)
        cells = nbformat.read(out, as_version=4).cells
        ran = [cell.id for cell in cells if cell.cell_type == "code" and cell.execution_count]
        return set(ran), [cell.metadata["verdict"]["fraction"] for cell in cells if "verdict" in cell.metadata]

    (needed, marks), (every, same) = counts(), counts("--cells", "all")
    assert needed < every and marks == same


def test_the_table_ends_with_the_total(handed_in, tmp_path):
    shown = command(ASSIGNMENT, handed_in, "--as", "numpy_basics", folder=tmp_path).stdout
    assert shown.rstrip().endswith("Total: 4 of 40 points")
    assert "This exercise is not done yet." in shown


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("week9", RELEASED), "There is no assignment 'week9'; there are week2_logistic_regression,"),
        ((ASSIGNMENT, "nowhere.ipynb"), "There is no file nowhere.ipynb."),
        ((ASSIGNMENT, ROOT / "README.md"), "has no notebook called 'README'; say which one it is with --as: "),
    ],
)
def test_a_request_that_makes_no_sense_gets_one_sentence(words, sentence, tmp_path):
    done = command(*words, folder=tmp_path)
    assert done.returncode == 1
    assert sentence in done.stderr and len(done.stderr.strip().splitlines()) == 1
