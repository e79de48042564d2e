"""Files that may be a notebook of an assignment whatever they are called, also inside a zip; nothing is unpacked onto the disk.

Which notebook a file is, its cells tell: the grade ids that they carry are the assignment's.
"""

import contextlib
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from helpers.grading.settings import LARGEST_NOTEBOOK
from helpers.grading.submission.files import Unusable, is_ignored, read_file

LARGEST_ZIP = 100_000_000  # bytes
LARGEST_LIST = 2_000_000  # bytes of a zip's list of files: some ten thousand of them
NOTEBOOKS_IN_ALL = 2  # times the largest notebook: bytes of all in one zip
NOT_OURS = ("__MACOSX", ".ipynb_checkpoints", "._*")
GRADE_ID = re.compile(rb'"grade_id"\s*:\s*"([^"\\]+)"')


@dataclass(frozen=True)
class Candidate:
    """A file that may be a notebook: its path as shown to people, its own name, what it holds."""

    shown: str
    name: str
    content: bytes = field(repr=False)

    @property
    def grade_ids(self) -> frozenset[str]:
        """The grade ids that the cells carry; also those of a damaged file, in UTF-8 or UTF-16."""
        return frozenset(
            found.decode("utf-8", "replace") for found in GRADE_ID.findall(self.content.replace(b"\0", b""))
        )

    def notebook_of(self, released: Mapping[str, frozenset[str]]) -> str | None:
        """Which of the released notebooks it is, each given by the grade ids of its cells; None where that is not clear."""
        own = self.grade_ids
        common = {name: (len(ids & own), self.name.startswith(name)) for name, ids in released.items() if ids & own}
        best = max(common.values(), default=None)
        names = [name for name, count in common.items() if count == best]
        return names[0] if len(names) == 1 else None


class UnreadableZip(ValueError):
    """A zip that cannot be looked into; the text says why, to be read behind its name."""


def candidates_in(
    folder: Path, files: Iterable[Path], largest: int = LARGEST_NOTEBOOK
) -> tuple[list[Candidate], dict[Path, str]]:
    """The candidates among files of a submission, and what is wrong with zips that cannot be looked into.

    Args:
        folder: the submission's.
        files: the paths of files in it that can be read.
        largest: the size in bytes up to which a notebook is read.
    """
    found: list[Candidate] = []
    unusable: dict[Path, str] = {}
    for path in files:
        shown = readable(path.relative_to(folder).as_posix())
        if is_zip(path):
            try:
                found += [
                    Candidate(f"{shown}: {one.shown}", one.name, one.content) for one in notebooks_in_zip(path, largest)
                ]
            except UnreadableZip as error:
                unusable[path] = str(error)
        elif _may_be_a_notebook(path.name):
            with contextlib.suppress(Unusable):  # such as a large text
                found.append(Candidate(shown, path.name, read_file(path, largest)))
    return found, unusable


def meant(candidates: Sequence[Candidate], notebook: str, released: Mapping[str, frozenset[str]]) -> list[Candidate]:
    """The candidates that are a released notebook; of those with the same content, the first."""
    by_content = {one.content: one for one in reversed(candidates) if one.notebook_of(released) == notebook}
    return list(reversed(by_content.values()))


def readable(name: str) -> str:
    """A file's name as text for one line of a log: names may have bytes that are no UTF-8, and signs that steer a terminal."""
    text = name.encode("utf-8", "replace").decode()
    return "".join(character if character.isprintable() else "?" for character in text)


def is_zip(path: Path) -> bool:
    """Whether a file is a zip, or is called one."""
    return path.suffix.lower() == ".zip" or (path.suffix == "" and zipfile.is_zipfile(path))


def notebooks_in_zip(path: Path, largest: int = LARGEST_NOTEBOOK) -> list[Candidate]:
    """What may be notebooks in a zip, read into memory.

    Raises: UnreadableZip where it is none, is locked, or holds more than a submission can.
    """
    try:
        _refuse_long_lists(path)
        with zipfile.ZipFile(path) as archive:
            return list(_notebooks(archive, largest))
    except UnreadableZip:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        raise UnreadableZip("is no zip that can be read") from None


def _refuse_long_lists(path: Path) -> None:
    """The list of a zip's files is read whole when it is opened: a hostile one would take all the memory."""
    size = path.stat().st_size
    if size > LARGEST_ZIP:
        raise UnreadableZip(f"is larger than {LARGEST_ZIP / 1e6:g} MB")
    with path.open("rb") as file:
        file.seek(max(size - 70_000, 0))
        end = file.read()
    at = len(end) - 22 if end[-22:].startswith(b"PK\5\6") and end.endswith(b"\0\0") else end.rfind(b"PK\5\6")
    listed = int.from_bytes(end[at + 12 : at + 16], "little")
    if at >= 76 and end[at - 76 :].startswith(b"PK\6\6"):  # of a form for large files
        listed = int.from_bytes(end[at - 36 : at - 28], "little")
    if at >= 0 and listed > LARGEST_LIST:
        raise UnreadableZip("lists more files than a submission has")


def _notebooks(archive: zipfile.ZipFile, largest: int) -> Iterator[Candidate]:
    left = NOTEBOOKS_IN_ALL * largest
    for member in archive.infolist():
        path = PurePosixPath(member.filename.replace("\\", "/"))
        link = stat.S_ISLNK(member.external_attr >> 16)
        if (
            member.is_dir()
            or link
            or not _may_be_a_notebook(path.name)
            or any(is_ignored(p, NOT_OURS) for p in path.parts)
        ):
            continue
        if member.flag_bits & 1:
            raise UnreadableZip("is locked with a password")
        most = min(left, largest)
        with archive.open(member) as file:
            content = file.read(most + 1)  # whatever size the zip says that it has
        if len(content) > most:
            raise UnreadableZip(f"holds notebooks of more than {most / 1e6:g} MB")
        left -= len(content)
        yield Candidate(readable(str(path)), path.name, content)


def _may_be_a_notebook(name: str) -> bool:
    """Whether a file of this name may be a notebook: browsers and students add to `.ipynb`, or take it off."""
    return ".ipynb" in name.lower() or PurePosixPath(name).suffix.lower() in ("", ".json", ".txt")
