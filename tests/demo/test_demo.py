"""The demonstration: every made-up student ends with the points of their story."""

import re
import subprocess
import sys

import pytest

from helpers.demo.students import CLASSES
from tests.support.course import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "demo"
    command = [sys.executable, "-m", "helpers", "demo", "--folder", str(folder)]
    done = subprocess.run(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == 0, done.stdout
    return folder, done.stdout


def totals(text):
    return re.findall(r"^(\w+) .*?(\d+\.\d\d)  (?=[a-z])", text, re.MULTILINE)


def test_the_table_shows_every_student_with_a_story(demo):
    _, text = demo
    rows = totals(text)
    assert [name for name, _ in rows] == [student.name for students in CLASSES.values() for student in students]
    assert all(student.story in text for students in CLASSES.values() for student in students)


def test_the_solution_earns_100_and_the_untouched_release_nothing(demo):
    rows = totals(demo[1])
    assert [points for name, points in rows if name == "ada"] == ["100.00"] * len(CLASSES)
    assert [points for name, points in rows if name == "bela"] == ["0.00"] * len(CLASSES)


def test_everybody_else_is_in_between(demo):
    others = [float(points) for name, points in totals(demo[1]) if name not in ("ada", "bela")]
    assert all(0 < points < 100 for points in others)


def test_the_files_it_speaks_of_are_there(demo):
    folder, text = demo
    paths = re.findall(rf"{folder}/\S+", text)
    assert len(paths) >= 4
    assert all((folder / path[len(str(folder)) + 1 :]).exists() for path in paths)
