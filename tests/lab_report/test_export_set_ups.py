"""The export on odd machines: a student's file that hides a module, a notebook of tomorrow, a kernel that is not there."""

import json
import os
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.lab_report.export import main
from tests.support.course import ROOT

HIDING = "random string copy token calendar numpy textwrap argparse nbformat jinja2".split()


@pytest.mark.slow
@pytest.mark.parametrize("name", HIDING)
def test_a_file_of_the_students_that_hides_a_module_is_named_and_harms_nothing(name, tmp_path):
    (tmp_path / f"{name}.py").write_text("1 / 0")
    nbformat.write(new_notebook(cells=[new_markdown_cell("# My report")]), tmp_path / "report.ipynb")
    (tmp_path / "helpers").symlink_to(ROOT / "helpers")
    command = [sys.executable, "-m", "helpers.lab_report.export", "report.ipynb", "--browser", ""]
    done = subprocess.run(command, cwd=tmp_path, text=True, capture_output=True)
    assert done.stderr.startswith(f"{name}.py hides the module `{name}`") and len(done.stderr.splitlines()) == 1
    assert done.returncode == 0 and "My report" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("version", [5, 6])
def test_a_notebook_in_a_newer_format(version, tmp_path, capsys):
    notebook = new_notebook() | {"nbformat": version, "nbformat_minor": 0}
    (tmp_path / "report.ipynb").write_text(json.dumps(notebook))
    assert main([str(tmp_path / "report.ipynb"), "--browser", ""]) == 1
    [said] = capsys.readouterr().err.splitlines()
    assert "a format of notebooks that the installed nbformat does not know" in said and "pip install --upgrade" in said
    assert not (tmp_path / "report.html").exists()


def test_an_nbconvert_that_is_older_than_its_mistune_is_one_sentence_and_the_earlier_page_stays(
    tmp_path, monkeypatch, capsys
):
    from nbconvert.filters.markdown_mistune import MathBlockParser  # late, as the command does

    specification = MathBlockParser.SPECIFICATION | {"axt_heading": "x"}
    monkeypatch.setattr(MathBlockParser, "SPECIFICATION", specification)  # as in nbconvert 7.16.0
    nbformat.write(new_notebook(cells=[new_markdown_cell("# My report")]), tmp_path / "report.ipynb")
    (tmp_path / "report.html").write_text("as it was")
    assert main([str(tmp_path / "report.ipynb"), "--browser", ""]) == 1
    [said] = capsys.readouterr().err.splitlines()
    assert "parse_axt_heading" in said and "run `python -m pip install --upgrade nbconvert mistune`" in said
    assert (tmp_path / "report.html").read_text() == "as it was"


KERNELS = {
    "a Python without ipykernel": [sys.executable, "-S", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    "a program that is gone": ["/nowhere/python", "-f", "{connection_file}"],
}


@pytest.mark.slow
@pytest.mark.parametrize("program", KERNELS.values(), ids=KERNELS)
def test_a_kernelspec_that_points_to(program, tmp_path):
    spec = tmp_path / "jupyter" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text(json.dumps({"argv": program, "display_name": "Python 3", "language": "python"}))
    nbformat.write(new_notebook(cells=[new_code_cell("1")]), tmp_path / "report.ipynb")
    command = [sys.executable, "-m", "helpers.lab_report.export", str(tmp_path / "report.ipynb"), "--browser", ""]
    environment = os.environ | {"JUPYTER_PATH": str(tmp_path / "jupyter")}
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, env=environment)
    assert done.returncode == 1 and "the kernel “python3” did not run them" in done.stderr
    assert "`python -m pip install ipykernel`" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "report.html").exists()
