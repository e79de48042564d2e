"""A submission is copied before it is read: no link is followed, nothing is waited for, and everything is bounded."""

import os

import pytest

from helpers.grading.submission import safe_copy
from helpers.grading.submission.files import TIMESTAMP
from helpers.grading.submission.safe_copy import CannotCopy, copy_submission
from tests.support.copied_submission import SIZES, copied

NOBODY = 65534


def test_what_lies_in_folders_is_copied_and_what_is_ignored_is_not(folder):
    (folder / "deep" / "in").mkdir(parents=True)
    (folder / "deep" / "in" / "a.txt").write_text("a")
    (folder / "helpers").mkdir()
    (folder / "helpers" / "mine.py").touch()
    (folder / "deep" / "helpers").touch()
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").touch()
    there, left_out = copied(folder, ignored=["__pycache__"], left_out=["helpers"])
    assert there == {"deep/in/a.txt": b"a", "deep/helpers": b""} and not left_out


def test_neither_a_link_to_a_file_nor_one_to_a_folder_is_followed(folder):
    (folder / "file").symlink_to(folder.parent / "secret" / "inside.txt")
    (folder / "folder").symlink_to(folder.parent / "secret")
    (folder / "itself").symlink_to("itself")
    (folder / "up").symlink_to("..")
    there, left_out = copied(folder)
    assert there == {}
    assert left_out == dict.fromkeys(("file", "folder", "itself", "up"), "is a link, which is not followed")


def test_a_hole_in_a_file_is_not_read(folder):
    for name, size in (("small.ipynb", 1 << 30), ("small.IPYNB.txt", 1 << 30), ("data.h5", 10**12), (TIMESTAMP, 2_000)):
        with (folder / name).open("wb") as file:
            file.truncate(size)
    assert copied(folder)[1] == {
        "small.ipynb": "is larger than 2000 bytes",
        "small.IPYNB.txt": "is larger than 2000 bytes",
        "data.h5": "is larger than 10000 bytes",
        TIMESTAMP: "is larger than 1000 bytes",
    }


def test_a_second_name_of_somebody_elses_file_is_no_file_of_the_submission(folder):
    """As where the system lets students make hard links to what they may not read."""
    (folder / "mine.txt").write_text("mine")
    os.link(folder / "mine.txt", folder / "again.txt")
    os.link(folder.parent / "secret" / "inside.txt", folder / "hard.txt")
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    for path in (folder, folder / "mine.txt"):
        os.chown(path, NOBODY, NOBODY)
    there, left_out = copied(folder)
    assert there == {"mine.txt": b"mine", "again.txt": b"mine"}
    assert left_out == {"hard.txt": "is a second name of somebody else's file"}


@pytest.mark.parametrize(
    ("limit", "make", "reason"),
    [
        ("MOST_ENTRIES", lambda f: [(f / str(n)).touch() for n in range(6)], "holds more than 5 files"),
        ("MOST_ENTRIES", lambda f: [os.makedirs(f / str(n) / "in") for n in range(4)], "holds more than 5 files"),
        ("DEEPEST", lambda f: f.joinpath(*"abcdefg").mkdir(parents=True), "more than 5 deep in each other"),
        ("MOST_BYTES", lambda f: [(f / str(n)).write_bytes(b"xxx") for n in range(2)], "holds more than 5e-06 MB"),
    ],
)
def test_of_more_than_anybody_hands_in_nothing_is_used(folder, limit, make, reason, monkeypatch):
    make(folder)
    copied(folder)
    monkeypatch.setattr(safe_copy, limit, 5)
    with pytest.raises(CannotCopy, match=reason):
        copy_submission(folder, folder.with_name("another"), SIZES)


@pytest.mark.parametrize(
    "make", [lambda f: f.symlink_to("secret"), lambda f: f.write_text("x"), lambda f: os.mkfifo(f)]
)
def test_a_submission_that_is_no_folder_is_refused(folder, make):
    folder.rmdir()
    make(folder)
    with pytest.raises(CannotCopy, match="is a link|cannot be read"):
        copy_submission(folder, folder.with_name("copy"), SIZES)


def test_odd_names_are_copied_or_left_out_one_by_one(folder):
    os.mkdir(os.fsencode(folder) + b"/\xff\xfe")
    for name in (b"\xff\xfe/a\x80.txt", b"-rf", b"*", "王 小明.txt".encode(), b"a\nb", b"\x1b[31mred", b"n" * 255):
        (folder / os.fsdecode(name)).touch()
    deep = folder.joinpath(*["d" * 250] * 4)
    deep.mkdir(parents=True)
    (deep / "far.txt").touch()
    there, left_out = copied(folder)
    assert set(map(os.fsencode, there)) == {b"\xff\xfe/a\x80.txt", b"-rf", b"*", "王 小明.txt".encode(), b"n" * 255}
    assert set(left_out.values()) == {"has a name that nobody can type", "has too long a path"}
    assert {name for name, why in left_out.items() if "type" in why} == {"a\nb", "\x1b[31mred"}


def test_modes_do_not_travel(folder):
    (folder / "run.sh").touch()
    (folder / "run.sh").chmod(0o6777)
    (folder / "below").mkdir(mode=0o777)
    copied(folder)
    assert (folder.with_name("copy") / "run.sh").stat().st_mode & 0o7111 == 0
    assert (folder.with_name("copy") / "below").stat().st_mode & 0o777 == 0o700


def test_nothing_changes_in_the_submission_and_no_descriptor_stays_open(folder):
    (folder / "a.txt").write_text("a")
    (folder / "below").mkdir()
    os.mkfifo(folder / "below" / "pipe")
    before = {path: (path.lstat().st_mtime_ns, path.lstat().st_mode) for path in (folder, *folder.rglob("*"))}
    opened = len(os.listdir("/proc/self/fd"))
    copied(folder)
    assert {path: (path.lstat().st_mtime_ns, path.lstat().st_mode) for path in before} == before
    assert set(before) == {folder, *folder.rglob("*")}
    assert len(os.listdir("/proc/self/fd")) == opened


def test_a_disk_that_is_full_is_not_the_students_fault(folder, monkeypatch):
    (folder / "a.txt").write_text("a")

    def full(self, *arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(safe_copy._Copy, "_content", full)
    with pytest.raises(OSError, match="No space left"):
        copy_submission(folder, folder.with_name("copy"), SIZES)
