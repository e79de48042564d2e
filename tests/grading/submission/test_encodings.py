"""Files in other encodings and with small damage: right answers earn their points, and everybody is told what was done."""

import html
import json
import logging
import tempfile
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.grading.grade_file import grade_file
from helpers.grading.settings import Settings
from helpers.grading.submission.decoding import parse
from helpers.grading.submission.tolerant_reader import UNREADABLE, read_notebook
from tests.support.course import ASSIGNMENT, ROOT, SOLUTIONS, fill_in
from tests.support.damaged_files import GERMAN, LOST, RECOVERED

CODE = "x = 1 / (1 + np.exp(-z))"
INEXACT = ("stray", "stray_many", "big5_backslash")  # letters of words may be others, never those of the code


def notebook_with(comment):
    cells = [new_markdown_cell(comment, id="words"), new_code_cell(CODE, id="code")]
    return new_notebook(cells=cells)


def told(caplog):
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.fixture
def read(tmp_path, caplog):
    def read(content):
        path = tmp_path / "small.ipynb"
        path.write_bytes(content)
        return read_notebook(path)

    return read


@pytest.mark.parametrize("case", RECOVERED)
def test_what_can_be_recovered_is(case, read, caplog):
    bend, remark, comment = RECOVERED[case]
    notebook = read(bend(notebook_with(comment)))
    nbformat.validate(notebook)
    assert UNREADABLE not in notebook.metadata
    assert any(cell.source == CODE for cell in notebook.cells)
    assert case in INEXACT or any(cell.source == comment for cell in notebook.cells)
    lines = told(caplog)
    assert any(remark in line for line in lines) if remark else lines == []
    assert remark in notebook.cells[0].source if remark else notebook.cells[0].source == comment


@pytest.mark.parametrize("case", LOST)
def test_what_cannot_be_is_told_in_words(case, read, caplog):
    bend, reason = LOST[case]
    notebook = read(bend(notebook_with(GERMAN)))
    assert reason in notebook.metadata[UNREADABLE] and reason in notebook.cells[0].source
    assert len(told(caplog)) == 1 and reason in told(caplog)[0]


@settings(deadline=None, max_examples=200)
@given(
    st.binary(max_size=300)
    | st.lists(st.sampled_from([b'{"cells": [', b"]}", b"\0", b"\xff", b'"', b"{}", b"null,"])).map(b"".join)
)
def test_no_bytes_end_the_reading(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.ipynb"
        path.write_bytes(content)
        nbformat.validate(read_notebook(path))


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_what_unicode_can_say_is_read_to_the_letter(text, encoding):
    data, _ = parse(
        json.dumps({"cells": [], "x": text.encode("utf-8", "replace").decode()}, ensure_ascii=False).encode(encoding)
    )
    assert data["x"] == text.encode("utf-8", "replace").decode()


ID = {name: f"recovered-{name}" for name in RECOVERED} | {name: f"torn-{name}" for name in LOST}


@pytest.mark.slow
@pytest.mark.xdist_group("week4_accidents")
@pytest.mark.parametrize("student", [student for student, told in (RECOVERED | LOST).items() if told[1]])
def test_instructor_and_student_read_what_was_done(week4_accidents, student):
    sentence = (RECOVERED | LOST)[student][1]
    lines = [line for line in week4_accidents.log.splitlines() if f"/{ID[student]}/" in line and "WARNING" in line]
    assert len([line for line in lines if sentence in line]) == 1
    assert sentence in html.unescape(week4_accidents.feedback(ID[student]))


@pytest.mark.slow
@pytest.mark.xdist_group("week4_accidents")
def test_the_log_has_no_word_of_files_that_lost_nothing_and_no_jargon_of_codecs(week4_accidents):
    warned = {line for line in week4_accidents.log.splitlines() if "WARNING" in line or "ERROR" in line}
    for student in [student for student, (_, remark, _) in RECOVERED.items() if not remark]:
        assert not [line for line in warned if f"/{ID[student]}/" in line]
    assert not [line for line in warned if "codec" in line or "Traceback" in line or "Expecting" in line]


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", "gbk", "utf-16-le"])
def test_a_real_notebook_in_another_encoding_earns_what_it_earns_in_utf8(tmp_path, encoding):
    released = nbformat.read(ROOT / "release" / ASSIGNMENT / "numpy_basics.ipynb", as_version=4)
    written = fill_in(released, {name: SOLUTIONS[name] for name in ("L1", "L2")})
    text = json.dumps(written, ensure_ascii=False)
    path = tmp_path / "numpy_basics.ipynb"
    earned = {}
    for name in ("utf-8", encoding):
        path.write_bytes(text.encode(name, "replace"))
        earned[name] = grade_file(path, ASSIGNMENT, Settings(seed=3)).points
    assert earned[encoding] == earned["utf-8"] and sum(points for points, _ in earned["utf-8"].values()) > 0
