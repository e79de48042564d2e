"""A run over a class: what its instructor is told, and what it needs."""

import json
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from tests.support.course import ASSIGNMENT, SOLUTIONS, Course, cell_of, fill_in

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("class_run")]

NO_LANDLOCK = """
import helpers.grading.execution.kernels as kernels
kernels.what_is_missing = lambda: "it needs Linux, and this is darwin"
"""
IMPATIENT = """
import helpers.grading.class_run.progress as run_progress
run_progress.SECONDS_BETWEEN_LINES = 0
"""


@pytest.fixture
def course(tmp_path):
    course = Course(tmp_path / "course")
    course.release()
    for student in ("ada", "bob"):
        course.hand_in(student, SOLUTIONS)
    return course


def configure(course, text):
    with (course.folder / "nbgrader_config.py").open("a") as file:
        file.write(text)


def test_without_a_sandbox_the_run_stops_with_one_sentence(course):
    configure(course, NO_LANDLOCK)
    done = course.nbgrader("autograde", ASSIGNMENT, check=False)
    errors = [line for line in done.stdout.splitlines() if "ERROR" in line]
    assert done.returncode == 1 and len(errors) == 1
    assert "it needs Linux, and this is darwin" in errors[0] and "c.GradeStep.sandbox = 'off'" in errors[0]
    assert "Traceback" not in done.stdout
    assert not (course.folder / "autograded" / "ada").exists()


def test_switched_off_it_warns_and_grades_the_same(course):
    configure(course, NO_LANDLOCK)
    done = course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.sandbox=off")
    assert "WARNING] The sandbox is off" in done.stdout
    assert {sum(points.values()) for points in course.grades().values()} == {40}


def test_a_line_now_and_then_says_how_far_it_is(course):
    configure(course, IMPATIENT)
    log = course.nbgrader("autograde", ASSIGNMENT).stdout
    assert "Graded 2 of 2 notebooks" in log and "a second, about 0 s left" in log


def test_a_stopped_cell_is_named_in_the_log_and_in_the_verdict(course):
    course.hand_in("cyd", SOLUTIONS | {"L1": "def L1(yhat, y):\n    import os\n    os._exit(7)"})
    log = course.nbgrader("autograde", ASSIGNMENT).stdout
    [line] = [line for line in log.splitlines() if "WARNING" in line and "cyd" in line]
    assert "cyd/small, L1" in line and "It ended the kernel (by leaving with status 7)" in line
    assert course.grades()["cyd"] == {"sigmoid": 10, "L1": 0, "L2": 10, "propagate": 10}
    assert cell_of(course.autograded("cyd"), "test_L1").metadata["verdict"]["stop_reason"] == "killed"


def test_files_of_the_submission_lie_beside_the_notebook(course):
    reads = "def L1(yhat, y):\n    return float(open('notes/factor.txt').read()) * np.sum(np.abs(y - yhat))"
    folder = course.hand_in("cyd", SOLUTIONS | {"L1": reads})
    (folder / "notes").mkdir()
    (folder / "notes" / "factor.txt").write_text("1.0")
    course.nbgrader("autograde", ASSIGNMENT)
    assert course.grades()["cyd"]["L1"] == 10
    assert (course.folder / "autograded" / "cyd" / ASSIGNMENT / "notes" / "factor.txt").exists()


def test_a_file_that_is_too_large_is_named_and_left_out(course):
    configure(course, "\nimport helpers.grading.class_run.class_run as class_run\nclass_run.LARGEST_FILE = 1000\n")
    (course.hand_in("cyd", SOLUTIONS) / "film.bin").write_bytes(bytes(2000))
    log = course.nbgrader("autograde", ASSIGNMENT).stdout
    [line] = [line for line in log.splitlines() if "WARNING" in line]
    assert "cyd" in line and "film.bin is larger than 0.001 MB: the notebook runs without it" in line
    assert sum(course.grades()["cyd"].values()) == 40


def test_notebooks_run_ahead_at_the_same_time(course):
    clock = "import time\nbegun = time.time()\ntime.sleep(5)\nprint(begun, time.time())"
    for student in ("ada", "bob"):
        course.hand_in(student, SOLUTIONS, lambda notebook: notebook.cells.append(new_code_cell(clock)))
    course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.jobs=2")
    printed = [course.autograded(student).cells[-1].outputs[0].text.split() for student in ("ada", "bob")]
    begun, ended = zip(*printed, strict=True)
    assert max(map(float, begun)) < min(map(float, ended))


def test_what_was_put_back_is_said_once_and_in_its_place(course):
    """Also of notebooks that were read ahead."""

    def change(notebook):
        next(cell for cell in notebook.cells if cell.id == "test_L1").source = "check(L1) or 10"

    for student in ("cyd", "dan", "eva"):
        course.hand_in(student, SOLUTIONS, change)
    lines = course.nbgrader("autograde", ASSIGNMENT).stdout.splitlines()
    for student in ("cyd", "dan", "eva"):
        [begun] = [i for i, line in enumerate(lines) if "Sanitizing" in line and student in line]
        [said] = [i for i, line in enumerate(lines) if f"[AutogradeApp | WARNING] {student}/small: the locked" in line]
        [done] = [i for i, line in enumerate(lines) if "Autograding" in line and student in line]
        assert begun < said < done


def test_formgraders_way_of_grading_works_inside_a_running_event_loop(course):
    """Formgrader calls nbgrader's API from a server's event loop, one student at a time, and shows the log."""
    mine = course.folder / "submitted" / "bob" / ASSIGNMENT / "small.ipynb"
    mine.rename(mine.with_name("Small.IPYNB"))  # nbgrader alone would find no notebook of his
    script = (
        "import asyncio, json, os\n"
        "from nbgrader.apps import NbGrader, NbGraderAPI\n"
        "app = NbGrader(); app.initialize([])\n"
        "api = NbGraderAPI(config=app.config)\n"
        "async def serve():\n"
        f"    return [api.autograde('{ASSIGNMENT}', name) for name in ('ada', 'bob', 'ada')]\n"
        "print(json.dumps(asyncio.run(serve())))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=course.folder, text=True, capture_output=True)
    results = json.loads(done.stdout.splitlines()[-1])
    assert [result["success"] for result in results] == [True] * 3, results
    seeds = [line for result in results for line in result["log"].splitlines() if "drawn from seed" in line]
    assert len(set(seeds)) == 3, "each run draws a seed of its own"
    assert {sum(points.values()) for points in course.grades().values()} == {40}


def test_an_assignment_may_have_limits_of_its_own(course):
    configure(
        course,
        f"\nc.GradeStep.limits_of = {{'{ASSIGNMENT}': {{'timeout': 1}}, 'week4_deep_network': {{'timeout': 9}}}}\n",
    )
    course.hand_in("cyd", SOLUTIONS | {"L1": "def L1(yhat, y):\n    while True:\n        pass"})
    course.nbgrader("autograde", ASSIGNMENT)
    verdict = cell_of(course.autograded("cyd"), "test_L1").metadata["verdict"]
    assert verdict["stop_reason"] == "timeout" and "did not finish within 1 s" in verdict["reason"]


def test_folders_may_be_called_otherwise(tmp_path):
    """Release, kit, notes of unfinished work and what a killed run left: all of it follows the configuration."""
    course = Course(tmp_path / "course")
    names = {"source": "originals", "release": "given", "submitted": "taken", "autograded": "marked"}
    for step, name in names.items():
        configure(course, f"\nc.CourseDirectory.{step}_directory = '{name}'\n")
    (course.folder / "source").rename(course.folder / "originals")
    course.nbgrader("generate_assignment", ASSIGNMENT, "--force")
    released = course.folder / "given" / ASSIGNMENT
    assert {"small.ipynb", "helpers", "worksheets"} <= {path.name for path in released.iterdir()}
    notebook = fill_in(nbformat.read(released / "small.ipynb", as_version=4), SOLUTIONS)
    for student in ("ada", "bob"):
        folder = course.folder / "taken" / student / ASSIGNMENT
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / "small.ipynb")
    left = course.folder / "marked" / "bob" / ASSIGNMENT / "half.txt"
    left.parent.mkdir(parents=True)
    left.touch()
    note = course.folder / "marked" / ".unfinished" / f"bob%20{ASSIGNMENT}"
    note.parent.mkdir()
    note.touch()
    log = course.nbgrader("autograde", ASSIGNMENT).stdout
    assert log.count("was left half graded by a run that was killed") == 1
    assert {student: sum(points.values()) for student, points in course.grades().items()} == {"ada": 40, "bob": 40}
    assert (left.parent / "small.ipynb").exists() and not left.exists() and not note.exists()
    assert not any((course.folder / name).exists() for name in names)


HOOKS = """
from pathlib import Path
def noting(sign):
    return lambda assignment, student, notebooks: open("noted", "a").write(sign + Path(notebooks[0]).parts[-3])
c.Autograde.pre_convert_hook, c.Autograde.post_convert_hook = noting("<"), noting(">")
"""


def test_hooks_of_the_configuration_are_called_as_well(course):
    configure(course, HOOKS)
    course.nbgrader("autograde", ASSIGNMENT)
    assert (course.folder / "noted").read_text() == "<ada>ada<bob>bob"
    assert not list((course.folder / "autograded" / ".unfinished").iterdir())
