"""Scratch folders: one for each run of a notebook, removed afterwards; what a killed run left is swept by the next."""

import atexit
import contextlib
import fcntl
import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

PREFIX = "nbgrader-kernels-"  # whatever is called so and has no lock is removed: no name that anybody else would give
LONGEST = 50  # characters of a temporary folder's path: that of a UNIX socket may not exceed some hundred


@contextlib.contextmanager
def scratch_folder(files: dict[str, bytes], name: str) -> Iterator[Path]:
    """Make a scratch folder whose sub-folder `name` holds the files (content by relative path), and remove it afterwards."""
    folder = Path(tempfile.mkdtemp(dir=own_folder()))
    try:
        work = folder / name
        work.mkdir()
        for path, content in files.items():
            target = work / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        yield folder
    finally:
        remove(folder)


@functools.cache
def own_folder() -> Path:
    """Where this process has its scratch folders, locked as long as the process lives; it is removed when the process ends."""
    sweep()
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_place()))
        with contextlib.suppress(FileNotFoundError):
            lock = os.open(folder, os.O_RDONLY)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if folder.exists():  # and was not swept by another process before it was locked
                atexit.register(remove, folder)
                return folder


def sweep() -> None:
    """Remove the scratch folders of processes that are gone."""
    for folder in _place().glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            lock = os.open(folder, os.O_RDONLY)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                remove(folder)
            finally:
                os.close(lock)


def _place() -> Path:
    usual = Path(tempfile.gettempdir())
    return usual if len(str(usual)) <= LONGEST else Path("/tmp")


def remove(folder: Path) -> None:
    """Remove a folder, however deep it is and whatever modes its folders were given."""
    with contextlib.suppress(RecursionError):
        shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for command in ("chmod -R u+rwx", "rm -rf"):
            subprocess.run([*command.split(), folder], stderr=subprocess.DEVNULL)
