"""What a kernel has imported already when a notebook begins."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.grading.execution.executor import run_notebook
from helpers.grading.execution.kernels import imports_ahead
from helpers.grading.settings import Limits


def test_only_what_a_cell_or_the_kit_names_is_imported_ahead():
    assert imports_ahead({}, ["import numpy as np"]) == []
    assert imports_ahead({"data.bin": b"sklearn"}, []) == []
    assert imports_ahead({}, ["from sklearn.datasets import load_digits"]) == ["sklearn"]
    assert imports_ahead({"helpers/data/planar.py": b"from sklearn import datasets"}, []) == ["sklearn"]


@pytest.mark.slow
@pytest.mark.xdist_group("sandbox")
def test_what_a_notebook_names_is_there_before_its_first_cell():
    cell = new_code_cell("import sys\nprint('sklearn.datasets' in sys.modules)\nimport sklearn.linear_model")
    run = run_notebook(new_notebook(cells=[cell]), {}, Limits())
    assert run.stops == {} and cell.outputs[0].text == "True\n"
