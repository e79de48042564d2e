"""Wrong functions that no known mistake describes, and the solutions that they are changes of."""

import functools

import nbformat

from helpers.authoring.mutants import solutions
from helpers.exercises import ASSIGNMENTS
from helpers.grading.nbgrader_hooks.check_release import run_solution
from tests.support import (
    right_variants_changes,
    wrong_functions_logistic,
    wrong_functions_models,
    wrong_functions_week2,
    wrong_functions_week3,
    wrong_functions_week4,
)

TABLES = (
    wrong_functions_week2.WRONG,
    wrong_functions_logistic.WRONG,
    wrong_functions_week3.WRONG,
    wrong_functions_week4.WRONG,
    wrong_functions_models.WRONG,
)


@functools.cache
def solution(assignment, name):
    """The source of a solution, and the names of its notebook."""
    for found, source, path in solutions(assignment):
        if found == name:
            last = source  # sigmoid is written in two notebooks of a week
            scope = run_solution(nbformat.read(path, as_version=4), ASSIGNMENTS[assignment])
    return last, scope


def wrong_sources(assignment, name):
    """Label -> source of each wrong function of an exercise."""
    return sources_in(TABLES, assignment, name)


def right_sources(assignment, name):
    """Label -> source of each right change of a solution."""
    return sources_in([right_variants_changes.RIGHT], assignment, name)


def sources_in(tables, assignment, name):
    """Label -> source of each function that a table describes as a change of a solution."""
    right, found = solution(assignment, name)[0], {}
    for table in tables:
        for line in filter(None, table.get((assignment, name), "").splitlines()):
            label, changes = line.split(" | ", 1)
            found[label] = changed(right, changes)
    return found


def changed(source, changes):
    """A source with every change made: `old => new`, several parted by `;;`."""
    for change in changes.split(" ;; "):
        old, new = (part.replace("~", "\n") for part in change.split(" => ", 1))
        if old not in source:
            raise ValueError(f"{old!r} is not in\n{source}")
        source = source.replace(old, new)
    return source


def function_from(assignment, name, source):
    """The function that a source defines, among the right functions of its notebook."""
    scope = dict(solution(assignment, name)[1])
    exec(compile(source, "<wrong>", "exec"), scope)
    return scope[name]
