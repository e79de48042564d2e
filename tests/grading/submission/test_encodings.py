"""Files in other encodings and with small damage: right answers earn their points, and everybody is told what was done."""

import codecs
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
from tests.support.course import ASSIGNMENT, ROOT, SOLUTIONS, Course, fill_in

FULL = {"sigmoid": 10, "L1": 10, "L2": 10, "propagate": 10}
NOTHING = dict.fromkeys(FULL, 0)
GERMAN = "Die Lösung wäre größer als früher – “schön”"
CODE = "x = 1 / (1 + np.exp(-z))"
INEXACT = ("stray", "stray_many", "big5_backslash")  # letters of words may be others, never those of the code
CHINESE = "先计算预测值与真实值之差，再求绝对值的和。"


def saved_as(encoding, remark="", mark=b""):
    return lambda data: mark + json.dumps(data, ensure_ascii=False).encode(encoding), remark


def of_text(change):
    return lambda data: change(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode())


def of_cells(change):
    def bend(data):
        change(data["cells"])
        return json.dumps(data).encode()

    return bend


def odd_output(cells):
    code = next(cell for cell in cells if cell["cell_type"] == "code")
    code["outputs"] = [{"output_type": "stream"}, {"output_type": "rubbish"}, 5, None]


def null_fields(cells):
    for cell in cells:
        cell |= {"id": None, "outputs": None, "execution_count": "x"}
    cells.append({"cell_type": "markdown", "source": None, "metadata": None})
    cells.append({"cell_type": None, "source": "x"})


def odd_metadata(cells):
    for cell in cells:
        cell["metadata"] |= {"tags": "none", "collapsed": "yes", "jupyter": 5}


def conflict_in_answer(cells):
    source = "Before\n<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> main\n"
    cells.append({"cell_type": "markdown", "source": source, "metadata": {}})


# what is recovered: student -> (bytes of the notebook's data, the comment in it, part of what is told; "" for nothing)
RECOVERED = {
    "utf8": (*saved_as("utf-8"), GERMAN),
    "utf8_mark": (*saved_as("utf-8", mark=codecs.BOM_UTF8), CHINESE),
    "cp1252": (*saved_as("cp1252", "it was read as Windows-1252"), GERMAN),
    "latin1": (*saved_as("latin-1", "it was read as Windows-1252"), "größer, été, ñandú, 5°"),
    "one_word": (*saved_as("cp1252", "it was read as Windows-1252"), "Größe"),
    "gbk": (*saved_as("gbk", "it was read as GBK"), CHINESE),
    "gb18030": (*saved_as("gb18030", "it was read as GBK"), CHINESE),
    "big5_backslash": (*saved_as("big5", "it was read as"), "成功許可"),
    "utf16_mark": (*saved_as("utf-16", "saved as UTF-16"), CHINESE),
    "utf16_le": (*saved_as("utf-16-le", "saved as UTF-16"), GERMAN),
    "utf16_be": (*saved_as("utf-16-be", "saved as UTF-16"), GERMAN),
    "utf16_be_mark": (*saved_as("utf-16-be", "saved as UTF-16", codecs.BOM_UTF16_BE), GERMAN),
    "utf32": (*saved_as("utf-32", "saved as UTF-32"), GERMAN),
    "stray": (
        of_text(lambda text: text.replace("wäre".encode(), b"w\x81re")),
        "1 byte that no character of UTF-8",
        GERMAN,
    ),
    "stray_many": (of_text(lambda text: text.replace(b" ", b" \xfe", 3)), "was left out", GERMAN),
    "stray_between": (
        of_text(lambda text: text.replace(b'"cells"', b'\xff "cells"', 1)),
        "did not belong there",
        GERMAN,
    ),
    "mark_inside": (
        of_text(lambda text: text.replace(b'"cells"', codecs.BOM_UTF8 + b'"cells"', 1)),
        "did not belong there",
        GERMAN,
    ),
    "padded": (of_text(lambda text: text + b"\0" * 4096), "", GERMAN),
    "tail": (of_text(lambda text: text + b"\n}\n]"), "goes on behind the notebook's end in line", GERMAN),
    "twice": (of_text(lambda text: text + text), "goes on behind the notebook's end in line", GERMAN),
    "raw_breaks": (of_text(lambda text: text.replace(rb"\n", b"\n")), "", GERMAN),
    "null_cell": (
        of_cells(lambda cells: cells.insert(1, None)),
        "In cell 2 of the file there is something that is no cell",
        GERMAN,
    ),
    "odd_cells": (
        of_cells(lambda cells: cells.extend([5, "x", [], True])),
        "there is something that is no cell",
        GERMAN,
    ),
    "null_fields": (of_cells(null_fields), "", GERMAN),
    "odd_output": (of_cells(odd_output), "an output was damaged; it was left out and the cell runs again", GERMAN),
    "odd_metadata": (of_cells(odd_metadata), "", GERMAN),
    "conflict_in_cell": (of_cells(conflict_in_answer), "(line 2) of the file there are git's merge markers", GERMAN),
}
# what is not: student -> (bytes, what is told)
LOST = {
    "conflict": (
        of_text(
            lambda text: text.replace(b' "cells"', b'<<<<<<< HEAD\n "cells"\n=======\n "cells"\n>>>>>>> main\n', 1)
        ),
        "it is not JSON: it holds git's merge markers in line 2; settle the merge",
    ),
    "half": (of_text(lambda text: text[: len(text) // 2]), "it is not JSON: the file ends in the middle, in line"),
    "half_a_text": (
        of_text(lambda text: text[: text.index(b"np.exp")]),
        "it is not JSON: the file ends in the middle, in line",
    ),
    "half_utf16": (lambda data: json.dumps(data).encode("utf-16")[:-101], "the file ends in the middle, in line 1"),
    "comma": (of_text(lambda text: text.replace(b",\n", b"\n", 1)), "it is not JSON: the mistake is in line"),
    "letter": (
        lambda data: b"Dear teacher,\nmy notebook is attached.",
        "it is not JSON: the mistake is in line 1, column 1",
    ),
    "web_page": (lambda data: b"\n<!DOCTYPE html>\n<html>", "it is not JSON but a web page"),
    "zip": (lambda data: b"PK\x03\x04\xff\xff", "it is not JSON but a zip file"),
    "pdf": (lambda data: b"%PDF-1.7\n", "it is not JSON but a PDF"),
    "zeros": (lambda data: bytes(5000), "the file is empty"),
    "deep": (lambda data: b"[" * 200_000, "it is not JSON that a notebook would hold"),
    "null": (lambda data: b"null", "it is JSON, but not a notebook"),
}


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


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("encodings") / "course")
    course.release()
    for student, (bend, _, comment) in RECOVERED.items():
        hand_in(course, student, bend, comment)
    for student, (bend, _) in LOST.items():
        hand_in(course, student, bend, GERMAN)
    course.log = course.nbgrader("autograde", ASSIGNMENT).stdout
    course.nbgrader("generate_feedback", ASSIGNMENT)
    return course


def hand_in(course, student, bend, comment):
    path = course.hand_in(student, SOLUTIONS, lambda nb: nb.cells.insert(0, new_markdown_cell(comment))) / "small.ipynb"
    path.write_bytes(bend(json.loads(path.read_text(encoding="utf-8"))))


@pytest.mark.slow
@pytest.mark.xdist_group("encodings")
@pytest.mark.parametrize("student", [*RECOVERED, *LOST])
def test_right_answers_earn_their_points(course, student):
    assert course.grades()[student] == (FULL if student in RECOVERED else NOTHING)


@pytest.mark.slow
@pytest.mark.xdist_group("encodings")
@pytest.mark.parametrize("student", [student for student, told in (RECOVERED | LOST).items() if told[1]])
def test_instructor_and_student_read_what_was_done(course, student):
    sentence = (RECOVERED | LOST)[student][1]
    lines = [line for line in course.log.splitlines() if f"/{student}/" in line and "WARNING" in line]
    assert len([line for line in lines if sentence in line]) == 1
    assert sentence in html.unescape(course.feedback(student))


@pytest.mark.slow
@pytest.mark.xdist_group("encodings")
def test_the_log_has_no_word_of_files_that_lost_nothing_and_no_jargon_of_codecs(course):
    warned = {line for line in course.log.splitlines() if "WARNING" in line or "ERROR" in line}
    for student in [student for student, (_, remark, _) in RECOVERED.items() if not remark]:
        assert not [line for line in warned if f"/{student}/" in line]
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
