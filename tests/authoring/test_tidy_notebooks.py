"""Committed notebooks carry no outputs and no local metadata, and their cell ids are stable and readable."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.authoring.tidy_notebooks import main, tidy
from tests.support.course import solution_cell, test_cell


def untidy():
    cells = [
        new_markdown_cell("# A title"),
        new_code_cell(
            "1", execution_count=3, outputs=[new_output("stream", text="1")], metadata={"trusted": True, "tags": ["x"]}
        ),
        new_markdown_cell("## 2. Ready, *steady*!\n\n### Exercise 3: `go` (5 points)"),
        solution_cell("go", "def go():\n    pass"),
        test_cell("go"),
        new_code_cell("2"),
    ]
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "mine", "display_name": "Mine"}, "widgets": {}})


def test_ids_come_from_grade_ids_and_headings():
    assert [cell.id for cell in tidy(untidy()).cells] == ["a-title-01", "a-title-02", "go-01", "go", "test_go", "go-02"]


def test_outputs_and_local_metadata_go_and_what_counts_stays():
    notebook = tidy(untidy())
    assert notebook.cells[1].outputs == [] and notebook.cells[1].execution_count is None
    assert notebook.cells[1].metadata == {"tags": ["x"]}
    assert notebook.cells[4].metadata.nbgrader.points == 10
    assert notebook.metadata.kernelspec.name == "python3" and "widgets" not in notebook.metadata


def test_the_command_tidies_once_and_the_check_names_what_is_not(tmp_path, capsys):
    path = tmp_path / "a.ipynb"
    nbformat.write(untidy(), path)
    assert main(["--check", str(tmp_path)]) == 1 and "a.ipynb" in capsys.readouterr().out
    assert main([str(tmp_path)]) == 0 and main(["--check", str(tmp_path)]) == 0
