"""Run the whole cycle with a made-up class in a scratch folder."""

import argparse
from pathlib import Path

from helpers.demo.demo import run_demo


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument(
        "--folder", type=Path, default=Path("demo"), help="replaced by the demonstration (default: demo)"
    )


def run(arguments: argparse.Namespace) -> None:
    """Run the demonstration."""
    run_demo(arguments.folder)
