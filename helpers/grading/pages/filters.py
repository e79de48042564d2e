"""What nbgrader's pages are made with, in place of nbconvert's own: the filters of the templates, and the head of a page.

Formgrader and the feedback render what a student wrote by the filters of these names, and nothing else of nbconvert's that
works on HTML is left: it would change what is clean already.
"""

from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters import Highlight2HTML
from nbgrader.server_extensions.formgrader import handlers

from helpers.grading.pages.clean_html import Cleaned, Deadline, clean_html, or_as_text
from helpers.grading.pages.markdown import render_markdown

# Where templates are looked for: in place of MathJax, ours put in a Content-Security-Policy.
TEMPLATES = [str(Path(__file__).with_name("templates")), handlers.template_path]

LONGEST_CODE = 20_000  # characters that are coloured
HIGHLIGHT = Highlight2HTML(pygments_lexer="ipython3")


@pass_context
def markdown_filter(context: Context, text: str) -> Cleaned:
    """The Markdown of a cell, of an output or of a comment."""
    return render_markdown(text, (context.get("cell") or {}).get("attachments"), _deadline(context))


@pass_context
def html_filter(context: Context, html: str) -> Cleaned:
    """The HTML of an output or of a raw cell."""
    return clean_html(html, _deadline(context))


@pass_context
def code_filter(context: Context, code: str, **options: Any) -> Cleaned:
    """The text of a code cell, coloured; one that is too long for that has no colours."""
    return or_as_text(code, lambda code: HIGHLIGHT(code, **options), _deadline(context), LONGEST_CODE)


def unchanged(html: str) -> str:
    """In place of a filter that would rewrite addresses."""
    return html


def _deadline(context: Context) -> Deadline:
    """That of the page which is being made."""
    resources: dict[str, Any] = context["resources"]
    return resources.setdefault("cleaning_deadline", Deadline())


FILTERS = {
    "markdown2html": markdown_filter,
    "clean_html": html_filter,
    "highlight_code": code_filter,
    "strip_files_prefix": unchanged,
}
