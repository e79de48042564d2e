"""Refuse to release a notebook whose solution does not earn full marks."""

import ast
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from helpers.exercises import ASSIGNMENTS, VISIBLE_SEED, drawn_sheet
from helpers.exercises.exercise import Exercise
from helpers.grading.judge import judge_function
from helpers.grading.names import exercise_name

# It brings its own import: no cell that students can change or lose stands between an answer and the judge.
TEST_CELL = """### BEGIN HIDDEN TESTS
from helpers.checking import submit

submit({name})
### END HIDDEN TESTS
check({name})"""


class UnsoundExercise(RuntimeError):
    """An exercise that must not reach students; the text says why."""


class CheckRelease(NbGraderPreprocessor):
    """Run every exercise's visible and hidden cases on the notebook's own solution, first thing when a release is made."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Raise UnsoundExercise with one sentence where the solution fails, or an exercise has no cases or no points."""
        place = f"{resources['nbgrader']['assignment']}/{resources['nbgrader']['notebook']}.ipynb"
        exercises = ASSIGNMENTS.get(resources["nbgrader"]["assignment"], {})
        solution = run_solution(nb)
        for cell in nb.cells:
            if is_grade(cell) and cell.cell_type == "code":
                name = exercise_name(cell)
                try:
                    prove(cell, exercises.get(name), solution.get(name))
                except UnsoundExercise as error:
                    raise UnsoundExercise(f"{place}, cell {cell.metadata.nbgrader['grade_id']}: {error}") from None
        return nb, resources


def run_solution(nb: NotebookNode) -> dict[str, Any]:
    """Execute a notebook's imports and solution cells, nothing else. Returns the names they define."""
    scope: dict[str, Any] = {"__name__": "solution"}
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        if is_solution(cell):
            exec(cell.source, scope)
        elif not is_grade(cell):
            tree = ast.parse("\n".join(line for line in cell.source.split("\n") if not line.startswith(("%", "!"))))
            tree.body = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
            exec(compile(tree, "imports", "exec"), scope)
    return scope


def prove(cell: NotebookNode, exercise: Exercise | None, function: Any) -> None:
    """Raise UnsoundExercise unless the function earns all of the cell's points."""
    name = exercise_name(cell)
    if exercise is None:
        raise UnsoundExercise(f"there is no exercise called {name!r} in helpers/exercises.")
    if cell.source.strip() != TEST_CELL.format(name=name):
        raise UnsoundExercise(
            f"its source must be submit({name}) with its import between the hidden-test marks, then check({name})."
        )
    if not cell.metadata.nbgrader.get("points"):
        raise UnsoundExercise("it is worth no points.")
    if not callable(function):
        raise UnsoundExercise(f"no solution cell defines {name}.")
    for kind, seed, visible in (("visible", VISIBLE_SEED, True), ("hidden", 0, False)):
        if not drawn_sheet(exercise, seed, visible=visible).cases:
            raise UnsoundExercise(f"the exercise {name} has no {kind} cases.")
        verdict = judge_function(exercise, function, seed, visible=visible)
        wrong = [finding.sentence for finding in verdict.findings if not finding.right] or [verdict.reason]
        if verdict.fraction < 1:
            raise UnsoundExercise(f"the solution fails its {kind} cases. {wrong[0]}")
