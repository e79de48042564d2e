"""make release/ anew, which is what students receive, from source/ and notebooks/"""

import argparse
import sys
from pathlib import Path

from helpers.authoring.release import ReleaseFailed, make_release


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none: the command works in the course's folder."""


def run(arguments: argparse.Namespace) -> None:
    """Make the release and say where it is."""
    try:
        print("Written:", *make_release(Path()), sep="\n  ")
    except ReleaseFailed as error:
        sys.exit(str(error))
