"""Pictures pasted into answers reach whoever reads them, under whatever name; nothing else comes in by that way."""

import base64
import copy
import json
import re

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert import HTMLExporter
from nbformat.v4 import new_markdown_cell, new_notebook

from helpers.grading.submission import attachments as module
from helpers.grading.submission.attachments import NO_PICTURE, NO_SUCH, TOO_LARGE
from helpers.grading.submission.sanitize import CleanNotebook, clean_markdown
from helpers.grading.submission.tolerant_reader import read_notebook
from tests.grading.test_graded_by_hand import course_id, formgrader
from tests.support.abuse_texts import HTML, MARKDOWN, PIXEL
from tests.support.course import ASSIGNMENT, ROOT, SOLUTIONS, Course, cell_of, source_notebook
from tests.support.harmless import dangers


def coded(content):
    return base64.b64encode(content).decode()


PICTURES = {
    "png": PIXEL,
    "jpeg": coded(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00 and so on"),
    "gif": coded(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
    "webp": coded(b"RIFF\x1a\x00\x00\x00WEBPVP8L and so on"),
}
SVG = coded(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>")

# (the attachment's name, the text that shows it)
SPELLINGS = [
    ("image.png", "![image.png](attachment:image.png)"),
    ("my plot.png", "![x](attachment:my plot.png)"),
    ("my plot.png", "![x](attachment:my%20plot.png)"),
    ("my plot.png", "![x](<attachment:my plot.png>)"),
    ("my%20plot.png", "![x](attachment:my%20plot.png)"),
    ("my%20plot.png", "![x](attachment:my plot.png)"),
    ("plot (1).png", "![plot (1).png](attachment:plot (1).png)"),
    ("plot (1).png", "![x](attachment:plot%20%281%29.png)"),
    ("plot%20%281%29.png", "![x](attachment:plot%20%281%29.png)"),
    ("plot(1).png", r"![x](attachment:plot\(1\).png)"),
    ("a[1].png", "![a[1].png](attachment:a[1].png)"),
    ("größe.png", "![Größe](attachment:größe.png)"),
    ("gro\u0308ße.png", "![x](attachment:gr\u00f6ße.png)"),
    ("größe.png", "![x](attachment:gr%C3%B6%C3%9Fe.png)"),
    ("截图.png", "![截图](attachment:截图.png)"),
    ("a&b.png", "![x](attachment:a&amp;b.png)"),
    ("100%.png", "![x](attachment:100%.png)"),
    ("a.png", '![x](attachment:a.png "A title")'),
    ("a.png", "![x](attachment:a.png =300x)"),
    ("a.png", "![x][plot]\n\n[plot]: attachment:a.png"),
    ("a b.png", "![Plot][]\n\n[plot]: <attachment:a b.png>"),
    ("a.png", '<img src="attachment:a.png" width="300">'),
    ("a b.png", "<center><IMG alt='x' SRC='attachment:a b.png'/></center>"),
    ("a b.png", "| a |\n|---|\n| ![x](attachment:a b.png) |"),
    ("a b.png", "- one ![x](attachment:a b.png)\n- two"),
    ("", f"![image.png](data:image/png;base64,{PIXEL})"),
    ("", f'<img src="data:image/png;base64,{PIXEL}" alt="x">'),
]


def cleaned(text, attachments):
    cell = new_markdown_cell(text)
    if attachments is not None:
        cell.attachments = copy.deepcopy(attachments)
    notebook = new_notebook()
    notebook.cells = [cell]  # not at once: it would check them
    CleanNotebook().preprocess(notebook, {})
    nbformat.validate(notebook)
    return notebook


def page(notebook):
    return HTMLExporter(template_name="basic").from_notebook_node(notebook)[0]


@pytest.mark.parametrize(("name", "text"), SPELLINGS)
def test_a_picture_of_any_name_is_shown_once(name, text):
    shown = page(cleaned(text, {name: {"image/png": PIXEL}} if name else None))
    assert shown.count("<img") == 1 and f'src="data:image/png;base64,{PIXEL}"' in shown


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("said", ["image/png", "image/jpg", "application/octet-stream", "text/html"])
def test_the_type_of_a_picture_is_what_its_bytes_say(kind, said):
    shown = page(cleaned("![x](attachment:a b)", {"a b": {said: PICTURES[kind]}}))
    assert f'src="data:image/{kind};base64,{PICTURES[kind]}"' in shown and dangers(shown) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"image/svg+xml": SVG}, NO_PICTURE),
        ({"image/png": SVG}, NO_PICTURE),
        ({"image/png": coded(b"<script>alert(1)</script>")}, NO_PICTURE),
        ({"image/png": "' onerror='alert(1)"}, NO_PICTURE),
        ({"image/png": 5}, NO_PICTURE),
        ({}, NO_PICTURE),
        (5, NO_PICTURE),
        (None, NO_SUCH),
    ],
)
@pytest.mark.parametrize(
    "text", ["![x](attachment:a b.svg)", "<img src='attachment:a b.svg'>", "![x][k]\n\n[k]: <attachment:a b.svg>"]
)
def test_in_place_of_what_is_no_picture_stands_a_sentence(data, sentence, text):
    notebook = cleaned(text, {} if data is None else {"a b.svg": data})
    assert sentence in notebook.cells[0].source and "attachments" not in notebook.cells[0]
    assert "<img" not in page(notebook) and dangers(page(notebook)) == []


def test_pictures_share_one_limit_of_size(monkeypatch):
    monkeypatch.setattr(module, "LARGEST_PICTURE", 1000)
    monkeypatch.setattr("helpers.grading.submission.sanitize.MOST_BYTES", 1500)
    large = {
        n: {"image/gif": coded(b"GIF89a" + bytes(size))}
        for n, size in (("a", 900), ("b", 900), ("c", 1100), ("d", 400))
    }
    notebook = new_notebook(
        cells=[new_markdown_cell(f"![x](attachment:{n})", attachments={n: large[n]}) for n in large]
    )
    CleanNotebook().preprocess(notebook, {})
    assert [TOO_LARGE in cell.source for cell in notebook.cells] == [False, True, True, False]


ATTACHED = {"a.png": {"image/png": PIXEL}, "b c.svg": {"image/svg+xml": SVG}, '"><script>': {"image/png": PIXEL}}
FETCHING = [
    "![[a](attachment:a.png)](https://evil.test/x.png)",
    r"![a\](attachment:a.png) b](https://evil.test/x.png)",
    "![a `](attachment:a.png)` b](https://evil.test/x.png)",
    "![a $](attachment:a.png)$ b](https://evil.test/x.png)",
    "![a <https://x](attachment:a.png)> b](https://evil.test/x.png)",
    "![a <b>](attachment:a.png)</b> b](https://evil.test/x.png)",
    "![![x](attachment:a.png)](https://evil.test/x.png)",
    "![x](attachment:a.png](https://evil.test/x.png)",
    '![x](attachment:a.png"y)',
    "![x](attachment:a.png>y)",
    "![x](<attachment:a.png)y>)",
    "![x](attachment:a.png#y)",
    "![x](attachment:)",
    "![x][y]\n\n[y]: attachment:gone.png",
    "![x][y]\n\n[y]: attachment:a.png\n[y]: https://evil.test/x.png",
    "![x](&#97;ttachment:a.png)",
    "![x](attachment&colon;gone.png)",
    "![x](data:image/svg+xml;base64," + SVG + ")",
    "![x](data:image/png;base64," + SVG + ")",
    "![x](data:text/html;base64," + SVG + ")",
    '![](attachment:"><script>)',
    '<img src="attachment:a.png" onerror="alert(1)">',
    '<img alt="](https://evil.test/x.png)" src="attachment:a.png">',
    '<img alt="x](attachment:a.png) ![y](https://evil.test/x.png)" src="attachment:a.png">',
    '<img src="https://evil.test/x.png" alt="attachment:a.png">',
]


def is_safe(text):
    shown = page(cleaned(text, ATTACHED))  # nbconvert stops where an attachment is missing
    return dangers(shown) == []


@pytest.mark.parametrize("text", [*FETCHING, *MARKDOWN])
def test_no_script_and_no_fetch_comes_in_with_a_picture(text):
    assert is_safe(text)


PIECES = [
    *FETCHING,
    *HTML,
    "![",
    "](",
    ")",
    "[",
    "]",
    "`",
    "$",
    "\\",
    "<",
    ">",
    "attachment:a.png",
    "https://evil.test/x",
    "\n\n",
    "[k]: ",
    " ",
]


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_mixture_of_them_does(text):
    assert is_safe(text)


def test_words_about_attachments_stay_words():
    for text in ("see attachment: the plot", "`attachment:x`", "[k]: see", "$a[1](x)$"):
        assert clean_markdown(cleaned(text, None).cells[0].source) == clean_markdown(text)


# Reading compared field by field. What may differ, with the reason: `execution_count` is of a run that does not count; an `id` must
# be there, be unique and of plain characters. All else is what was handed in.
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
MORE = st.dictionaries(TEXT, st.integers() | TEXT, max_size=2)
OUTPUT = st.builds(
    lambda text, more: {
        "output_type": "display_data",
        "data": {"text/plain": text, "image/png": PIXEL},
        "metadata": more,
    },
    TEXT,
    MORE,
) | st.builds(lambda text: {"output_type": "stream", "name": "stdout", "text": text}, TEXT)
CELL = st.builds(
    lambda kind, source, more, outputs, attached: (
        {"cell_type": kind, "source": source, "metadata": {"own": more}}
        | ({"outputs": outputs, "execution_count": 3} if kind == "code" else {"attachments": attached})
    ),
    st.sampled_from(["code", "markdown", "raw"]),
    TEXT | st.lists(TEXT, max_size=3),
    MORE,
    st.lists(OUTPUT, max_size=2),
    st.dictionaries(TEXT, st.just({"image/png": PIXEL}), max_size=2),
)
DIFFERS = {"execution_count", "id"}


@settings(deadline=None, max_examples=100)
@given(cells=st.lists(CELL, max_size=4), more=MORE)
def test_reading_keeps_every_field_of_a_cell(cells, more, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "read.ipynb"
    data = {"cells": cells, "metadata": {"own": more}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(data), encoding="utf-8")
    read = read_notebook(path)
    assert read.metadata == data["metadata"] and len(read.cells) == len(cells)
    for before, after in zip(cells, read.cells, strict=True):
        before = before | {"source": "".join(before["source"])}
        assert {k: v for k, v in after.items() if k not in DIFFERS} == {
            k: v for k, v in before.items() if k not in DIFFERS
        }


def paint(notebook):
    """Every spelling and every format, one below the other, in the cell behind a question."""
    at = notebook.cells.index(cell_of(notebook, "slope_z")) + 1
    answer = notebook.cells[at]
    answer.attachments = {name: {"image/png": PIXEL} for name, _ in SPELLINGS if name and "%20" not in name}
    answer.attachments |= {f"of kind {kind}": {f"image/{kind}": data} for kind, data in PICTURES.items()}
    answer.attachments["drawing.svg"] = {"image/svg+xml": SVG}
    texts = [text for name, text in SPELLINGS if name in answer.attachments]
    answer.source = "\n\n".join(
        [*texts, *(f"![x](attachment:of kind {kind})" for kind in PICTURES), "![x](attachment:drawing.svg)"]
    )
    notebook.cells[at + 1 : at + 1] = [new_markdown_cell(text) for text in FETCHING]


def retyped(notebook):
    """A code cell was made text, and got a picture."""
    cell = cell_of(notebook, "L1")
    cell.cell_type, cell.attachments = "markdown", {"a.png": {"image/png": PIXEL}}
    del cell["outputs"], cell["execution_count"]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    report = nbformat.read(ROOT / "source" / ASSIGNMENT / "report.ipynb", as_version=4)
    course = Course(tmp_path_factory.mktemp("pictures") / "course", {"small": source_notebook(), "report": report})
    course.release()
    course.hand_in("painter", SOLUTIONS, paint, "report")
    course.hand_in("painter", SOLUTIONS)
    course.hand_in("retyped", SOLUTIONS, retyped)
    course.log = course.nbgrader("autograde", ASSIGNMENT).stdout
    with formgrader(course.folder) as ask:
        course.page = ask(f"submissions/{course_id(course, 'painter')}/")
    course.nbgrader("generate_feedback", ASSIGNMENT)
    return course


slow = [pytest.mark.slow, pytest.mark.xdist_group("pictures")]


class TestPages:
    pytestmark = slow

    @pytest.mark.parametrize("where", ["Formgrader", "feedback"])
    def test_pictures_reach_both_pages(self, course, where):
        shown = course.page if where == "Formgrader" else feedback(course, "report")
        count = len([text for name, text in SPELLINGS if name and "%20" not in name])
        pictures = re.findall(r'<img[^>]*src="data:image/(\w+);base64,([^"]+)"', shown)
        assert pictures.count(("png", PIXEL)) >= count + 1
        assert {kind for kind in PICTURES if (kind, PICTURES[kind]) in pictures} == {*PICTURES}
        assert NO_PICTURE.strip("*()") in shown and SVG not in shown

    def test_nothing_else_comes_in(self, course):
        with_pictures, without = feedback(course, "report"), feedback(course, "small")
        assert set(dangers(with_pictures)) <= set(dangers(without))

    def test_a_code_cell_that_was_made_text_is_code_again_and_has_no_attachment(self, course):
        assert course.grades()["retyped"] == {"sigmoid": 10, "L1": 10, "L2": 10, "propagate": 10}
        nbformat.validate(course.autograded("retyped"))
        assert "invalid" not in course.log and "Traceback" not in course.log


def feedback(course, name):
    return (course.folder / "feedback" / "painter" / ASSIGNMENT / f"{name}.html").read_text(encoding="utf-8")
