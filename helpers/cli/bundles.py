"""make release/ anew and zip it for students, one file a week and one of the lectures, into dist/"""

import argparse
import sys
from pathlib import Path

from helpers.authoring.bundles import write_bundles
from helpers.authoring.release import ReleaseFailed, make_release


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder of the zips."""
    parser.add_argument("--out", type=Path, default=Path("dist"), help="where the zips go (default: dist)")


def run(arguments: argparse.Namespace) -> None:
    """Make the release, write the zips, and say where they are."""
    course = Path()
    try:
        print("Written:", *write_bundles(course, make_release(course), arguments.out), sep="\n  ")
    except ReleaseFailed as error:
        sys.exit(str(error))
