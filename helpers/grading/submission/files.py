"""The files of a submission: which can be used, and what is wrong with the others. Nothing is opened that could block."""

import os
import shutil
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path

from nbgrader.utils import parse_utc

TIMESTAMP = "timestamp.txt"
LONGEST_TIMESTAMP = 1000  # bytes
FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class Unusable(ValueError):
    """A file that cannot be used; the text says why, to be read behind its name."""


@dataclass(frozen=True)
class Files:
    """What lies in a submission: files to use; others by path, with what is wrong with each."""

    usable: tuple[Path, ...]
    unusable: dict[Path, str]


def files_below(folder: Path, ignored: Sequence[str]) -> list[Path]:
    """The files in a folder that nobody else writes into, in the order of their paths.

    Args:
        folder: the folder.
        ignored: patterns of names that nbgrader passes over; shape of each: as in its `CourseDirectory.ignore`.
    """
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not is_ignored(name, ignored)]
        found += [Path(place, name) for name in names if not is_ignored(name, ignored)]
    return sorted(path for path in found if path.is_file())


def in_the_way(files: Iterable[Path], folder: Path, source: Path) -> dict[Path, str]:
    """Files of a submission in whose place the course has a folder, or in whose folder's place it has a file."""
    found = {}
    for path in files:
        name = path.relative_to(folder)
        if (source / name).is_dir() or any((source / parent).is_file() for parent in name.parents):
            found[path] = "is in the way of what the course itself has there"
    return found


def open_file(name: str | Path, largest: int, folder: int | None = None) -> int:
    """Open an ordinary file to read, as it is and not where it points.

    Args:
        name: its name, or its path.
        largest: the size in bytes up to which a file is used.
        folder: the descriptor of the folder that it lies in, where `name` is no path.

    Returns: a descriptor, which the caller closes.
    Raises: Unusable; FileNotFoundError.
    """
    try:  # looked at twice: a device may do something when it is opened, and a name may change hands in between
        _require_ordinary(os.stat(name, dir_fd=folder, follow_symlinks=False), largest)
        file = os.open(name, FILE, dir_fd=folder)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Unusable(f"cannot be read ({error.strerror})") from None
    try:
        _require_ordinary(os.fstat(file), largest)
    except Unusable:
        os.close(file)
        raise
    return file


def read_file(path: Path, largest: int) -> bytes:
    """What an ordinary file holds. Raises: Unusable, also where it grows past the largest size meanwhile; FileNotFoundError."""
    with open(open_file(path, largest), "rb") as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise Unusable(larger_than(largest))
    return content


def _require_ordinary(status: os.stat_result, largest: int) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise Unusable("is a link, which is not followed")
    if stat.S_ISDIR(status.st_mode):
        raise Unusable("is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise Unusable("is no ordinary file, but a pipe, a socket or a device")
    if status.st_size > largest:
        raise Unusable(larger_than(largest))


def larger_than(largest: int) -> str:
    """What is said of a file that is too large, by the largest size in bytes."""
    return f"is larger than {f'{largest / 1e6:g} MB' if largest >= 1e6 else f'{largest} bytes'}"


def read_timestamp(folder: Path) -> datetime | None:
    """When a submission was handed in, in UTC; None where it has no timestamp.txt.

    Raises: Unusable where that file tells no time.
    """
    try:
        text = read_file(folder / TIMESTAMP, LONGEST_TIMESTAMP).decode("utf-8").strip()
    except FileNotFoundError:
        return None
    except UnicodeError:
        raise Unusable("is not a text in UTF-8") from None
    if not text:
        raise Unusable("is empty")
    try:
        return parse_utc(text)
    except Exception:  # what a person wrote is parsed by nbgrader's rules, which fail in many ways
        raise Unusable(f"holds no time that can be read, but {text[:40]!r}") from None


def remove(path: Path) -> None:
    """Remove a file, or a folder with all in it, from a copy of ours; nothing where there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def is_ignored(name: str, patterns: Sequence[str]) -> bool:
    """Whether nbgrader passes over a file or folder of this name, whatever the folder around it is called."""
    return any(
        fnmatchcase(name, pattern) and (pattern.startswith(".") or not name.startswith(".")) for pattern in patterns
    )
