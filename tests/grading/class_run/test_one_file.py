"""No file of one submission stops the others: every kind of file in every place, in one run, between two honest students."""

import os

import nbformat
import pytest

from tests.support.course import ASSIGNMENT, SOLUTIONS, Course, fill_in, source_notebook

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("one_file")]

SMALL = {name: SOLUTIONS[name] for name in ("sigmoid", "L1", "propagate")}
OTHER = {"L2": SOLUTIONS["L2"]}
FULL = dict.fromkeys(SOLUTIONS, 10)
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
    "huge": "timestamp.txt is larger than 0.001 MB",
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
        ("notebook", "small.ipynb", dict.fromkeys(SMALL, 0), NOTEBOOK),
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
        FULL if AS_ROOT else FULL | dict.fromkeys(SMALL, 0),
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


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The class, graded by one command, and then once more without anything new."""
    course = Course(
        tmp_path_factory.mktemp("one_file") / "course",
        {"small": source_notebook(SMALL), "other": source_notebook(OTHER)},
    )
    (course.folder / "source" / ASSIGNMENT / "course.txt").write_text("hello")
    course.release()
    for student, (name, make, _, _) in CLASS.items():
        work = course.hand_in(student, SMALL)
        nbformat.write(fill_in(nbformat.read(work / "other.ipynb", as_version=4), OTHER), work / "other.ipynb")
        if student != "timestamp_missing":
            (work / "timestamp.txt").write_text("2026-11-25 17:30:00 UTC")
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if make is not closed:
            path.unlink(missing_ok=True)
        make(path)
    course.before = listing(course.folder / "submitted")
    course.done = course.nbgrader("autograde", ASSIGNMENT, check=False)
    course.again = course.nbgrader("autograde", ASSIGNMENT, check=False)
    course.pages = [course.nbgrader("generate_feedback", ASSIGNMENT, check=False) for _ in range(2)]
    return course


def listing(folder):
    """Whatever lies below a folder, and how it is."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        found[path] = status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns
    return found


def test_the_run_ends_well(course):
    assert course.done.returncode == 0 and "Traceback" not in course.done.stdout, course.done.stdout[-3000:]


@pytest.mark.parametrize("student", CLASS)
def test_everybody_has_the_marks_of_what_could_be_read(course, student):
    assert course.grades()[student] == CLASS[student][2]


@pytest.mark.parametrize("student", CLASS)
def test_one_sentence_says_what_was_done(course, student):
    said = [line for line in course.done.stdout.splitlines() if "WARNING" in line and f"/{student}/" in line]
    expected = CLASS[student][3]
    if expected != "No submitted file":  # nbgrader's, also where a link points nowhere
        said = [line for line in said if "No submitted file" not in line]
    assert (len(said) == 1 and expected in said[0]) if expected else not said, said


def test_nothing_that_was_handed_in_is_changed(course):
    assert listing(course.folder / "submitted") == course.before


def test_the_same_command_again_grades_nothing_anew(course):
    assert course.again.returncode == 0, course.again.stdout[-3000:]
    assert course.again.stdout.count("Skipping existing assignment") == len(CLASS)


def test_feedback_is_made_for_everybody_and_may_be_asked_for_twice(course):
    for done in course.pages:
        assert done.returncode == 0 and "Traceback" not in done.stdout, done.stdout[-3000:]
    assert all("small" in course.feedback(student, "small") for student in CLASS if student != "notebook_missing")


def test_what_can_be_used_lies_beside_the_graded_notebook(course):
    graded = course.folder / "autograded"
    assert (graded / "zoe" / ASSIGNMENT / "extra.txt").read_text() == "hello"
    assert (graded / "extra_folder" / ASSIGNMENT / "extra.txt" / "inside.txt").read_text() == "hello"
    assert (graded / "aaron" / ASSIGNMENT / "timestamp.txt").exists()
    for kind in (*TIMESTAMP, *WORDS):
        assert not os.path.lexists(graded / f"timestamp_{kind}" / ASSIGNMENT / "timestamp.txt")
    for student in CLASS:
        assert (graded / student / ASSIGNMENT / "course.txt").read_text() == "hello"
