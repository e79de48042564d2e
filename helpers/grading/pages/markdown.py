"""Markdown of a student's as clean HTML: rendered, then cleaned, with formulas as MathML and its attached pictures."""

from collections.abc import Mapping
from typing import Any

from cmarkgfm.cmark import Options, markdown_to_html_with_extensions

from helpers.grading.pages.clean_html import Cleaned, Deadline, keep_allowed, or_as_text
from helpers.grading.pages.formula_marks import Formulas

EXTENSIONS = ("table", "autolink", "strikethrough")
ATTACHMENT = "attachment:"
AGAIN = 1_000_000  # characters of pictures that are shown a second time: each time, the page holds the whole of it


def render_markdown(
    text: str, attachments: Mapping[str, Any] | None = None, deadline: Deadline | None = None
) -> Cleaned:
    """Render Markdown and clean the HTML.

    Arguments: text; attachments, name -> {type: base64}, of its cell; deadline, of the notebook that it stands in.
    Returns: HTML without scripts; the text itself, escaped, where it is too long or breaks.
    """
    return or_as_text(text, lambda text: _render(text, attachments or {}), deadline)


def _render(text: str, attachments: Mapping[str, Any]) -> str:
    formulas = Formulas()
    marked = formulas.take_out(text.replace("\r\n", "\n"))
    html = markdown_to_html_with_extensions(
        marked, Options.CMARK_OPT_UNSAFE, list(EXTENSIONS)
    )  # cleaned in the next line

    pictures = _Pictures(attachments)

    def read(tag: str, name: str, value: str) -> str:
        value = formulas.as_written(value)
        return pictures.whole(value) if name == "src" else value

    return formulas.put_back(keep_allowed(html, change=read))


class _Pictures:
    """The pictures attached to a text."""

    def __init__(self, attachments: Mapping[str, Any]):
        self.attachments, self.shown, self.again = attachments, set[str](), AGAIN

    def whole(self, address: str) -> str:
        """An attached picture as a whole in its address; another address, or that of one shown too often, as it is."""
        data = self.attachments.get(address.removeprefix(ATTACHMENT)) if address.startswith(ATTACHMENT) else None
        kind, content = next(iter(data.items()), ("", "")) if isinstance(data, Mapping) else ("", "")
        self.again -= len(content) if address in self.shown else 0
        self.shown.add(address)
        return f"data:{kind};base64,{content}" if kind and self.again >= 0 else address
