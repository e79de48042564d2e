"""Commands of the course: `python -m helpers.grading demo`, `python -m helpers.grading report ASSIGNMENT`."""

import argparse
from pathlib import Path

from helpers.grading.demo import run_demo
from helpers.grading.report.records import NothingToReport
from helpers.grading.report.write import write_report


def main() -> None:
    """Read the command line and run the command."""
    parser = argparse.ArgumentParser(prog="python -m helpers.grading", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    demo = commands.add_parser("demo", help="run the whole cycle with a made-up class in a scratch folder")
    demo.add_argument("--folder", type=Path, default=Path("demo"), help="replaced by the demonstration (default: demo)")
    report = commands.add_parser("report", help="write the class report of a graded assignment, in the course's folder")
    report.add_argument("assignment")
    report.add_argument("--out", type=Path, help="the page (default: reports/ASSIGNMENT.html)")
    report.add_argument("--csv", type=Path, help="the same data as a table (default: none)")
    report.add_argument(
        "--names", action=argparse.BooleanOptionalAction, default=True, help="whether with students' names"
    )
    words = parser.parse_args()
    if words.command == "demo":
        run_demo(words.folder)
    else:
        out = words.out or Path("reports", f"{words.assignment}.html")
        try:
            write_report(words.assignment, out, words.csv, names=words.names)
        except NothingToReport as error:
            raise SystemExit(str(error)) from None
        print(f"Written: {out}" + (f", {words.csv}" if words.csv else ""))


if __name__ == "__main__":
    main()
