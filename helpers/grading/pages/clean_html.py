"""HTML of a student's, made harmless by a list of what may stay. Nothing is repaired: what is not on the list is not there."""

import re
import time
from collections.abc import Callable
from html import escape

import nh3

LONGEST_TEXT = 100_000  # characters of one piece of HTML or of Markdown; one that is longer stands as text, and is cut
LONGEST_HTML = 400_000  # that one of that length may become
DEEPEST = 200  # elements within each other; nobody writes so many, and readers of HTML slow down with each
CUT = f"\n… (cut here: a page shows {LONGEST_TEXT:,} characters of a text)"
SECONDS = 10.0  # for what one notebook shows; what is not cleaned by then stands as text
MOST_WORK = (
    500_000  # elements that a browser's way of reading may make: it opens an unclosed <b title=…> again in every <p>
)

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
TAGS = set(
    "b i em strong u s del sub sup br hr p code pre kbd small center blockquote h1 h2 h3 h4 h5 h6 ul ol li dl dt dd "
    "table caption thead tbody tfoot tr th td colgroup col div span details summary img a".split()
)
ATTRIBUTES = set("align alt border colspan height open rowspan scope start style title valign width".split())
STYLES = set(
    "color background-color border border-bottom border-collapse border-color border-left border-right border-spacing "
    "border-style border-top border-width font-family font-size font-style font-weight height line-height list-style-type "
    "margin margin-bottom margin-left margin-right margin-top max-height max-width min-width overflow overflow-x padding "
    "padding-bottom padding-left padding-right padding-top text-align text-decoration vertical-align white-space width".split()
)
# A style may name a colour, but no other function, and nothing that pulls it over what stands beside it.
UNSAFE_STYLE = re.compile(r"url|expression|[\\@<>]|-[\d.]|(?<!rgb)(?<!rgba)(?<!hsl)(?<!hsla)\(", re.IGNORECASE)
REOPENED = re.compile(r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?:([\s/])|>)", re.IGNORECASE)
TAG = re.compile(r"<(/?)(?!br\b|hr\b|img\b|col\b)[a-z]")  # of clean HTML, where no other `<` stands
KEPT_WITHOUT_ATTRIBUTES = 39  # of 13 such names, three each, however many are unclosed

Change = Callable[[str, str, str], str | None]  # tag, attribute, value -> the value as it is to be read


class Cleaned(str):
    """HTML that is clean already, so that a template's next filter leaves it as it is."""


class Deadline:
    """Until when what one notebook shows may be cleaned."""

    def __init__(self) -> None:
        self.at = time.monotonic() + SECONDS

    def is_over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() > self.at


def clean_html(html: str, deadline: Deadline | None = None) -> Cleaned:
    """Keep the tags and attributes that show something; addresses only of embedded pictures and of links to click.

    Arguments: html; deadline, of the notebook that it stands in. Returns: the HTML; as text where it is too long or breaks.
    """
    if isinstance(html, Cleaned):
        return html
    return or_as_text(html, keep_allowed, deadline, LONGEST_HTML)


def or_as_text(
    text: str, clean: Callable[[str], str], deadline: Deadline | None = None, longest: int = LONGEST_TEXT
) -> Cleaned:
    """What `clean` makes of a text; the text itself where it is too long, where the time is up, or where that fails."""
    text = text.encode("utf-8", "replace").decode()
    if len(text) > longest or (deadline and deadline.is_over()):
        return as_text(text)
    try:
        return Cleaned(clean(text))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a cleaner written in Rust panics, and that is no Exception
        return as_text(text)


def as_text(text: str) -> Cleaned:
    """A text as HTML that shows it, letter by letter."""
    return Cleaned(f"<pre>{escape(shortened(text))}</pre>")


def shortened(text: str) -> str:
    """A text of no more than LONGEST_TEXT characters, with a word where it was cut."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT)] + CUT


def keep_allowed(html: str, change: Change | None = None) -> str:
    """Keep what may stay of HTML.

    Arguments: html; change, which may first say what an attribute's value means. Returns: the HTML.
    Raises: ValueError where cleaning it, or reading what is clean, could take long.
    """
    with_attributes = plain = 0
    for match in REOPENED.finditer(html):
        with_attributes += match[1] is not None
        plain += match[1] is None
    work = (with_attributes + min(plain, KEPT_WITHOUT_ATTRIBUTES)) * html.count("<")
    if len(html) > LONGEST_HTML or work > MOST_WORK:
        raise ValueError("too much to clean")

    def kept(tag: str, name: str, value: str) -> str | None:
        changed = change(tag, name, value) if change else value
        return None if changed is None else _allowed_value(tag, name, changed)

    cleaned = nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=set(),  # what stands inside a tag that goes is shown as text
        attributes={"*": ATTRIBUTES, "a": {"href"}, "img": {"src"}},
        attribute_filter=kept,
        filter_style_properties=STYLES,
        link_rel="noopener noreferrer",
        url_schemes={"http", "https", "mailto", "data", "attachment"},
    )
    depth = 0
    for match in TAG.finditer(cleaned):
        depth += -1 if match[1] else 1
        if depth > DEEPEST:
            raise ValueError("too deep")
    return cleaned


def _allowed_value(tag: str, name: str, value: str) -> str | None:
    """An attribute's value; None where it must go."""
    if name == "href":
        return value if value.startswith(("http://", "https://", "mailto:", "#")) else None
    if name == "src":
        kind, _, content = value.partition(";base64,")
        return value if kind.removeprefix("data:") in PICTURES and BASE64.fullmatch(content) else None
    if name == "style":
        return None if UNSAFE_STYLE.search(value) else value
    return value
