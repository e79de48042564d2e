"""A process's scratch folders go when it does, and else with the next one; those in use stay."""

import os
import signal
import subprocess
import sys

import pytest

HOLD = "import sys; from helpers.grading.execution.scratch import own_folder; print(own_folder(), flush=True); sys.stdin.read()"


@pytest.fixture
def started(scratch):
    """Start a process that has a scratch folder, and holds it until its standard input closes."""
    processes = []

    def start():
        environment = os.environ | {"TMPDIR": str(scratch)}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        processes.append(subprocess.Popen([sys.executable, "-c", HOLD], env=environment, text=True, **pipes))
        return processes[-1], scratch / processes[-1].stdout.readline().strip()

    yield start
    for process in processes:
        process.communicate()


def test_a_folder_goes_with_its_process(started):
    process, folder = started()
    assert folder.is_dir()
    process.communicate()
    assert not folder.exists()


def test_folders_in_use_stay(started):
    _, folder = started()
    (folder / "answer").touch()
    started()
    assert (folder / "answer").exists()


@pytest.mark.parametrize("removed", ["nothing", "all that was in it"])
def test_the_next_process_sweeps_what_a_killed_one_left(started, removed):
    """Also where it was killed while it removed its folder."""
    process, folder = started()
    if removed == "nothing":
        (folder / "answer").touch()
    else:
        for path in folder.iterdir():
            path.unlink()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert folder.exists()
    started()
    assert not folder.exists()


def test_a_folder_of_somebody_else_stays(started, scratch):
    other = scratch / "nbgrader-notes"
    other.mkdir()
    started()
    assert other.exists()
