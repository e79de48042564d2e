"""The environment cell: it fills itself in, wherever it runs, and says so where the system does not tell."""

import os
import platform

import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.grading.execution.executor import run_notebook
from helpers.grading.settings import Limits
from helpers.grading.student_kit import PACKAGE
from helpers.lab_report import environment as module
from helpers.lab_report.environment import UNKNOWN, environment

NAMES = ["Python", "numpy", "BLAS", "processor", "cores", "memory", "system"]


def test_it_names_software_and_machine():
    found = environment()
    assert list(found) == NAMES
    assert found["Python"].startswith(platform.python_version()) and found["numpy"] == np.__version__
    assert all(found.values())


def test_the_blas_is_named_with_its_threads():
    assert "thread" in environment()["BLAS"]


@pytest.fixture
def files(monkeypatch):
    """Files of /proc as another machine has them: none but those set here."""
    there = {}
    monkeypatch.setattr(module, "_lines", lambda path: there.get(path, "").splitlines())
    return there


def test_linux_tells_processor_and_memory_in_files(files, monkeypatch):
    monkeypatch.setattr(module.sys, "platform", "linux")
    files["/proc/cpuinfo"] = "processor\t: 0\nmodel name\t: Analytical  Engine @ 1 Hz\n"
    files["/proc/meminfo"] = "MemTotal:       16000000 kB\nMemFree: 1 kB\n"
    found = environment()
    assert found["processor"] == "Analytical Engine @ 1 Hz" and found["memory"] == "16.4 GB"


def test_a_processor_without_a_name_is_named_by_its_kind(files, monkeypatch):
    monkeypatch.setattr(module.sys, "platform", "linux")
    files["/proc/cpuinfo"] = "processor\t: 0\nBogoMIPS\t: 48.00\n"
    monkeypatch.setattr(module.platform, "machine", lambda: "aarch64")
    assert environment()["processor"] == "aarch64"


def test_macos_tells_the_processor_by_a_command_and_the_memory_by_pages(files, monkeypatch):
    class Done:
        stdout = "Apple M2\n"

    monkeypatch.setattr(module.sys, "platform", "darwin")
    monkeypatch.setattr(module.subprocess, "run", lambda *words, **named: Done())
    monkeypatch.setattr(module.os, "sysconf", {"SC_PAGE_SIZE": 16384, "SC_PHYS_PAGES": 10**6}.get)
    monkeypatch.delattr(module.os, "sched_getaffinity", raising=False)
    found = environment()
    assert (found["processor"], found["memory"], found["cores"]) == ("Apple M2", "16.4 GB", str(os.cpu_count()))


def test_a_system_that_tells_nothing_is_said_to(files, monkeypatch):
    def refuse(*words, **named):
        raise OSError("not here")

    monkeypatch.setattr(module.sys, "platform", "darwin")
    monkeypatch.setattr(module.subprocess, "run", refuse)
    monkeypatch.setattr(module.os, "sysconf", refuse)
    monkeypatch.setattr(module.os, "cpu_count", lambda: None)
    monkeypatch.setattr(module.platform, "machine", lambda: "")
    monkeypatch.setattr(module.np, "show_config", lambda mode: {})
    found = environment()
    assert [found[name] for name in ("BLAS", "processor", "cores", "memory")] == [UNKNOWN] * 4


@pytest.mark.slow
def test_it_is_the_same_in_the_grading_sandbox():
    code = "import json\nfrom helpers.lab_report.environment import environment\nprint(json.dumps(environment()))"
    notebook = new_notebook(cells=[new_code_cell(code)])
    kit = {
        f"helpers/{name}": (PACKAGE / name).read_bytes()
        for name in ("__init__.py", "lab_report/__init__.py", "lab_report/environment.py")
    }
    run = run_notebook(notebook, kit, Limits())
    assert not run.stops
    [output] = notebook.cells[0].outputs
    for name in ("Python", "numpy", "processor", "cores", "memory", "system"):
        assert environment()[name] in output.text
    assert "BLAS" in output.text and UNKNOWN not in output.text
