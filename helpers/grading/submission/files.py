"""The files of a submission: which can be used, and what is wrong with the others. Nothing is opened that could block."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path

from nbgrader.utils import parse_utc

TIMESTAMP = "timestamp.txt"
LONGEST_TIMESTAMP = 1000  # bytes
LARGEST_NOTEBOOK = 100_000_000  # bytes


class UnreadableTimestamp(ValueError):
    """A timestamp.txt that tells no time; the text says why, to be read behind its name."""


@dataclass(frozen=True)
class Files:
    """What lies in a submission besides notebooks: files to use; others by path, with what is wrong with each."""

    usable: tuple[Path, ...]
    unusable: dict[Path, str]


def files_of(folder: Path, ignored: Sequence[str], largest: int) -> Files:
    """Look through the folder of a submission.

    Args:
        folder: the submission's.
        ignored: patterns of names that nbgrader passes over; shape of each: as in its `CourseDirectory.ignore`.
        largest: the size in bytes up to which a file is used.
    """
    usable: list[Path] = []
    unusable: dict[Path, str] = {}

    def note(error: OSError) -> None:
        unusable[Path(error.filename)] = f"cannot be read ({error.strerror})"

    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not is_ignored(name, ignored))
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        for name in [*links, *sorted(name for name in names if not is_ignored(name, ignored))]:
            path = Path(place, name)
            problem = problem_of(path, folder, largest)
            if problem:
                unusable[path] = problem
            else:
                usable.append(path)
    try:
        read_timestamp(folder)
    except UnreadableTimestamp as error:
        timestamp = folder / TIMESTAMP
        usable = [path for path in usable if timestamp not in (path, *path.parents)]
        unusable[timestamp] = str(error)
    return Files(tuple(usable), unusable)


def in_the_way(files: Files, folder: Path, source: Path) -> dict[Path, str]:
    """Files of a submission in whose place the course has a folder, or in whose folder's place it has a file."""
    found = {}
    for path in files.usable:
        name = path.relative_to(folder)
        if (source / name).is_dir() or any((source / parent).is_file() for parent in name.parents):
            found[path] = "is in the way of what the course itself has there"
    return found


def problem_of(path: Path, folder: Path, largest: int) -> str | None:
    """What keeps a file of a submission from being used, to be read behind its name; None where nothing does.

    Args:
        path: the file's.
        folder: the submission's; a link that points out of it is not followed.
        largest: the size in bytes up to which a file is used.
    """
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            return "is a link that points out of the submission"
        status = path.stat()
    except (OSError, RuntimeError) as error:  # RuntimeError: links that point to each other
        return "is a link that points nowhere" if path.is_symlink() else f"cannot be read ({error})"
    if stat.S_ISDIR(status.st_mode):
        return "is a link to a folder" if path.is_symlink() else "is a folder"
    if not stat.S_ISREG(status.st_mode):
        return "is no ordinary file, but a pipe, a socket or a device"
    if status.st_size > largest:
        return f"is larger than {f'{largest / 1e6:g} MB' if largest >= 1e6 else f'{largest} bytes'}"
    try:
        path.open("rb").close()
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return None


def read_timestamp(folder: Path) -> datetime | None:
    """When a submission was handed in, in UTC; None where it has no timestamp.txt.

    Raises: UnreadableTimestamp where that file tells no time.
    """
    path = folder / TIMESTAMP
    if not os.path.lexists(path):
        return None
    problem = problem_of(path, folder, LONGEST_TIMESTAMP)
    if problem:
        raise UnreadableTimestamp(problem)
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        raise UnreadableTimestamp("is not a text in UTF-8") from None
    if not text:
        raise UnreadableTimestamp("is empty")
    try:
        return parse_utc(text)
    except Exception:  # what a person wrote is parsed by nbgrader's rules, which fail in many ways
        raise UnreadableTimestamp(f"holds no time that can be read, but {text[:40]!r}") from None


def is_ignored(name: str, patterns: Sequence[str]) -> bool:
    """Whether nbgrader passes over a file or folder of this name, whatever the folder around it is called."""
    return any(
        fnmatchcase(name, pattern) and (pattern.startswith(".") or not name.startswith(".")) for pattern in patterns
    )
