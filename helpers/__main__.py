"""Commands of the course: `python -m helpers COMMAND --help`."""

import argparse
import importlib
import pkgutil

from helpers import cli


def main() -> None:
    """Read the command line and run the command: every module of helpers.cli is one, and its docstring says what it does."""
    parser = argparse.ArgumentParser(prog="python -m helpers", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for found in pkgutil.iter_modules(cli.__path__):
        module = importlib.import_module(f"helpers.cli.{found.name}")
        text = (module.__doc__ or "").strip()
        command = commands.add_parser(found.name.replace("_", "-"), help=text.rstrip("."), description=text)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
