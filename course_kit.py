"""The door to the course's kit: the folder `helpers` beside this file, whatever else on this machine has that name.

    from course_kit import course_imports

A Python that is too old reads this as well, to say so: nothing here uses what Python 3.8 would not understand.
"""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager

from IPython.core.error import UsageError

HERE = os.path.dirname(os.path.abspath(__file__))
KIT = os.path.join(HERE, "helpers")
INCOMPLETE = "{error} in {kit}: unpack the zip again, as README.md says, and keep this notebook in its folder."


def course_imports() -> AbstractContextManager[None]:
    """The frame around the imports of a notebook, see helpers.setup.first_cell.

    Returns:
        What stands behind `with`.

    Raises:
        UsageError: The folder `helpers` is missing or not whole.
    """
    _go_first()
    try:
        from helpers.setup.first_cell import course_imports
    except ModuleNotFoundError as error:
        raise UsageError(INCOMPLETE.format(error=error, kit=KIT)) from None
    return course_imports()


def _go_first() -> None:
    """Put the kit before any other `helpers` of the path, and forget what was imported from one, as by a start-up file."""
    if os.path.abspath(sys.path[0]) != HERE:
        sys.path.insert(0, HERE)
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if name.partition(".")[0] == "helpers" and not os.path.abspath(file).startswith(KIT + os.sep):
            del sys.modules[name]
