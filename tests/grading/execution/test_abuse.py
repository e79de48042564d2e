"""Hostile submissions, one by one: no unearned point, no honest one lost, nothing outside touched, nothing harmful shown."""

import contextlib
import gc
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from nbformat.v4 import new_code_cell

from helpers.exercises import ASSIGNMENTS
from helpers.grading.execution import executor
from helpers.grading.execution.kernels import warm_server
from helpers.grading.execution.scratch import own_folder
from helpers.grading.execution.stop_reason import SENTENCES
from helpers.grading.feedback import as_html, as_text
from helpers.grading.grade import grade_notebook
from helpers.grading.pages.markdown import render_markdown
from helpers.grading.settings import Limits, Settings
from helpers.grading.submission.sanitize import PICTURES, TEXTS
from helpers.grading.submission.tolerant_reader import read_notebook
from helpers.grading.verdict import to_record
from tests.support.abuse_case import EXTRA, TOOLS
from tests.support.abuse_cases import CASES
from tests.support.course import ASSIGNMENT, ROOT, SOLUTIONS, fill_in, source_notebook
from tests.support.harmless import dangers

pytestmark = pytest.mark.slow

SEED = 5
LIMITS = Limits(timeout=4, budget=60, memory=2 << 30, disk=32 << 20)
SETTINGS = Settings(seed=SEED, limits=LIMITS)
SECRET = "CANARY-5d1f"
HONEST = fill_in(source_notebook(), SOLUTIONS)
KEPT = " decoy_of_an_abuse_test = 1; import time; time.sleep(600)"


class Outside:
    """What hostile code would like to reach: a pretended course, a process, and sockets that take note of callers."""

    def __init__(self, folder):
        self.folder, self.callers = folder, []
        for name in (
            "gradebook.db",
            "submitted/other/small.ipynb",
            "helpers/__init__.py",
            "helpers/reference/__init__.py",
            "helpers/reference/week2.py",
            "home/.ssh/id_rsa",
            "home/.ipython/profile_default/startup/README",
        ):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"SECRET = '{SECRET}'\n")
            path.chmod(0o666)
        self.decoy = subprocess.Popen(
            [sys.executable, "-c", f"secret = '{SECRET}'; file = open('gradebook.db', 'r+b'); {KEPT}"],
            cwd=folder,
            env={"SECRET": SECRET},
        )
        self.abstract = f"\0{folder}"
        self.tcp = self._listen(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0))
        port = self.tcp.getsockname()[1]
        self._listen(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", port))
        self._listen(socket.AF_UNIX, socket.SOCK_STREAM, f"{folder}/socket")
        self._listen(socket.AF_UNIX, socket.SOCK_STREAM, self.abstract)
        self._listen(socket.AF_UNIX, socket.SOCK_DGRAM, f"{folder}/datagrams")
        known = {"OUTSIDE": str(folder), "COURSE": str(ROOT), "GRADER": os.getpid(), "DECOY": self.decoy.pid}
        known |= {"PORT": port, "ABSTRACT": self.abstract.encode()}
        self.tools = "\n".join([*(f"{name} = {value!r}" for name, value in known.items()), TOOLS])

    def _listen(self, family, kind, address):
        server = socket.socket(family, kind)
        server.bind(address)
        if kind == socket.SOCK_STREAM:
            server.listen()

        def note():
            with contextlib.suppress(OSError):
                while True:
                    self.callers.append(server.accept() if kind == socket.SOCK_STREAM else server.recvfrom(100))

        threading.Thread(target=note, daemon=True).start()
        return server

    def state(self):
        """Everything about it that could be changed."""
        process = Path(f"/proc/{self.decoy.pid}")
        fields = process.joinpath("stat").read_text().rsplit(")", 1)[1].split()
        limits = process.joinpath("limits").read_text()
        files = {path: _file(path) for path in self.folder.rglob("*")}
        priority = (fields[16], os.sched_getaffinity(self.decoy.pid), os.sched_getscheduler(self.decoy.pid))
        left = sorted(os.listdir(own_folder())) + sorted(Path(tempfile.gettempdir()).glob("*escaped*"))
        left += sorted(Path("/dev/shm").glob("*escaped*"))
        return fields[0] in "SR", fields[2:4], limits, priority, files, list(self.callers), left, _kernels()


def _file(path):
    found = path.lstat()
    content = path.read_bytes() if path.is_file() and not path.is_symlink() else None
    facts = (found.st_mode, found.st_uid, found.st_gid, found.st_nlink, found.st_mtime_ns, found.st_size)
    return facts, content, os.listxattr(path, follow_symlinks=False)


def _kernels():
    """The processes that the warm process has started, and itself."""
    server = warm_server().process.pid
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    return server, [pid for pid, parent in parents.items() if parent == server]


@pytest.fixture(scope="module")
def module_patch():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def outside(tmp_path_factory, module_patch):
    module_patch.setattr(executor, "GRACE", 1.0)
    outside = Outside(tmp_path_factory.mktemp("outside"))
    grade_notebook(HONEST, ASSIGNMENT, SETTINGS)
    yield outside
    outside.decoy.kill()
    outside.decoy.wait()


def submission(case, tools):
    notebook = fill_in(HONEST, {name: f"{tools}\n{code}" for name, code in case.cells.items() if name != EXTRA})
    if case.cells.get(EXTRA):
        metadata = {"nbgrader": {"grade_id": EXTRA, "grade": False, "solution": False}}
        notebook.cells.insert(2, new_code_cell(f"{tools}\n{case.cells[EXTRA]}", metadata=metadata))
    if case.change:
        case.change(notebook)
    return notebook


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.xdist_group(f"abuse{i % 2}")) for i, name in enumerate(CASES)]
)
def test_abuse_gains_nothing_and_costs_nobody_else(outside, name, tmp_path):
    case = CASES[name]
    path = tmp_path / "small.ipynb"
    path.write_text(json.dumps(submission(case, outside.tools)))
    notebook = read_notebook(path)
    before = outside.state()
    graded = grade_notebook(notebook, ASSIGNMENT, SETTINGS)
    assert outside.state() == before
    earned = {exercise: points for exercise, (points, _) in graded.points.items()}
    assert earned == {exercise: 0.0 if exercise in case.costs else 10.0 for exercise in SOLUTIONS}
    shown = [cell.get("outputs", cell.source) for cell in graded.notebook.cells]
    text = json.dumps([shown, [to_record(verdict) for verdict in graded.verdicts]], ensure_ascii=False, allow_nan=False)
    text.encode()
    assert all(len(as_html(verdict, 10) + as_text(verdict, 10)) < 20_000 for verdict in graded.verdicts)
    assert [word for word in (SECRET, "NOT REFUSED", *answers(), *case.never) if word in text] == []
    assert case.says in text
    assert harm_in(graded.notebook) == []
    if case.trouble:
        assert case.trouble in troubles(graded, next(iter(case.cells)))


@pytest.mark.xdist_group("abuse0")
def test_honest_submissions_do_not_notice_hostile_ones_beside_them(outside):
    names = [
        "ends the process that starts kernels, through its standard input",
        "kills itself",
        "takes all memory by lists",
        "signals other processes",
        "fills the disk by one file",
        "prints a gigabyte in a test",
    ]
    notebooks = [notebook for name in names for notebook in (submission(CASES[name], outside.tools), HONEST)]
    with ThreadPoolExecutor(4) as threads:
        graded = list(threads.map(lambda nb: grade_notebook(nb, ASSIGNMENT, SETTINGS), notebooks))
    alone = grade_notebook(HONEST, ASSIGNMENT, SETTINGS)
    assert len(graded) == 2 * len(names)
    assert [one for one in graded[1::2] if one != alone] == []


@pytest.mark.xdist_group("abuse1")
def test_the_grader_keeps_nothing_open(outside):
    def count():
        gc.collect()
        return len(os.listdir("/proc/self/fd")), threading.active_count()

    notebook = submission(CASES["kills itself"], outside.tools)
    grade_notebook(notebook, ASSIGNMENT, SETTINGS)
    before = count()
    for _ in range(3):
        grade_notebook(notebook, ASSIGNMENT, SETTINGS)
    assert count() == before


def answers():
    """What the judge expects of an exercise that is right in every case, so that no verdict tells it."""
    for case in ASSIGNMENTS[ASSIGNMENT]["propagate"].sheet(SEED).cases:
        grads, cost = case.expected
        yield from (repr(float(value)) for value in [*np.ravel(grads["dw"])[:2], cost])


def markdown(text, attachments=None):
    """Markdown as pages show it, without the formulas that are drawn in it."""
    return re.sub(r"<math\b.*?</math>", "", render_markdown(text, attachments), flags=re.DOTALL)


def harm_in(notebook):
    """What in a notebook could act in the browser of whoever reads it."""
    found = []
    for cell in notebook.cells:
        found += [name for name in cell.metadata if name not in ("nbgrader", "verdict")]
        if cell.cell_type != "code":
            found += dangers(markdown(cell.source, cell.get("attachments")))
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            found += [mime for mime in data if mime not in (*TEXTS, *PICTURES)]
            found += dangers(data.get("text/html", ""))
            found += dangers(markdown(data.get("text/markdown", "")))
    return found


def troubles(graded, name):
    """The kinds of trouble that a cell or the verdict on its exercise speaks of."""
    cell = next(cell for cell in graded.notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)
    said = " ".join(output.get("evalue", "") for output in cell.outputs)
    kinds = [kind for kind, words in SENTENCES.items() if words.split("}")[-1] in said]
    return kinds + [verdict.stop.kind for verdict in graded.verdicts if verdict.exercise == name and verdict.stop]
