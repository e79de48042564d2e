"""Noting runs where the file cannot be read or written, for a moment or for longer, and in two notebooks at once."""

import errno
import multiprocessing
import os
import stat
import time

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.files import safe_files
from helpers.grading.execution.executor import run_notebook
from helpers.grading.settings import Limits
from helpers.grading.student_kit import kit_modules
from helpers.lab_report import results as module
from helpers.lab_report.experiment_log import ExperimentLog
from helpers.lab_report.figures import show_results
from helpers.lab_report.results import read_results, results_file, write_runs
from helpers.lab_report.runs import ExperimentRun
from tests.support.course import ROOT
from tests.support.results_files import HALF, WHOLE, beside, lie_there, names


@pytest.fixture(autouse=True)
def short_pauses(folder, monkeypatch):
    monkeypatch.setattr(safe_files, "PAUSES", (0.001,) * 5)


# ---- what cannot be read or written: for a moment, or for longer ----


def refuse(monkeypatch, owner, name, errors):
    """Let a function of the system fail with each of these numbers of an error first."""
    real, left = getattr(owner, name), list(errors)

    def refused(*words, **named):
        if left:
            number = left.pop(0)
            raise OSError(number, os.strerror(number))
        return real(*words, **named)

    monkeypatch.setattr(owner, name, refused)
    return left


FOR_A_MOMENT = {
    "reading: locked by another program": (safe_files.Path, "read_bytes", errno.EACCES),
    "reading: a synchronised folder's lock": (safe_files.Path, "read_bytes", errno.EDEADLK),
    "reading: busy": (safe_files.Path, "read_bytes", errno.EBUSY),
    "replacing: open, as on Windows": (safe_files.os, "replace", errno.EACCES),
    "replacing: not permitted, as by a virus scanner": (safe_files.os, "replace", errno.EPERM),
}


@pytest.mark.parametrize(("owner", "name", "error"), FOR_A_MOMENT.values(), ids=FOR_A_MOMENT)
def test_what_is_refused_three_times_and_then_not_is_noted(owner, name, error, monkeypatch, capsys):
    lie_there(WHOLE)
    left = refuse(monkeypatch, owner, name, [error] * 3)
    ExperimentLog().record("a", "three")
    assert not left and names() == ["one", "two", "three"] and beside() == ["results.json"]
    assert not capsys.readouterr().out


FOR_LONGER = {
    "reading: locked by another program": (safe_files.Path, "read_bytes", errno.EACCES),
    "reading: a broken disk": (safe_files.Path, "read_bytes", errno.EIO),
    "writing: a full disk": (safe_files.Path, "write_bytes", errno.ENOSPC),
    "writing: a share's quota": (safe_files.Path, "write_bytes", errno.EDQUOT),
    "writing: a folder that is read-only": (safe_files.Path, "write_bytes", errno.EROFS),
    "writing: a folder where one may not write": (safe_files.Path, "write_bytes", errno.EACCES),
    "replacing: open, as on Windows": (safe_files.os, "replace", errno.EACCES),
}


@pytest.mark.parametrize("content", [WHOLE, HALF.encode()], ids=["a whole file", "a damaged file"])
@pytest.mark.parametrize(("owner", "name", "error"), FOR_LONGER.values(), ids=FOR_LONGER)
def test_what_cannot_be_written_waits_for_the_next_run_and_the_file_stays(
    owner, name, error, content, monkeypatch, capsys
):
    lie_there(content)
    before, log = names(), ExperimentLog()
    with monkeypatch.context() as meanwhile:
        refuse(meanwhile, owner, name, [error] * 1000)
        log.record("a", "three")
        log.record("a", "four")
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 2 and all("is not noted for the lab report yet" in line for line in told)
    assert os.strerror(error) in told[0] and "the next training notes this one, too" in told[0]
    assert results_file().read_bytes() == content and beside() == ["results.json"]
    log.record("a", "five")
    assert names() == [*before, "three", "four", "five"]


def test_a_damaged_file_that_is_open_as_on_windows_is_set_aside_once(monkeypatch, capsys):
    lie_there(HALF.encode())
    log, real = ExperimentLog(), os.replace

    def refuse(source, target):
        if target == results_file():
            raise PermissionError(errno.EACCES, "Permission denied")
        real(source, target)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(os, "replace", refuse)
        log.record("a", "three")
        log.record("a", "four")
    log.record("a", "five")
    assert names() == ["one", "three", "four", "five"] and beside() == ["results-damaged-1.json", "results.json"]
    assert "the damaged file is now results/results-damaged-1.json" in capsys.readouterr().out


def test_a_file_that_is_locked_while_the_report_is_made_is_not_said_to_be_damaged(monkeypatch, shown):
    lie_there(WHOLE)
    refuse(monkeypatch, safe_files.Path, "read_bytes", [errno.EACCES] * 1000)
    show_results()
    assert "cannot be read now (Permission denied)" in shown[0] and "damaged" not in shown[0]


def test_a_setting_that_json_cannot_hold_does_not_keep_later_runs_waiting(capsys):
    log = ExperimentLog()
    log.record("a", "huge", {"number": 10**5000})
    log.record("a", "next")
    assert names() == ["next"] and "is not noted" in capsys.readouterr().out


def test_others_may_read_the_file_as_they_may_read_any_that_is_made_here(folder):
    """The instructor collects it under another name than the student's."""
    (folder / "any").touch()
    ExperimentLog().record("a", "one")
    assert stat.S_IMODE(results_file().stat().st_mode) == stat.S_IMODE((folder / "any").stat().st_mode)


# ---- two notebooks at the same time ----


def note(folder, notebook, count, slow=0.0):
    os.chdir(folder)
    log = ExperimentLog()
    if slow:  # a disk so slow that both would surely be between reading and writing
        replace = safe_files.replace_file
        module.replace_file = lambda *words: (time.sleep(slow), replace(*words))
    for number in range(count):
        log.record(notebook, f"run {number}")


@pytest.mark.parametrize(("count", "slow"), [(100, 0.0), (10, 0.05)], ids=["fast", "on a slow disk"])
def test_two_notebooks_that_note_at_the_same_time_lose_nothing(count, slow, folder):
    start = multiprocessing.get_context("fork").Process
    processes = [start(target=note, args=(folder, notebook, count, slow)) for notebook in ("first", "second")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert all(process.exitcode == 0 for process in processes)
    noted = {(run.experiment, run.name) for run in read_results().runs}
    assert noted == {(notebook, f"run {i}") for notebook in ("first", "second") for i in range(count)}
    assert beside() == ["results.json"]


NO_LOCK = {
    "the library is not installed": ImportError("No module named 'filelock'"),
    "the disk knows no locks": OSError(errno.ENOLCK, "No locks available"),
    "the system knows no locks": NotImplementedError(),
}


@pytest.mark.parametrize("error", NO_LOCK.values(), ids=NO_LOCK)
def test_without_a_lock_a_run_is_noted_all_the_same(error, monkeypatch):
    def fail(*words, **named):
        raise error

    monkeypatch.setattr("filelock.FileLock", fail)
    write_runs([ExperimentRun("a", "one")])
    assert names() == ["one"]


@pytest.mark.slow
def test_a_run_is_noted_in_the_grading_sandbox_too():
    code = "from helpers.lab_report.experiment_log import start_log\nstart_log().record('a', 'one')"
    look = "from helpers.lab_report.results import read_results\nprint([run.name for run in read_results().runs])"
    notebook = new_notebook(cells=[new_code_cell(code), new_code_cell(look)])
    kit = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in kit_modules([code])}
    assert not run_notebook(notebook, kit, Limits()).stops
    assert not notebook.cells[0].outputs
    assert notebook.cells[1].outputs[0].text == "['one']\n"
