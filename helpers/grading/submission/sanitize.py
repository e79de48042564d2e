"""What may remain of a notebook that a student wrote and a student's code filled: nothing that acts in a reader's browser."""

import re
from collections.abc import Collection
from typing import Any

import nh3
from nbconvert.preprocessors import Preprocessor
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output

from helpers.assessment.serialization import MIME
from helpers.grading.submission.attachments import MOST_BYTES, keep_pictures

TEXTS = ("text/plain", "text/html", "text/markdown", "text/latex")
PICTURES = ("image/png", "image/jpeg", "image/gif")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
LONGEST_TEXT = 200_000  # characters of one stream or text; a figure may be larger

SIMPLE_TAGS = (
    "b i em strong u s sub sup br hr p code pre kbd small center blockquote h1 h2 h3 h4 h5 h6 ul ol li dl dt dd".split()
)
TABLE_TAGS = "table caption thead tbody tfoot tr th td colgroup col div span details summary img a".split()
STYLES = """
color background-color border border-bottom border-collapse border-color border-left border-right border-spacing border-style
border-top border-width font-family font-size font-style font-weight height line-height list-style-type margin margin-bottom
margin-left margin-right margin-top max-height max-width min-width overflow overflow-x padding padding-bottom padding-left
padding-right padding-top text-align text-decoration vertical-align white-space width
""".split()
ATTRIBUTES = (
    "align",
    "alt",
    "border",
    "colspan",
    "height",
    "open",
    "rowspan",
    "scope",
    "style",
    "title",
    "valign",
    "width",
)

# In markdown a `<` that opens a tag gets a space behind it: formulas and code keep their meaning, and no tag opens.
TAG = re.compile(rf"<(?!/?(?:{'|'.join(SIMPLE_TAGS)})\s*/?>|https?://[^\s<>\"'`]+>)(?=[A-Za-z/!?])", re.IGNORECASE)
TARGET = re.compile(r"(\]\(\s*<?|^\s{0,3}\[[^\]]*\]:\s*<?)([^\s)>]+)", re.MULTILINE)
SAFE_TARGET = re.compile(
    r"(https?://|mailto:|attachment:|#|[\w./%~-]+(?![\w./%~-]*[:&\\]))[^&\\]*(&(?!#|\w+;)[^&\\]*)*$", re.IGNORECASE
)
UNSAFE_STYLE = re.compile(r"url|expression|\\|@", re.IGNORECASE)
ATTACHED = re.compile(r"(!\[[\w .,:;%+-]*)?(\](?:\(|:)\s*<?)attachment:([^\s)]*)")
# Not every `![…](attachment:…` is a picture of that: of `![a [b](attachment:c)](https://…)` and the like, the inner one is not.
# All exclamation marks go: of `!![` one would be left, and begin a picture.
PICTURE = re.compile(r"(?<!!)!+\[(?![\w .,:;%+-]*\]\(attachment:)")
DIAGRAM = re.compile(r"(`{3,}|~{3,})(\s*mermaid)")  # nbconvert would put its text on the page unescaped
SCRIPT_LINK = re.compile(r"(java|vb)script\s*:|\\(href|require|unicode|class|cssId|style|html\w*)\b", re.IGNORECASE)


def clean_output(kind: str, content: dict[str, Any]) -> NotebookNode | None:
    """Make an output from a kernel's message, of plain texts and pictures only; None where it is no output.

    The answers that `submit` sends are kept as they came, for the judge, who trusts nothing in them.
    """
    if kind == "stream":
        name = "stderr" if content.get("name") == "stderr" else "stdout"
        return new_output("stream", name=name, text=_text(content.get("text")))
    if kind == "error":
        lines = content.get("traceback")
        lines = [_text(line) for line in lines[:1000]] if isinstance(lines, list) else []
        return new_output(
            "error", ename=_text(content.get("ename")), evalue=_text(content.get("evalue")), traceback=lines
        )
    if kind in ("display_data", "execute_result"):
        sent = content.get("data")
        data: dict[str, Any] = sent if isinstance(sent, dict) else {}
        kept: dict[str, Any] = {mime: _text(data[mime]) for mime in TEXTS if mime in data}
        kept |= {
            mime: data[mime] for mime in PICTURES if isinstance(data.get(mime), str) and BASE64.fullmatch(data[mime])
        }
        kept |= {MIME: _message(data[MIME])} if MIME in data else {}
        count = content.get("execution_count")
        numbered = {"execution_count": count if isinstance(count, int) else None} if kind == "execute_result" else {}
        return new_output(kind, kept, **numbered) if kept else None
    return None


def _message(value: Any) -> dict[str, str]:
    """Answers as `submit` sends them; an empty message for whatever else, which may be nested deeper than Python recurses."""
    text = value.get("message") if isinstance(value, dict) else None
    return {"message": text} if isinstance(text, str) else {}


def _text(value: Any) -> str:
    text = "".join(map(str, value)) if isinstance(value, list) else value if isinstance(value, str) else ""
    text = text.encode("utf-8", "replace").decode()  # JSON may spell halves of characters, which no file can hold
    if len(text) > LONGEST_TEXT:
        return f"{text[:LONGEST_TEXT]}\n… ({len(text) - LONGEST_TEXT:,} more characters)"
    return text


class CleanNotebook(Preprocessor):
    """A sanitizer that allows tables and embedded pictures, with rules for markdown that leave formulas whole."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Clean a notebook in place; the pictures pasted into its text cells share one limit of size."""
        room = MOST_BYTES
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                try:
                    room -= keep_pictures(cell, room)
                except Exception:  # whatever a student wrote, the rest is graded
                    cell.source = as_plain_markdown(cell.source)
                    cell.pop("attachments", None)
            else:
                cell.pop("attachments", None)  # no page shows them
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell: NotebookNode, resources: dict, cell_index: int) -> tuple[NotebookNode, dict]:
        """Clean one cell; a code cell's text stays as it is, since it is only ever shown as text."""
        if cell.cell_type == "code":
            for output in cell.outputs:
                _clean_data(output.get("data", {}))
        else:
            try:
                cell.source = clean_markdown(cell.source, cell.get("attachments", ()))
            except Exception:
                cell.source = as_plain_markdown(cell.source)
        cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k in ("nbgrader", "verdict")})
        return cell, resources


def _clean_data(data: dict[str, Any]) -> None:
    """Clean what an output shows, in place; what the cleaner cannot cope with is kept as plain text."""
    for mime, clean in (("text/markdown", clean_markdown), ("text/latex", clean_markdown), ("text/html", clean_html)):
        if mime in data:
            try:
                data[mime] = clean(data[mime])
            except Exception:
                data.setdefault("text/plain", data.pop(mime))


def as_plain_markdown(text: str) -> str:
    """Markdown that shows a text as it is: a block of code, with a longer fence than any in the text."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def clean_html(html: str) -> str:
    """Keep the tags and attributes that show something; addresses only of embedded pictures and of links to click."""
    return SCRIPT_LINK.sub("", CLEANER.clean(html))


def _allowed_value(tag: str, name: str, value: str) -> str | None:
    """An attribute's value; None where it must go."""
    if tag == "a" and name == "href":
        return value if value.startswith(("http://", "https://", "mailto:", "#")) else None
    if tag == "img" and name == "src":
        return value if value.startswith(tuple(f"data:{mime};base64," for mime in PICTURES)) else None
    if name == "style":
        return None if UNSAFE_STYLE.search(value) else value
    return value


CLEANER = nh3.Cleaner(
    tags={*SIMPLE_TAGS, *TABLE_TAGS},
    clean_content_tags=set(),  # what stands inside a tag that goes is shown as text
    attributes={"*": set(ATTRIBUTES), "a": {"href"}, "img": {"src"}},
    attribute_filter=_allowed_value,
    filter_style_properties=set(STYLES),
    link_rel=None,
    url_schemes={"http", "https", "mailto", "data"},
)


def clean_markdown(text: str, attachments: Collection[str] = ()) -> str:
    """Make markdown harmless: no tag with attributes, no link but to the web, no picture but one of the attachments."""
    text = SCRIPT_LINK.sub("", TAG.sub("< ", text))
    text = TARGET.sub(lambda match: match[0] if SAFE_TARGET.match(match[2]) else _no_link(*match.groups()), text)
    text = ATTACHED.sub(
        lambda match: match[0] if _is_attached(match, attachments) else f"{match[1] or ''}{match[2]}#", text
    )
    text = DIAGRAM.sub(r"\1text\2", text)
    return PICTURE.sub("[", text)  # a picture is fetched when the page is opened, a link only when it is clicked


def _no_link(start: str, target: str) -> str:
    """A would-be link may be a formula, such as A^{[1](\\cdot)}: a space undoes the one and leaves the other whole."""
    return f"] {start[1:]}{target}" if start.startswith("](") else f"{start}#"


def _is_attached(match: re.Match, attachments: Collection[str]) -> bool:
    """Whether it is `![label](attachment:name)` to the letter: nbconvert stops at an attachment that is not there."""
    return (
        match[1] is not None
        and match[2] == "]("
        and match[3] in attachments
        and match.string.startswith(")", match.end())
    )
