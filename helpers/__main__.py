"""Commands of the course: `python -m helpers COMMAND --help`."""

import argparse
import sys
from pathlib import Path

import nbformat

from helpers.cli import bundles, new_exercise, points, release
from helpers.demo.demo import run_demo
from helpers.grading.execution.kernels import Limits, SandboxMissing, require_sandbox
from helpers.grading.grade_file import CannotGrade, as_json, as_table, grade_file
from helpers.grading.report.records import NothingToReport
from helpers.grading.report.write import write_report


def main() -> None:
    """Read the command line and run the command."""
    parser = argparse.ArgumentParser(prog="python -m helpers", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    demo = commands.add_parser("demo", help="run the whole cycle with a made-up class in a scratch folder")
    demo.add_argument("--folder", type=Path, default=Path("demo"), help="replaced by the demonstration (default: demo)")
    one = commands.add_parser("grade", help="grade one notebook file, without course folder or gradebook")
    one.add_argument("assignment")
    one.add_argument("file", type=Path)
    one.add_argument("--as", dest="notebook", help="the name of the released notebook, where the file has another one")
    one.add_argument("--seed", type=int, help="of the hidden cases (default: a fresh one)")
    one.add_argument(
        "--timeout", type=float, default=Limits.cell_seconds, help="seconds for a cell (default: %(default)g)"
    )
    one.add_argument(
        "--budget", type=float, default=Limits.notebook_seconds, help="seconds in all (default: %(default)g)"
    )
    one.add_argument("--sandbox", choices=("required", "off"), default="required")
    one.add_argument("--out", type=Path, help="write the executed notebook with its verdicts to this file")
    one.add_argument("--json", action="store_true", help="print points and verdicts as JSON")
    report = commands.add_parser("report", help="write the class report of a graded assignment, in the course's folder")
    report.add_argument("assignment")
    report.add_argument("--out", type=Path, help="the page (default: reports/ASSIGNMENT.html)")
    report.add_argument("--csv", type=Path, help="the same data as a table (default: none)")
    report.add_argument(
        "--names", action=argparse.BooleanOptionalAction, default=True, help="with students' names or not"
    )
    modules = {"release": release, "bundles": bundles, "new-exercise": new_exercise, "points": points}
    for name, module in modules.items():
        module.add_arguments(commands.add_parser(name, help=module.__doc__))
    arguments = parser.parse_args()
    run = {"demo": lambda words: run_demo(words.folder), "grade": grade_one, "report": report_on}
    run |= {name: module.run for name, module in modules.items()}
    try:
        run[arguments.command](arguments)
    except (CannotGrade, NothingToReport, SandboxMissing) as error:
        sys.exit(str(error))


def report_on(arguments: argparse.Namespace) -> None:
    """Write the class report and say where it is."""
    out = arguments.out or Path("reports", f"{arguments.assignment}.html")
    write_report(arguments.assignment, out, arguments.csv, names=arguments.names)
    print("Written:", ", ".join(str(path) for path in (out, arguments.csv) if path))


def grade_one(arguments: argparse.Namespace) -> None:
    """Grade one file and print what came of it."""
    if arguments.sandbox == "required":
        require_sandbox()
    graded = grade_file(
        arguments.file,
        arguments.assignment,
        notebook=arguments.notebook,
        seed=arguments.seed,
        limits=Limits(arguments.timeout, arguments.budget),
        locked=arguments.sandbox == "required",
    )
    if arguments.out:
        nbformat.write(graded.notebook, arguments.out)
    print(as_json(graded) if arguments.json else as_table(graded))


if __name__ == "__main__":
    main()
