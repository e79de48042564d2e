"""IPython's commands that cannot work while a notebook is graded say so in a sentence, and the cell goes on.

`!pip install …`, `%pip`, `%conda`, `%load_ext` of what is not installed, `%matplotlib qt`, `%env` of what is not set, `%%bash`:
on a student's own machine they work, and right code often stands below them. The warm process imports this module by itself, so
it imports nothing of the course.
"""

import ast
from collections.abc import Callable

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import LSString, SList

COMMAND = "`!{line}` did not run: no other program runs while a notebook is graded. The cell went on."
NO_PACKAGES = "`%{line}` did not run: nothing is installed while a notebook is graded. The cell went on."
NO_WINDOW = "`%{line}` did not run: figures are drawn in the notebook while it is graded. The cell went on."
NO_TYPING = "`%{line}` did not run: nobody can type while a notebook is graded. The cell went on."
NOT_HERE = "`%{line}` did not work while this notebook was graded ({error}). The cell went on."
UNKNOWN = "`%{line}` did not run: there is no such command where notebooks are graded. The cell went on."
PROGRAM_BELOW = "`%%{line}` did not run: no other program runs while a notebook is graded. The notebook went on."
NOT_PYTHON = "`%%{line}` did not run: there is no such command where notebooks are graded. The notebook went on."
WITHOUT = "`%%{line}` did not run where this notebook was graded: what stands below it ran without it."
ONCE = "`%%{line}` ran what stands below it once, while this notebook was graded."

INSTALLERS = "pip conda mamba micromamba uv".split()
DEBUGGERS = "debug pdb".split()
RUN_CODE = "time timeit prun".split()  # the student's own, whose errors are what they were
DRAWN_INSIDE = ("inline", "agg", "-l", "--list")  # what `%matplotlib` may ask for
PROGRAMS = "! sx system script bash sh cmd perl ruby pypy python python2 python3".split()  # what `%%…` starts one


def forgive_commands(shell: InteractiveShell, sandboxed: bool) -> None:
    """Make a shell go on behind commands that cannot work here; in the sandbox, no program can be started."""
    changed: dict[str, Callable] = {
        "run_line_magic": _forgiving(shell),
        "run_cell_magic": _with_cells(shell, sandboxed),
    }
    if sandboxed:
        changed |= {"system": _no_program, "getoutput": _no_output}
    for name, function in changed.items():
        setattr(shell, name, function)


def _forgiving(shell: InteractiveShell) -> Callable:
    """The shell's way to run a command, made to say what a command cannot do here instead of raising an error."""
    plain = shell.run_line_magic

    def run_line_magic(magic_name: str, line: str, _stack_depth: int = 1) -> object:
        command = f"{magic_name} {line}".strip()
        if magic_name == "matplotlib":
            line = line.strip() or "inline"
        if sentence := _refusal(shell, magic_name, line):
            print(sentence.format(line=command))
            return None
        try:
            return plain(magic_name, line, _stack_depth + 1)  # the cell's own names are one call further from here
        except Exception as error:
            if not (isinstance(error, UsageError) or _is_of_ipython(shell, magic_name)):
                raise
            reason = str(error).strip().split("\n")[0].rstrip(".") or type(error).__name__
            print(NOT_HERE.format(line=command, error=reason))
            return None

    return run_line_magic


def _with_cells(shell: InteractiveShell, sandboxed: bool) -> Callable:
    """The shell's way to run a command that has the rest of its cell, made to run Python below what cannot work here."""
    plain = shell.run_cell_magic

    def run_cell_magic(magic_name: str, line: str, cell: str) -> object:
        command = f"{magic_name} {line}".strip()
        if sandboxed and magic_name in PROGRAMS:
            print(PROGRAM_BELOW.format(line=command))
            return None
        if magic_name == "timeit":  # which would run it many times, and define nothing
            print(ONCE.format(line=command))
            return plain("time", "", cell)
        if magic_name == "debug" or shell.find_cell_magic(magic_name) is None:
            _run_without(shell, command, cell)
            return None
        return plain(magic_name, line, cell)

    return run_cell_magic


def _run_without(shell: InteractiveShell, command: str, cell: str) -> None:
    """Run what stands below a command that does not exist here, where it is Python."""
    try:
        tree = ast.parse(shell.transform_cell(cell))
    except SyntaxError:
        print(NOT_PYTHON.format(line=command))
        return
    print(WITHOUT.format(line=command))
    exec(compile(shell.transform_ast(tree), f"<%%{command}>", "exec"), shell.user_ns)


def _is_of_ipython(shell: InteractiveShell, name: str) -> bool:
    """Whether a command is one of IPython's that runs no code, so that an error in it is none of the student's."""
    module = getattr(shell.find_line_magic(name), "__module__", None) or ""
    return name not in RUN_CODE and module.partition(".")[0] in ("IPython", "ipykernel")


def _refusal(shell: InteractiveShell, name: str, line: str) -> str | None:
    """The sentence for a command that is not even tried; None for others."""
    if name in INSTALLERS:
        return NO_PACKAGES
    if name in DEBUGGERS:
        return NO_TYPING
    if shell.find_line_magic(name) is None:
        return UNKNOWN
    return NO_WINDOW if name == "matplotlib" and line not in DRAWN_INSIDE else None


def _no_program(line: str) -> None:
    print(COMMAND.format(line=line))


def _no_output(line: str, split: bool = True, depth: int = 0) -> SList | LSString:
    _no_program(line)
    return SList() if split else LSString()
