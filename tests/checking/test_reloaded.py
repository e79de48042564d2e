"""`check` in a kernel whose kit was replaced or reloaded: an open hole is still told as one."""

import importlib
import sys

import numpy as np
import pytest

import helpers.assessment.case_runner
import helpers.checking
from helpers.grading.student_kit import worksheets_of, write_bundle

HOLE = "def sigmoid(z):\n    raise NotDoneYet()"
OPEN = "`sigmoid` is not done yet: replace `raise NotDoneYet()` in its cell by your code, and run that cell."


@pytest.fixture(autouse=True)
def modules_as_before(monkeypatch):
    """Put back afterwards what other tests have imported."""
    before = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "helpers"}
    inside = {name: dict(vars(module)) for name, module in before.items()}
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] == "helpers"]:
        del sys.modules[name]
    sys.modules.update(before)
    for name, module in before.items():
        vars(module).clear()
        vars(module).update(inside[name])


def reload_all():
    for name in sorted(name for name in sys.modules if name.startswith("helpers.assessment.")):
        importlib.reload(sys.modules[name])
    importlib.reload(helpers.checking)


def reload_one():
    importlib.reload(helpers.assessment.case_runner)
    importlib.reload(helpers.checking)


def import_anew():
    for name in [name for name in sys.modules if name.startswith(("helpers.assessment", "helpers.checking"))]:
        del sys.modules[name]


def replace_by_a_kit_that_has_it_elsewhere():
    import_anew()
    importlib.import_module("helpers.checking").NotDoneYet.__module__ = "helpers.checking.holes"


WAYS = [reload_all, reload_one, import_anew, replace_by_a_kit_that_has_it_elsewhere]


@pytest.mark.parametrize("happens", WAYS, ids=lambda way: way.__name__)
def test_an_open_hole_of_before_is_an_open_hole(happens, tmp_path, monkeypatch):
    write_bundle(tmp_path, worksheets_of("week2_logistic_regression"))
    scope = {"np": np, "NotDoneYet": helpers.checking.NotDoneYet}
    exec(HOLE, scope)
    happens()
    checking = importlib.import_module("helpers.checking")
    monkeypatch.setattr(checking, "notebook_folder", lambda: tmp_path)
    assert checking.NotDoneYet is not scope["NotDoneYet"]
    with pytest.raises(NotImplementedError) as failure:
        checking.check(scope["sigmoid"])
    assert str(failure.value) == OPEN


OTHERS = {
    "an error of that name that is none": "class NotDoneYet(Exception): pass\n",
    "Python's own": "NotDoneYet = NotImplementedError\n",
}


@pytest.mark.parametrize("definition", OTHERS.values(), ids=OTHERS)
def test_an_error_of_the_students_is_told_as_theirs(definition, tmp_path, monkeypatch):
    write_bundle(tmp_path, worksheets_of("week2_logistic_regression"))
    scope = {"np": np}
    exec(definition + HOLE, scope)
    monkeypatch.setattr(helpers.checking, "notebook_folder", lambda: tmp_path)
    with pytest.raises(helpers.checking.CheckFailed, match="raised Not"):
        helpers.checking.check(scope["sigmoid"])
