"""Which files of a submission can be used: each kind of file that a folder can hold, alone, is copied or said to be wrong."""

import os
import socket
import tempfile
from datetime import datetime
from pathlib import Path

import pytest

from helpers.grading.submission.files import (
    TIMESTAMP,
    Unusable,
    files_below,
    in_the_way,
    is_ignored,
    read_file,
    read_timestamp,
)
from helpers.grading.submission.safe_copy import Sizes, copy_submission

NOBODY = 65534


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "submission").mkdir()
    return tmp_path / "submission"


def copied(folder, largest=1_000_000):
    """What a copy of a submission holds, and what was left out, by relative path."""
    to = folder.with_name(f"{folder.name} copied")
    found = copy_submission(folder, to, Sizes(largest, 1_000, largest))
    there = {path.relative_to(to).as_posix() for path in to.rglob("*") if path.is_file()}
    return there, {path.relative_to(to).as_posix(): why for path, why in found.unusable.items()}


def text(path):
    path.write_text("hello")


def loop(path):
    path.with_name("other").symlink_to(path)
    path.symlink_to(path.with_name("other"))


def inside(path):
    path.with_name("other").write_text("hello")
    path.symlink_to("other")


def unix_socket(path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def sparse(path):
    with path.open("wb") as file:
        file.truncate(10**12)


LINK = "is a link, which is not followed"
KINDS = {
    "text": (text, None),
    "empty": (lambda path: path.touch(), None),
    "binary": (lambda path: path.write_bytes(bytes(range(256))), None),
    "link inside": (inside, LINK),
    "folder": (lambda path: path.mkdir(), "is a folder"),
    "link to a folder": (
        lambda path: (path.with_name("other").mkdir(), path.symlink_to("other")),
        LINK,
    ),
    "link out": (lambda path: path.symlink_to("/etc/hostname"), LINK),
    "link without end": (lambda path: path.symlink_to("/dev/zero"), LINK),
    "broken link": (lambda path: path.symlink_to("gone"), LINK),
    "links in a circle": (loop, LINK),
    "pipe": (os.mkfifo, "is no ordinary file, but a pipe, a socket or a device"),
    "socket": (unix_socket, "is no ordinary file, but a pipe, a socket or a device"),
    "huge": (sparse, "is larger than 1 MB"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_used_or_what_is_wrong_with_it_is_said(folder, kind):
    make, problem = KINDS[kind]
    make(folder / "it")
    try:
        read_file(folder / "it", 1_000_000)
        said = None
    except Unusable as error:
        said = str(error)
    assert said == problem
    there, left_out = copied(folder)
    if kind != "folder":  # an empty one holds nothing that would be missed
        assert left_out.get("it") == problem
        assert ("it" in there) == (problem is None)


@pytest.fixture
def as_nobody():
    """Be an ordinary user, from whom files can be kept."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_may_not_be_read_is_named(tmp_path, request):
    for place in (tmp_path, *tmp_path.parents):
        if place != Path(tempfile.gettempdir()) and place.is_relative_to(tempfile.gettempdir()):
            place.chmod(0o755)
    tmp_path.chmod(0o777)
    folder = tmp_path / "submission"
    folder.mkdir()
    folder.joinpath("file").touch()
    folder.joinpath("file").chmod(0)
    folder.joinpath("folder").mkdir(mode=0)
    folder.joinpath("right").touch()
    request.getfixturevalue("as_nobody")
    there, left_out = copied(folder)
    assert there == {"right"}
    assert left_out == dict.fromkeys(("file", "folder"), "cannot be read (Permission denied)")


TIMES = {
    "as nbgrader writes it": (b"2026-11-25 17:30:00.123456 UTC", datetime(2026, 11, 25, 17, 30, 0, 123456)),
    "with a zone": (b"2026-11-25T17:30:00+01:00\n", datetime(2026, 11, 25, 16, 30)),
    "words": (b"yesterday, sorry", "holds no time that can be read, but 'yesterday, sorry'"),
    "unknown form": (b"25/26/2026 at noon", "holds no time that can be read, but '25/26/2026 at noon'"),
    "unheard-of year": (b"99999999-01-01 00:00:00 UTC", "holds no time that can be read, but '99999999-01-01"),
    "past the last year": (b"9999-12-31 23:59:59 -1200", "holds no time that can be read, but '9999-12-31"),
    "unheard-of zone": (b"2026-11-25 17:30:00 99999999999999", "holds no time that can be read, but '2026-11-25"),
    "UTF-16": ("2026-11-25 17:30:00 UTC".encode("utf-16"), "is not a text in UTF-8"),
    "UTF-16 without a mark": ("2026-11-25 17:30:00 UTC".encode("utf-16-le"), datetime(2026, 11, 25, 17, 30)),
    "binary": (b"\x89PNG\r\n\x1a\n\xff\xfe", "is not a text in UTF-8"),
    "empty": (b"", "is empty"),
    "blank": (b" \n", "is empty"),
    "long": (b"1" * 2000, "is larger than 1000 bytes"),
}


@pytest.mark.parametrize("kind", TIMES)
def test_a_timestamp_is_a_time_or_says_what_it_is_instead(folder, kind):
    content, expected = TIMES[kind]
    (folder / TIMESTAMP).write_bytes(content)
    if isinstance(expected, datetime):
        assert read_timestamp(folder) == expected
        assert copied(folder) == ({TIMESTAMP}, {})
        return
    with pytest.raises(Unusable) as error:
        read_timestamp(folder)
    assert str(error.value).startswith(expected)
    assert copied(folder) == (set(), {TIMESTAMP: str(error.value)})


@pytest.mark.parametrize("kind", [kind for kind, (_, problem) in KINDS.items() if problem])
def test_a_timestamp_that_is_no_file_is_none(folder, kind):
    KINDS[kind][0](folder / TIMESTAMP)
    with pytest.raises(Unusable):
        read_timestamp(folder)
    there, left_out = copied(folder)
    assert TIMESTAMP not in there and TIMESTAMP in left_out


def test_without_a_timestamp_there_is_no_time(folder):
    assert read_timestamp(folder) is None


def test_what_is_in_the_way_of_the_courses_own_files_is_found(tmp_path, folder):
    source = tmp_path / "source"
    (source / "pictures").mkdir(parents=True)
    (source / "notes.txt").touch()
    (folder / "notes.txt").mkdir()
    (folder / "notes.txt" / "mine.txt").touch()
    (folder / "pictures").touch()
    (folder / "other.txt").touch()
    found = in_the_way(files_below(folder, []), folder, source)
    assert set(found) == {folder / "notes.txt" / "mine.txt", folder / "pictures"}


def test_names_are_passed_over_as_nbgrader_does_it(folder):
    for name in ("a.ipynb", ".a.ipynb", "a.txt"):
        (folder / name).touch()
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "a.txt").touch()
    assert files_below(folder, ["*.ipynb", "__pycache__"]) == [folder / ".a.ipynb", folder / "a.txt"]
    assert is_ignored(".ipynb_checkpoints", [".ipynb_checkpoints"]) and not is_ignored("a", ["b", "*.a"])
