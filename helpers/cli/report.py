"""Write the class report of a graded assignment, in the course's folder."""

import argparse
import sys
from pathlib import Path

from helpers.grading.report.records import NothingToReport
from helpers.grading.report.write import write_report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """On what, where to, and with names or without."""
    parser.add_argument("assignment")
    parser.add_argument("--out", type=Path, help="the page (default: reports/ASSIGNMENT.html)")
    parser.add_argument("--csv", type=Path, help="the same data as a table (default: none)")
    parser.add_argument(
        "--names", action=argparse.BooleanOptionalAction, default=True, help="with students' names or not"
    )


def run(arguments: argparse.Namespace) -> None:
    """Write the class report and say where it is."""
    out = arguments.out or Path("reports", f"{arguments.assignment}.html")
    try:
        write_report(arguments.assignment, out, arguments.csv, names=arguments.names)
    except NothingToReport as error:
        sys.exit(str(error))
    print("Written:", ", ".join(str(path) for path in (out, arguments.csv) if path))
