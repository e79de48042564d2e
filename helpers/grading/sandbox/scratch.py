"""Scratch folders: one for each run of a notebook, removed afterwards; what a killed run left is swept by the next."""

import atexit
import contextlib
import fcntl
import functools
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

PREFIX = "grading-"
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
    """Where this process has its scratch folders; it goes when the process does, or else with the next sweep."""
    usual = Path(tempfile.gettempdir())
    place = usual if len(str(usual)) <= LONGEST else Path("/tmp")
    sweep(place)
    new = Path(tempfile.mkdtemp(prefix="new-", dir=place))
    lock = (new / "lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    folder = new.rename(place / new.name.replace("new-", PREFIX))  # under this name only once it is locked
    atexit.register(_leave, folder, lock)
    return folder


def _leave(folder: Path, lock: TextIO) -> None:
    """Last thing in a process: the lock was held until now."""
    remove(folder)
    lock.close()


def sweep(place: Path) -> None:
    """Remove the scratch folders of processes that are gone."""
    for folder in place.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError), (folder / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove(folder)


def remove(folder: Path) -> None:
    """Remove a folder, however deep it is and whatever modes its folders were given."""
    with contextlib.suppress(RecursionError):
        shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for command in ("chmod -R u+rwx", "rm -rf"):
            subprocess.run([*command.split(), folder], stderr=subprocess.DEVNULL)
