"""The house stands: which room may import which is read from the code, and docs/architecture.md shows the same."""

import ast
from pathlib import Path

import pytest

from tests.support.architecture import (
    GRADING,
    HOUSE,
    NOT_SHIPPED,
    PAGE,
    between,
    imports,
    longest_chain,
    modules,
    page_with_tables,
)
from tests.support.course import ROOT

LONGEST_CHAIN = 6  # rooms
LONGEST_MODULE, SHORTEST_FORWARDER = 250, 15  # lines


def strange_rooms(root: Path) -> list[str]:
    """Modules that lie in no room, and folders that are none."""
    found = []
    for name in modules(root):
        _, *inside = name.split(".")
        if inside not in ([], ["__main__"]) and inside[0] not in HOUSE:
            found.append(f"{name} lies in no room")
        is_folder = len(inside) > 1 and (root / "helpers" / inside[0] / inside[1]).is_dir()
        if is_folder and inside[0] == "grading" and inside[1] not in GRADING:
            found.append(f"{name} lies in no room of grading/")
    return found


def upward_arrows(root: Path) -> list[str]:
    """Imports of a room by one on a lower floor."""
    return [
        f"{room} → {other}"
        for room, others in between(imports(root)).items()
        for other in others
        if room and HOUSE[other].floor > HOUSE[room].floor
    ]


def circles(root: Path) -> list[str]:
    """Folders and modules of one package that import each other, around."""
    arrows = imports(root)
    found = []
    for package in (name for name, path in modules(root).items() if path.name == "__init__.py"):
        try:
            longest_chain(between(arrows, package))
        except ValueError as circle:
            found.append(f"{package}: {circle}")
    return found


def leaks_of_the_kit(root: Path) -> list[str]:
    """Imports of the instructor's rooms by modules that students receive, and of anything by a room on the ground floor."""
    found = []
    for name, wanted in imports(root).items():
        room = HOUSE.get(".".join(name.split(".")[1:2]))
        for other in wanted:
            target = HOUSE[other.split(".")[1]]
            stays = not target.shipped or (other in NOT_SHIPPED and target is not room)
            if room and room.shipped and name not in NOT_SHIPPED and stays:
                found.append(f"{name}, which students receive, imports {other}")
            if room and room.floor == 1 and target is not room:
                found.append(f"{name}, on the ground floor, imports {other}")
    return found


def long_modules(root: Path) -> list[str]:
    """Modules that are too long to be read at a sitting."""
    paths = [path for folder in ("helpers", "tests") for path in (root / folder).rglob("*.py")]
    lengths = {path: len(path.read_text().splitlines()) for path in paths}
    return [f"{path.relative_to(root)}: {lines} lines" for path, lines in lengths.items() if lines > LONGEST_MODULE]


def forwarders(root: Path) -> list[str]:
    """Short modules that only import what others are to import from them."""
    found = []
    for name, path in modules(root).items():
        text = path.read_text()
        body = ast.parse(text).body
        passing_on = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom) or _is_all(node)]
        doc = ast.get_docstring(ast.parse(text)) is not None
        if passing_on and len(passing_on) + doc == len(body) and len(text.splitlines()) < SHORTEST_FORWARDER:
            found.append(name)
    return found


def _is_all(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def folders_of_tests_that_are_no_rooms(root: Path) -> list[str]:
    """Folders of tests/ without a folder of that name in helpers/; tests/support/ holds what is no test."""
    folders = {path.parent.relative_to(root / "tests") for path in (root / "tests").rglob("*.py")}
    return [str(folder) for folder in folders if folder != Path("support") and not (root / "helpers" / folder).is_dir()]


def long_chains(root: Path) -> list[str]:
    """The longest chain of imports among rooms, where it is too long."""
    chain = longest_chain(between(imports(root)))
    return [" → ".join(chain)] if len(chain) > LONGEST_CHAIN else []


RULES = {
    strange_rooms: {"helpers/cellar/wine.py": ""},
    upward_arrows: {"helpers/plotting/style.py": "def f():\n    from helpers.grading import judge"},
    circles: {
        "helpers/plotting/a.py": "from helpers.plotting.b import c",
        "helpers/plotting/b.py": "if TYPE_CHECKING:\n    import helpers.plotting.a",
    },
    leaks_of_the_kit: {"helpers/checking/door.py": 'importlib.import_module("helpers.grading")'},
    long_modules: {"tests/plotting/test_long.py": "\n" * (LONGEST_MODULE + 1)},
    forwarders: {"helpers/plotting/old_name.py": '"""Moved."""\nfrom helpers.plotting.style import *'},
    folders_of_tests_that_are_no_rooms: {"tests/cellar/test_wine.py": ""},
    long_chains: {
        "helpers/cli/x.py": "import helpers.authoring",
        "helpers/authoring/__init__.py": "import helpers.demo",
        "helpers/demo/__init__.py": "import helpers.grading",
        "helpers/grading/__init__.py": "import helpers.exercises",
        "helpers/exercises/__init__.py": "import helpers.reference",
        "helpers/reference/__init__.py": "import helpers.training",
    },
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule):
    found = rule(ROOT)
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize(("rule", "files"), RULES.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_a_house_that_breaks_the_rule_is_found_out(rule, files, tmp_path):
    for room in HOUSE:
        (tmp_path / "helpers" / room).mkdir(parents=True)
        (tmp_path / "helpers" / room / "__init__.py").write_text('"""A room."""\n')
    (tmp_path / "helpers" / "__init__.py").touch()
    assert rule(tmp_path) == [], "an empty house keeps every rule"
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert len(rule(tmp_path)) == 1


def test_the_page_shows_the_rooms_and_arrows_that_the_code_has():
    page = PAGE.read_text()
    assert page == page_with_tables(page), "python -m tests.support.architecture brings the tables up to date"
