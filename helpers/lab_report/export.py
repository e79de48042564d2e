"""Make a page and a PDF of a lab report, each a single file that needs nothing from the net.

python -m helpers.lab_report.export report.ipynb
"""

import argparse
import re
import sys
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import pass_context
from latex2mathml.converter import convert
from nbclient import NotebookClient
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat.notebooknode import NotebookNode

from helpers.files.safe_files import replace_file
from helpers.lab_report.printing import NotExported, find_browser, print_page, where_looked

ALIGNED = re.compile(r"\\(begin|end)\{(?:aligned|gathered|align\*?|gather\*?)\}")  # the converter knows `split` alone
LINE_GAP = re.compile(r"\\\\\[[\d.]+ *(?:pt|em|ex|mm|cm)\]")  # it would draw

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


def export_report(path: Path, browser: str | None = None) -> list[Path]:
    """Write a report's page, and its PDF where there is a browser to print it, beside the notebook: each whole, or not at all.

    Args:
        path: Of the notebook, which is not changed.
        browser: The program that prints (see find_browser).

    Returns:
        The files written.

    Raises:
        NotExported: There is no new page, or no new PDF; an earlier one is as it was. The message says what to do.
    """
    notebook = nbformat.read(path, as_version=4)
    if any(cell.cell_type == "code" and cell.source.strip() and not cell.execution_count for cell in notebook.cells):
        folder = {"metadata": {"path": str(path.parent)}}
        NotebookClient(notebook, timeout=600, kernel_name="python3", allow_errors=True, resources=folder).execute()
    page = path.with_suffix(".html")
    content = as_page(notebook, path.parent).encode()
    try:
        replace_file(page, content)
    except OSError as error:
        raise NotExported(
            f"{page} cannot be written ({error.strerror or error}) and is as it was: close what else has it open, make room on "
            "the disk, or allow writing in its folder."
        ) from None
    return [page, print_page(page, browser)] if browser else [page]


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


def formula(latex: str, display: str) -> str:
    """Turn a formula into MathML.

    Args:
        latex: The formula, without dollar signs.
        display: "inline" or "block".

    Returns:
        MathML; where the formula cannot be read, the formula as it was written.
    """
    text = LINE_GAP.sub(r"\\\\", ALIGNED.sub(r"\\\1{split}", latex.strip()))
    try:
        return convert(text, display=display)
    except Exception:  # the converter raises what it likes at a student's slip
        return f"<code>{escape(latex)}</code>"


def main(words: list[str]) -> int:
    """Run the command.

    Args:
        words: The command line, without the program's name.

    Returns:
        0, or 1 where there is no such report or no PDF came of it.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path, help="the notebook")
    parser.add_argument("--browser", default=find_browser(), help="the Chromium, Chrome or Edge that prints the PDF")
    options = parser.parse_args(words)
    try:
        written = export_report(options.report, options.browser)
    except (nbformat.ValidationError, nbformat.reader.NotJSONError):
        print(f"{options.report} is not a notebook.", file=sys.stderr)
        return 1
    except (OSError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    print("Written:", *written)
    if not options.browser:
        print(
            f"No browser was found that prints a PDF by itself ({where_looked()}): open {written[0]} in any browser and print "
            "it, “Save as PDF”, or name a Chrome or Edge after --browser."
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
