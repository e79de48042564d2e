"""The notebooks as people run them: an untouched release only asks kindly. (Source notebooks are executed by nbmake.)"""

import re
import shutil

import nbformat
import pytest
from nbclient import NotebookClient

from tests.support.course import ROOT

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("release/week*/*.ipynb")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_an_untouched_notebook_fails_only_with_a_friendly_sentence(path, tmp_path):
    folder = tmp_path / "assignment"
    shutil.copytree(path.parent, folder)
    notebook = nbformat.read(folder / path.name, as_version=4)
    NotebookClient(notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": str(folder)}}).execute()
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
