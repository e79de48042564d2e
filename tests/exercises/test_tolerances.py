"""docs/tolerances.md: tolerances lie between what right functions give and what wrong ones give."""

import re
from pathlib import Path

import pytest

from helpers.exercises import ASSIGNMENTS
from tests.support.course import ROOT
from tests.support.tolerances import rows

PAGE = Path(ROOT) / "docs/tolerances.md"
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (\S+) \| (\S+) \| (\S+) \|$", re.MULTILINE)
TABLE = [(name, part, *map(float, numbers)) for name, part, *numbers in ROW.findall(PAGE.read_text(encoding="utf-8"))]


def test_every_component_of_every_exercise_stands_in_the_table():
    listed = {(name, part) for name, part, *_ in TABLE}
    for exercises in ASSIGNMENTS.values():
        for name, exercise in exercises.items():
            random = {"W", "W1", "W2"} if name.startswith("initialize_parameters") else set()
            missing = {part for part in exercise.shares if (name, part) not in listed} - random
            assert not missing, (
                f"{name}: {missing} is not in {PAGE.name}: `python -m tests.support.tolerances` prints it."
            )


def test_each_tolerance_separates_right_from_wrong_with_room_on_both_sides():
    assert TABLE
    for name, part, right, tolerance, wrong in TABLE:
        assert 1.5 * right <= tolerance <= wrong / 1.5, f"{name}, {part}"


@pytest.mark.parametrize(
    ("assignment", "name"), [("week2_logistic_regression", "propagate"), ("week4_deep_network", "compute_cost")]
)
def test_the_table_is_what_its_command_prints(assignment, name):
    page = {part: numbers for one, part, *numbers in TABLE if one == name}
    for part, right, tolerance, wrong in rows(assignment, name, range(2)):
        assert page[part][1] == tolerance
        assert right <= 2 * page[part][0] + 1e-12, (
            f"{name}, {part}: a right function is farther away than the page says"
        )
        assert wrong >= page[part][2] / 2, f"{name}, {part}: a wrong function is nearer than the page says"
