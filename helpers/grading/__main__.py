"""Commands of the course: `python -m helpers.grading demo`."""

import argparse
from pathlib import Path

from helpers.grading.demo import run_demo


def main() -> None:
    """Read the command line and run the command."""
    parser = argparse.ArgumentParser(prog="python -m helpers.grading", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    demo = commands.add_parser("demo", help="run the whole cycle with a made-up class in a scratch folder")
    demo.add_argument("--folder", type=Path, default=Path("demo"), help="replaced by the demonstration (default: demo)")
    run_demo(parser.parse_args().folder)


if __name__ == "__main__":
    main()
