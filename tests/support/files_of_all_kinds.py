"""Every kind of file in every place of a submission, with the points that it leaves, and what the log says."""

import os

from tests.support.small_weeks import FULL_MARKS, SOLUTIONS, WEEK3

FULL = FULL_MARKS[WEEK3]
NOTHING_IN_SMALL = {("small", name): 0 for name in SOLUTIONS[WEEK3]["small"]}
HUGE = 10**11  # bytes, all of them a hole in the file
AS_ROOT = os.geteuid() == 0


def folder(path):
    path.mkdir()
    (path / "inside.txt").write_text("hello")


def huge(path):
    with path.open("wb") as file:
        file.truncate(HUGE)


def closed(path):
    path.touch()
    path.chmod(0)


def written(content):
    return lambda path: path.write_bytes(content)


# kind -> how it is made in the place of a file that is not there any more
KINDS = {
    "missing": lambda path: None,
    "empty": lambda path: path.touch(),
    "binary": written(b"\x89PNG\r\n\x1a\n\xff\xfe\x00"),
    "folder": folder,
    "pipe": os.mkfifo,
    "broken_link": lambda path: path.symlink_to("gone"),
    "endless_link": lambda path: path.symlink_to("/dev/zero"),
    "circle": lambda path: path.symlink_to(path.name),
    "huge": huge,
}
NOTEBOOK = {
    "missing": "No submitted file",
    "empty": "(the file is empty)",
    "binary": "could not be read as a notebook",
    "folder": "(it is a folder)",
    "pipe": "(it is no ordinary file, but a pipe, a socket or a device)",
    "broken_link": "(it is a link, which is not followed)",
    "endless_link": "(it is a link, which is not followed)",
    "circle": "(it is a link, which is not followed)",
    "huge": "(it is larger than 64 MB)",
}
TIMESTAMP = {
    "empty": "timestamp.txt is empty: the submission is graded as handed in without a time",
    "folder": "timestamp.txt is a folder: the submission is graded as handed in without a time",
    "binary": "timestamp.txt is not a text in UTF-8: the submission is graded as handed in without a time",
    "pipe": "timestamp.txt is no ordinary file",
    "broken_link": "timestamp.txt is a link, which is not followed: the submission is graded as handed in without a time",
    "endless_link": "timestamp.txt is a link, which is not followed",
    "circle": "timestamp.txt is a link, which is not followed",
    "huge": "timestamp.txt is larger than 1000 bytes",
}
EXTRA = {
    "pipe": "extra.txt is no ordinary file, but a pipe, a socket or a device: the submission is graded without it",
    "broken_link": "extra.txt is a link, which is not followed: the submission is graded without it",
    "endless_link": "extra.txt is a link, which is not followed: the submission is graded without it",
    "circle": "extra.txt is a link, which is not followed",
    "huge": "extra.txt is larger than 100 MB: the submission is graded without it",
}
OF_THE_COURSE = {
    "folder": "inside.txt is in the way of what the course itself has there: the submission is graded without it",
} | dict.fromkeys(EXTRA, "the submission is graded with the course's own file of this name")
WORDS = {
    "yesterday": b"yesterday, sorry",
    "unknown_form": b"25/26/2026 at noon",
    "utf_16": "2026-11-25 17:30:00 UTC".encode("utf-16"),
    "no_such_year": b"99999999-01-01 00:00:00 UTC",
}


# student -> (the file, how it is made, points, what the log says)
CLASS = {
    f"{place}_{kind}": (name, make, FULL | lost, told.get(kind, ""))
    for place, name, lost, told in (
        ("notebook", "small.ipynb", NOTHING_IN_SMALL, NOTEBOOK),
        ("timestamp", "timestamp.txt", {}, TIMESTAMP),
        ("extra", "extra.txt", {}, EXTRA),
        ("course", "course.txt", {}, OF_THE_COURSE),  # the course has such a file as well
    )
    for kind, make in KINDS.items()
} | {
    f"timestamp_{kind}": ("timestamp.txt", written(content), FULL, "graded as handed in without a time")
    for kind, content in WORDS.items()
}
CLASS |= {
    "aaron": ("timestamp.txt", written(b"2026-11-25 17:30:00 UTC"), FULL, ""),
    "zoe": ("extra.txt", written(b"hello"), FULL, ""),
    "notebook_closed": (
        "small.ipynb",
        closed,
        FULL if AS_ROOT else FULL | NOTHING_IN_SMALL,
        "" if AS_ROOT else "cannot be read",
    ),
    "timestamp_closed": ("timestamp.txt", closed, FULL, "" if AS_ROOT else "timestamp.txt cannot be read"),
    "extra_closed": ("extra.txt", closed, FULL, "" if AS_ROOT else "extra.txt cannot be read"),
    "deep_folders": (
        "deep/extra.txt",
        lambda path: path.parent.joinpath(*["d"] * 40).mkdir(parents=True),
        dict.fromkeys(FULL, 0),
        "could not be used, since it holds folders that lie more than 30 deep in each other",
    ),
    "deep_pipe": ("deep/in/extra.txt", os.mkfifo, FULL, "extra.txt is no ordinary file"),
}
