"""What an exercise needs outside its module: a place in EXERCISES, three cells, and points that add up."""

import ast
import importlib
import inspect
import pkgutil
import re

import nbformat
import pytest

from helpers.exercises import ASSIGNMENTS, week2, week3, week4
from helpers.exercises.exercise import Exercise
from tests.support.course import ROOT

HEADING = re.compile(r"^### Exercise (\d+): `(\w+)` \((\d+) points?\)$", re.MULTILINE)
QUESTION = re.compile(r"^### Question (\d+): .* \((\d+) points?\)$", re.MULTILINE)
TOTAL = re.compile(r"\*\*(\d+) points\*\*")
NOTEBOOKS = sorted(path for name in ASSIGNMENTS for path in (ROOT / "source" / name).glob("*.ipynb"))
PRACTICE = [path for path in NOTEBOOKS if path.stem != "report"]
each_assignment = pytest.mark.parametrize("assignment", ASSIGNMENTS)


def of_notebooks(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: f"{path.parent.name}-{path.stem}")


def cells_of(path):
    return nbformat.read(path, as_version=4).cells


def points_of(path):
    """Points by grade id, in the order of the cells."""
    found = (cell.metadata.get("nbgrader", {}) for cell in cells_of(path))
    return {meta["grade_id"]: meta["points"] for meta in found if meta.get("points") is not None}


def solutions_of(path):
    found = (cell.metadata.get("nbgrader", {}) for cell in cells_of(path))
    return [meta["grade_id"] for meta in found if meta.get("solution") and not meta.get("task")]


@pytest.mark.parametrize("week", [week2, week3, week4], ids=lambda week: week.__name__.rsplit(".", 1)[-1])
def test_every_exercise_that_is_defined_is_listed(week):
    listed = {exercise.name for exercise in week.EXERCISES}
    for module in pkgutil.iter_modules(week.__path__, f"{week.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Exercise):
                place = f"{week.__name__.replace('.', '/')}/__init__.py"
                assert name in listed, f"{module.name} defines {name}: add it to EXERCISES in {place}."


@each_assignment
def test_every_exercise_has_its_three_cells(assignment):
    paths = [path for path in PRACTICE if path.parent.name == assignment]
    tested = [name.removeprefix("test_") for path in paths for name in points_of(path)]
    for name in ASSIGNMENTS[assignment]:
        assert name in tested, f"No notebook in source/{assignment} has a test cell with the grade id test_{name}."
    for path in paths:
        headings = [name for cell in cells_of(path) for _, name, _ in HEADING.findall(cell.source)]
        own = [name.removeprefix("test_") for name in points_of(path)]
        assert headings == own, f"{path.name}: every exercise is announced by `### Exercise N: `name` (P points)`."
        assert solutions_of(path) == own, f"{path.name}: every test cell follows the solution cell of its exercise."
        assert set(own) <= set(ASSIGNMENTS[assignment]), (
            f"{path.name} tests {set(own) - set(ASSIGNMENTS[assignment])}, which EXERCISES does not list."
        )


@of_notebooks(PRACTICE)
def test_headings_count_the_exercises_and_say_what_they_are_worth(path):
    headings = [heading for cell in cells_of(path) for heading in HEADING.findall(cell.source)]
    assert [int(number) for number, _, _ in headings] == list(range(1, len(headings) + 1)), "number them in order."
    points = points_of(path)
    for _, name, said in headings:
        assert int(said) == points[f"test_{name}"], (
            f"{path.name}: the heading of {name} says {said} points, its test cell {points[f'test_{name}']}: "
            f"`python -m helpers points` writes both."
        )
        assert points[f"test_{name}"] > 0, (
            f"{path.name}: {name} is worth no points; `python -m helpers points` moves some from another exercise."
        )


@of_notebooks([path for path in NOTEBOOKS if path.stem == "report"])
def test_questions_are_worth_what_their_headings_say(path):
    for cell in cells_of(path):
        if cell.metadata.get("nbgrader", {}).get("task"):
            ((_, said),) = QUESTION.findall(cell.source)
            assert int(said) == cell.metadata.nbgrader["points"], (
                f"{path.name}, cell {cell.id}: heading and cell differ."
            )
    assert sum(points_of(path).values()) == 20, f"{path}: a lab report makes 20 points."


@of_notebooks(NOTEBOOKS)
def test_a_total_that_a_notebook_promises_is_the_sum_of_its_points(path):
    total = sum(points_of(path).values())
    start = cells_of(path)[0].source
    for said in TOTAL.findall(start):
        assert int(said) == total, f"{path}: its first cell promises {said} points, its cells make {total}."
    if table := [int(number) for number in re.findall(r"(?<=\|) +(\d+) (?=\|)", start)]:
        assert sum(table) == total, f"{path}: the table in its first cell makes {sum(table)} points, its cells {total}."
    assert TOTAL.findall(start) or table, f"{path}: say in the first cell how many points there are."


@each_assignment
def test_the_exercises_of_a_week_make_100_points(assignment):
    points = {name: p for path in PRACTICE if path.parent.name == assignment for name, p in points_of(path).items()}
    total = sum(sum(points_of(path).values()) for path in PRACTICE if path.parent.name == assignment)
    assert total == 100, f"{assignment}: the exercises' points make {total}, not 100: {points}"


def test_every_folder_of_source_is_an_assignment_with_exercises():
    assert {path.name for path in (ROOT / "source").iterdir() if path.is_dir()} == set(ASSIGNMENTS)


def words_before_its_test(path):
    """What a student has read, exercise by exercise: the text of all cells before its test; and the exercise's own cell."""
    text = ""
    for cell in cells_of(path):
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if name in ASSIGNMENTS[path.parent.name]:
            yield name, text + cell.source, cell.source
        text += cell.source + "\n"


def signature_in(source, name):
    """The parameters of a function as a cell writes them; how many of them have no default."""
    (arguments,) = [node.args for node in ast.parse(source).body if getattr(node, "name", "") == name]
    return [argument.arg for argument in arguments.args], len(arguments.args) - len(arguments.defaults)


@of_notebooks(PRACTICE)
def test_a_sheet_speaks_in_the_names_of_its_own_notebook(path):
    exercises = ASSIGNMENTS[path.parent.name]
    for name, _, source in words_before_its_test(path):
        (signature, required), sheet = signature_in(source, name), exercises[name].questions(0)
        assert list(sheet.parameters) == signature, f"{path.name}: {name} is written with other names than its sheet's."
        for case in sheet.cases:
            assert list(case.arguments) == signature[: len(case.arguments)], f"{path.name}: a case of {name}"
        docstring = ast.get_docstring(ast.parse(source).body[0])
        for parameter in signature[:required]:
            assert re.search(rf"\b{parameter}\b", docstring), f"{path.name}: {name} does not say what {parameter} is."
        for exercise in exercises.values():
            for stub in exercise.stubs:
                if stub.__name__ == name:
                    assert list(inspect.signature(stub).parameters) == signature, f"{path.name}: the stub of {name}"


# What looks like a name of a notebook: one letter that is no English word, or a letter with figures, capitals or _ behind.
NAME = re.compile(r"(?<![\w'’\"^])(?:[b-hj-zB-HJ-Z]|[A-Za-z]+_\w+|[A-Za-z]\d\w*|d[A-Z]\w*|[A-Z]+\d\w*)(?![\w'’])")


@of_notebooks(PRACTICE)
def test_hints_use_names_that_the_notebook_has_used_by_then(path):
    seen = 0
    for name, text, _ in words_before_its_test(path):
        for mistake in ASSIGNMENTS[path.parent.name][name].mistakes:
            for word in NAME.findall(mistake.hint):
                seen += 1
                family = re.escape(word.rstrip("0123456789"))  # `"dA" + str(l)` has dA2 in it
                assert re.search(rf"(?<![A-Za-z]){family}(?![A-Za-z])", text), (
                    f"{path.name}: the hint of {name} for {mistake.name!r} says {word}, which the notebook does not."
                )
    assert seen, "none of the hints holds a name"
