"""Pictures pasted into answers reach whoever reads them, under whatever name; nothing else comes in by that way."""

import copy
import re

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_markdown_cell, new_notebook

from helpers.grading.grade import grade_notebook
from helpers.grading.pages.markdown import render_markdown
from helpers.grading.submission import attachments as module
from helpers.grading.submission.attachments import LEFT_OUT, NO_PICTURE, NO_SUCH, TOO_LARGE
from helpers.grading.submission.sanitize import CleanNotebook
from tests.grading.test_graded_by_hand import course_id, formgrader
from tests.support.abuse_texts import HTML, MARKDOWN, PIXEL
from tests.support.course import ASSIGNMENT, ROOT, SOLUTIONS, Course, cell_of, source_notebook
from tests.support.harmless import dangers
from tests.support.pasted_pictures import ATTACHED, FETCHING, PICTURES, SPELLINGS, SVG, coded


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
    cell = notebook.cells[0]
    return render_markdown(cell.source, cell.get("attachments"))


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
    assert sentence.strip("*") in page(notebook) and "attachments" not in notebook.cells[0]
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


@pytest.mark.parametrize(
    "left_out", [[], ["attachment:a.svg"], ["attachment:a.svg", "attachment:gone.png", "data:image/png,x"]]
)
def test_pictures_that_are_left_out_are_one_remark_a_notebook(left_out):
    pictures = {"a.png": {"image/png": PIXEL}, "a.svg": {"image/svg+xml": SVG}}
    texts = [f"![x]({target})" for target in ["attachment:a.png", *left_out]]
    notebook = new_notebook(cells=[new_markdown_cell(text, attachments=copy.deepcopy(pictures)) for text in texts])
    assert grade_notebook(notebook, ASSIGNMENT).remarks == ((LEFT_OUT.format(count=len(left_out)),) if left_out else ())


MATHML = re.compile(r"<math\b.*?</math>", re.DOTALL)  # tests of pages look into it


def is_safe(text):
    return dangers(MATHML.sub("", page(cleaned(text, ATTACHED)))) == []


@pytest.mark.parametrize("text", [*FETCHING, *MARKDOWN])
def test_no_script_and_no_fetch_comes_in_with_a_picture(text):
    assert is_safe(text)


PIECES = [
    *FETCHING,
    *HTML,
    "!",
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


@pytest.mark.parametrize(
    "piece",
    [
        "![x](attachment:a",
        "![",
        "!",
        "<img src=",
        "src=attachment:a ",
        "[k]: ",
        "![a](",
        "![x]",
        "![x![a]",
        "<img src='",
    ],
)
def test_a_text_of_millions_of_characters_is_read_in_one_pass(piece):
    names = {f"{n:02} {'ü (%)' * 18}": {"image/png": PIXEL} for n in range(100)}
    source = "<img " + piece * 100_000  # in the square of that, it would be hours
    assert cleaned(source, names).cells[0].source.startswith("<img ")


def test_words_about_attachments_stay_words():
    for text in ("see attachment: the plot", "`attachment:x`", "[k]: see", "$a[1](x)$"):
        assert cleaned(text, None).cells[0].source == text


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
    course.hand_in("painter", change=paint, notebook="report")
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
        assert NO_PICTURE.strip("*()") in shown and f"svg+xml;base64,{SVG}" not in shown

    def test_nothing_else_comes_in(self, course):
        with_pictures, without = feedback(course, "report"), feedback(course, "small")
        assert set(dangers(MATHML.sub("", with_pictures))) <= set(dangers(without))

    def test_the_log_says_once_that_pictures_were_left_out(self, course):
        said = [line for line in course.log.splitlines() if "could not be kept" in line]
        assert len(said) == 1 and "painter/report: " in said[0]

    def test_a_code_cell_that_was_made_text_is_code_again_and_has_no_attachment(self, course):
        points = course.grades()["retyped"]
        assert {name: points[name] for name in SOLUTIONS} == dict.fromkeys(SOLUTIONS, 10)
        nbformat.validate(course.autograded("retyped"))
        assert "invalid" not in course.log and "Traceback" not in course.log


def feedback(course, name):
    return (course.folder / "feedback" / "painter" / ASSIGNMENT / f"{name}.html").read_text(encoding="utf-8")
