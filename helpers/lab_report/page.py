"""The page of a notebook: one HTML file that needs nothing from the net, with its formulas drawn."""

import re
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat.notebooknode import NotebookNode

from helpers.lab_report.formulas import formula

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ max-width: 46em; margin: 2em auto; padding: 0 1em; font: 16px/1.5 Georgia, "DejaVu Serif", serif; color: #111; }}
h1, h2, h3, .how-to-print {{ font-family: Helvetica, Arial, "DejaVu Sans", sans-serif; line-height: 1.25; }}
h2 {{ border-bottom: 1px solid #bbb; margin-top: 2em; }}
table {{ border-collapse: collapse; font-size: 0.85em; margin: 0.8em 0; }}
th, td {{ border: 1px solid #ccc; padding: 3px 8px; text-align: left; }}
img {{ max-width: 100%; }}
pre {{ white-space: pre-wrap; background: #f5f5f5; padding: 0.5em; font-size: 0.85em; }}
math {{ font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", "DejaVu Math TeX Gyre", math; font-size: 1.05em; }}
math[display="block"] {{ margin: 0.8em 0; }}
mtd[columnalign="left"] {{ text-align: left; }}
mtd[columnalign="right"] {{ text-align: right; text-align: -webkit-right; }}
menclose {{ border: 1px solid; padding: 0.2em; }}
.how-to-print {{ background: #EAF2F8; padding: 0.6em 1em; font-size: 0.85em; }}
@page {{ size: A4; margin: 18mm 16mm; @bottom-center {{ content: counter(page); font: 9pt sans-serif; }} }}
@media print {{
  body {{ max-width: none; margin: 0; padding: 0; font-size: 10.5pt; }}
  .how-to-print {{ display: none; }}
  h1, h2, h3 {{ break-after: avoid; }}
  img, table, tr, math[display="block"] {{ break-inside: avoid; }}
}}
</style>
</head>
<body>
<p class="how-to-print">For a PDF: print this page (Ctrl + P, on a Mac ⌘ + P) and choose “Save as PDF”.</p>
{body}
</body>
</html>
"""


def as_page(notebook: NotebookNode, folder: Path) -> str:
    """Make one HTML file of a notebook: texts, figures and tables, without code; formulas as MathML, which every browser draws.

    Args:
        notebook: With its outputs.
        folder: Where the pictures lie that its texts link to.

    Returns:
        The page.
    """
    title = re.search(r"^# +(.+)$", "\n".join(cell.source for cell in notebook.cells), re.MULTILINE)
    body, _ = ReportExporter().from_notebook_node(notebook, {"metadata": {"path": str(folder)}})
    return PAGE.format(title=escape(title[1] if title else "Lab report"), body=body)


class ReportExporter(HTMLExporter):
    """nbconvert's HTML without its frame, whose style and scripts come from the net."""

    def __init__(self, **kwargs: Any):
        super().__init__(
            template_name="basic",
            embed_images=True,
            exclude_input=True,
            exclude_input_prompt=True,
            exclude_output_prompt=True,
            **kwargs,
        )

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """The filter that templates call."""
        cell, folder = context.get("cell", {}), context["resources"]["metadata"]["path"]
        attachments = cell.get("attachments", {})
        renderer = FormulaRenderer(
            escape=False, attachments=attachments, embed_images=True, path=folder, exclude_anchor_links=True
        )
        return MarkdownWithMath(renderer=renderer).render(source)


class FormulaRenderer(IPythonRenderer):
    """Markdown to HTML with formulas in MathML."""

    def inline_math(self, body: str) -> str:
        """A formula within a line."""
        return formula(body, "inline")

    def block_math(self, body: str) -> str:
        """A formula of its own."""
        return formula(body, "block")

    def latex_environment(self, name: str, body: str) -> str:
        """A formula without dollar signs."""
        return formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", "block")
