"""What a notebook may show: tables, pictures, formulas and words stay; whatever acts or reaches out goes."""

from html.parser import HTMLParser

import pytest
from nbconvert.filters import markdown2html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.assessment.serialization import MIME
from helpers.grading.submission import sanitize
from helpers.grading.submission.sanitize import LONGEST_TEXT, CleanNotebook, clean_html, clean_markdown, clean_output
from tests.support.abuse_texts import HTML, MARKDOWN, PIXEL
from tests.support.course import ASSIGNMENT, SOLUTIONS, Course
from tests.support.harmless import dangers

PICTURE = f'<img src="data:image/png;base64,{PIXEL}" alt="a plot">'


@pytest.mark.parametrize("html", HTML)
def test_html_that_acts_goes(html):
    assert dangers(clean_html(html)) == []


@pytest.mark.parametrize("text", MARKDOWN)
def test_markdown_that_acts_goes(text):
    assert dangers(markdown2html(clean_markdown(text))) == []


@pytest.mark.parametrize(
    "html",
    [
        '<table border="1"><thead><tr style="text-align:right"><th></th><th>a</th></tr></thead>'
        "<tbody><tr><th>0</th><td>1.5</td></tr></tbody></table>",
        '<table><tbody><tr><td colspan="2" rowspan="3">x</td></tr></tbody></table>',
        "<p>1 &lt; 2 &amp; 3</p>",
        "<p>$a &lt; b$ and $$\\sum_i x_i$$</p>",
        PICTURE,
        '<a href="https://numpy.org/doc" title="x">x</a>',
        "<pre><code>if a: b</code></pre><blockquote>x</blockquote><h3>x</h3><ul><li>x</li></ul>",
        "<details><summary>x</summary>y</details>",
        '<span style="color:rgb(1, 2, 3)">x</span>',
    ],
)
def test_html_that_shows_something_stays(html):
    assert clean_html(html) == html


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\nSome *emphasis*, **more**, `code`, and a list\n\n- a\n- b\n",
        "$a < b$, $a > b$, $x \\& y$, and $$\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$$",
        "\\begin{align} a &= b \\\\ c &< d \\end{align}",
        "\\(a < b\\) and \\[ c > d \\]",
        "> a quoted thought\n> over two lines",
        "```python\nif a < b and c > d:\n    print('&')\n```",
        "    indented < code\n",
        "`a < b` and `x && y`",
        "[numpy](https://numpy.org/doc/stable/reference/generated/numpy.dot.html?a=1&b=2#x)",
        "[mail](mailto:someone@example.org) [below](#section) <https://numpy.org>",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "H<sub>2</sub>O, x<sup>2</sup>, a<br>b, <b>bold</b>, a <- b, 1 <2, <3",
        "x[0](1) and f[i] = (a, b)!",
        "The value is 5! [see](#there)",
    ],
)
def test_markdown_that_shows_something_stays(text):
    assert clean_markdown(text) == text


def test_a_formula_means_the_same_where_what_looks_like_a_tag_gets_a_space():
    assert clean_markdown("$a<b$ and $x<y>z$ and <b>bold</b>") == "$a< b$ and $x< y>z$ and <b>bold</b>"


@pytest.mark.parametrize(
    "formula",
    [
        r"$A^{[1](\cdot)}$",
        r"$f[x](\theta)$",
        "$$\\begin{aligned} x &= W^{[2]}(a+\\tfrac{1}{2}) \\\\[4pt] y &= [a](\\frac{b}{c}) \\end{aligned}$$",
        r"\begin{align} \hat y^{[2](i)} &= g[z](\mathbf{x}) \end{align}",
    ],
)
def test_a_formula_that_looks_like_a_link_means_the_same(formula):
    assert clean_markdown(formula).replace("] (", "](") == formula


def test_attached_pictures_stay_and_links_to_others_do_not_stop_the_page():
    text = "![plot](attachment:plot.png) ![gone](attachment:gone.png)"
    cell = new_markdown_cell(text, attachments={"plot.png": {"image/png": PIXEL}})
    notebook, _ = CleanNotebook().preprocess(new_notebook(cells=[cell]), {})
    assert notebook.cells[0].attachments == {"plot.png": {"image/png": PIXEL}}
    assert "![plot](attachment:plot.png)" in notebook.cells[0].source
    assert "gone.png" not in notebook.cells[0].source.replace("[gone", "")


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
    assert len(text) < LONGEST_TEXT + 100 and text.endswith("(7 more characters)")


class Acting(HTMLParser):
    """What acts in a page: scripts with their texts, and all that harmless.dangers lists."""

    def __init__(self, page):
        super().__init__()
        self.scripts, self.inside = [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "script":
            self.inside = True
            self.scripts.append(repr(attributes))

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "script"

    def handle_data(self, data):
        if self.inside:
            self.scripts[-1] += data


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
    assert Acting(pages["hostile"]).scripts == Acting(pages["harmless"]).scripts
    assert set(dangers(pages["hostile"])) == set(dangers(pages["harmless"]))
    assert "evil.test" in pages["hostile"]  # it was there, as words


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<tr style="text-align: right;">', ""),
        ('<td style="text-align: right; position: fixed; width: 5px">x</td>', "x"),
        (
            '<p style="text-align: right; position: fixed; width: 5px">x</p>',
            '<p style="text-align:right;width:5px">x</p>',
        ),
        ("<p style='width: 5px; background-image: url(//evil.test)'>x</p>", "<p>x</p>"),
        ("<p style='width: 5px /* ; */; position/**/: fixed'>x</p>", '<p style="width:5px">x</p>'),
        (
            "<p style='font-family: \"a; position: fixed\"; top: 0'>x</p>",
            '<p style="font-family:&quot;a; position: fixed&quot;">x</p>',
        ),
        ("<script>alert(1)</script><style>* {color: red}</style>", "alert(1)* {color: red}"),
        ("<table class='dataframe'><tr><td>1", "<table><tbody><tr><td>1</td></tr></tbody></table>"),
    ],
)
def test_of_what_is_half_harmless_the_harmless_half_stays(html, kept):
    assert clean_html(html) == kept


@pytest.mark.parametrize("broken", ["keep_pictures", "clean_markdown", "clean_html"])
def test_what_the_cleaner_cannot_cope_with_is_shown_as_plain_text(broken, monkeypatch):
    def fail(*_):
        raise RecursionError

    monkeypatch.setattr(sanitize, broken, fail)
    bad = "```\n<img src=x onerror=alert(1)> [x](javascript:alert(1))"
    shown = new_output("display_data", {"text/html": bad, "text/markdown": bad})
    notebook = new_notebook(cells=[new_markdown_cell(bad), new_code_cell("1", outputs=[shown])])
    CleanNotebook().preprocess(notebook, {})
    assert dangers(markdown2html(notebook.cells[0].source)) == []
    data = notebook.cells[1].outputs[0].data
    assert broken == "keep_pictures" or data["text/plain"] == bad
    assert dangers(data.get("text/html", "")) + dangers(markdown2html(data.get("text/markdown", ""))) == []
