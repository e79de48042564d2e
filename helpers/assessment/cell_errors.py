"""The error that a cell ended with, as data: which, what it says, and in which line of the cell."""

import ast
import re
import warnings
from collections.abc import Sequence

from helpers.assessment.case_runner import Raised, first_line
from helpers.assessment.ipython_text import as_plain_python

COLOUR = re.compile(r"\x1b\[[\d;]*m")
ARROW = re.compile(
    r"^-+> (\d+) ?(.*)$", re.MULTILINE
)  # how IPython marks the line of a frame; a cell's own frame comes first


def error_of_cell(source: str, ename: str, evalue: str, traceback: Sequence[str]) -> Raised:
    """Say in data what ended a cell.

    Args:
        source: The cell's text, as it was written.
        ename: The error's type, as the kernel gave it.
        evalue: What the error says, as the kernel gave it.
        traceback: As IPython printed it; it tells the line, except where a student chose a shorter form of it.

    Returns:
        The error; its line is counted as IPython counts, from the first line that is not empty, and is 0 where it is not known.
    """
    if error := syntax_error(source):
        return error
    marked = ARROW.search(COLOUR.sub("", "\n".join(traceback)))
    line, code = (int(marked[1][:9]), marked[2].strip()) if marked else (0, "")
    return Raised(ename[:60], first_line(evalue), line, code=code[:300])


def syntax_error(source: str) -> Raised | None:
    """What keeps a cell from being Python (with IPython's commands); None where it is. Nothing of it is run."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text = as_plain_python(source)
            compile(text, "cell", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        code = (error.text or "").strip()
        return Raised(type(error).__name__, first_line(str(error.msg)), error.lineno or 0, code=code[:300])
    except (ValueError, RecursionError, MemoryError, OverflowError):
        return None
    return None
