"""What a case of the abuse suite is, and the tools that its code finds."""

from collections.abc import Callable
from dataclasses import dataclass

from nbformat.notebooknode import NotebookNode

EXTRA = "extra"  # a cell of the student's own, right behind the set-up


@dataclass(frozen=True)
class Case:
    """A submission and what must come of it; for all of them hold the rules in tests/test_abuse.py.

    name: what it tries; code: what it puts into which cell, by grade id, or into a cell of its own; change: what it does to
    the notebook besides; costs: the exercises that earn nothing (the others earn everything); trouble: the kind of trouble
    of the first cell with code; says: what the executed notebook tells; never: what must not stand in it.
    """

    name: str
    code: str | dict[str, str] = ""
    costs: tuple[str, ...] = ()
    trouble: str = ""
    says: str = ""
    never: tuple[str, ...] = ()
    change: Callable[[NotebookNode], None] | None = None

    @property
    def cells(self) -> dict[str, str]:
        """Code by the cell it stands in."""
        return {EXTRA: self.code} if isinstance(self.code, str) else self.code


# Stands before a case's code. OUTSIDE, COURSE, GRADER, DECOY, PORT and ABSTRACT come from the test: an attacker who knows all.
TOOLS = """
import ctypes, os, sys

libc = ctypes.CDLL(None, use_errno=True)

def call(name, *arguments):
    if getattr(libc, name)(*arguments) == -1:
        raise OSError(ctypes.get_errno(), name)

def attempt(*tries):
    for one in tries:
        try:
            print(repr(one())[:2000])
        except BaseException as error:
            print(type(error).__name__)

def refused(*tries):
    for number, one in enumerate(tries):
        try:
            print("NOT", "REFUSED", number, one())
        except BaseException as error:
            print(type(error).__name__)
"""
