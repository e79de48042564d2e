"""What a kernel uses: threads, memory, and the files it has written; read from outside, where it cannot lie."""

import contextlib
import errno
import math
import mmap
import os
from pathlib import Path


def threads_of(process: int) -> int:
    """How many threads a process has; 0 where it is gone."""
    try:
        return len(os.listdir(f"/proc/{process}/task"))
    except OSError:
        return 0


def memory_of(process: int) -> int:
    """Bytes of a process's address space, which is what its limit counts; 0 where it is gone."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()[0]
    except OSError:
        return 0
    return int(pages) * mmap.PAGESIZE


def size_of(folder: Path) -> float:
    """The bytes below a folder, links not followed; a file counts 4096 at least, so that many empty ones count too.

    Infinite where folders lie deeper than a path can say.
    """
    size, waiting = 0, [str(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                        size += 4096
                    else:
                        status = entry.stat(follow_symlinks=False)
                        size += max(status.st_blocks * 512, 4096)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                return math.inf
            continue  # it went away while we looked
    return size


def size_of_removed(process: int) -> int:
    """The bytes of files that a process has open although they are removed."""
    size = 0
    with contextlib.suppress(OSError):
        for number in os.listdir(f"/proc/{process}/fd"):
            with contextlib.suppress(OSError):
                status = os.stat(f"/proc/{process}/fd/{number}")
                size += status.st_blocks * 512 if status.st_nlink == 0 else 0
    return size
