"""A report is exported whole or not at all: what was there before stays until there is something better."""

import errno
import os
import sys

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from helpers.files import safe_files
from helpers.lab_report import printing
from helpers.lab_report.export import main

OLD, NEW = b"%PDF-1.7 the old one\n%%EOF\n", b"%PDF-1.7 the new one\n%%EOF\n"
BROWSER = """#!{python} -S
import os, sys, time
pdf = next(word.partition("=")[2] for word in sys.argv if word.startswith("--print-to-pdf="))
whole = {whole!r}
{code}
"""
PRINTS = "open(pdf, 'wb').write(whole)"
HALF = "open(pdf, 'wb').write(whole[:12])"
FAILING = {
    "says why, and ends": "sys.exit('no room for a profile')",
    "ends without a word": "",
    "writes half a PDF and dies": f"{HALF}; os.kill(os.getpid(), 9)",
    "writes half a PDF and ends well": HALF,
    "writes an empty file": "open(pdf, 'wb')",
    "writes something else": "open(pdf, 'w').write('<html>sign in</html>')",
    "hangs": "time.sleep(60)",
    "hangs in the middle of its PDF": f"{HALF}; time.sleep(60)",
}


@pytest.fixture(autouse=True)
def little_patience(monkeypatch):
    monkeypatch.setattr(printing, "SECONDS", 1)
    monkeypatch.setattr(safe_files, "PAUSES", (0.001,) * 5)


@pytest.fixture
def export(tmp_path, capsys):
    """Export a report with a browser that runs some code; returns the command's status, what it said, and the files there are."""
    folder = tmp_path / "week2"
    folder.mkdir()
    nbformat.write(new_notebook(cells=[new_markdown_cell("# A new report")]), folder / "report.ipynb")
    (folder / "report.html").write_text("the old page")
    program = tmp_path / "browser"

    def run(code):
        if code is not None:
            program.write_text(BROWSER.format(python=sys.executable, whole=NEW, code=code))
            program.chmod(0o700)
        status = main([str(folder / "report.ipynb"), "--browser", str(program)])
        said = capsys.readouterr()
        files = {
            path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".ipynb" and path.is_file()
        }
        return status, said.out + said.err, files

    run.folder = folder
    return run


def test_a_browser_that_prints_replaces_the_old_pdf(export):
    (export.folder / "report.pdf").write_bytes(OLD)
    status, said, files = export(PRINTS)
    assert status == 0 and "Written:" in said
    assert sorted(files) == ["report.html", "report.pdf"] and files["report.pdf"] == NEW


@pytest.mark.parametrize("code", [None, *FAILING.values()], ids=["is not there", *FAILING])
def test_with_a_browser_that_fails_the_old_pdf_stays_and_the_new_page_is_named(code, export):
    (export.folder / "report.pdf").write_bytes(OLD)
    status, said, files = export(code)
    assert status == 1 and "made no PDF" in said
    assert sorted(files) == ["report.html", "report.pdf"] and files["report.pdf"] == OLD
    assert b"A new report" in files["report.html"]
    page, pdf = export.folder / "report.html", export.folder / "report.pdf"
    assert f"open {page} in any browser and print it" in said and f"{pdf} is that of an earlier export" in said


def test_without_an_old_pdf_none_is_spoken_of(export):
    status, said, files = export("sys.exit('no room for a profile')")
    assert status == 1 and "no room for a profile" in said and "earlier" not in said and list(files) == ["report.html"]


def refuse_to_replace(monkeypatch, name, times):
    real, left = os.replace, [name] * times

    def replace(source, target):
        if target.name == name and left:
            left.pop()
            raise PermissionError(errno.EACCES, "Permission denied")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)


def test_an_old_pdf_that_windows_holds_for_a_moment_is_replaced(export, monkeypatch):
    (export.folder / "report.pdf").write_bytes(OLD)
    refuse_to_replace(monkeypatch, "report.pdf", 3)
    assert export(PRINTS)[0] == 0 and (export.folder / "report.pdf").read_bytes() == NEW


def test_an_old_pdf_that_is_open_as_on_windows_stays_and_the_new_one_lies_beside_it(export, monkeypatch):
    (export.folder / "report.pdf").write_bytes(OLD)
    refuse_to_replace(monkeypatch, "report.pdf", 1000)
    status, said, files = export(PRINTS)
    assert status == 1 and f"The new one is {export.folder / 'report-new.pdf'}." in said
    assert files["report.pdf"] == OLD and files["report-new.pdf"] == NEW


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES, errno.EROFS], ids=os.strerror)
def test_a_page_that_cannot_be_written_leaves_the_old_one(error, export, monkeypatch):
    def refuse(*words):
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(safe_files.Path, "write_bytes", refuse)
    status, said, files = export(None)
    assert status == 1 and f"report.html cannot be written ({os.strerror(error)}) and is as it was" in said
    assert files == {"report.html": b"the old page"}
