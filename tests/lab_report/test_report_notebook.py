"""The lab reports: what they hold, and what they show with results and without."""

import ast
import os
import re
import shutil

import nbformat
import pytest
from nbclient import NotebookClient

from helpers.grading.student_kit import kit_of, write_bundle
from tests.support.course import ROOT, tasks_of

REPORTS = sorted(ROOT.glob("source/*/report.ipynb"))
each_report = pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.parent.name)
SCHEME = re.compile(r"### BEGIN MARK SCHEME\n(.*)\n### END MARK SCHEME", re.DOTALL)


@each_report
def test_a_report_is_worth_20_points_and_its_parts_come_in_order(path):
    notebook = nbformat.read(path, as_version=4)
    text = "\n".join(cell.source for cell in notebook.cells)
    parts = re.findall(r"^## \d\. (.+)$", text, re.MULTILINE)
    assert parts == ["Principle", "Environment", "Results", "Analysis", "What to try next"]
    assert sum(cell.metadata.nbgrader.points for cell in tasks_of(notebook)) == 20


@each_report
def test_each_question_says_its_points_and_its_mark_scheme_adds_up_to_them(path):
    notebook = nbformat.read(path, as_version=4)
    for number, cell in enumerate(tasks_of(notebook), 1):
        points = cell.metadata.nbgrader.points
        assert re.search(rf"^### Question {number}: .+ \({points} points?\)$", cell.source, re.MULTILINE), cell.id
        parts = re.findall(r"^\| ([\d.]+) \|", SCHEME.search(cell.source)[1], re.MULTILINE)
        assert sum(map(float, parts)) == points, cell.id
        below = notebook.cells[notebook.cells.index(cell) + 1]
        assert below.cell_type == "markdown" and "nbgrader" not in below.metadata and "*Write here.*" in below.source


def first_words(notebook, functions):
    """The texts that these functions or methods are called with, in a notebook's code."""
    calls = [
        node
        for cell in notebook.cells
        if cell.cell_type == "code"
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in functions
    ]
    return {word.value for call in calls for word in call.args if isinstance(word, ast.Constant)}


@each_report
def test_what_a_report_shows_is_noted_by_the_notebooks_of_its_week(path):
    shown = first_words(nbformat.read(path, as_version=4), {"show_results", "show_costs", "show_accuracies"})
    weeks = [nbformat.read(other, as_version=4) for other in path.parent.glob("*.ipynb") if other != path]
    noted = set().union(*(first_words(notebook, {"record", "note"}) for notebook in weeks))
    assert shown and shown <= noted


def runs_in(folder, path):
    """The outputs of a report's code cells, executed in a folder; shown as text."""
    write_bundle(folder, kit_of([path]))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


@pytest.mark.slow
@each_report
def test_without_results_a_report_says_what_to_do(path, tmp_path):
    outputs = runs_in(tmp_path, path)
    told = [o for o in outputs if "There are no results yet" in o.get("data", {}).get("text/html", "")]
    shows = sum(
        cell.source.count("(") for cell in nbformat.read(path, as_version=4).cells if "show_costs(" in cell.source
    )
    assert len(told) > shows > 0
    assert not [output for output in outputs if output.output_type in ("error", "stream")]


@pytest.mark.slow
@each_report
def test_the_notebooks_of_a_week_run_with_their_solutions_and_fill_its_report(path, tmp_path):
    """From top to bottom, as an instructor has them; every table and figure of the report has something to show."""
    folder = tmp_path / "source" / path.parent.name
    shutil.copytree(path.parent, folder)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for name in [*(other.name for other in path.parent.glob("*.ipynb") if other != path), path.name]:
        notebook = nbformat.read(folder / name, as_version=4)
        resources = {"metadata": {"path": str(folder)}}
        NotebookClient(notebook, timeout=300, resources=resources).execute(env=environment)  # raises at the first error
    shown = [o.data for cell in notebook.cells if cell.cell_type == "code" for o in cell.outputs]
    assert not [data for data in shown if "border: 2px" in data.get("text/html", "")]
    figures = sum("image/png" in data for data in shown)
    assert (
        figures
        == len(
            re.findall(r"^show_(?:costs|accuracies)", "\n".join(cell.source for cell in notebook.cells), re.MULTILINE)
        )
        > 0
    )
