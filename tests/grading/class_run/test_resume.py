"""A run that is killed at any moment: the same command again grades every submission, each once, none half."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest
from nbgrader.api import Gradebook

from helpers.grading.execution.scratch import PREFIX
from tests.support.commands import run
from tests.support.course import ASSIGNMENT, SOLUTIONS, Course, cell_of, source_notebook

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("restart")]

COMMAND = [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT]
STUDENTS = {"ada": SOLUTIONS, "bob": SOLUTIONS | {"L1": "def L1(yhat, y):\n    return 0"}, "cyd": {}, "dan": SOLUTIONS}
FULL = {"sigmoid": 10, "L1": 10, "L2": 10, "propagate": 10}
EXPECTED = {"ada": FULL, "bob": FULL | {"L1": 0}, "cyd": dict.fromkeys(FULL, 0), "dan": FULL}


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A course with two notebooks for each student, not graded yet, and the seconds that grading it takes."""
    course = Course(
        tmp_path_factory.mktemp("restart") / "course", {"first": source_notebook(), "small": source_notebook()}
    )
    course.release()
    for student, functions in STUDENTS.items():
        folder = course.hand_in(student, functions)
        shutil.copy(folder / "small.ipynb", folder / "first.ipynb")
    trial = copy_of(course, course.folder.parent / "trial")
    started = time.monotonic()
    assert subprocess.run(COMMAND, cwd=trial.folder, stderr=subprocess.DEVNULL).returncode == 0
    course.seconds = time.monotonic() - started
    return course


def copy_of(course, folder):
    shutil.copytree(course.folder, folder)
    copy = Course.__new__(Course)
    copy.folder = folder
    return copy


def processes_in(*folders):
    """Processes that work in one of these folders."""
    found = []
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.readlink(f"/proc/{process}/cwd").startswith(tuple(map(str, folders))):
                found.append(process)
        except OSError:
            continue
    return found


@pytest.mark.parametrize("moment", range(10))
def test_killed_and_run_again(handed_in, tmp_path, scratch, moment):
    course = copy_of(handed_in, tmp_path / "c")
    environment = os.environ | {"TMPDIR": str(scratch)}
    process = subprocess.Popen(
        COMMAND, cwd=course.folder, env=environment, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(random.uniform(0.2, 1.0) * handed_in.seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    again = run("nbgrader", "autograde", ASSIGNMENT, folder=course.folder, TMPDIR=str(scratch))
    assert again.returncode == 0, again.stderr
    points = {}
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db") as gradebook:
        for submission in gradebook.assignment_submissions(ASSIGNMENT):
            for notebook in submission.notebooks:
                points[submission.student.id, notebook.name] = {
                    grade.name.removeprefix("test_"): grade.score for grade in notebook.grades
                }
        submissions = gradebook.assignment_submissions(ASSIGNMENT)
    assert len(submissions) == len(STUDENTS)
    assert points == {(student, name): EXPECTED[student] for student in STUDENTS for name in ("first", "small")}
    for student in STUDENTS:
        for name in ("first", "small"):
            assert "verdict" in cell_of(course.autograded(student, name), "test_propagate").metadata
    assert not list((course.folder / "autograded" / ".unfinished").iterdir())
    assert not list(scratch.glob(f"{PREFIX}*")), "scratch folders are left"
    assert not processes_in(course.folder, scratch), "processes are left"


def test_a_second_run_grades_only_what_is_new_and_force_grades_all(handed_in, tmp_path):
    course = copy_of(handed_in, tmp_path / "c")
    course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.seed=1", "--student=ada")
    first = course.autograded("ada").metadata["hidden_seed"]
    log = course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.seed=2").stdout
    assert first == 1 and course.autograded("ada").metadata["hidden_seed"] == 1
    assert course.autograded("bob").metadata["hidden_seed"] == 2
    assert log.count("Skipping existing assignment") == 1
    course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.seed=3", "--force")
    assert {course.autograded(student).metadata["hidden_seed"] for student in STUDENTS} == {3}


def test_one_by_one_and_ahead_give_the_same(handed_in, tmp_path):
    """The same seed gives the same scores and verdicts, however many run at a time."""
    results = []
    for jobs in (1, 4):
        course = copy_of(handed_in, tmp_path / str(jobs))
        course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.seed=5", f"--GradeStep.jobs={jobs}")
        verdicts = [
            [cell.outputs for cell in course.autograded(student, name).cells if cell.metadata.get("verdict")]
            for student in STUDENTS
            for name in ("first", "small")
        ]
        results.append((course.grades(), verdicts))
    assert results[0] == results[1]


def test_a_run_that_finds_nothing_to_grade_sweeps_what_was_left(handed_in, tmp_path, scratch):
    """A run may be killed when all is graded, and only its scratch folder is left."""
    course = copy_of(handed_in, tmp_path / "c")
    course.nbgrader("autograde", ASSIGNMENT)
    left = scratch / f"{PREFIX}x"
    left.mkdir()
    again = run("nbgrader", "autograde", ASSIGNMENT, folder=course.folder, TMPDIR=str(scratch))
    assert again.stderr.count("Skipping existing assignment") == len(STUDENTS)
    assert not left.exists()
