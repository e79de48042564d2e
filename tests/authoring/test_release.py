"""release/: git holds what people wrote, the rest is built, and a build is the same every time."""

import csv
import os
import re
import shutil
import subprocess
import sys

import pytest

from helpers.authoring.release import ReleaseFailed, assignments_of, make_release, release_assignment, release_lectures
from helpers.exercises import ASSIGNMENTS
from tests.support.commands import run
from tests.support.course import ASSIGNMENT, ROOT, SOLUTIONS, Course, empty_gradebook
from tests.support.released import contents


def course_of(folder, *assignments):
    """A course folder with the sources of some assignments, and the lectures."""
    for name in assignments:
        shutil.copytree(ROOT / "source" / name, folder / "source" / name)
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    (folder / "gradebook.db").write_bytes(empty_gradebook())
    return folder


def people_wrote(files):
    """What git keeps of a release folder; running its notebooks leaves other things there."""
    return {name: content for name, content in files.items() if re.fullmatch(r"[^/]+\.ipynb|worksheets/.*", name)}


def differences(one, other):
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.mark.slow
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_committed_release_is_what_nbgrader_generates_twice(assignment, tmp_path, release):
    first, second = (
        contents(release_assignment(course_of(tmp_path / run, assignment), assignment)) for run in ("first", "second")
    )
    assert differences(first, second) == []
    assert differences(people_wrote(first), people_wrote(contents(ROOT / "release" / assignment))) == [], (
        "run `make release`"
    )
    assert differences(first, contents(release / assignment)) == []  # what the other tests look at


def test_the_committed_lectures_are_what_make_release_writes_twice(tmp_path, release):
    course = course_of(tmp_path)
    left_over = course / "release" / "lectures" / "8_renamed.ipynb"
    left_over.parent.mkdir(parents=True)
    left_over.write_text("")
    first, second = contents(release_lectures(course)), contents(release_lectures(course))
    assert differences(first, second) == []
    assert differences(people_wrote(first), people_wrote(contents(ROOT / "release" / "lectures"))) == [], (
        "run `make release`"
    )
    assert differences(first, contents(release / "lectures")) == []
    assert len([name for name in first if name.endswith(".ipynb")]) == 7


def test_lectures_without_notebooks_are_one_sentence(tmp_path):
    with pytest.raises(ReleaseFailed, match="run this in the course's folder"):
        release_lectures(tmp_path)


@pytest.mark.slow
def test_an_unsound_assignment_makes_no_release_and_says_why(tmp_path):
    course = course_of(tmp_path, ASSIGNMENT)
    path = course / "source" / ASSIGNMENT / "numpy_basics.ipynb"
    path.write_text(re.sub(r"np\.abs", "np.sqrt", path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ReleaseFailed, match=f"There is no release of {ASSIGNMENT}: nbgrader says above why") as stop:
        make_release(course)
    assert "cell test_L1: the solution fails its visible cases" in str(stop.value)


def test_git_holds_notebooks_worksheets_and_two_readmes():
    if not (ROOT / ".git").exists():
        pytest.skip("this copy of the course is no git checkout")
    command = ["git", "ls-files", "release", "autograded"]
    tracked = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True).stdout.split()
    others = {path for path in tracked if not path.endswith((".ipynb", "worksheets/visible.json"))}
    assert others == {"release/README.md", "autograded/README.md"}
    assert assignments_of(ROOT) == sorted(ASSIGNMENTS)
    built = [f"release/{name}/{part}/x" for name in ASSIGNMENTS for part in ("helpers", "datasets")]
    built += ["autograded/farid/week2_logistic_regression/report.ipynb", "dist/lectures.zip"]
    ignored = subprocess.run(["git", "check-ignore", *built], cwd=ROOT, text=True, capture_output=True).stdout.split()
    assert ignored == built


@pytest.mark.slow
def test_nbgrader_does_not_take_a_readme_for_a_student_or_an_assignment(tmp_path):
    course = Course(tmp_path / "course")
    for name in ("release", "autograded"):
        (course.folder / name).mkdir()
        shutil.copy(ROOT / name / "README.md", course.folder / name)
    course.release()
    course.hand_in("farid", SOLUTIONS)
    said = course.nbgrader("autograde", ASSIGNMENT).stdout + course.nbgrader("generate_feedback", ASSIGNMENT).stdout
    assert "README" not in said and "Failed" not in said and "ERROR" not in said
    listing = (
        "from nbgrader.apps import NbGraderAPI; from nbgrader.coursedir import CourseDirectory; import os, sys\n"
        "api = NbGraderAPI(CourseDirectory(root=os.getcwd()))\n"
        "print([a['name'] for a in api.get_assignments()], [s['student'] for s in api.get_submissions(sys.argv[1])])\n"
    )
    command = [sys.executable, "-c", listing, ASSIGNMENT]
    shown = subprocess.run(
        command, cwd=course.folder, text=True, capture_output=True, env=os.environ, check=True
    ).stdout
    assert shown.split("\n")[0] == f"['{ASSIGNMENT}'] ['farid']"  # Formgrader's lists
    done = run("helpers", "report", ASSIGNMENT, "--csv", "report.csv", folder=course.folder)
    assert done.returncode == 0, done.stderr
    with (course.folder / "report.csv").open(encoding="utf-8-sig") as table:
        assert {row["student_id"] for row in csv.DictReader(table)} == {"farid"}
