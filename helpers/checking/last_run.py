"""Whether a function is the one that its cell says now: after an error there, the one from before is still in use."""

import inspect
import linecache
import re
import symtable
import textwrap
import warnings
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from IPython import get_ipython

from helpers.assessment.case_runner import Raised
from helpers.assessment.cell_errors import error_of_cell, syntax_error

NOTHING_KEPT: Mapping[str, Any] = MappingProxyType({"ename": "", "evalue": "", "traceback": ()})


def failed_definition(function: Callable, name: str) -> Raised | None:
    """What stopped the cell that was to define a function anew, where that is why the function still is an older one.

    In doubt there is nothing to say: where the function comes from no cell of this session, or its name was bound since.

    Args:
        function: The function as the notebook has it now.
        name: The name it is known by.

    Returns:
        The error; None where the function is as new as it should be.
    """
    own = _cell_of(function)
    cells, errors = _history()
    stopped: tuple[str, Mapping[str, Any]] | None = None  # the text of the cell, and what IPython kept of its error
    for number in sorted(cells, reverse=True) if own else []:
        raw, text = cells[number]
        if text.splitlines() == own:
            break
        if stopped:
            continue
        failed = number in errors or syntax_error(text) is not None
        if failed and _defines(raw, name):
            stopped = text, errors.get(number, NOTHING_KEPT)
        elif _binds(text, name):
            return None
    else:
        return None
    return error_of_cell(stopped[0], *(stopped[1][part] for part in NOTHING_KEPT)) if stopped else None


def _history() -> tuple[dict[int, tuple[str, str]], Mapping[int, Mapping[str, Any]]]:
    """The cells of this session by number, as written and as Python; and by number the errors that IPython kept of them."""
    shell = get_ipython()
    history = shell.history_manager if shell else None
    if history is None or not len(history.input_hist_raw) == len(history.input_hist_parsed) == shell.execution_count:
        return {}, {}  # the numbers are not those of the cells
    pairs = zip(history.input_hist_raw, history.input_hist_parsed, strict=True)
    return dict(list(enumerate(pairs))[1:]), getattr(history, "exceptions", {})  # older IPythons keep none


def _cell_of(function: Callable) -> list[str]:
    """The lines of the cell that a function was defined in, as Python; those of a file, or none, for others."""
    try:
        code = inspect.unwrap(function).__code__
    except (AttributeError, ValueError):
        return []
    return "".join(linecache.getlines(code.co_filename)).rstrip("\n").splitlines()


def _defines(raw: str, name: str) -> bool:
    """Whether a cell was to define a function of this name; it need not be Python."""
    return re.search(rf"^(async\s+)?(?i:def)\s+{name}\b", textwrap.dedent(raw), re.MULTILINE) is not None


def _binds(text: str, name: str) -> bool:
    """Whether a cell gives a name another value."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            symbol = symtable.symtable(text, "cell", "exec").lookup(name)
    except (KeyError, SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return symbol.is_assigned() or symbol.is_imported()
