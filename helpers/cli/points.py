"""Set what exercises are worth, in their test cells and in the headings that say so."""

import argparse
import re
import sys

import nbformat
from nbgrader.utils import is_grade

from helpers.authoring.skeleton import CannotWrite, source_notebook, text_of
from helpers.grading.names import exercise_name


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument("--week", type=int, required=True, help="the number of the week")
    parser.add_argument("--notebook", required=True, help="of that week in source/, such as numpy_basics")
    parser.add_argument("points", nargs="+", metavar="NAME=POINTS", type=_pair, help="such as softmax=5")


def run(arguments: argparse.Namespace) -> None:
    """Move points between the exercises of a notebook; their sum stays what it is."""
    try:
        path = source_notebook(arguments.week, arguments.notebook)
    except CannotWrite as error:
        sys.exit(f"Nothing was written. {error}")
    notebook = nbformat.read(path, as_version=4)
    tests = {exercise_name(cell): cell for cell in notebook.cells if is_grade(cell)}
    wanted = dict(arguments.points)
    if unknown := wanted.keys() - tests.keys():
        sys.exit(f"Nothing was written. {path.stem} has no exercise called {', '.join(sorted(unknown))}.")
    total = sum(cell.metadata.nbgrader["points"] for cell in tests.values())
    new = total + sum(points - tests[name].metadata.nbgrader["points"] for name, points in wanted.items())
    if new != total:
        sys.exit(f"Nothing was written. {path.stem} would make {new} points instead of {total}: take them from others.")
    for name, points in wanted.items():
        tests[name].metadata.nbgrader["points"] = points
        said = f"({points} point{'' if points == 1 else 's'})"
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = re.sub(rf"^(### Exercise \d+: `{name}`) \(.*\)$", rf"\1 {said}", cell.source, flags=re.M)
    path.write_text(text_of(notebook), encoding="utf-8")
    print(f"{path.stem}:", *(f"{name} {cell.metadata.nbgrader['points']}" for name, cell in tests.items()), sep="\n  ")


def _pair(word: str) -> tuple[str, int]:
    """Read 'softmax=5'."""
    name, _, points = word.partition("=")
    if not points.isdigit():
        raise argparse.ArgumentTypeError(f"{word!r} is not like softmax=5")
    return name, int(points)
