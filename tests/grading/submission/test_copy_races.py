"""Whoever hands in may change the folder while it is copied: what they exchange, grow or take away gains nothing."""

import os
import shutil
import threading

import pytest

from helpers.grading.submission import files, safe_copy
from helpers.grading.submission.files import Unusable, read_file, remove
from helpers.grading.submission.safe_copy import CannotCopy, copy_submission
from tests.support.copied_submission import SECRET, SIZES, copied


@pytest.mark.parametrize("name", ["mine.txt", "below"])
def test_a_link_that_takes_a_names_place_after_it_was_looked_at_is_not_followed(folder, name, monkeypatch):
    """As one would do it who watches the grader: a name is exchanged right before it is opened."""
    (folder / "mine.txt").write_text("mine")
    (folder / "below").mkdir()
    (folder / "below" / "inside.txt").write_text("mine")
    opened = os.open

    def exchanged(path, *arguments, **options):
        if path == name and not (folder / name).is_symlink():
            remove(folder / name)
            (folder / name).symlink_to(folder.parent / "secret" / ("inside.txt" if name == "mine.txt" else ""))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "open", exchanged)
    there, left_out = copied(folder)
    assert SECRET.encode() not in there.values()
    assert left_out[name].startswith("cannot be read")


def test_a_pipe_that_takes_a_files_place_after_it_was_looked_at_is_not_waited_for(folder, monkeypatch):
    (folder / "a.txt").write_text("mine")
    opened = os.open

    def exchanged(path, *arguments, **options):
        if path == "a.txt":
            (folder / path).unlink()
            os.mkfifo(folder / path)
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "open", exchanged)
    assert copied(folder) == ({}, {"a.txt": "is no ordinary file, but a pipe, a socket or a device"})


def test_a_folder_that_is_moved_away_while_it_is_copied_leads_nowhere_else(folder, monkeypatch):
    """Its place is taken by a link: what is listed and opened is still the folder that was opened first."""
    (folder / "below").mkdir()
    (folder / "below" / "inside.txt").write_text("mine")
    scan = os.scandir

    def moved(opened):
        if isinstance(opened, int) and os.fstat(opened).st_ino == (folder / "below").stat().st_ino:
            (folder / "below").rename(folder.parent / "away")
            (folder / "below").symlink_to(folder.parent / "secret")
        return scan(opened)

    monkeypatch.setattr(os, "scandir", moved)
    assert copied(folder)[0] == {"below/inside.txt": b"mine"}


def test_a_file_that_grows_while_it_is_copied_is_left_out(folder, monkeypatch):
    (folder / "log.txt").write_bytes(b"x" * 100)
    read = os.read

    def growing(opened, count):
        with (folder / "log.txt").open("ab") as file:
            file.write(b"x" * 3_000)
        return read(opened, min(count, 1_000))

    monkeypatch.setattr(os, "read", growing)
    assert copied(folder) == ({}, {"log.txt": "is larger than 10000 bytes"})


def test_a_file_that_is_taken_away_is_as_if_it_was_never_there(folder, monkeypatch):
    (folder / "a.txt").touch()
    (folder / "b.txt").touch()
    opened = os.open

    def gone(path, *arguments, **options):
        if path == "a.txt":
            (folder / path).unlink()
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "open", gone)
    assert copied(folder) == ({"b.txt": b""}, {})


def test_files_that_grow_together_are_bounded_too(folder, monkeypatch):
    (folder / "a.txt").write_bytes(b"x" * 10)
    monkeypatch.setattr(safe_copy, "MOST_BYTES", 50)
    monkeypatch.setattr(os, "read", lambda opened, count: b"x" * 20)
    with pytest.raises(CannotCopy, match="holds more than"):
        copy_submission(folder, folder.with_name("copy"), SIZES)


def test_a_file_that_grows_while_it_is_read_is_not_read_whole(tmp_path, monkeypatch):
    path = tmp_path / "small.ipynb"
    path.write_bytes(b"x" * 50)
    monkeypatch.setattr(files, "_require_ordinary", lambda status, largest: None)  # as if it were small when looked at
    with pytest.raises(Unusable, match="is larger than"):
        read_file(path, 10)


def test_a_link_that_comes_and_goes_is_never_followed(folder):
    """A thread exchanges a file for a link and back, as fast as it can, while copies are made."""
    ended = threading.Event()

    def exchange():
        while not ended.is_set():
            (folder / "new").symlink_to(folder.parent / "secret" / "inside.txt")
            os.replace(folder / "new", folder / "a.txt")
            (folder / "new").write_text("mine")
            os.replace(folder / "new", folder / "a.txt")

    thread = threading.Thread(target=exchange)
    thread.start()
    try:
        for _ in range(100):
            assert SECRET.encode() not in copied(folder)[0].values()
            shutil.rmtree(folder.with_name("copy"))
    finally:
        ended.set()
        thread.join()
