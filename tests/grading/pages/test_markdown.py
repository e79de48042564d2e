"""Markdown of students as pages show it: formulas drawn, tables and pictures there, and nothing that acts."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.grading.pages.clean_html import LONGEST_TEXT
from helpers.grading.pages.markdown import AGAIN, render_markdown
from helpers.lab_report.formulas import formula
from tests.support.abuse_corpus import ADDRESSES, FORMULAS, HANDLERS, texts
from tests.support.abuse_texts import MARKDOWN, PIXEL
from tests.support.harmless import dangers

MATHML = re.compile(r"<math\b.*?</math>", re.DOTALL)
ATTACHED = {"a.png": {"image/png": PIXEL}}


def dangers_of(text):
    """What acts in the page of a text; formulas are of MathML's plain elements alone."""
    html = render_markdown(text, ATTACHED)
    formulas = MATHML.findall(html)
    assert all(re.fullmatch(r"(<(/?m[a-z]+)( [a-z]+=\"[^\"<>&]*\")*>|[^<>])*", one) for one in formulas), formulas
    assert all("href" not in tag and " on" not in tag for one in formulas for tag in re.findall("<[^>]*>", one))
    return dangers(MATHML.sub("", html))


@pytest.mark.parametrize("text", MARKDOWN)
def test_markdown_that_acts_goes(text):
    assert dangers_of(text) == []


def test_no_text_of_the_corpus_acts():
    corpus = texts()
    assert len(corpus) > 400
    assert {text: found for text in corpus if (found := dangers_of(text))} == {}


PIECES = [
    *(handler.replace("{}", "ran()") for handler in HANDLERS),
    *ADDRESSES,
    *FORMULAS,
    *"$ $$ ` ``` ~~~ \\ \\\\( \\\\) \\\\[ \\\\] \\begin{a} \\end{a} { }".split(),
    *"[ ]( ) ]: ![ < > </ \" ' & &lt; &quot; &#xE000; &#xE001;".split(),
    *[
        "\n",
        "\n\n",
        "    ",
        "> ",
        "- ",
        "|",
        "|-|\n",
        "0",
        "1",
        "\ue000",
        "\ue001",
        "<b title='",
        '<a href="',
        "<pre>",
        "<code>",
    ],
]


@settings(deadline=None, max_examples=600, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_mixture_of_pieces_acts(text):
    assert dangers_of(text) == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "# Title\n\nSome *emphasis*, **more**, `code`",
            "<h1>Title</h1>\n<p>Some <em>emphasis</em>, <strong>more</strong>, <code>code</code></p>\n",
        ),
        ("- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>\n'),
        ("> a quoted\n> thought", "<blockquote>\n<p>a quoted\nthought</p>\n</blockquote>\n"),
        ("```python\nif a < b:\n    print('&')\n```", "<pre><code>if a &lt; b:\n    print('&amp;')\n</code></pre>\n"),
        ("    indented < $code$\n", "<pre><code>indented &lt; $code$\n</code></pre>\n"),
        ("`a < b`, ``$x$ ` y``", "<p><code>a &lt; b</code>, <code>$x$ ` y</code></p>\n"),
        (
            "[numpy](https://numpy.org/a?b=1&c=2#x)",
            '<p><a href="https://numpy.org/a?b=1&amp;c=2#x" rel="noopener noreferrer">numpy</a></p>\n',
        ),
        ("<https://numpy.org>", '<p><a href="https://numpy.org" rel="noopener noreferrer">https://numpy.org</a></p>\n'),
        (
            "| a |\n|--:|\n| 1 |\n",
            '<table>\n<thead>\n<tr>\n<th align="right">a</th>\n</tr>\n</thead>\n'
            '<tbody>\n<tr>\n<td align="right">1</td>\n</tr>\n</tbody>\n</table>\n',
        ),
        ("H<sub>2</sub>O, a<br>b, a <- b, 1 <2", "<p>H<sub>2</sub>O, a<br>b, a &lt;- b, 1 &lt;2</p>\n"),
        (
            "~~old~~ x[0](1) f[i] = (a, b)!",
            '<p><del>old</del> <a rel="noopener noreferrer">0</a> f[i] = (a, b)!</p>\n'.replace("<a", "x<a", 1),
        ),
        ("costs \\$5 and \\$6", "<p>costs $5 and $6</p>\n"),
        ("one $ alone\n\nand $ another", "<p>one $ alone</p>\n<p>and $ another</p>\n"),
        ("```\necho $HOME\n```\n\ncosts $5", "<pre><code>echo $HOME\n</code></pre>\n<p>costs $5</p>\n"),
    ],
)
def test_markdown_that_shows_something_stays(text, html):
    assert render_markdown(text) == html


@pytest.mark.parametrize(
    ("text", "latex", "display"),
    [
        ("$a<b$", "a<b", "inline"),
        ("$a<b>c$", "a<b>c", "inline"),
        (r"$A^{[1](\cdot)}$", r"A^{[1](\cdot)}", "inline"),
        (r"$f[x](\theta)$", r"f[x](\theta)", "inline"),
        (r"$x_1 * y_2 * z$", "x_1 * y_2 * z", "inline"),
        (r"$\text{if $x$}$", r"\text{if $x$}", "inline"),
        (r"\\(a_b\\)", "a_b", "inline"),
        (r"\\[a_b\\]", "a_b", "block"),
        (
            "$$\n\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}\n$$",
            "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}",
            "block",
        ),
        (
            "$$\\begin{aligned} x &= W^{[2]}(a) \\\\[4pt] y &= [a](\\frac{b}{c}) \\end{aligned}$$",
            "\\begin{aligned} x &= W^{[2]}(a) \\\\[4pt] y &= [a](\\frac{b}{c}) \\end{aligned}",
            "block",
        ),
        ("\\begin{align} a &= b \\\\ c &< d \\end{align}", "\\begin{align} a &= b \\\\ c &< d \\end{align}", "block"),
    ],
)
def test_formulas_are_drawn_as_they_were_written(text, latex, display):
    drawn = formula(latex, display)
    assert drawn.startswith("<math") and render_markdown(f"*see* {text}.") == f"<p><em>see</em> {drawn}.</p>\n"
    assert drawn in render_markdown(f"| a |\n|---|\n| {text.replace(chr(10), ' ')} |")


def test_a_formula_that_cannot_be_drawn_stands_as_its_text():
    assert render_markdown(r"$\def\b{<b>}$") == "<p><code>\\def\\b{&lt;b&gt;}</code></p>\n"


def test_formulas_in_attributes_and_code_stay_as_written():
    shown = render_markdown(
        '![plot of $x$](attachment:a.png) <b title="$y$">z</b> [q](https://a.test/$q$) `$c$`', ATTACHED
    )
    assert 'alt="plot of $x$"' in shown and 'title="$y$"' in shown and 'href="https://a.test/$q$"' in shown
    assert "<code>$c$</code>" in shown and f'src="data:image/png;base64,{PIXEL}"' in shown and "<math" not in shown


def test_a_forged_mark_brings_a_formula_only_once():
    shown = render_markdown("$x$ " + "&#xE000;0&#xE001; " * 100 + "\ue0000\ue001")
    assert shown.count("<math") == 1 and "\ue000" not in shown


def test_a_picture_is_shown_again_but_not_without_end():
    assert render_markdown("![x](attachment:a.png)" * 100, ATTACHED).count(PIXEL) == 100
    large = {"a.png": {"image/png": "A" * (AGAIN // 2)}}
    assert render_markdown("![x](attachment:a.png)" * 100, large).count("data:image/png") == 3


TOO_LONG = {"backticks": "`" * (LONGEST_TEXT + 1), "words": "<b>x " * LONGEST_TEXT}
DEEP = {"quotes": "> " * 20_000, "lists": "".join("  " * i + "- a\n" for i in range(300))}


@pytest.mark.parametrize("text", [*TOO_LONG.values(), *DEEP.values()], ids=[*TOO_LONG, *DEEP])
def test_what_is_too_long_or_too_deep_stands_as_text(text):
    shown = render_markdown(text)
    assert shown.startswith("<pre>") and shown.count("<") == 2 and len(shown) < 10 * LONGEST_TEXT


def test_20_000_backticks_are_read_as_what_they_are():
    assert render_markdown("x " + "`" * 20_000) == f"<p>x {'`' * 20_000}</p>\n"
