"""Commands of nbgrader and of the course, each in a process of its own: forked from one that has imported nbgrader.

Importing it takes three seconds of CPU, which the hundreds of commands that the tests give need not spend each.
"""

import atexit
import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(
    ["nbgrader.apps", "nbgrader.server_extensions.formgrader", "alembic.config", "helpers.cli", "helpers.grading.grade"]
)


def run(module, *words, folder, merged=False, **environment):
    """Run `python -m module words` in a folder, as `subprocess.run` would; `merged` sends stderr where stdout goes."""
    with tempfile.TemporaryDirectory() as scratch:
        files = [Path(scratch) / "stdout", Path(scratch) / ("stdout" if merged else "stderr")]
        command = [module, *map(str, words)]
        process = SERVER.Process(target=_serve, args=(command, str(folder), files, os.environ | environment))
        process.start()
        process.join()
        texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    return subprocess.CompletedProcess(command, process.exitcode, texts[0], None if merged else texts[1])


def _serve(command, folder, files, environment):
    """What the forked process does; it leaves as an interpreter leaves."""
    for number, file in enumerate(files, 1):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # as the environment says
    os.chdir(folder)
    sys.argv = command
    sys.path[0] = folder
    try:
        runpy.run_module(command[0], run_name="__main__", alter_sys=True)
    finally:
        atexit._run_exitfuncs()
