"""The gradebook on PostgreSQL, by nbgrader's own db_url: the whole cycle on a real server, started here on loopback."""

import csv
import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.support.course import ASSIGNMENT, SOLUTIONS, Course

PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("postgresql"),
    pytest.mark.skipif(
        PROGRAMS is None, reason="no PostgreSQL server is installed (Debian: apt-get install postgresql)"
    ),
]


@pytest.fixture(scope="module")
def server():
    """Start a server in a temporary folder; yields the URL of an empty database."""
    user = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}  # it refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    if user:
        shutil.chown(folder, **user)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(program, *words):
        subprocess.run([PROGRAMS / program, *words], cwd=folder, check=True, stdout=subprocess.DEVNULL, **user)

    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        run("initdb", "-D", str(folder / "data"), "-A", "trust", "--no-sync", "-U", getpass.getuser())
        run("pg_ctl", "-D", str(folder / "data"), "-o", options, "-l", str(folder / "log"), "-w", "start")
        run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", getpass.getuser(), "gradebook")
        yield f"postgresql://{getpass.getuser()}@127.0.0.1:{port}/gradebook"
    finally:
        subprocess.run([PROGRAMS / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], cwd=folder, **user)
        shutil.rmtree(folder)


def points_in(url):
    with Gradebook(url) as gradebook:
        return {
            submission.student.id: {grade.name: grade.score for nb in submission.notebooks for grade in nb.grades}
            for submission in gradebook.assignment_submissions(ASSIGNMENT)
        }


def test_the_whole_cycle(server, tmp_path):
    course = Course(tmp_path / "course")
    (course.folder / "gradebook.db").unlink()
    with (course.folder / "nbgrader_config.py").open("a") as file:
        file.write(f"\nc.CourseDirectory.db_url = {server!r}\n")
    course.release()
    course.hand_in("ada", SOLUTIONS)
    course.hand_in("bob", SOLUTIONS | {"L1": "def L1(yhat, y):\n    return np.sum(y - yhat)"})
    course.hand_in("cyd")
    course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.seed=2")
    course.nbgrader("generate_feedback", ASSIGNMENT)
    course.nbgrader("export", "--to=grades.csv")
    points = points_in(server)
    assert {student: sum(scores.values()) for student, scores in points.items()} == {"ada": 40, "bob": 30, "cyd": 0}
    with (course.folder / "grades.csv").open() as file:
        assert {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)} == {
            "ada": 40,
            "bob": 30,
            "cyd": 0,
        }
    assert "10 of 10 points" in course.feedback("bob")
    assert not (course.folder / "gradebook.db").exists()

    again = course.nbgrader("autograde", ASSIGNMENT).stdout
    assert again.count("Skipping existing assignment") == 3
    course.nbgrader("autograde", ASSIGNMENT, "--force", "--GradeStep.seed=2")
    assert points_in(server) == points
