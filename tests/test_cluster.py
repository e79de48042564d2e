"""Grading on a dask cluster: a scheduler and two workers on loopback, one of which is killed in mid-run."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from course import ASSIGNMENT, SOLUTIONS, Course

pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]

SLOW_L1 = "import time\n\n\ndef L1(yhat, y):\n    time.sleep(0.2)\n    return np.sum(np.abs(y - yhat))"
STUDENTS = 8


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("cluster") / "course")
    course.release()
    for number in range(STUDENTS):
        course.hand_in(f"student{number}", SOLUTIONS | {"L1": SLOW_L1})
    return course


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def cluster(tmp_path):
    """The scheduler's address, and the processes: the scheduler, two workers."""
    address = f"tcp://127.0.0.1:{free_port()}"
    dask = [str(Path(sys.executable).with_name("dask"))]
    host, port = address.removeprefix("tcp://").split(":")
    commands = [[*dask, "scheduler", "--host", host, "--port", port, "--no-dashboard", "--no-show"]]
    commands += [[*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]] * 2
    processes = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    yield address, processes
    for process in reversed(processes):  # workers first, which take their leave of the scheduler
        process.terminate()
        process.wait(30)


def wait_for_workers(address, count):
    from distributed import Client

    with Client(address, timeout=30) as client:
        client.wait_for_workers(count, timeout=60)


def test_every_submission_is_graded_though_a_worker_is_killed(course, cluster):
    address, (_, first, _) = cluster
    wait_for_workers(address, 2)
    command = [
        sys.executable,
        "-m",
        "nbgrader",
        "autograde",
        ASSIGNMENT,
        f"--Grade.scheduler={address}",
        "--Grade.seed=3",
    ]
    run = subprocess.Popen(command, cwd=course.folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    graded = course.folder / "autograded"
    until = time.monotonic() + 120
    while len(list(graded.glob("student*"))) < 3 and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(first.pid, signal.SIGKILL)
    log, _ = run.communicate(timeout=200)
    assert run.returncode == 0, log
    there = course.grades()
    assert len(there) == STUDENTS and {sum(points.values()) for points in there.values()} == {40}
    course.nbgrader("autograde", ASSIGNMENT, "--force", "--Grade.seed=3")
    assert course.grades() == there


def test_a_scheduler_that_is_not_there_gets_one_sentence(course):
    address = f"tcp://127.0.0.1:{free_port()}"
    done = course.nbgrader("autograde", ASSIGNMENT, "--force", f"--Grade.scheduler={address}", check=False)
    errors = [line for line in done.stdout.splitlines() if "ERROR" in line]
    assert done.returncode == 1 and len(errors) == 1
    assert f"No dask scheduler answers at c.Grade.scheduler = '{address}'" in errors[0]
    assert "Traceback" not in done.stdout


def test_workers_with_another_version_of_the_course_are_refused(course, cluster, monkeypatch):
    from helpers.grading import cluster as module
    from helpers.grading.sandbox.kernels import Limits
    from helpers.grading.settings import Settings

    address, _ = cluster
    wait_for_workers(address, 1)
    monkeypatch.setattr(module, "course_digest", lambda: "another")
    with pytest.raises(module.ClusterMissing, match="has another version of the course: update its checkout"):
        module.open_cluster(Settings(1, Limits(), True, 2, address))
