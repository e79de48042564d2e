"""What students receive: up to date, complete, and free of everything they must not see."""

import gc
import inspect
import re
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
from helpers.authoring.tidy_notebooks import tidy
from helpers.exercises import ASSIGNMENTS
from helpers.grading.student_kit import (
    KIT_NAMES,
    PACKAGE,
    SHIPPED_ROOMS,
    NotForStudents,
    data_files,
    declared,
    kit_modules,
    kit_of,
    parse,
)
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


@each_assignment
def test_no_solution_and_no_hidden_test_is_in_the_release(assignment, release):
    released = texts(release / assignment)
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
def test_nothing_of_the_answer_key_is_in_the_release(assignment, release):
    released = texts(release / assignment)
    kit = release / assignment / "helpers"
    rooms = {path.relative_to(kit).parts[0] for path in released if path.is_relative_to(kit)}
    assert rooms <= {"__init__.py"} | SHIPPED_ROOMS
    assert not SHIPPED_ROOMS & {"reference", "exercises", "grading", "authoring", "demo", "cli"}
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
def test_the_kit_holds_what_its_notebooks_need_and_no_other_module(assignment, release):
    folder = release / assignment
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


def test_week_2_hands_out_no_activation_function(release):
    kit = "\n".join(text for path, text in texts(release / "week2_logistic_regression").items() if path.suffix == ".py")
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
    assert not [path for name in KIT_NAMES for path in ROOT.glob(f"source/*/{name}")]


def test_a_module_declares_what_no_import_shows():
    tree = parse('DATA_FILES = "a.h5", "b.h5"\nCOMMANDS = ("helpers.lab_report.export",)')
    assert declared(tree, "DATA_FILES") == ("a.h5", "b.h5")
    assert declared(tree, "COMMANDS") == ("helpers.lab_report.export",)
    assert declared(parse("import helpers"), "DATA_FILES") == ()
    with pytest.raises(TypeError, match="DATA_FILES should be a tuple of texts"):
        declared(parse('DATA_FILES = "one.h5"'), "DATA_FILES")


def test_what_is_only_spoken_of_is_not_in_the_kit():
    said = '"Not helpers.training.activations, nor train_pictures.h5: python -m helpers.lab_report.export"'
    assert kit_modules([said]) == [PACKAGE / "__init__.py"]
    assert data_files([ROOT / "tests" / "grading" / "test_student_kit.py"]) == []


@pytest.mark.parametrize(
    "code",
    ["import helpers.reference.week2", "from helpers import exercises", "%time 1\nfrom helpers.grading.judge import x"],
)
def test_a_kit_never_takes_what_is_not_for_students(code, tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbformat.write(notebook, tmp_path / "careless.ipynb")
    with pytest.raises(NotForStudents, match="must not leave the instructor's checkout"):
        kit_of([tmp_path / "careless.ipynb"])


@each_assignment
def test_all_declared_data_is_there_and_the_courses_own(assignment, release):
    data = {path.name for path in (release / assignment / "datasets").glob("*")}
    own = {line.split()[-1] for line in (ROOT / "datasets" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    declares = any("DATA_FILES" in text for path, text in texts(release / assignment).items() if path.suffix == ".py")
    assert data == (own | {"SHA256SUMS"} if declares else set())


@each_assignment
def test_every_command_that_a_notebook_tells_is_in_the_kit(assignment, release):
    notebooks = "\n".join(text for path, text in texts(release / assignment).items() if path.suffix == ".ipynb")
    commands = set(re.findall(r"python -m (helpers[.\w]*\w)", notebooks))
    assert commands == {"helpers.lab_report.export"}
    for command in commands:
        assert "usage:" in alone(
            release / assignment,
            f"import runpy; sys.argv[1:] = ['--help']; runpy.run_module({command!r}, run_name='__main__')",
        )


def test_code_is_parsed_in_many_threads_at_once():
    class Garbage:
        """What lets other threads in while it is collected, as sockets and event loops do."""

        def __init__(self):
            self.circle = self

        def __del__(self):
            time.sleep(1e-4)

    def read(source):
        for _ in range(5):
            Garbage()
        return parse(source)

    shipped = [path for room in SHIPPED_ROOMS for path in PACKAGE.glob(f"{room}/**/*.py") if path.stem != "instructor"]
    sources = [path.read_text(encoding="utf-8") for path in shipped] * 3
    thresholds = gc.get_threshold()
    gc.set_threshold(50)
    try:
        with ThreadPoolExecutor(4) as threads:
            assert len(list(threads.map(read, sources))) == len(sources)
    finally:
        gc.set_threshold(*thresholds)
