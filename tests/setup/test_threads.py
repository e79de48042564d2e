"""One thread a notebook, whatever was imported first; and whoever chose another number keeps it."""

import json
import os

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from helpers.setup.threads import VARIABLES
from tests.support.course import ROOT
from tests.support.first_cells import first_cell

COUNT = """
import json, numpy, scipy.linalg
from threadpoolctl import threadpool_info
print(json.dumps({pool["filepath"]: pool["num_threads"] for pool in threadpool_info()}))
"""
NUMPY_FIRST = "import numpy\nfrom threadpoolctl import threadpool_limits\nthreadpool_limits(limits=3)"
ONE_CELL = first_cell(ROOT / "source" / "week2_logistic_regression" / "numpy_basics.ipynb")
REPORT_CELL = first_cell(ROOT / "source" / "week2_logistic_regression" / "report.ipynb")
ORDERS = {
    "the first cell before numpy": [ONE_CELL],
    "numpy before the first cell": [NUMPY_FIRST, ONE_CELL],
    "the first cell twice": [NUMPY_FIRST, ONE_CELL, ONE_CELL],
    "the first cell of a report": [NUMPY_FIRST, REPORT_CELL],
}


def threads(cells, folder, monkeypatch, **environment):
    """How many threads each of the libraries behind numpy and scipy has in a kernel that ran these cells."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    notebook = new_notebook(cells=[new_code_cell(text) for text in [*cells, COUNT]])
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return json.loads(notebook.cells[-1].outputs[-1].text)


@pytest.mark.slow
@pytest.mark.parametrize("cells", ORDERS.values(), ids=ORDERS)
def test_a_kernel_computes_with_one_thread(cells, tmp_path, monkeypatch):
    found = threads(cells, tmp_path, monkeypatch)
    assert found and set(found.values()) == {1}


@pytest.mark.slow
@pytest.mark.parametrize("name", VARIABLES[:2])
def test_a_number_that_a_hub_or_a_student_chose_is_kept(name, tmp_path, monkeypatch):
    found = threads([ONE_CELL], tmp_path, monkeypatch, **{name: "2"})
    cores = os.cpu_count() or 1
    assert set(found.values()) == {min(2, cores)}
