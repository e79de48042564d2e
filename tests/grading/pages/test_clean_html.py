"""HTML of students: what shows something stays, what acts goes, and nothing takes long."""

import pytest

from helpers.grading.pages import clean_html as module
from helpers.grading.pages.clean_html import CUT, DEEPEST, LONGEST_TEXT, Cleaned, Deadline, clean_html
from tests.support.abuse_corpus import texts
from tests.support.abuse_texts import HTML, PIXEL
from tests.support.harmless import dangers

PICTURE = f'<img src="data:image/png;base64,{PIXEL}" alt="a plot">'


@pytest.mark.parametrize("html", HTML)
def test_html_that_acts_goes(html):
    assert dangers(clean_html(html)) == []


def test_no_text_of_the_corpus_acts_as_html():
    assert {text: found for text in texts() if (found := dangers(clean_html(text)))} == {}


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
    assert clean_html(html) == html.replace('title="x">x</a>', 'title="x" rel="noopener noreferrer">x</a>')


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


@pytest.mark.parametrize(
    "style",
    ["margin-top:-50px", "width:calc(1px + 2px)", "color:var(--x)", "color:image-set('x')", "width:1px}</style>"],
)
def test_a_style_covers_nothing_and_computes_nothing(style):
    assert clean_html(f'<p style="{style}">x</p>') == "<p>x</p>"


def test_nothing_takes_a_name_that_a_page_uses():
    html = '<p id="notebook" name="x" class="score" data-link="x" target="_top">x</p><form><input name="y"></form>'
    assert clean_html(html) == "<p>x</p>"


def test_what_is_clean_is_not_cleaned_again():
    clean = clean_html("<b>a</b> &lt;")
    assert clean_html(clean) is clean and clean_html(str(clean)) == clean


BOMBS = {
    "bold text that every paragraph opens again": "".join(f"<b title={i}>" for i in range(1500)) + "<p>x" * 1500,
    "elements that lie too deep": "<div>" * (DEEPEST + 1),
    "more than a page shows": "<i>x</i>" * 80_000,
}


@pytest.mark.parametrize("html", BOMBS.values(), ids=BOMBS)
def test_what_would_take_long_stands_as_text(html):
    shown = clean_html(html)
    assert (
        shown.startswith(f"<pre>{html[:9].replace('<', '&lt;').replace('>', '&gt;')}")
        and len(shown) < 10 * LONGEST_TEXT
    )
    assert dangers(shown) == [] and (len(html) <= LONGEST_TEXT or CUT in shown)


def test_large_tables_are_no_bombs():
    rows = "".join(f"<tr>{'<td>1.5</td>' * 20}</tr>" for _ in range(350))
    assert clean_html(f"<table><tbody>{rows}</tbody></table>").count("<td>") == 7000


def test_what_is_left_when_the_time_is_up_stands_as_text(monkeypatch):
    monkeypatch.setattr(module, "SECONDS", -1)
    assert clean_html("<b>x</b>", Deadline()) == "<pre>&lt;b&gt;x&lt;/b&gt;</pre>"


@pytest.mark.parametrize("error", [ValueError, RecursionError, BaseException])
def test_where_the_cleaner_breaks_its_text_is_kept(monkeypatch, error):
    def breaks(*_, **__):
        raise error

    monkeypatch.setattr(module.nh3, "clean", breaks)
    assert clean_html("<b>x</b>") == Cleaned("<pre>&lt;b&gt;x&lt;/b&gt;</pre>")
