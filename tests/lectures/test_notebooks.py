"""The lecture notebooks: complete, in order, tidy, and free of any graded function's solution."""

import ast
import re
from functools import cache

import nbformat
import pytest

from tests.support.course import ROOT
from tests.support.solution_search import given_away, graded_solutions, with_other_names

LECTURES = sorted(ROOT.glob("notebooks/*.ipynb"))
SECTIONS = {"1", *(f"2.{i}" for i in range(1, 18)), *(f"3.{i}" for i in range(1, 12)), "4"}
ANSWER_KEY = ("helpers.reference", "helpers.exercises", "helpers.grading", "helpers.authoring")
SOLUTIONS = graded_solutions()

each_lecture = pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
each_solution = pytest.mark.parametrize("solution", SOLUTIONS, ids=lambda solution: solution.name)


@cache
def cells(path):
    return nbformat.read(path, as_version=4).cells


def texts(path):
    return [cell.source for cell in cells(path) if cell.cell_type == "markdown"]


def code(path):
    """The code of a notebook, with what its text shows as Python."""
    pieces = [cell.source for cell in cells(path) if cell.cell_type == "code"]
    return pieces + [piece for text in texts(path) for piece in re.findall(r"```python\n(.*?)```", text, re.DOTALL)]


def helper_modules():
    """The files of the modules that the notebooks import from helpers."""
    names = {name for path in LECTURES for piece in code(path) for name in re.findall(r"helpers\.(\w+\.\w+)", piece)}
    return sorted(ROOT.joinpath("helpers", *name.split(".")).with_suffix(".py") for name in names)


def test_seven_notebooks_are_numbered_in_reading_order():
    assert [int(path.name.split("_")[0]) for path in LECTURES] == list(range(1, 8))


@each_lecture
def test_a_notebook_names_its_lectures_and_says_what_to_take_along_and_what_comes_next(path):
    assert texts(path)[0].startswith("# ") and re.search(r"lectures? \d", texts(path)[0])
    assert any("## What to take along" in text and "**Next:**" in text for text in texts(path)[-2:])


@each_lecture
def test_a_notebook_carries_no_outputs(path):
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells(path))


@each_lecture
def test_the_sections_of_a_notebook_are_numbered_without_gaps(path):
    numbers = [int(number) for text in texts(path) for number in re.findall(r"^## (\d+)\. ", text, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 2


def test_the_last_notebook_ends_with_a_table_of_all_lecture_sections():
    rows = re.findall(r"^\| ([\d., –]+) \|.*\| (.*) \|$", texts(LECTURES[-1])[-1], re.MULTILINE)
    assert cells(LECTURES[-1])[-1].source.rstrip().endswith("|")
    covered = set()
    for lectures, places in rows:
        covered |= set(sections_of(lectures))
        links = re.findall(r"\[\d[^]]*\]\((\S+\.ipynb)\), sections? ([\d, and]+)", places)
        assert len(links) == places.count("](") > 0, places
        for target, numbers in links:
            for number in re.findall(r"\d+", numbers):
                headings = "\n".join(texts(ROOT / "notebooks" / target))
                assert re.search(rf"^## {number}\. ", headings, re.MULTILINE), f"{target} has no section {number}"
    assert covered == SECTIONS


def sections_of(text):
    """The lecture sections that "2.5–2.8" or "1" or "3.9, 3.10" stands for."""
    for part in text.split(", "):
        first, _, last = part.strip().partition("–")
        chapter, _, number = first.partition(".")
        numbers = range(int(number), int(last.partition(".")[2] or number) + 1) if number else []
        yield from [f"{chapter}.{i}" for i in numbers] or [chapter]


@each_lecture
def test_no_answer_key_is_used(path):
    assert not [name for name in ANSWER_KEY for piece in code(path) if name in piece]


def test_helpers_of_the_lectures_use_no_answer_key():
    assert helper_modules()
    for path in helper_modules():
        assert not [name for name in ANSWER_KEY if name in path.read_text(encoding="utf-8")], path.name


@each_lecture
def test_no_solution_is_spread_over_the_cells_of_a_notebook(path):
    statements = [statement for piece in code(path) for statement in ast.parse(piece).body]
    computing = [
        ast.unparse(s) for s in statements if not isinstance(s, ast.Assert | ast.Expr | ast.Import | ast.ImportFrom)
    ]
    assert not given_away("\n".join(computing), SOLUTIONS)


@each_lecture
def test_no_graded_function_is_defined_or_solved(path):
    for piece in code(path):
        tree = ast.parse(piece)
        defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        defined |= {
            node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        assert not defined & {solution.name for solution in SOLUTIONS}, piece
        assert not given_away(piece, SOLUTIONS), piece


@pytest.mark.parametrize("path", helper_modules(), ids=lambda path: path.stem)
def test_no_helper_of_the_lectures_solves_a_graded_function(path):
    assert not given_away(path.read_text(encoding="utf-8"), SOLUTIONS)


@each_solution
def test_a_solution_is_found_under_other_names(solution):
    renamed = with_other_names(solution.source)
    assert renamed != solution.source
    assert solution.name in given_away(f"x = 1\n{renamed}\nprint(x)", [solution])


@pytest.mark.parametrize(
    "piece, name",
    [
        ("logistic = lambda t: 1 / (1 + np.exp(-t))", "sigmoid"),
        ("plt.plot(z, 1 / (1 + np.exp(-z)))", "sigmoid"),
        (
            "for k in range(9):\n    E = H - T\n    g = np.dot(E, U.T) / n\n    h = np.sum(E, axis=1, keepdims=True) / n",
            "backward_propagation",
        ),
        ("def f(P, Q, r):\n    out = np.dot(P, Q) + r\n    kept = (Q, P, r)\n    return out, kept", "linear_forward"),
    ],
)
def test_parts_of_a_solution_are_found_in_other_clothes(piece, name):
    assert name in given_away(piece, SOLUTIONS)


def test_the_same_function_of_two_weeks_is_searched_for_twice():
    twice = [solution for solution in SOLUTIONS if solution.name == "compute_cost"]
    assert len(twice) == 2 and twice[0].source != twice[1].source
    for solution in twice:
        assert "compute_cost" in given_away(with_other_names(solution.source), SOLUTIONS)


def test_formulas_of_the_lectures_are_not_mistaken_for_solutions():
    assert not given_away("Z1 = W1 @ X + b1\ndZ2 = A2 - Y\nprint(Z1.shape)\nw = w - 0.1 * slope", SOLUTIONS)
