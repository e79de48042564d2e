"""Files that people open in a spreadsheet: written by the csv module, and with no text that a spreadsheet would compute."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

STARTS = "=+-@＝＋－＠"  # the full-width signs begin a formula as well
BREAKS = "\t\r\n"
# Moodle, Canvas and the gradebook compare user names letter by letter, so that an apostrophe in front would make another
# user of `-n`. It needs none: a spreadsheet may take `-n` for a formula, but one of these characters alone calls no function,
# follows no link and starts no program, and user names of the platforms are of these characters.
USER_NAME = re.compile(r"[\w.@+-]+")


class UserName(str):
    """A text by which another program knows a student, such as an id or an address: it is not to be changed."""


def write_csv(path: Path, rows: Iterable[Iterable[Any]]) -> None:
    """Write rows to a file; its folder is made where it is missing. Texts are defused, numbers stay numbers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[defused(value) for value in row] for row in rows])


def defused(value: Any) -> Any:
    """A text that a spreadsheet might take for a formula, with an apostrophe in front; anything else as it is."""
    if isinstance(value, UserName) and USER_NAME.fullmatch(value):
        return value
    if isinstance(value, str) and (value[:1] in tuple(BREAKS) or value.lstrip()[:1] in tuple(STARTS)):
        return "'" + value
    return value
