"""What lies beside a notebook when it runs: the kit modules it needs, the worksheets, and the data these modules read."""

import ast
import functools
import re
import shutil
import threading
from pathlib import Path

import nbformat

import helpers
from helpers.assessment.worksheet import HIDDEN, VISIBLE, worksheet_text
from helpers.exercises import hidden_questions, visible_sheets

PACKAGE = Path(helpers.__file__).parent
DATASETS = PACKAGE.parent / "datasets"
CHECKSUMS = "SHA256SUMS"
COMMAND = re.compile(r"python -m (helpers(?:\.\w+)+)")
PARSING = threading.Lock()  # Python 3.11 counts a tree's depth for all threads together, and stops where that is wrong
LAID = ("helpers", "datasets", "worksheets")


def kit_of(notebooks: list[Path]) -> dict[str, bytes]:
    """The kit modules that the instructor's notebooks need, and their data. Returns: content by relative path."""
    modules = kit_modules([source for path in notebooks for source in code_of(path)])
    return {str(path.relative_to(PACKAGE.parent)): path.read_bytes() for path in [*modules, *data_files(modules)]}


@functools.lru_cache(maxsize=8)
def worksheets_of(assignment: str, hidden_seed: int | None = None) -> dict[str, bytes]:
    """The visible worksheet and, with a seed, the hidden one drawn from it. Returns: content by relative path."""
    sheets = {VISIBLE: list(visible_sheets(assignment).values())}
    if hidden_seed is not None:
        sheets[HIDDEN] = list(hidden_questions(assignment, hidden_seed).values())
    return {str(path): worksheet_text(drawn).encode() for path, drawn in sheets.items()}


def lay(folder: Path, files: dict[str, bytes]) -> None:
    """Write files into a folder, in place of what lies there under the names that the course uses."""
    for name in LAID:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def kit_modules(sources: list[str]) -> list[Path]:
    """List the kit modules that pieces of code import, with all that those import in turn."""
    needed = {PACKAGE / "__init__.py"}
    waiting = list(sources)
    while waiting:
        for path in _imported(waiting.pop()):
            if path not in needed:
                needed.add(path)
                waiting.append(path.read_text(encoding="utf-8"))
    return sorted(needed)


def data_files(modules: list[Path]) -> list[Path]:
    """List the files of datasets/ that kit modules speak of by name, of those that are the course's own to give away."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    own = [line.split()[-1] for line in (DATASETS / CHECKSUMS).read_text(encoding="utf-8").splitlines()]
    return [DATASETS / name for name in sorted([*own, CHECKSUMS]) if name in text]


def code_of(notebook: Path) -> list[str]:
    """The sources of a notebook's code cells, without magics; commands that its texts tell to run count as imports."""
    cells = nbformat.read(notebook, as_version=4).cells
    commands = [f"import {name}" for cell in cells for name in COMMAND.findall(cell.source)]
    return commands + [
        "\n".join(line for line in cell.source.split("\n") if not line.startswith(("%", "!")))
        for cell in cells
        if cell.cell_type == "code"
    ]


def _imported(source: str) -> list[Path]:
    names = []
    with PARSING:
        tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    paths: list[Path] = []
    for name in (name for name in names if name.startswith("helpers.")):
        module = PACKAGE.parent.joinpath(*name.split("."))
        rooms = [room / "__init__.py" for room in (module, *module.parents) if room.is_relative_to(PACKAGE)]
        paths += [module.with_suffix(".py"), *rooms]
    return [path for path in paths if path.is_file()]
