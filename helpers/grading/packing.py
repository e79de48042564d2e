"""What lies beside a notebook when it runs: the kit modules it needs, the worksheets, and the data these modules read."""

import ast
import shutil
from pathlib import Path

import nbformat

import helpers
from helpers.exercises import draw_sheets
from helpers.worksheet import HIDDEN, VISIBLE, write_worksheet

PACKAGE = Path(helpers.__file__).parent
DATASETS = PACKAGE.parent / "datasets"
CHECKSUMS = "SHA256SUMS"
LAID = ("helpers", "datasets", "worksheets")


def lay_kit(folder: Path, notebooks: list[Path], assignment: str, hidden_seed: int | None = None) -> None:
    """Put the kit, the data and the worksheets of an assignment into a folder, in place of whatever is there.

    Arguments: folder, where the notebooks run; notebooks, the instructor's; assignment, its name; hidden_seed, the seed of
    the hidden worksheet, or None for a release.
    """
    remove_kit(folder)
    (folder / "helpers").mkdir(parents=True)
    modules = kit_modules([source for path in notebooks for source in code_of(path)])
    for path in [PACKAGE / "__init__.py", *modules]:
        shutil.copyfile(path, folder / "helpers" / path.name)
    for path in data_files(modules):
        (folder / "datasets").mkdir(exist_ok=True)
        shutil.copyfile(path, folder / "datasets" / path.name)
    write_worksheet(folder / VISIBLE, list(draw_sheets(assignment).values()))
    if hidden_seed is not None:
        sheets = draw_sheets(assignment, hidden=True, seed=hidden_seed).values()
        write_worksheet(folder / HIDDEN, [sheet.questions() for sheet in sheets])


def remove_kit(folder: Path) -> None:
    """Remove what `lay_kit` lays, and whatever of that name a student handed in."""
    for name in LAID:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def kit_modules(sources: list[str]) -> list[Path]:
    """List the kit modules that pieces of code import, with all that those import in turn."""
    needed: set[Path] = set()
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
    """The sources of a notebook's code cells, without magics."""
    cells = nbformat.read(notebook, as_version=4).cells
    return [
        "\n".join(line for line in cell.source.split("\n") if not line.startswith(("%", "!")))
        for cell in cells
        if cell.cell_type == "code"
    ]


def _imported(source: str) -> list[Path]:
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "helpers":
            names += [f"helpers.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    paths = [PACKAGE / f"{name.removeprefix('helpers.')}.py" for name in names if name.startswith("helpers.")]
    return [path for path in paths if path.is_file()]
