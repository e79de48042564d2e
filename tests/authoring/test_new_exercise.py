"""The page on new exercises is true: its commands are run and its code is written, in order, in a copy of the checkout."""

import argparse
import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from helpers.cli import new_exercise, points
from tests.support.course import ROOT, fill_in

PAGE = ROOT / "docs" / "new_exercise.md"
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PARTS = """
helpers source notebooks datasets tests docs compat course_kit.py nbgrader_config.py pyproject.toml requirements.txt Makefile
""".split()
NAME, WEEK2 = "mean_squared_error", "week2_logistic_regression"
IN_FORM = "ruff format --check . && ruff check . && python -m helpers.authoring.tidy_notebooks --check source"
SOURCE = Path("source", WEEK2, "numpy_basics.ipynb")


@pytest.fixture
def checkout(tmp_path):
    """A copy of what the course is made of."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(
                ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
            )
        else:
            shutil.copy(ROOT / part, folder)
    (folder / ".ready").touch()  # the environment is the one that runs this test
    return folder


def shell(folder, command):
    """Run a command as in a terminal of the copy; returns exit status and all that it says."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "MAKEFLAGS": f" -- BIN={Path(sys.executable).parent} READY=.ready",
        "PYTHONPATH": str(folder),
        "COLUMNS": "200",
    }
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return done.returncode, done.stdout


def write(folder, target, text):
    """Write a block where the page says: a file, one function of a file, one cell of a notebook, or the end of a file."""
    name, _, place = target.partition("::")
    path = folder / name
    old = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        notebook = nbformat.reads(old, as_version=4)
        (cell,) = (cell for cell in notebook.cells if cell.id == place)
        cell.source = text.rstrip("\n")
        nbformat.write(notebook, path)
    elif place == "end":
        path.write_text(old + text, encoding="utf-8")
    elif place:
        (node,) = (node for node in ast.parse(old).body if isinstance(node, ast.FunctionDef) and node.name == place)
        lines = old.splitlines(keepends=True)
        lines[node.lineno - 1 : node.end_lineno] = text
        path.write_text("".join(lines), encoding="utf-8")
    else:
        path.write_text(text, encoding="utf-8")


def follow(folder, language, target, text):
    """Do what a block of the page says, and see that a command says what the page shows."""
    if language != "console":
        write(folder, target, text)
        return
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        status, said = shell(folder, command)
        assert bool(status) == any("failed" in line for line in shown), said
        for line in shown:
            assert line in said, f"`{command}` does not say {line!r} but:\n{said}"


def verdict_on(folder, body):
    """What the command line says of a released notebook in which only the new exercise is done."""
    notebook = nbformat.read(folder / "release" / WEEK2 / "numpy_basics.ipynb", as_version=4)
    notebook = fill_in(notebook, {NAME: f"def {NAME}(yhat, y):\n    return {body}"})
    nbformat.write(notebook, folder / "numpy_basics.ipynb")
    status, said = shell(folder, f"python -m helpers grade {WEEK2} numpy_basics.ipynb --seed 1 --json --sandbox off")
    assert status == 0, said
    data = json.loads(said[said.index("{\n") :])
    (verdict,) = (verdict for verdict in data["verdicts"] if verdict["exercise"] == NAME)
    return data["points"][NAME], verdict


def refusal(command, words):
    """What a command says, in this process, when it gives up."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    with pytest.raises(SystemExit) as stopped:
        command.run(parser.parse_args(words.split()))
    return str(stopped.value)


def contents(folder):
    """All files that a command could have touched."""
    paths = (path for part in ("helpers", "source") for path in (folder / part).rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in paths if path.suffix != ".pyc"}


@pytest.mark.slow
def test_the_page_leads_to_an_exercise_that_is_released_and_graded(checkout):
    for block in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        follow(checkout, *block)
    status, said = shell(
        checkout, "ruff format --check . && ruff check . && python -m helpers.authoring.tidy_notebooks --check source"
    )
    assert status == 0, said
    worksheet = json.loads((checkout / "release" / WEEK2 / "worksheets" / "visible.json").read_text(encoding="utf-8"))
    assert len(worksheet[NAME]["cases"]) == 5 and worksheet[NAME]["hints"]["half"].startswith("Half of what")
    earned, _ = verdict_on(checkout, "np.mean((y - yhat) ** 2)")
    assert earned == {"earned": 3, "possible": 3}
    earned, verdict = verdict_on(checkout, "np.sum((y - yhat) ** 2)")
    assert earned == {"earned": 0, "possible": 3}
    assert "is it a sum or a mean?" in json.dumps(verdict)


@pytest.mark.slow
def test_a_skeleton_is_in_form_and_its_tests_say_what_is_missing(checkout):
    for name, week, notebook in (("Scale2", 2, "numpy_basics"), ("scale10", 3, "planar_classification.ipynb")):
        status, said = shell(checkout, f"python -m helpers new-exercise {name} --week {week} --notebook {notebook}")
        assert status == 0, said
    status, said = shell(
        checkout, "ruff format --check . && ruff check . && python -m helpers.authoring.tidy_notebooks --check source"
    )
    assert status == 0, said
    cells = nbformat.read(checkout / SOURCE, as_version=4).cells
    place = next(i for i, cell in enumerate(cells) if cell.id == "Scale2")
    assert [cell.id for cell in cells[place - 1 : place + 2]] == ["scale2-01", "Scale2", "test_Scale2"]
    assert cells[place + 2].id == "what-to-take-along-01"
    status, said = shell(
        checkout, "python -m pytest -q tests/exercises/test_exercises.py -k '(Scale2 or scale10) and complete'"
    )
    assert status and "2 failed" in said, said
    assert "Scale2 has 1 known mistakes: write at least 6" in said
    status, said = shell(checkout, "python -m pytest -q tests/exercises/test_exercises.py -k 'Scale2 and reference'")
    assert "Write the reference of Scale2 in helpers/reference/week2.py." in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("2x --week 2 --notebook numpy_basics", "'2x' cannot be the name of a function here"),
        ("lambda --week 2 --notebook numpy_basics", "'lambda' cannot be the name of a function here"),
        (f"{'x' * 41} --week 2 --notebook numpy_basics", "(at most 40 letters)"),
        ("softmax --week 2 --notebook numpy_basics", "Week 2 has an exercise called softmax already."),
        (
            "stubs --week 3 --notebook planar_classification",
            "There is a file helpers/exercises/week3/stubs.py already.",
        ),
        ("cross_entropy --week 2 --notebook numpy_basics", "helpers/reference/week2.py defines cross_entropy already."),
        ("scale --week 1 --notebook numpy_basics", "There are no exercises in week 1, only in weeks 2, 3, 4."),
        (
            "scale --week 3 --notebook numpy_basics",
            "Week 3 has no notebook numpy_basics with exercises, only planar_cl",
        ),
        ("scale --week 3 --notebook report", "Week 3 has no notebook report with exercises"),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_sentence(words, sentence):
    before = contents(ROOT)
    assert sentence in refusal(new_exercise, words)
    assert contents(ROOT) == before


def test_a_file_that_cannot_be_written_leaves_nothing_behind(checkout):
    before = contents(checkout)
    (checkout / f"{SOURCE}.new").mkdir()
    status, said = shell(checkout, "python -m helpers new-exercise scale --week 2 --notebook numpy_basics")
    assert (
        status == 1
        and said.startswith("Nothing was written. ")
        and said.endswith("numpy_basics.ipynb.new: Is a directory.\n")
    )
    assert contents(checkout) == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("softmax=9", "numpy_basics would make 41 points instead of 40: take them from others."),
        ("nothing=1", "numpy_basics has no exercise called nothing."),
        ("softmax", "'softmax' is not like softmax=5"),
    ],
)
def test_points_are_moved_and_never_made(words, sentence, capsys):
    before = contents(ROOT)
    said = refusal(points, f"--week 2 --notebook numpy_basics {words}")
    assert sentence in f"{said} {capsys.readouterr().err}"
    assert contents(ROOT) == before
