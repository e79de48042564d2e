"""Files of the student's whose names hide modules: a `random.py` beside the notebook is taken wherever `random` is imported.

It is read before such files could do harm, so it imports nothing that the interpreter has not loaded by itself.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder

HIDES = (
    "{file} hides the module `{name}` that Python or a package brings: rename it, for example to my_{file}, and restart "
    "the kernel (Kernel → Restart Kernel)."
)
OURS = "helpers", "course_kit"


def hiding_files(folder: str) -> list[str]:
    """Look for files and packages that have the name of a module that is installed.

    Args:
        folder: Where to look, such as that of the notebook.

    Returns:
        A sentence for each, in the order of their names.
    """
    elsewhere = [place for place in sys.path if os.path.abspath(place) != os.path.abspath(folder)]
    try:
        found = sorted(os.listdir(folder))
    except OSError:
        return []
    names = {file: _module_name(folder, file) for file in found}
    return [
        HIDES.format(file=file, name=name) for file, name in names.items() if name and _is_installed(name, elsewhere)
    ]


def _module_name(folder: str, file: str) -> str:
    """The name that a file or a folder is imported by; nothing where it is neither a module nor a package."""
    stem, ending = os.path.splitext(file)
    is_package = os.path.isfile(os.path.join(folder, file, "__init__.py"))
    name = file if is_package else stem if ending == ".py" else ""
    return name if name.isidentifier() and name not in OURS else ""


def _is_installed(name: str, places: list[str]) -> bool:
    return name in sys.stdlib_module_names or PathFinder.find_spec(name, places) is not None
