"""The rooms of helpers/, and which imports which: read from the code, for the test and for docs/architecture.md.

`python -m tests.support.architecture` writes what it reads into the page.
"""

import ast
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from tests.support.course import ROOT

PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- written by python -m tests.support.architecture -->\n", "<!-- end -->\n"

Arrows = dict[str, set[str]]


@dataclass(frozen=True)
class Room:
    """A folder of helpers/: the floor it stands on, what it is about, whether students receive it."""

    floor: int
    subject: str
    shipped: bool = False


HOUSE = {
    "cli": Room(6, "one module a command: `python -m helpers …`"),
    "demo": Room(5, "the made-up class, and the demonstration"),
    "authoring": Room(5, "what notebooks are written with; mutants"),
    "checking": Room(5, "the students' door: `check`, `submit`, `NotDoneYet`", shipped=True),
    "grading": Room(4, "what grades a class"),
    "exercises": Room(3, "cases and known mistakes of every exercise"),
    "reference": Room(2, "the answer key"),
    "lectures": Room(2, "networks and drawings of the lecture notes", shipped=True),
    "lab_report": Room(2, "the log of a student's trainings; tables, figures, the page", shipped=True),
    "plotting": Room(2, "figures, sliders, and the one palette", shipped=True),
    "data": Room(2, "loaders of pictures and of points in the plane", shipped=True),
    "training": Room(1, "activations, gradient check, progress", shipped=True),
    "files": Room(1, "where files lie beside a notebook; reading and writing them", shipped=True),
    "setup": Room(1, "is this machine set up: versions, threads, figures", shipped=True),
    "assessment": Room(1, "is an answer right, and what does a wrong one show", shipped=True),
}
GRADING = {
    "report": "the class report",
    "nbgrader_hooks": "what stands in nbgrader's lists",
    "exports": "marks for people, Canvas and Moodle",
    "class_run": "many submissions: in parallel, on a cluster, resumed",
    "execution": "one notebook in the sandbox",
    "pages": "clean HTML of what students write, for Formgrader and the feedback",
    "submission": "what a notebook goes through before its cells run",
}
NOT_SHIPPED = {"helpers.checking.instructor"}  # absent from the kit, and found by its absence


def modules(root: Path = ROOT) -> dict[str, Path]:
    """Every module of helpers/ by its dotted name; a package stands for its `__init__`."""
    found = {}
    for path in sorted((root / "helpers").rglob("*.py")):
        found[".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")] = path
    return found


def imports(root: Path = ROOT) -> Arrows:
    """The modules of helpers/ that each module imports: at its top, in a function, for a type checker, or by a name it spells."""
    names = modules(root)
    arrows: Arrows = {}
    for name, path in names.items():
        wanted = set()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                wanted |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):  # never relative: ruff forbids that
                wanted |= {f"{node.module}.{alias.name}" for alias in node.names}
            elif isinstance(node, ast.Constant) and node.value in names:
                wanted.add(str(node.value))  # for importlib.import_module
        arrows[name] = {module for one in wanted if (module := _module_of(one, names)) and module != name}
    return arrows


def _module_of(dotted: str, names: Collection[str]) -> str:
    """The module that an imported name is, or comes from; nothing where it is not ours, or the bare `helpers`."""
    while dotted and dotted not in names:
        dotted = dotted.rpartition(".")[0]
    return dotted.removeprefix("helpers") and dotted


def between(arrows: Arrows, package: str = "helpers") -> Arrows:
    """The arrows among the children of a package: its folders and modules. Its own `__init__` is the child ''."""

    def child(module: str) -> str | None:
        if module == "helpers.__main__" and package == "helpers":
            return "cli"  # the command line's other door
        inside = module == package or module.startswith(f"{package}.")
        return module.removeprefix(package).lstrip(".").partition(".")[0] if inside else None

    found: Arrows = {}
    for module, wanted in arrows.items():
        if (one := child(module)) is not None:
            found.setdefault(one, set()).update(other for each in wanted if (other := child(each)) not in (None, one))
    return found


def longest_chain(arrows: Arrows) -> list[str]:
    """The longest way along the arrows. Raises ValueError, which names it, where there is a circle."""
    longest: dict[str, list[str]] = {}

    def chain(room: str, above: tuple[str, ...]) -> list[str]:
        if room in above:
            raise ValueError(" → ".join([*above[above.index(room) :], room]))
        if room not in longest:
            below = [chain(other, (*above, room)) for other in sorted(arrows.get(room, ()))]
            longest[room] = [room, *max(below, key=len, default=[])]
        return longest[room]

    return max((chain(room, ()) for room in sorted(arrows)), key=len, default=[])


def tables(root: Path = ROOT) -> str:
    """Both tables of the page: the rooms of the house, and those of grading/."""
    arrows = imports(root)
    house, grading = between(arrows), between(arrows, "helpers.grading")
    lines = ["| floor | room | what it is about | students get it | imports |", "| --- | --- | --- | --- | --- |"]
    for name, room in HOUSE.items():
        shipped = "yes" if room.shipped else ""
        lines.append(f"| {room.floor} | `{name}/` | {room.subject} | {shipped} | {_listed(house.get(name, set()))} |")
    lines += ["", "| inside `grading/` | what it is about | imports, of `grading/` |", "| --- | --- | --- |"]
    for name, subject in GRADING.items():
        lines.append(f"| `{name}/` | {subject} | {_listed(grading.get(name, set()))} |")
    for name in sorted(grading.keys() - GRADING.keys() - {""}):
        text = ast.get_docstring(ast.parse((root / "helpers" / "grading" / f"{name}.py").read_text())) or ""
        lines.append(f"| `{name}.py` | {text.splitlines()[0].rstrip('.')} | {_listed(grading[name])} |")
    return "\n".join(lines) + "\n"


def _listed(names: set[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "nothing"


def page_with_tables(page: str) -> str:
    """The page with its tables as the code has them now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{tables()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page_with_tables(PAGE.read_text()))
