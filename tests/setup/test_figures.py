"""Figures are shown in the notebook, from the first one on, whatever the machine says about a backend."""

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from tests.support.course import ROOT
from tests.support.first_cells import first_cell

FIRST = first_cell(ROOT / "notebooks" / "2_logistic_regression.ipynb")
FIGURE = "plt.plot([1, 2])\nplt.show()"
BACKENDS = {
    "Agg in the environment": ("Agg", ""),
    "SVG in the environment": ("svg", ""),
    "chosen by an earlier cell": (None, "import matplotlib; matplotlib.use('Agg')"),
    "none": (None, ""),
}


@pytest.mark.slow
@pytest.mark.parametrize(("backend", "before"), BACKENDS.values(), ids=BACKENDS)
def test_every_figure_is_shown(backend, before, tmp_path, monkeypatch):
    monkeypatch.delenv("MPLBACKEND", raising=False)
    if backend:
        monkeypatch.setenv("MPLBACKEND", backend)
    notebook = new_notebook(cells=[new_code_cell(text) for text in (before, FIRST, FIGURE, FIGURE) if text])
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    for cell in notebook.cells[-2:]:
        assert [output.data.get("image/png", "")[:5] for output in cell.outputs if "data" in output] == ["iVBOR"]
        assert not [output for output in cell.outputs if output.output_type == "stream"]
