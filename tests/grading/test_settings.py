"""Every setting stands once: nbgrader's options and the command line's are made from it, and one assignment may have its own."""

import argparse
from dataclasses import fields

import pytest

from helpers.cli import grade as command
from helpers.grading import grade
from helpers.grading.execution.executor import NotebookRun
from helpers.grading.judge_notebook import SEED_KEY
from helpers.grading.nbgrader_hooks.grade_step import GradeStep
from helpers.grading.settings import Limits, Settings, WrongSettings, options
from tests.support.course import ASSIGNMENT, source_notebook

OWN = {ASSIGNMENT: {"timeout": 7, "memory": 1 << 30}}


def test_nbgraders_options_have_the_names_defaults_and_help_of_the_settings():
    step = GradeStep()
    traits = step.traits(config=True)
    assert {name: getattr(step, name) for name in options()} == {
        **{limit.name: limit.default for limit in fields(Limits)},
        **{name: getattr(Settings(), name) for name in ("seed", "cells", "jobs", "scheduler", "sandbox", "limits_of")},
    }
    assert all(traits[name].help == option.metadata["help"] for name, option in options().items())
    assert Settings.of({name: getattr(step, name) for name in options()}) == Settings()


def test_the_command_line_has_them_too():
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    given = parser.parse_args(["a", "b", "--seed=3", "--timeout=1.5", "--memory=1000", "--sandbox=off"])
    settings = Settings.of({name: getattr(given, name) for name in command.FOR_ONE_FILE})
    assert settings == Settings(seed=3, sandbox="off", limits=Limits(timeout=1.5, memory=1000))
    assert not settings.sandboxed and Settings().sandboxed


def test_an_assignments_own_limits_replace_those_for_all():
    settings = Settings(limits=Limits(timeout=3, budget=9), limits_of=OWN)
    assert settings.limits_for(ASSIGNMENT) == Limits(timeout=7, budget=9, memory=1 << 30)
    assert settings.limits_for("week4_deep_network") == Limits(timeout=3, budget=9)


def test_they_are_what_a_notebook_runs_under(monkeypatch):
    used = []

    def run(notebook, files, limits, *_, **named):
        used.append((limits, named["sandboxed"]))
        return NotebookRun()

    monkeypatch.setattr(grade, "run_without_interference", run)
    graded = grade.grade_notebook(source_notebook(), ASSIGNMENT, Settings(seed=5, sandbox="off", limits_of=OWN), kit={})
    assert used == [(Limits(timeout=7, memory=1 << 30), False)]
    assert graded.notebook.metadata[SEED_KEY] == 5


def test_a_seed_is_drawn_where_none_is_given():
    seeds = {Settings().with_seed()[1] for _ in range(5)}
    assert len(seeds) == 5 and Settings(seed=0).with_seed() == (Settings(seed=0), 0)


@pytest.mark.parametrize(
    "own", [{"tiemout": 3}, {"timeout": 0}, {"timeout": -1}, {"timeout": "3"}, {"disk": True}, {"budget": None}]
)
def test_limits_that_make_no_sense_are_refused(own):
    with pytest.raises(WrongSettings, match=ASSIGNMENT):
        Settings(limits_of={ASSIGNMENT: own})
