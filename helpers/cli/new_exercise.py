"""Write the skeleton of a new exercise: reference, cases and mistakes, and three cells (see docs/new_exercise.md)."""

import argparse
import sys
from pathlib import Path

from helpers.authoring.skeleton import ROOT, CannotWrite, skeleton


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument("name", help="of the function that students will write")
    parser.add_argument("--week", type=int, required=True, help="the number of the week")
    parser.add_argument("--notebook", required=True, help="of that week in source/, such as numpy_basics")


def run(arguments: argparse.Namespace) -> None:
    """Write all files or, with a sentence that says why, none."""
    try:
        texts = skeleton(arguments.name, arguments.week, arguments.notebook)
    except CannotWrite as error:
        sys.exit(f"Nothing was written. {error}")
    new = {path: path.with_name(f"{path.name}.new") for path in texts}
    try:
        for path, text in texts.items():
            new[path].write_text(text, encoding="utf-8")
    except OSError as error:
        for path in filter(Path.is_file, new.values()):
            path.unlink()
        sys.exit(f"Nothing was written. {error.filename}: {error.strerror}.")
    for path in texts:
        new[path].replace(path)
    print("Written:", *(path.relative_to(ROOT) for path in texts), sep="\n  ")
    print("Fill them in as docs/new_exercise.md shows; `python -m pytest tests/exercises` says what is still missing.")
