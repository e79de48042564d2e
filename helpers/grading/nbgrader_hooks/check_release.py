"""Refuse to release a notebook whose solution does not earn full marks."""

import ast
from collections.abc import Collection
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from helpers.exercises import VISIBLE_SEED, drawn_sheet, exercises_of
from helpers.exercises.exercise import Exercise
from helpers.grading.judge import judge_function
from helpers.grading.names import exercise_name
from helpers.grading.ordinary_cells import is_test_of_exercise
from helpers.grading.student_kit import parse

# It brings its own import: no cell that students can change or lose stands between an answer and the judge.
TEST_CELL = """### BEGIN HIDDEN TESTS
from helpers.checking import submit

submit({name})
### END HIDDEN TESTS
check({name})"""


class UnsoundExercise(RuntimeError):
    """An exercise that must not reach students; the text says why."""


class CheckRelease(NbGraderPreprocessor):
    """Run every exercise's visible and hidden cases on the notebook's own solution, first thing when a release is made.

    Ordinary graded cells of nbgrader's, and a notebook of such cells alone, are released as they are.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Raise UnsoundExercise with one sentence where the solution fails, or an exercise has no cases or no points."""
        place = f"{resources['nbgrader']['assignment']}/{resources['nbgrader']['notebook']}.ipynb"
        exercises = exercises_of(resources["nbgrader"]["assignment"])
        tests = [cell for cell in nb.cells if is_grade(cell) and cell.cell_type == "code"]
        tests = [cell for cell in tests if is_test_of_exercise(cell, exercises)]
        solution = run_solution(nb, exercises) if tests else {}
        for cell in tests:
            name = exercise_name(cell)
            try:
                prove(cell, exercises.get(name), solution.get(name))
            except UnsoundExercise as error:
                raise UnsoundExercise(f"{place}, cell {cell.metadata.nbgrader['grade_id']}: {error}") from None
        return nb, resources


def run_solution(nb: NotebookNode, exercises: Collection[str]) -> dict[str, Any]:
    """Execute a notebook's imports and solution cells, nothing else. Returns the names they define.

    An error ends it only where an exercise is defined: ordinary cells may need what did not run.
    """
    scope: dict[str, Any] = {"__name__": "solution"}
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        if is_solution(cell) and not is_grade(cell):
            try:
                exec(cell.source, scope)
            except Exception:
                if cell.metadata.nbgrader["grade_id"] in exercises:
                    raise
        elif not is_grade(cell):
            try:
                tree = parse("\n".join(line for line in cell.source.split("\n") if not line.startswith(("%", "!"))))
            except SyntaxError:  # such as the text below a %%magic
                continue
            tree.body = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
            exec(compile(tree, "imports", "exec"), scope)
    return scope


def prove(cell: NotebookNode, exercise: Exercise | None, function: Any) -> None:
    """Raise UnsoundExercise unless the function earns all of the cell's points."""
    name = exercise_name(cell)
    if exercise is None:
        raise UnsoundExercise(f"there is no exercise called {name!r} in helpers/exercises.")
    if is_solution(cell):
        raise UnsoundExercise("it is marked as an answer that a person grades; make it an autograder test.")
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
