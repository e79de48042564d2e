"""What students receive: up to date, complete, and free of everything they must not see."""

import gc
import inspect
import shutil
import subprocess
import sys
import sysconfig
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest

from helpers.assessment.serialization import encode
from helpers.assessment.worksheet import VISIBLE, read_worksheet
from helpers.authoring.release_lectures import release_lectures
from helpers.authoring.tidy_notebooks import tidy
from helpers.exercises import ASSIGNMENTS
from helpers.grading.student_kit import LAID, kit_modules
from tests.support.course import ROOT

each_assignment = pytest.mark.parametrize("assignment", ASSIGNMENTS)


def source_of(assignment):
    return sorted((ROOT / "source" / assignment).glob("*.ipynb"))


def texts(folder):
    return {
        path: path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.suffix in (".py", ".ipynb", ".json", ".md")
    }


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.slow
@each_assignment
def test_the_committed_release_is_what_nbgrader_generates_twice(assignment, tmp_path):
    for run in ("first", "second"):
        course = tmp_path / run
        shutil.copytree(ROOT / "source" / assignment, course / "source" / assignment)
        shutil.copy(ROOT / "nbgrader_config.py", course)
        command = [sys.executable, "-m", "nbgrader", "generate_assignment", assignment]
        done = subprocess.run(command, cwd=course, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert done.returncode == 0, done.stdout
        generated, committed = contents(course / "release" / assignment), contents(ROOT / "release" / assignment)
        assert sorted(generated) == sorted(committed), "run `make release`"
        differing = [name for name in generated if generated[name] != committed[name]]
        assert not differing, f"{differing}: run `make release`"


def test_the_committed_lectures_are_what_make_release_writes(tmp_path):
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    left_over = tmp_path / "release" / "lectures" / "8_renamed.ipynb"
    left_over.parent.mkdir(parents=True)
    left_over.write_text("")
    assert len(release_lectures(tmp_path)) == 7
    generated, committed = contents(left_over.parent), contents(ROOT / "release" / "lectures")
    assert sorted(generated) == sorted(committed), "run `make release`"
    assert [name for name in generated if generated[name] != committed[name]] == [], "run `make release`"


def test_lectures_without_notebooks_are_one_sentence(tmp_path):
    with pytest.raises(FileNotFoundError, match="run this in the course's folder"):
        release_lectures(tmp_path)


@each_assignment
def test_no_solution_and_no_hidden_test_is_in_the_release(assignment):
    released = texts(ROOT / "release" / assignment)
    everything = "\n".join(released.values())
    assert "HIDDEN TESTS" not in everything and "SOLUTION" not in everything
    notebooks = "\n".join(text for path, text in released.items() if path.suffix == ".ipynb")
    assert "submit(" not in notebooks
    for path in source_of(assignment):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "code":
                hole = cell.source.split("### BEGIN SOLUTION\n")[1].split("### END SOLUTION")[0]
                lines = [line.strip() for line in hole.split("\n") if len(line.strip()) > 20]
                for line in lines:
                    assert line.replace('"', '\\"') not in notebooks, f"{path.name} gives away: {line}"


@pytest.mark.parametrize("assignment", [*ASSIGNMENTS, "lectures"])
def test_nothing_of_the_answer_key_is_in_the_release(assignment):
    released = texts(ROOT / "release" / assignment)
    assert not [
        path
        for path in released
        if {"reference", "exercises", "grading", "authoring"} & set(path.parts[len(ROOT.parts) :])
    ]
    code = "\n".join(text for path, text in released.items() if path.suffix == ".py")
    exercises = ASSIGNMENTS.get(assignment) or {k: e for week in ASSIGNMENTS.values() for k, e in week.items()}
    for exercise in exercises.values():
        body = inspect.getsource(exercise.reference).split('"""')[-1]
        for line in (line.strip() for line in body.split("\n")):
            assert len(line) < 30 or line not in code, f"the kit gives away {exercise.name}: {line}"


@each_assignment
def test_every_exercise_has_its_cells_and_the_week_makes_100_points(assignment):
    points, tested = 0, set()
    for path in source_of(assignment):
        for cell in nbformat.read(path, as_version=4).cells:
            meta = cell.metadata.get("nbgrader", {})
            points += meta.get("points", 0) if meta.get("grade") else 0
            tested.add(meta.get("grade_id", "").removeprefix("test_"))
    assert points == 100
    assert set(ASSIGNMENTS[assignment]) <= tested


@pytest.mark.parametrize("assignment", [*ASSIGNMENTS, "lectures"])
def test_the_kit_holds_what_its_notebooks_need_and_no_other_module(assignment):
    folder = ROOT / "release" / assignment
    paths = (path.relative_to(folder) for path in (folder / "helpers").rglob("*.py"))
    kit = {".".join(path.with_suffix("").parts) for path in paths if path.name != "__init__.py"}
    imports = "\n".join(text for path, text in texts(folder).items() if path.suffix in (".ipynb", ".py"))
    assert all(module in imports for module in kit)
    packages = ["numpy", "h5py", "matplotlib"]
    probe = f"import {', '.join(packages)}; " + "; ".join(f"import {module}" for module in sorted(kit))
    done = alone(folder, probe + "; import helpers; print(helpers.__file__)")
    assert Path(done.strip()).is_relative_to(folder)
    assert "ModuleNotFoundError" in alone(folder, "import helpers.reference")


def alone(folder, code):
    """Run code beside the released files by a Python that knows the installed packages, but not this checkout."""
    command = [sys.executable, "-S", "-c", f"import sys; sys.path.append({sysconfig.get_paths()['purelib']!r}); {code}"]
    done = subprocess.run(command, cwd=folder, text=True, capture_output=True)
    return done.stdout + done.stderr


def test_week_2_hands_out_no_activation_function():
    kit = "\n".join(
        text for path, text in texts(ROOT / "release" / "week2_logistic_regression").items() if path.suffix == ".py"
    )
    assert "np.exp(" not in kit and "def sigmoid" not in kit  # the diagnosis names exponentials, and computes none


@each_assignment
def test_the_visible_worksheet_is_drawn_from_the_exercises(assignment):
    sheets = read_worksheet(ROOT / "release" / assignment / VISIBLE)
    assert list(sheets) == list(ASSIGNMENTS[assignment])
    assert all(case.expected is not None for sheet in sheets.values() for case in sheet.cases)
    assert all(encode(sheet.cases[0].arguments) for sheet in sheets.values())


@pytest.mark.parametrize(
    "path", [*ROOT.glob("source/*/*.ipynb"), *ROOT.glob("notebooks/*.ipynb")], ids=lambda path: path.stem
)
def test_committed_notebooks_are_tidy(path):
    before = path.read_text(encoding="utf-8")
    assert nbformat.writes(tidy(nbformat.reads(before, as_version=4))) + "\n" == before, "run `make format`"


def test_source_holds_notebooks_only():
    """nbgrader copies every other file there into the release."""
    assert all(path.suffix == ".ipynb" for path in ROOT.glob("source/*/*") if path.name != ".ipynb_checkpoints")
    assert not [path for name in LAID for path in ROOT.glob(f"source/*/{name}")]


def test_kits_are_packed_in_many_threads_at_once():
    class Garbage:
        """What lets other threads in while it is collected, as sockets and event loops do."""

        def __init__(self):
            self.circle = self

        def __del__(self):
            time.sleep(1e-4)

    def pack(source):
        for _ in range(5):
            Garbage()
        return kit_modules([source])

    sources = [path.read_text(encoding="utf-8") for path in ROOT.glob("helpers/**/*.py")] * 5
    thresholds = gc.get_threshold()
    gc.set_threshold(50)
    try:
        with ThreadPoolExecutor(4) as threads:
            assert len(list(threads.map(pack, sources))) == len(sources)
    finally:
        gc.set_threshold(*thresholds)
