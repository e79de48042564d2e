"""The sandbox and its limits in a few seconds: a small notebook that tries each of them, and goes on behind it."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.grading.execution.executor import run_notebook
from helpers.grading.execution.stop_reason import SENTENCES, StopKind, StopReason, in_words
from helpers.grading.settings import Limits
from tests.support.course import ROOT

pytestmark = pytest.mark.xdist_group("limits")

BEHIND = "print(6 * 7)"


def run(source, limits=None):
    """Run a cell and one behind it. Returns what stopped the first, if anything did, and what it showed last."""
    notebook = new_notebook(cells=[new_code_cell(source), new_code_cell(BEHIND)])
    stops = run_notebook(notebook, {}, limits or Limits()).stops
    assert notebook.cells[1].outputs[0].text == "42\n" and set(stops) <= {0}
    last = notebook.cells[0].outputs[-1]
    return stops.get(0), last.get("text") or last.evalue


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (f"open({str(ROOT / 'helpers' / 'reference' / 'week2.py')!r})", "Permission denied"),
        (f"open({str(ROOT / 'left_by_a_test')!r}, 'w')", "Permission denied"),
        ("import socket; socket.socket()", "Operation not permitted"),
        ("import os; os.fork()", "Operation not permitted"),
        ("import os; os.kill(os.getppid(), 0)", "Operation not permitted"),
        ("open('own', 'w').write('x'); print(open('own').read())", "x\n"),
    ],
)
def test_what_a_cell_may_touch_and_what_not(source, shown):
    reason, text = run(source)
    assert reason is None and shown in text


TWO_FILES = """
import time
for name in ("a", "b"):
    with open(name, "wb") as file:
        file.write(bytes(9_000_000))
time.sleep(20)
"""


@pytest.mark.parametrize(
    ("source", "limits", "kind", "status"),
    [
        ("while True: pass", Limits(timeout=0.5), StopKind.TIMEOUT, None),
        ("print('x' * 300_000)", Limits(output=200_000), StopKind.OUTPUT, None),
        (TWO_FILES, Limits(disk=10_000_000), StopKind.DISK, None),
        ("x = bytearray(2_700_000_000)", Limits(memory=4 << 30), StopKind.MEMORY, None),
        ("import os; os._exit(3)", Limits(), StopKind.KILLED, 3),
    ],
)
def test_a_limit_stops_the_cell_that_exceeds_it_and_no_other(source, limits, kind, status):
    reason, text = run(source, limits)
    assert reason == StopReason(kind, limits, status) and text == in_words(reason)


def test_memory_that_is_not_there_is_refused():
    assert run("try:\n    bytearray(3 << 30)\nexcept MemoryError:\n    print('refused')", Limits(memory=2 << 30)) == (
        None,
        "refused\n",
    )


@pytest.mark.parametrize("kind", StopKind)
def test_every_kind_has_a_sentence_with_its_limits_in_it(kind):
    sentence = in_words(
        StopReason(kind, Limits(timeout=7, budget=70, memory=8 << 30, disk=9_000_000, output=6_000_000), -9)
    )
    numbers = {"timeout": "7 s", "stuck": "7 s", "budget": "70 s", "memory": "8.6 GB", "disk": "9 MB", "output": "6 MB"}
    assert numbers.get(kind, "SIGKILL" if kind is StopKind.KILLED else "again without this cell") in sentence
    assert set(SENTENCES) == set(StopKind)


@pytest.mark.parametrize(
    ("status", "words"), [(7, "leaving with status 7"), (-11, "SIGSEGV"), (-99, "signal 99"), (None, "stopped")]
)
def test_how_a_kernel_ended_is_said(status, words):
    assert words in in_words(StopReason(StopKind.KILLED, Limits(), status))
