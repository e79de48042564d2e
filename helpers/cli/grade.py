"""Grade one notebook file, without course folder or gradebook."""

import argparse
import sys
from dataclasses import fields
from pathlib import Path

import nbformat

from helpers.grading.execution.kernels import SandboxMissing, require_sandbox
from helpers.grading.grade_file import CannotGrade, as_json, as_table, grade_file
from helpers.grading.settings import Limits, Settings, options

FOR_ONE_FILE = ("seed", "cells", *(limit.name for limit in fields(Limits)), "sandbox")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, the settings that matter for one file, and what to write."""
    parser.add_argument("assignment")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--as", dest="notebook", help="the name of the released notebook, where the file has another one"
    )
    for name in FOR_ONE_FILE:
        option = options()[name]
        default = "" if option.default is None else " (default: %(default)s)"
        parser.add_argument(
            f"--{name}",
            type=int if option.type == int | None else option.type,
            default=option.default,
            choices=option.metadata["choices"] or None,
            help=option.metadata["help"] + default,
        )
    parser.add_argument("--out", type=Path, help="write the executed notebook with its verdicts to this file")
    parser.add_argument("--json", action="store_true", help="print points and verdicts as JSON")


def run(arguments: argparse.Namespace) -> None:
    """Grade one file and print what came of it."""
    settings = Settings.of({name: getattr(arguments, name) for name in FOR_ONE_FILE})
    try:
        if settings.sandboxed:
            require_sandbox()
        graded = grade_file(arguments.file, arguments.assignment, settings, notebook=arguments.notebook)
    except (CannotGrade, SandboxMissing) as error:
        sys.exit(str(error))
    if arguments.out:
        nbformat.write(graded.notebook, arguments.out)
    print(as_json(graded) if arguments.json else as_table(graded))
