"""A submission is copied before anything reads it: ordinary files only, no link followed, bounded in number, depth and bytes.

Whoever hands in may write into their folder while it is read. So every name is opened below the descriptor of its folder, as it
is and not where it points, and what was opened is looked at once more. Nothing is written beside what was handed in.
"""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.grading.submission.files import (
    TIMESTAMP,
    Files,
    Unusable,
    is_ignored,
    larger_than,
    open_file,
    read_timestamp,
    remove,
)

MOST_ENTRIES = 10_000  # files and folders
DEEPEST = 30  # folders in each other
MOST_BYTES = 200_000_000  # of all files
LONGEST_PATH = 1_000  # bytes, from the submission's folder on
BLOCK = 1 << 20  # bytes read at a time
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class CannotCopy(ValueError):
    """A submission that is no folder, or more than anybody hands in; the text says why, to be read behind "it"."""


@dataclass(frozen=True)
class Sizes:
    """Up to how many bytes a file is used: a notebook, the time of handing in, any other."""

    notebook: int
    timestamp: int
    other: int

    def of(self, name: str) -> int:
        """The largest size of a file, by its path in the submission."""
        if name == TIMESTAMP:
            return self.timestamp
        return self.notebook if ".ipynb" in name.lower() else self.other


def copy_submission(
    folder: Path, to: Path, sizes: Sizes, ignored: Sequence[str] = (), left_out: Sequence[str] = ()
) -> Files:
    """Copy what can be used of a submission.

    Args:
        folder: the submission's; it is only read.
        to: the folder to make; another hand may not write there.
        sizes: of a file that is larger nothing is copied.
        ignored: patterns of names to pass over; shape of each: as in nbgrader's `CourseDirectory.ignore`.
        left_out: names in the submission's own folder to pass over.

    Returns: what was copied, and what was not with the reason, both by the path in the copy.
    Raises: CannotCopy where nothing may be used of the submission; OSError where the copy cannot be written.
    """
    to.mkdir(parents=True, mode=0o700)
    try:
        opened = os.open(folder, FOLDER)
    except OSError as error:
        what = "is a link, which is not followed" if folder.is_symlink() else f"cannot be read ({error.strerror})"
        raise CannotCopy(what) from None
    try:
        copy = _Copy(sizes, ignored, os.fstat(opened).st_uid)
        copy.folder(opened, to, "", frozenset(left_out))
    finally:
        os.close(opened)
    _leave_out_bad_timestamp(to, copy)
    return Files(tuple(copy.usable), copy.unusable)


class _Copy:
    """One copy under way."""

    def __init__(self, sizes: Sizes, ignored: Sequence[str], owner: int):
        self.sizes, self.ignored, self.owner = sizes, ignored, owner
        self.entries, self.bytes = 0, 0
        self.usable: list[Path] = []
        self.unusable: dict[Path, str] = {}

    def folder(
        self, source: int, target: Path, below: str, left_out: frozenset[str] = frozenset(), depth: int = 1
    ) -> None:
        """Copy what lies in an open folder, whose path in the submission is `below`, into one that is there."""
        for name in self._names(source):
            if name in left_out or is_ignored(name, self.ignored):
                continue
            path = f"{below}{name}"
            try:
                if len(os.fsencode(path)) > LONGEST_PATH:
                    raise Unusable("has too long a path")
                if any(character < " " or character == "\x7f" for character in name):
                    raise Unusable("has a name that nobody can type")
                if stat.S_ISDIR(os.stat(name, dir_fd=source, follow_symlinks=False).st_mode):
                    self._subfolder(source, name, target, path, depth)
                else:
                    self._file(source, name, target / name, self.sizes.of(path))
                    self.usable.append(target / name)
            except Unusable as error:
                self.unusable[target / name] = str(error)
            except FileNotFoundError:
                pass  # it was taken away since the folder was listed

    def _names(self, source: int) -> list[str]:
        names = []
        with os.scandir(source) as entries:
            for entry in entries:
                self.entries += 1
                if self.entries > MOST_ENTRIES:
                    raise CannotCopy(f"holds more than {MOST_ENTRIES:,} files")
                names.append(entry.name)
        return sorted(names)

    def _subfolder(self, source: int, name: str, target: Path, path: str, depth: int) -> None:
        if depth > DEEPEST:
            raise CannotCopy(f"holds folders that lie more than {DEEPEST} deep in each other")
        try:
            opened = os.open(name, FOLDER, dir_fd=source)
        except OSError as error:
            raise Unusable(f"cannot be read ({error.strerror})") from None
        try:
            (target / name).mkdir(mode=0o700)
            self.folder(opened, target / name, f"{path}/", depth=depth + 1)
        finally:
            os.close(opened)

    def _file(self, source: int, name: str, target: Path, largest: int) -> None:
        file = open_file(name, largest, source)
        try:
            found = os.fstat(file)
            if found.st_nlink > 1 and found.st_uid != self.owner:
                raise Unusable("is a second name of somebody else's file")
            if found.st_size > MOST_BYTES - self.bytes:
                raise CannotCopy(f"holds more than {MOST_BYTES / 1e6:g} MB")
            with target.open("xb") as copy:
                self._content(file, copy.write, largest)
        except Unusable:
            target.unlink(missing_ok=True)
            raise
        finally:
            os.close(file)

    def _content(self, file: int, write, largest: int) -> None:
        """Copy bytes to the end, also of a file that grows meanwhile."""
        size = 0
        while True:
            try:
                block = os.read(file, BLOCK)
            except OSError as error:
                raise Unusable(f"cannot be read ({error.strerror})") from None
            if not block:
                return
            size += len(block)
            self.bytes += len(block)
            if self.bytes > MOST_BYTES:
                raise CannotCopy(f"holds more than {MOST_BYTES / 1e6:g} MB")
            if size > largest:
                raise Unusable(larger_than(largest))
            write(block)


def _leave_out_bad_timestamp(to: Path, copy: _Copy) -> None:
    """Remove a timestamp.txt that tells no time from the copy, and note why."""
    timestamp = to / TIMESTAMP
    try:
        read_timestamp(to)
    except Unusable as error:
        copy.usable = [path for path in copy.usable if timestamp not in (path, *path.parents)]
        copy.unusable = {path: why for path, why in copy.unusable.items() if timestamp not in path.parents}
        copy.unusable[timestamp] = str(error)
        remove(timestamp)
