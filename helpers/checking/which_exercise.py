"""Which exercise `check` and `submit` were called for; and where that cannot be told, what to write instead."""

import ast
import difflib
import inspect
import linecache
import sys
from collections.abc import Mapping
from types import FrameType
from typing import Any

from helpers.assessment.formatting import kind, kind_words
from helpers.assessment.serialization import decode, encode
from helpers.assessment.worksheet import Sheet

RESULT = "`{door}` was given what `{call}` returned, {kind}. It calls the function itself: write `{door}({name})`."
TEXT = "`{door}` takes the function itself, not its name as a text: write `{door}({name})`, without quotes."
SHADOWED = "`{name}` is {kind} here, and no function any more: run the cell that defines it again, then this one."
NO_FUNCTION = "`{door}` takes a function of this notebook, as in `{door}({name})`; here it was given {kind}."
LAMBDA = (
    "A lambda has no name by which its exercise could be found. "
    "Assign it to the exercise's name, as in `{name} = lambda …`, and write `{door}({name})`."
)
CLOSE = (
    "There is no exercise called `{own}` here. If you mean `{name}`, "
    "begin the function with `def {name}({parameters}):`, run its cell, and write `{door}({name})`."
)
UNKNOWN = "There is no exercise called `{own}` here; the exercises are {names}."


def find_sheet(function: Any, sheets: Mapping[str, Sheet]) -> Sheet | None:
    """By the name under which the notebook knows the function, so that an alias or a wrapper counts, else by its own."""
    known = [name for name, value in vars(sys.modules["__main__"]).items() if value is function and name in sheets]
    own = _own_name(function)
    return sheets.get(known[0] if known and own not in known else own)


def what_to_write(door: str, value: Any, sheets: Mapping[str, Sheet], caller: FrameType | None) -> str:
    """Say what to write where `check` or `submit`, the door, was given something that is no exercise's function.

    Args:
        door: The name of the function that was called.
        value: What it was given.
        sheets: The exercises by name.
        caller: The frame of the call; its text tells what was meant.

    Returns:
        A sentence or two.
    """
    call = call_in(caller)
    given = (
        [*call.args, *(keyword.value for keyword in call.keywords)][0]
        if call and (call.args or call.keywords)
        else None
    )
    words = {
        "door": door,
        "kind": kind_words(kind(decode(encode(value)))),
        "own": _own_name(value),
        "names": ", ".join(sheets),
    }
    words |= {"name": next(iter(sheets), "NAME"), "call": ast.unparse(given)[:80] if given else ""}
    if isinstance(given, ast.Call) and isinstance(given.func, ast.Name) and given.func.id in sheets:
        return RESULT.format_map(words | {"name": given.func.id})
    if isinstance(value, str) and value in sheets:
        return TEXT.format_map(words | {"name": value})
    if isinstance(given, ast.Name) and given.id in sheets and not callable(value):
        return SHADOWED.format_map(words | {"name": given.id})
    if not hasattr(value, "__name__"):
        return NO_FUNCTION.format_map(words)
    if words["own"] == (lambda: 0).__name__:
        return LAMBDA.format_map(words)
    lower = {name.lower(): name for name in sheets}
    if close := difflib.get_close_matches(words["own"].lower(), lower, n=1, cutoff=0.7):
        sheet = sheets[lower[close[0]]]
        return CLOSE.format_map(words | {"name": sheet.name, "parameters": ", ".join(sheet.parameters)})
    return UNKNOWN.format_map(words)


def call_in(frame: FrameType | None) -> ast.Call | None:
    """The call that a frame is at, as it was written; None where its text is not to be had."""
    if frame is None:
        return None
    at = inspect.getframeinfo(frame, context=0).positions
    text = "".join(linecache.getlines(frame.f_code.co_filename))
    try:
        calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    places = [(node.lineno, node.end_lineno, node.col_offset, node.end_col_offset) for node in calls]
    return calls[places.index(at)] if at in places else None


def _own_name(function: Any) -> str:
    return str(getattr(function, "__name__", type(function).__name__))
