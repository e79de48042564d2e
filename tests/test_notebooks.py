"""The release as people run it: as git holds it in a checkout, alone without its kit, and with the solutions written in."""

import ast
import re
import shutil
import subprocess
import sys
import sysconfig

import nbformat
import pytest
from nbclient import NotebookClient

from tests.support.course import ROOT, fill_in
from tests.support.first_cells import finding_the_kit, first_cell

RELEASED = sorted(ROOT.glob("release/week*/*.ipynb"))
NUMPY_BASICS = ROOT / "release" / "week2_logistic_regression" / "numpy_basics.ipynb"
name_of = "{0.parent.name}-{0.stem}".format


def as_in_git(path, folder):
    """Copy a released notebook and its worksheet, as git holds them, without a kit built there. Returns: the notebook."""
    for name in (path.name, "worksheets/visible.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path.parent / name, folder / name)
    return nbformat.read(folder / path.name, as_version=4)


def execute(notebook, folder, **options):
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}, **options).execute()


@pytest.mark.slow
@pytest.mark.parametrize("path", RELEASED, ids=name_of)
def test_an_untouched_notebook_fails_only_with_a_friendly_sentence(path, tmp_path):
    """In the environment of a checkout, whose own helpers and data stand in for the kit."""
    notebook = as_in_git(path, tmp_path / path.parent.name)
    execute(notebook, tmp_path / path.parent.name, allow_errors=True)
    failed = 0
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert not (output.output_type == "stream" and output.name == "stderr" and "Warning" in output.text), (
                cell.id,
                output.text,
            )
            if output.output_type == "error":
                failed += 1
                assert output.ename == "NotDoneYet", (cell.id, output.ename, output.evalue)
                assert len(output.traceback) == 1 and re.search(r"not done yet|[Rr]un ", output.traceback[0]), (
                    output.traceback
                )
    graded = [
        cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code"
    ]
    assert failed >= len(graded)
    assert graded or path.stem == "report", "lab reports alone are graded by hand"


@pytest.mark.slow
def test_a_released_notebook_runs_in_a_checkout_as_git_holds_it_with_its_solutions_written_in(tmp_path):
    folder = tmp_path / NUMPY_BASICS.parent.name
    source = nbformat.read(ROOT / "source" / folder.name / NUMPY_BASICS.name, as_version=4)
    solutions = {
        cell.metadata.nbgrader.grade_id: cell.source for cell in source.cells if "### BEGIN SOLUTION" in cell.source
    }
    notebook = fill_in(as_in_git(NUMPY_BASICS, folder), solutions)
    execute(notebook, folder)  # raises at the first error
    said = "".join(output.get("text", "") for cell in notebook.cells for output in cell.get("outputs", []))
    assert said.count(": right in all") == len(solutions) > 5


def alone(folder, code):
    """Run a notebook's cell by a Python that knows the installed packages, but no helpers unless they are in its folder."""
    script = (
        f"import sys; sys.path[:] = ['', *sys.path[1:], {sysconfig.get_paths()['purelib']!r}]\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        f"result = InteractiveShell.instance().run_cell({code!r})\n"
        "print(type(result.error_in_exec).__name__)\n"
    )
    return subprocess.run([sys.executable, "-S", "-c", script], cwd=folder, text=True, capture_output=True)


def test_with_its_kit_a_notebook_says_nothing(release):
    said = alone(release / "week2_logistic_regression", first_cell(NUMPY_BASICS))
    assert (said.stdout, said.stderr) == ("NoneType\n", "")


@pytest.mark.parametrize(
    "path", [*RELEASED, *sorted(ROOT.glob("source/*/*.ipynb")), *sorted(ROOT.glob("notebooks/*.ipynb"))], ids=name_of
)
def test_every_first_cell_begins_alike_and_makes_all_imports_of_the_kit_and_of_others(path):
    """All but the hidden tests, which bring an import of their own and run where the kit is."""
    code = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    cells = [cell.source for cell in code if not cell.metadata.get("nbgrader", {}).get("grade")]
    holding = [cell for cell in cells if re.search(r"^ *(from|import) helpers", cell, re.MULTILINE)]
    assert holding == cells[:1]
    assert finding_the_kit(cells[0]) == finding_the_kit(first_cell(NUMPY_BASICS)) != cells[0]
    body = ast.parse(cells[0]).body
    frame = next(node for node in body if isinstance(node, ast.With))
    assert ast.unparse(frame.items[0]) == "course_imports()"
    assert not [node for node in body[body.index(frame) + 1 :] if isinstance(node, ast.Import | ast.ImportFrom)]


@pytest.mark.parametrize(
    "path", [*sorted(ROOT.glob("source/*/*.ipynb")), *sorted(ROOT.glob("notebooks/*.ipynb"))], ids=name_of
)
def test_a_first_cell_is_short_enough_to_be_read_on_a_page(path):
    text = first_cell(path)
    assert len(finding_the_kit(text).strip().splitlines()) <= 8
    assert max(map(len, text.splitlines())) <= 88
