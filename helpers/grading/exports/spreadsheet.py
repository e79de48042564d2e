"""Files that people open in a spreadsheet: written by the csv module, and with no text that a spreadsheet would compute."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

STARTS = "=+-@＝＋－＠"  # the full-width signs begin a formula as well
BREAKS = "\t\r\n"


def write_csv(path: Path, rows: Iterable[Iterable[Any]]) -> None:
    """Write rows to a file; its folder is made where it is missing. Texts are defused, numbers stay numbers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[defused(value) for value in row] for row in rows])


def defused(value: Any) -> Any:
    """A text that a spreadsheet might take for a formula, with an apostrophe in front; anything else as it is."""
    if isinstance(value, str) and (value[:1] in tuple(BREAKS) or value.lstrip()[:1] in tuple(STARTS)):
        return "'" + value
    return value
