"""Every mechanical change of a solution is noticed by a hidden case, or explained."""

import ast

import nbformat
import pytest

from helpers.authoring.mutants import EXPLAINED, explained, solutions, survives, survivors_of
from helpers.authoring.mutating import mutants
from helpers.exercises import ASSIGNMENTS
from helpers.grading.nbgrader_hooks.check_release import run_solution

EXERCISES = [(assignment, name) for assignment, exercises in ASSIGNMENTS.items() for name in exercises]


@pytest.mark.slow
@pytest.mark.parametrize(("assignment", "name"), EXERCISES)
def test_every_mutant_is_killed_or_explained(assignment, name):
    result = survivors_of(assignment, name)
    assert result.count >= 4
    alive, known = set(result.survivors), set(explained().get(f"{assignment}/{name}", {}))
    assert not alive - known, (
        f"No hidden case of {name} notices these changes: add one that does to its cases or, where nothing that is asked "
        f"for changes, say why in helpers/authoring/{EXPLAINED.name}."
    )
    assert not known - alive, f"Explained in {EXPLAINED.name}, but noticed by a hidden case now: take them out."


@pytest.mark.slow
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_solutions_themselves_earn_full_marks(assignment):
    for name, source, path in solutions(assignment):
        assert survives(
            assignment, name, source, run_solution(nbformat.read(path, as_version=4), ASSIGNMENTS[assignment])
        ), name


def test_explanations_are_of_exercises_that_there_are():
    assert set(explained()) <= {f"{assignment}/{name}" for assignment, name in EXERCISES}
    assert all(why for changes in explained().values() for why in changes.values())


FUNCTION = """
def f(A, m):
    if m > 1:
        s = np.sum(A @ A.T, axis=1, keepdims=True) / m
    else:
        s = -A
    return s, m
"""


@pytest.mark.parametrize(
    "change",
    [
        "if m > 1: → if m >= 1:",
        "if m > 1: → if m > 2:",
        "s = np.sum(A @ A.T, axis=1, keepdims=True) / m → s = np.sum(A @ A.T, axis=1, keepdims=True) * m",
        "s = np.sum(A @ A.T, axis=1, keepdims=True) / m → s = np.mean(A @ A.T, axis=1, keepdims=True) / m",
        "s = np.sum(A @ A.T, axis=1, keepdims=True) / m → s = np.sum(A @ A.T, axis=1) / m",
        "s = np.sum(A @ A.T, axis=1, keepdims=True) / m → s = np.sum(A @ A.T, axis=0, keepdims=True) / m",
        "s = np.sum(A @ A.T, axis=1, keepdims=True) / m → s = np.sum(A @ A, axis=1, keepdims=True) / m",
        "s = np.sum(A @ A.T, axis=1, keepdims=True) / m → s = np.sum(A.T @ A, axis=1, keepdims=True) / m",
        "s = np.sum(A @ A.T, axis=1, keepdims=True) / m → pass",
        "s = -A → s = A",
        "return (s, m) → return (m, s)",
    ],
)
def test_slips_that_people_make_are_among_the_changes(change):
    assert change in dict(mutants(FUNCTION))


def test_every_mutant_is_another_function_that_python_can_read():
    made = [text for _, text in mutants(FUNCTION)]
    assert len(made) == len(set(made)) and ast.unparse(ast.parse(FUNCTION)) not in made
    assert all(ast.parse(text) for text in made)
