"""`make compat`: which set-ups it tries, what it installs for each, and that a student's trouble is a fault in its table."""

from dataclasses import replace

import pytest

from compat.__main__ import CHECKS, environment, faults, packages_of, row
from compat.setups import NO_SLIDERS, REFUSED, SETUPS, Setup
from helpers.setup.versions import OLDEST

REQUIRED = {"numpy==2.4.6": "numpy", "tqdm==4.70.1": "tqdm", "jupyterlab==4.6.6": "jupyterlab"}
GOOD = {
    "versions": {"python": "3.11.7"},
    "first_cell": "",
    "refused": False,
    "checks": CHECKS,
    "figures": 14,
    "report_figures": 3,
    "page_figures": 3,
    "lecture_figures": 10,
    "sliders": 2,
    "export": "",
    "lecture": "",
    "lacking": [0, 0, 0],
}


def test_the_oldest_versions_that_the_first_cell_takes_are_tried():
    oldest = next(setup for setup in SETUPS if setup.name == "oldest of everything")
    assert {name: oldest.versions[name] for name in OLDEST} == {name: f"=={OLDEST[name]}" for name in OLDEST}
    assert {setup.python for setup in SETUPS} == {"oldest", "newest", "too old"}
    assert {"sliders", NO_SLIDERS, REFUSED} == {setup.ends for setup in SETUPS}


def test_what_is_installed_is_what_the_bundle_pins_but_for_what_a_set_up_changes():
    assert packages_of(Setup("pinned"), REQUIRED) == ["numpy==2.4.6", "tqdm==4.70.1"]
    assert packages_of(Setup("newest", pinned=False), REQUIRED) == ["numpy", "tqdm"]
    assert packages_of(Setup("without", without=("tqdm",)), REQUIRED) == ["numpy==2.4.6"]
    assert packages_of(Setup("older", versions={"numpy": "==2.0"}), REQUIRED) == ["tqdm==4.70.1", "numpy==2.0"]


def test_nothing_leads_a_student_out_of_the_environment(monkeypatch):
    for name in ("PYTHONPATH", "MPLBACKEND", "JUPYTER_PATH", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "elsewhere")
    assert "elsewhere" not in environment().values()


TROUBLES = {
    "an error": {"error": "lecture: ZeroDivisionError"},
    "a check that fails": {"checks": CHECKS - 1},
    "a figure that is not shown": {"lacking": [0, 1, 0]},
    "a page with fewer figures": {"page_figures": 1},
    "no page": {"page_figures": 0, "export": "Traceback"},
    "no sliders": {"sliders": 0},
    "a warning of the first cell": {"first_cell": "random.py hides the module `random`"},
    "refused": {"refused": True, "first_cell": "numpy 1.26.4 is too old"},
    "no environment": {"broken": "No matching distribution found"},
}


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
def test_a_students_trouble_is_a_fault(trouble):
    setup, said = Setup("pinned"), GOOD | trouble
    assert faults(setup, GOOD) == [] and faults(setup, said)
    assert "**FAIL**" in row(setup, said, faults(setup, said))
    assert row(setup, GOOD, []).endswith("| pass |")


def test_a_refusal_is_right_where_it_is_the_one_sentence():
    setup = Setup("old", ends=REFUSED, says="numpy 1.26.4 is too old")
    said = {"versions": {}, "refused": True, "first_cell": "UsageError: numpy 1.26.4 is too old for this course"}
    assert faults(setup, said) == []
    assert faults(setup, GOOD) and faults(setup, said | {"first_cell": "Traceback:\nnumpy 1.26.4 is too old"})
    assert faults(replace(setup, says="tqdm"), said)
