"""The frame around the imports of a notebook: makes the machine ready for them, and tells in a sentence what is missing.

    from course_kit import course_imports  # which finds the kit, and takes this frame from here

    with course_imports():
        import numpy as np
        from helpers.checking import check

Students read its sentences in place of a traceback.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from IPython import get_ipython
from IPython.core.error import UsageError

from helpers.setup.shadowing import hiding_files
from helpers.setup.threads import use_one_thread
from helpers.setup.versions import how_to_fit, how_to_install, too_old_packages, too_old_python

KIT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NOT_OF_THIS_WEEK = "{error} in {kit}: unpack the zip again, as README.md says, and keep this notebook in its folder."


@contextmanager
def course_imports() -> Iterator[None]:
    """Import what a notebook needs.

    Before, versions are compared with what the course needs, and matrix products get one thread. Afterwards figures are shown
    in the notebook, whatever MPLBACKEND says.

    Raises:
        UsageError: Something is missing, too old, or hidden by a file of the student's; the text says what mends it.
    """
    if sentence := too_old_python():
        raise UsageError(sentence)
    hiding = [
        sentence for folder in dict.fromkeys([os.getcwd(), os.path.dirname(KIT)]) for sentence in hiding_files(folder)
    ]
    try:
        if sentence := too_old_packages():
            raise UsageError(sentence)
        use_one_thread()
        yield
    except UsageError:
        raise
    except Exception as error:
        if sentence := _what_to_do(error, hiding):
            raise UsageError(sentence) from None
        raise
    for sentence in hiding:
        print(sentence)
    _show_figures_inline()


def _what_to_do(error: Exception, hiding: list[str]) -> str:
    """What mends an error of an import; nothing where that is not known."""
    missing = (error.name or "") if isinstance(error, ModuleNotFoundError) else ""
    if missing.partition(".")[0] == "helpers":
        return NOT_OF_THIS_WEEK.format(error=error, kit=KIT)
    if hiding or missing:
        return "\n".join(hiding) or how_to_install(missing)
    packages = _stopped_at_import(error)
    return how_to_fit(packages, error) if packages else ""


def _stopped_at_import(error: Exception) -> list[str]:
    """The installed packages that were being imported when an error came, as where one was made for another numpy."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    importing = [frame for frame in frames if frame.f_code.co_name == "<module>" and _is_installed(frame)]
    return list(dict.fromkeys(frame.f_globals["__name__"].partition(".")[0] for frame in importing))


def _is_installed(frame: FrameType) -> bool:
    return any(folder in frame.f_code.co_filename for folder in ("site-packages", "dist-packages"))


def _show_figures_inline() -> None:
    """Ask for figures in the notebook, where it draws any and a kernel runs it."""
    shell = get_ipython()
    if shell and "matplotlib" in sys.modules and hasattr(shell, "kernel"):
        shell.run_line_magic("matplotlib", "inline")
