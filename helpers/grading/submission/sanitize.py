"""What may remain of a notebook that a student wrote and a student's code filled: texts, pictures, and HTML that is clean.

Markdown stays as it was written: `helpers/grading/pages/` makes clean HTML of it where a page shows it.
"""

import re
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output

from helpers.assessment.serialization import MIME
from helpers.grading.pages.clean_html import BASE64, Deadline, clean_html, shortened
from helpers.grading.submission.attachments import MOST_BYTES, keep_pictures

TEXTS = ("text/plain", "text/html", "text/markdown")
LATEX = "text/latex"
PICTURES = ("image/png", "image/jpeg", "image/gif")
LATEX_BRACKET = re.compile(r"(?<!\\)\\(?=[()\[\]])")  # in Markdown it is doubled
GRADE_ID = re.compile(r"[A-Za-z0-9_-]+")  # as nbgrader allows them
MOST_ESCAPES = 2000  # of a terminal's codes in a text; colours take fewer, and pages are slow to read more


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
        if LATEX in data and not kept.keys() & {"text/html", "text/markdown"}:
            kept["text/markdown"] = LATEX_BRACKET.sub(r"\\\\", _text(data[LATEX]))
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
    return shortened(text.replace("\x1b", "␛") if text.count("\x1b") > MOST_ESCAPES else text)


class CleanNotebook(Preprocessor):
    """Keeps what pages show: texts of a length that can be read, the pictures pasted into them, and clean HTML."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Clean a notebook in place; its pictures share one limit of size, and all of it one limit of time.

        Pictures that could not be kept are counted in `resources["left_out"]`.
        """
        room, deadline = MOST_BYTES, Deadline()
        resources["left_out"] = 0
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                try:
                    taken, left_out = keep_pictures(cell, room)
                except Exception:  # whatever a student wrote, the rest is graded
                    cell.pop("attachments", None)
                    taken, left_out = 0, 1
                room -= taken
                resources["left_out"] += left_out
            else:
                cell.pop("attachments", None)  # no page shows them
            cell.source = shortened(cell.source)
            cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k in ("nbgrader", "verdict")})
            if not GRADE_ID.fullmatch(str(cell.metadata.get("nbgrader", {}).get("grade_id", "cell"))):
                del cell.metadata["nbgrader"]  # none of ours, and Formgrader would write it into its page as it is
            for output in cell.get("outputs", []):
                if "text/html" in output.get("data", {}):
                    output.data["text/html"] = str(clean_html(output.data["text/html"], deadline))
        return nb, resources
