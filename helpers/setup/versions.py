"""What the course needs, and the sentence for what is too old.

A Python that is too old reads this as well: up to here, nothing uses what Python 3.8 would not understand.
"""

from __future__ import annotations

import re
import sys

OLDEST_PYTHON = (3, 11)
OLDEST = {"numpy": "2.0", "matplotlib": "3.8.4"}  # the first that goes with numpy 2
DISTRIBUTION_OF = {"sklearn": "scikit-learn", "PIL": "pillow", "IPython": "ipython"}  # elsewhere both names are one

WRONG_PYTHON = (
    "This notebook runs with Python {found}, and the course needs {oldest} or newer: install that, then make the folder "
    "`.venv` anew with it, as README.md says."
)
TOO_OLD = (
    "{found} {verb} too old for this course: run `%pip install {wanted}` in a new cell, then Kernel → Restart Kernel."
)
NOT_INSTALLED = (
    "{module} is not installed for the Python that runs this notebook: run `%pip install {wanted}` in a new cell, then "
    "Kernel → Restart Kernel."
)
DO_NOT_FIT = (
    "{found} cannot be imported beside the other packages of this machine ({error}): run `%pip install --upgrade {wanted}` in a "
    "new cell, then Kernel → Restart Kernel."
)


def too_old_python() -> str | None:
    """Compare Python with what the course needs.

    Returns:
        A sentence that says what mends it; None where it is new enough.
    """
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return None
    return WRONG_PYTHON.format(found=_dotted(sys.version_info[:3]), oldest=_dotted(OLDEST_PYTHON))


def too_old_packages() -> str | None:
    """Compare the installed packages with what the course needs.

    Returns:
        A sentence that says which are too old and what mends it; None where none is.
    """
    installed = {name: version for name in OLDEST if (version := _installed(name))}
    old = [name for name, version in installed.items() if _numbers(version) < _numbers(OLDEST[name])]
    if not old:
        return None
    found = " and ".join(f"{name} {installed[name]}" for name in old)
    return TOO_OLD.format(found=found, verb="are" if len(old) > 1 else "is", wanted=" ".join(map(_requirement, old)))


def how_to_install(module: str) -> str:
    """Say what to do where a package of others is missing.

    Args:
        module: The name that was imported.

    Returns:
        A sentence with the command that mends it.
    """
    top = module.partition(".")[0]
    return NOT_INSTALLED.format(module=top, wanted=_requirement(DISTRIBUTION_OF.get(top, top)))


def how_to_fit(modules: list[str], error: Exception) -> str:
    """Say what to do where packages are installed and do not go together, such as one that was made for an older numpy.

    Args:
        modules: Those that were being imported, the outermost first.
        error: What came of it.

    Returns:
        A sentence with the command that mends it.
    """
    names = [DISTRIBUTION_OF.get(module, module) for module in modules]
    found = f"{names[-1]} {_installed(names[-1]) or ''}".strip()
    said = f"{type(error).__name__}: {error}".splitlines()[0]
    return DO_NOT_FIT.format(found=found, error=said, wanted=" ".join(dict.fromkeys([*names, "numpy"])))


def _requirement(name: str) -> str:
    return f'"{name}>={OLDEST[name]}"' if name in OLDEST else name


def _installed(name: str) -> str | None:
    from importlib import metadata  # late: it imports `calendar` and more, which a student's file may hide

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def _dotted(numbers: tuple) -> str:
    return ".".join(map(str, numbers))
