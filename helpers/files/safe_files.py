"""Read and write files so that nothing is lost: whole or not at all, one at a time, and patiently.

Another program may hold a file for a moment: a virus scanner, a folder that is synchronised, a second notebook. On Windows a
file that is open can be neither read nor replaced meanwhile. What may pass is tried again, for a little more than a second.
"""

import contextlib
import errno
import hashlib
import os
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

PAUSES = 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64  # seconds between attempts
MAY_PASS = {errno.EACCES, errno.EPERM, errno.EAGAIN, errno.EBUSY, errno.EDEADLK, errno.ETIMEDOUT}
LONGEST_WAIT = 10  # seconds, for another notebook to finish its writing


def read_file(path: Path) -> bytes:
    """Read a file.

    Args:
        path: Of the file.

    Returns:
        Its content.

    Raises:
        OSError: It is not there, or cannot be read, now or a second later.
    """
    return patiently(path.read_bytes)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file, in place of an earlier one. Whoever reads meanwhile sees the old file or the new one.

    Args:
        path: Of the file; its folder is made where it is missing.
        content: What is to be in it.

    Raises:
        OSError: It cannot be written; an earlier file is there as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}-{uuid.uuid4().hex}.new")
    try:
        new.write_bytes(content)
        patiently(lambda: os.replace(new, path))
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)


def patiently(action: Callable[[], T]) -> T:
    """Do something with a file, several times if it fails for a reason that may pass.

    Args:
        action: What to do.

    Returns:
        What the action returns.

    Raises:
        OSError: That of the last attempt.
    """
    for pause in PAUSES:
        try:
            return action()
        except OSError as error:
            if error.errno not in MAY_PASS:
                raise
        time.sleep(pause)
    return action()


@contextlib.contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Keep other notebooks of this machine from a file meanwhile: read, change and write it as one step.

    The lock is a file of the machine's own folder for temporary files: shares of a network often know no locks. Where it cannot
    be had, as without the library `filelock`, work goes on: then two notebooks must not write at the same moment.

    Args:
        path: Of the file.

    Yields:
        Nothing; the lock is held meanwhile.
    """
    digest = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()
    lock = Path(tempfile.gettempdir()) / f"{path.stem}-{digest[:16]}.lock"
    with contextlib.ExitStack() as held:
        with contextlib.suppress(ImportError, OSError, NotImplementedError):
            from filelock import FileLock

            held.enter_context(FileLock(lock, timeout=LONGEST_WAIT))
        yield
