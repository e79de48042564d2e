"""What code needs to be installed: the distributions that provide its imports, as the course's requirements.txt pins them."""

import importlib.metadata
import sys

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from helpers.grading.student_kit import imported_names, parse

# What no code imports: JupyterLab itself, the kernel that runs notebooks, and the widgets that draw sliders and progress bars.
TOOLS = ("ipykernel", "ipywidgets", "jupyterlab")


def requirements_of(sources: list[str], pins: str) -> str:
    """The lines of a requirements.txt for pieces of code.

    Args: sources, Python code; pins, the text of the course's requirements.txt.
    Returns: those lines of pins that the code and JupyterLab need, and no others.
    Raises: LookupError where an import belongs to no pinned distribution.
    """
    pinned: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, pins.splitlines())):
        pinned.setdefault(canonicalize_name(Requirement(line).name), []).append(line)
    providers = importlib.metadata.packages_distributions()
    needed = set(TOOLS)
    for package in third_party(sources):
        found = {canonicalize_name(name) for name in providers.get(package, [])} & pinned.keys()
        if not found:
            raise LookupError(f"`import {package}`: no line of requirements.txt provides it.")
        needed |= found
    return "".join(f"{line}\n" for name in sorted(needed) for line in pinned[name])


def third_party(sources: list[str]) -> set[str]:
    """The top-level packages that code imports and that are neither Python's own nor this course's."""
    names = {name.split(".")[0] for source in sources for name in imported_names(parse(source))}
    return names - sys.stdlib_module_names - {"helpers", "course_kit"}
