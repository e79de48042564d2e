"""The report as a page and a PDF: one file each, formulas drawn without the net."""

import re
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.lab_report.export import main
from helpers.lab_report.formulas import formula
from helpers.lab_report.page import as_page
from helpers.lab_report.printing import find_browser
from tests.support.course import ROOT

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
REPORTS = sorted(ROOT.glob("source/*/report.ipynb"))
FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![$`])\$(?![$…])([^$`]+?)\$(?!`)", re.DOTALL)


def report(*texts):
    figure = new_output("display_data", {"image/png": PIXEL, "text/plain": "<Figure>"})
    cells = [new_markdown_cell(text) for text in texts]
    return new_notebook(cells=[*cells, new_code_cell("plot()", execution_count=1, outputs=[figure])])


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.parent.name)
def test_every_formula_of_the_reports_becomes_mathml(path):
    texts = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    formulas = [block or inline for text in texts[1:] for block, inline in FORMULA.findall(text)]
    assert len(formulas) > 10
    for latex in formulas:
        mathml = formula(latex, "block")
        assert mathml.startswith("<math") and "\\" not in mathml and "<mi>&</mi>" not in mathml, latex


@pytest.mark.parametrize("name", ["aligned", "align", "align*", "gathered", "split"])
def test_lines_of_a_derivation_are_rows_of_a_table(name):
    mathml = formula(f"\\begin{{{name}}} dz &= da \\cdot a (1 - a) \\\\[4pt] &= a - y \\end{{{name}}}", "block")
    assert mathml.count("<mtr>") == 2 and "4" not in re.sub(r"<[^>]+>|&#\w+;", "", mathml)


def test_a_formula_that_cannot_be_read_is_shown_as_it_was_written():
    assert formula(r"\left( a", "inline") == r"<code>\left( a</code>"


def test_a_page_needs_nothing_from_elsewhere():
    page = as_page(report("# My report\n\n$a < b$ and\n\n$$\\frac{1}{m}$$"), ROOT)
    assert "<title>My report</title>" in page
    assert page.count("<math") == 2 and "<mfrac>" in page and "$" not in page
    assert "default-src 'none'" in page and f"data:image/png;base64,{PIXEL}" in page
    assert not re.findall(r"<script|<link|@import|(?:src|href)=\"(?!data:)", page)
    assert "plot()" not in page, "code is left out"


def test_a_page_keeps_attached_pictures_and_says_how_to_print():
    notebook = report("![mine](attachment:mine.png)")
    notebook.cells[0].attachments = {"mine.png": {"image/png": PIXEL}}
    page = as_page(notebook, ROOT)
    assert page.count(PIXEL) == 2
    assert "print this page (Ctrl + P" in page


def test_a_report_without_a_title_or_cells_is_a_page_all_the_same():
    assert "<title>Lab report</title>" in as_page(new_notebook(), ROOT)


def test_without_a_browser_there_is_a_page_and_a_word_on_printing_it(tmp_path, capsys):
    nbformat.write(report("# My report"), tmp_path / "report.ipynb")
    assert main([str(tmp_path / "report.ipynb"), "--browser", ""]) == 0
    assert "No browser was found that prints a PDF by itself (of the commands chromium, " in capsys.readouterr().out
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".html", ".ipynb"]


@pytest.mark.parametrize("content", [None, "not a notebook", "{}"])
def test_what_is_no_notebook_gets_one_sentence(content, tmp_path, capsys):
    path = tmp_path / "report.ipynb"
    if content is not None:
        path.write_text(content)
    assert main([str(path), "--browser", ""]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_browser_that_makes_no_pdf_is_told_of(tmp_path, capsys):
    nbformat.write(report("# My report"), tmp_path / "report.ipynb")
    assert main([str(tmp_path / "report.ipynb"), "--browser", sys.executable]) == 1
    assert "made no PDF" in capsys.readouterr().err


@pytest.mark.slow
def test_a_report_that_was_never_run_is_run_first_and_stays_as_it_was(tmp_path):
    path = tmp_path / "report.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("print(6 * 7)"), new_code_cell("1 / 0")]), path)
    before = path.read_bytes()
    assert main([str(path), "--browser", ""]) == 0
    page = path.with_suffix(".html").read_text()
    assert "42" in page and "ZeroDivisionError" in page
    assert path.read_bytes() == before


@pytest.mark.slow
@pytest.mark.skipif(not find_browser(), reason="no Chromium, Chrome or Edge is installed to print with")
def test_the_command_makes_a_page_and_a_pdf(tmp_path):
    nbformat.write(report("# My report\n\n$$J = \\frac{1}{m} \\sum_i \\mathcal{L}^{(i)}$$"), tmp_path / "report.ipynb")
    command = [sys.executable, "-m", "helpers.lab_report.export", str(tmp_path / "report.ipynb")]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    pdf = (tmp_path / "report.pdf").read_bytes()
    assert pdf.startswith(b"%PDF") and len(pdf) > 5000
    assert b"/Type /Page\n" in pdf or b"/Type/Page" in pdf or b"/Count 1" in pdf
