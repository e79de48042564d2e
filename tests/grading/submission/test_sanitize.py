"""What a notebook may show: tables, pictures, formulas and words stay; whatever acts or reaches out goes."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.assessment.serialization import MIME
from helpers.grading.pages.clean_html import CUT, LONGEST_TEXT
from helpers.grading.pages.markdown import render_markdown
from helpers.grading.submission import sanitize
from helpers.grading.submission.sanitize import MOST_ESCAPES, CleanNotebook, clean_output
from tests.support.abuse_texts import HTML, MARKDOWN, PIXEL
from tests.support.course import ASSIGNMENT, SOLUTIONS, Course
from tests.support.harmless import dangers


@pytest.mark.parametrize(
    ("kind", "content", "kept"),
    [
        ("stream", {"name": "stdout", "text": "x"}, new_output("stream", name="stdout", text="x")),
        ("stream", {"name": "<b>", "text": ["x"]}, new_output("stream", name="stdout", text="x")),
        ("stream", {"text": {"a": 1}}, new_output("stream", name="stdout", text="")),
        ("stream", {"text": "\ud800"}, new_output("stream", name="stdout", text="?")),
        (
            "error",
            {"ename": 5, "evalue": None, "traceback": "x"},
            new_output("error", ename="", evalue="", traceback=[]),
        ),
        ("display_data", {"data": {"application/javascript": "alert(1)"}}, None),
        ("display_data", {"data": {"image/svg+xml": "<svg/>"}}, None),
        ("display_data", {"data": {"image/png": "' onload='"}}, None),
        ("display_data", {"data": {"image/png": PIXEL}}, new_output("display_data", {"image/png": PIXEL})),
        ("display_data", {"data": 5}, None),
        ("execute_result", {"data": {"text/plain": "5"}}, new_output("execute_result", {"text/plain": "5"})),
        (
            "execute_result",
            {"data": {"text/plain": "5"}, "execution_count": 3},
            new_output("execute_result", {"text/plain": "5"}, execution_count=3),
        ),
        (
            "execute_result",
            {"data": {"text/plain": "5"}, "execution_count": [[]]},
            new_output("execute_result", {"text/plain": "5"}),
        ),
        (
            "display_data",
            {"data": {MIME: {"message": "x", "more": 1}}},
            new_output("display_data", {MIME: {"message": "x"}}),
        ),
        ("display_data", {"data": {MIME: [[[]]]}}, new_output("display_data", {MIME: {}})),
        ("comm_open", {"data": {"text/html": "x"}}, None),
        ("update_display_data", {"data": {"text/html": "x"}}, None),
    ],
)
def test_an_output_is_plain_text_or_a_picture_or_nothing(kind, content, kept):
    assert clean_output(kind, content) == kept


def test_long_texts_are_cut_with_a_word():
    text = clean_output("stream", {"text": "x" * (LONGEST_TEXT + 7)}).text
    assert len(text) == LONGEST_TEXT and text.endswith(CUT)


def test_a_flood_of_terminal_codes_is_shown_as_what_it_is():
    assert clean_output("stream", {"text": "\x1b[31mred"}).text == "\x1b[31mred"
    flood = clean_output("stream", {"text": "\x1b[1m" * (MOST_ESCAPES + 1)}).text
    assert flood == "␛[1m" * (MOST_ESCAPES + 1)


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        ({"text/latex": r"$\\displaystyle x$"}, r"$\\displaystyle x$"),
        ({"text/latex": r"\[a \\\\[4pt] b\]"}, r"\\[a \\\\[4pt] b\\]"),
        ({"text/latex": r"\(a\)"}, r"\\(a\\)"),
        ({"text/latex": "$a$", "text/markdown": "b"}, "b"),
    ],
)
def test_latex_becomes_markdown_with_the_same_formulas(data, kept):
    assert clean_output("display_data", {"data": data}).data == {"text/markdown": kept}


def test_a_notebook_keeps_its_markdown_and_of_html_what_shows_something():
    cells = [new_markdown_cell(text) for text in MARKDOWN if "attachment:" not in text and "<img" not in text]
    shown = new_output("display_data", {"text/html": "<b onclick=x>y</b>"})
    notebook, _ = CleanNotebook().preprocess(new_notebook(cells=[*cells, new_code_cell("", outputs=[shown])]), {})
    assert [cell.source for cell in notebook.cells[:-1]] == [cell.source for cell in cells]
    assert notebook.cells[-1].outputs[0].data == {"text/html": "<b>y</b>"}


@pytest.mark.parametrize("name", ['"><script>ran()</script>', "x y", "", 5.5, None, ["<b>"]])
def test_a_grade_id_that_a_page_would_not_escape_goes(name):
    marks = {"grade_id": name, "solution": True, "grade": False, "task": False, "locked": False, "schema_version": 3}
    cells = [
        new_markdown_cell("x", metadata={"nbgrader": marks}),
        new_markdown_cell("y", metadata={"nbgrader": marks | {"grade_id": "a-1"}}),
    ]
    notebook, _ = CleanNotebook().preprocess(new_notebook(cells=cells), {})
    assert "nbgrader" not in notebook.cells[0].metadata or name is None
    assert notebook.cells[1].metadata.nbgrader.grade_id == "a-1"


def test_a_text_that_is_too_long_is_cut_where_no_page_would_show_it():
    notebook, _ = CleanNotebook().preprocess(new_notebook(cells=[new_markdown_cell("x" * 10**6)]), {})
    assert len(notebook.cells[0].source) == LONGEST_TEXT and notebook.cells[0].source.endswith(CUT)


@pytest.mark.slow
@pytest.mark.xdist_group("clean")
def test_the_feedback_page_of_a_hostile_notebook_acts_no_more_than_that_of_a_harmless_one(tmp_path):
    def hostile(notebook):
        show = f"from IPython.display import display\nHTML, MARKDOWN = {HTML!r}, {MARKDOWN!r}\n"
        show += "for text in HTML:\n    display({'text/html': text}, raw=True), print(text)\n"
        show += "for text in [*HTML, *MARKDOWN]:\n    display({'text/markdown': text}, raw=True)\n"
        show += "    display({'text/latex': text}, raw=True), display({'image/svg+xml': text}, raw=True)\n"
        show += "raise ValueError(''.join(HTML))"
        notebook.cells[2:2] = [new_code_cell(show), *map(new_markdown_cell, MARKDOWN), new_code_cell("\n".join(HTML))]
        notebook.metadata["title"] = notebook.metadata["kernelspec"]["display_name"] = (
            "</title><script>alert(1)</script>"
        )
        for cell in notebook.cells:
            cell.metadata["tags"] = ["<script>", '"onload="alert(1)']

    course = Course(tmp_path / "course")
    course.release()
    course.hand_in("harmless", SOLUTIONS)
    course.hand_in("hostile", SOLUTIONS, hostile)
    course.nbgrader("autograde", ASSIGNMENT)
    course.nbgrader("generate_feedback", ASSIGNMENT)
    assert course.grades()["hostile"] == course.grades()["harmless"]
    folder = course.folder / "feedback"
    pages = {
        student: (folder / student / ASSIGNMENT / "small.html").read_text(encoding="utf-8")
        for student in ("harmless", "hostile")
    }
    assert "<script" not in pages["hostile"].lower()
    assert set(dangers(pages["hostile"])) - {"<math>"} == set(dangers(pages["harmless"])) - {"<math>"}
    assert "evil.test" in pages["hostile"]  # it was there, as words


def test_pictures_that_cannot_be_dealt_with_cost_no_more_than_themselves(monkeypatch):
    def fail(*_):
        raise RecursionError

    monkeypatch.setattr(sanitize, "keep_pictures", fail)
    bad = "<img src=x onerror=alert(1)> [x](javascript:alert(1))"
    notebook = new_notebook(cells=[new_markdown_cell(bad, attachments={"x": {"image/png": PIXEL}}), new_code_cell("1")])
    _, resources = CleanNotebook().preprocess(notebook, {})
    assert resources["left_out"] == 1 and "attachments" not in notebook.cells[0]
    assert dangers(render_markdown(notebook.cells[0].source)) == [] and len(notebook.cells) == 2
