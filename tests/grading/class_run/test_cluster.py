"""Grading on a dask cluster: scheduler and workers are processes on loopback, and some of them are killed in mid-run."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.grading.class_run import cluster as module
from helpers.grading.settings import Settings
from tests.support.course import ASSIGNMENT, SOLUTIONS, Course

pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]

SLOW_L1 = "import time\n\n\ndef L1(yhat, y):\n    time.sleep(0.2)\n    return np.sum(np.abs(y - yhat))"
WRONG_L2 = "def L2(yhat, y):\n    return np.sqrt(np.sum((y - yhat) ** 2))"
STUDENTS = 8
IMPATIENT = "\nimport helpers.grading.class_run.cluster as cluster\ncluster.SECONDS_WITHOUT_WORKERS = 1\n"
NO_LANDLOCK = "raise ImportError('there is no landlock here')"


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("cluster") / "course")
    course.release()
    for number in range(STUDENTS):
        course.hand_in(f"student{number}", SOLUTIONS | {"L1": SLOW_L1} | ({"L2": WRONG_L2} if number == 5 else {}))
    return course


@pytest.fixture
def course(handed_in, tmp_path):
    """A copy of a course that nobody has graded."""
    return Course(shutil.copytree(handed_in.folder, tmp_path / "course"))


@pytest.fixture
def address(tmp_path):
    with started("scheduler", "--host", "127.0.0.1", "--port", str(port := free_port()), "--no-show"):
        yield f"tcp://127.0.0.1:{port}"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def started(*words, **environment):
    """Run `dask …` with what it says in no one's way, and stop it afterwards."""
    command = [Path(sys.executable).with_name("dask"), *words, "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=os.environ | environment, **quiet)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)


@contextlib.contextmanager
def workers(address, count, **environment):
    from distributed import Client

    with contextlib.ExitStack() as stack:
        one = ("worker", address, "--nthreads", "1", "--no-nanny")
        processes = [stack.enter_context(started(*one, **environment)) for _ in range(count)]
        with Client(address, timeout=60) as client:
            client.wait_for_workers(count, timeout=60)
        yield processes


def autograde_and_kill(course, address, victims, *words):
    """Autograde on a cluster, and kill these processes once three submissions were begun; returns what the run said."""
    command = [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT, f"--GradeStep.scheduler={address}", *words]
    run = subprocess.Popen(command, cwd=course.folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    until = time.monotonic() + 120
    while len(list((course.folder / "autograded").glob("student*"))) < 3 and time.monotonic() < until:
        time.sleep(0.05)
    for process in victims:
        process.send_signal(signal.SIGKILL)
    log, _ = run.communicate(timeout=200)
    assert run.returncode == 0, log
    return log


def settings_for(address, sandbox="required"):
    return Settings(seed=1, sandbox=sandbox, jobs=2, scheduler=address)


def test_every_submission_is_graded_though_a_worker_is_killed(course, address):
    with workers(address, 2) as (first, _):
        log = autograde_and_kill(course, address, [first], "--GradeStep.seed=3")
    there = course.grades()
    expected = {f"student{number}": 30 if number == 5 else 40 for number in range(STUDENTS)}
    assert {student: sum(points.values()) for student, points in there.items()} == expected
    assert "the rest is graded on this machine" not in log
    course.nbgrader("autograde", ASSIGNMENT, "--force", "--GradeStep.seed=3")
    assert course.grades() == there


def test_when_all_workers_are_killed_the_rest_is_graded_here(course, address):
    with (course.folder / "nbgrader_config.py").open("a") as file:
        file.write(IMPATIENT)
    with workers(address, 1) as [only]:
        log = autograde_and_kill(course, address, [only])
    assert log.count("The dask cluster is lost; the rest is graded on this machine") == 1
    assert len(course.grades()) == STUDENTS and sum(course.grades()["student7"].values()) == 40


def test_a_scheduler_that_is_not_there_gets_one_sentence(course):
    nowhere = f"tcp://127.0.0.1:{free_port()}"
    done = course.nbgrader("autograde", ASSIGNMENT, f"--GradeStep.scheduler={nowhere}", check=False)
    errors = [line for line in done.stdout.splitlines() if "ERROR" in line]
    assert done.returncode == 1 and len(errors) == 1
    assert f"No dask scheduler answers at c.GradeStep.scheduler = '{nowhere}'" in errors[0]
    assert "Traceback" not in done.stdout
    assert not list((course.folder / "autograded").glob("student*"))


def test_without_a_worker_nothing_is_begun(address, monkeypatch):
    monkeypatch.setattr(module, "SECONDS_TO_ANSWER", 3)
    with pytest.raises(module.ClusterMissing, match="has no worker: start some"):
        module.open_cluster(settings_for(address))


@pytest.mark.parametrize("wrong", ["tcp:/nowhere", "other://127.0.0.1:1"])
def test_an_address_that_is_none_gets_one_sentence(wrong):
    with pytest.raises(module.ClusterMissing, match="No dask scheduler answers"):
        module.open_cluster(settings_for(wrong))


def test_without_the_package_the_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(module.ClusterMissing, match=r"pip install -e '\.\[cluster\]'"):
        module.open_cluster(settings_for("tcp://127.0.0.1:1"))


def test_workers_that_would_grade_otherwise_are_refused_at_the_start_and_when_they_come_later(
    address, tmp_path, monkeypatch
):
    (tmp_path / "landlock.py").write_text(NO_LANDLOCK)
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    with workers(address, 1, PYTHONPATH=path):
        with pytest.raises(
            module.ClusterMissing, match="sandbox.*there is no landlock here.*c.GradeStep.sandbox = 'off'"
        ):
            module.open_cluster(settings_for(address))
        executor, jobs, grade = module.open_cluster(settings_for(address, "off"))
        assert jobs == 1
        late = executor.submit(grade, None, ASSIGNMENT, settings_for(address))
        with pytest.raises(module.ClusterMissing, match="there is no landlock here"):
            late.result(60)
        monkeypatch.setattr(module, "course_digest", lambda: "another")
        with pytest.raises(module.ClusterMissing, match="has another version of the course"):
            module.open_cluster(settings_for(address, "off"))
