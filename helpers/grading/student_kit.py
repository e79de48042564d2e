"""What lies beside a notebook when it runs: the kit modules it needs, the worksheets, and the data these modules read.

The kit of a notebook follows from the code alone. It holds the modules that the notebook imports, and what those import in
turn. What no import shows, a module declares by a tuple of texts at its top level:

    DATA_FILES = "train_pictures.h5", "SHA256SUMS"    # the files of datasets/ that the module reads
    COMMANDS = ("helpers.lab_report.export",)         # the modules that students start by `python -m`
"""

import ast
import functools
import shutil
import threading
from pathlib import Path

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbformat.notebooknode import NotebookNode

import helpers
from helpers.assessment.worksheet import HIDDEN, VISIBLE, worksheet_text
from helpers.exercises import exercises_of, hidden_questions, visible_sheets

PACKAGE = Path(helpers.__file__).parent
DOOR = PACKAGE.parent / "course_kit.py"  # what notebooks find the kit by
DATASETS = PACKAGE.parent / "datasets"
SHIPPED_ROOMS = {"assessment", "checking", "data", "files", "lab_report", "lectures", "plotting", "setup", "training"}
KIT_NAMES = ("course_kit.py", "helpers", "datasets", "worksheets")
PARSING = threading.Lock()  # Python 3.11 counts a tree's depth for all threads together, and stops where that is wrong


class NotForStudents(ValueError):
    """A notebook or a kit module imports what must not leave the instructor's checkout; the text says which."""


def kit_of(notebooks: list[Path]) -> dict[str, bytes]:
    """The kit modules that the instructor's notebooks need, and their data.

    Returns: content by relative path; nothing where they import nothing of the kit. Raises: NotForStudents.
    """
    modules = kit_modules([source for path in notebooks for source in code_of(path)])
    if modules == [PACKAGE / "__init__.py"]:
        return {}
    return {path.relative_to(PACKAGE.parent).as_posix(): path.read_bytes() for path in [*modules, *data_files(modules)]}


@functools.lru_cache(maxsize=8)
def worksheets_of(assignment: str, hidden_seed: int | None = None) -> dict[str, bytes]:
    """The visible worksheet and, with a seed, the hidden one drawn from it.

    Returns: content by relative path; nothing where the assignment has no exercises.
    """
    if not exercises_of(assignment):
        return {}
    sheets = {VISIBLE: list(visible_sheets(assignment).values())}
    if hidden_seed is not None:
        sheets[HIDDEN] = list(hidden_questions(assignment, hidden_seed).values())
    return {str(path): worksheet_text(drawn).encode() for path, drawn in sheets.items()}


def write_bundle(folder: Path, files: dict[str, bytes]) -> None:
    """Write files into a folder, in place of what lies there under the names that the course uses."""
    for name in KIT_NAMES:
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
    """List the kit modules that pieces of code need, with all that those need in turn.

    Raises: NotForStudents where an answer key or a grader would be among them.
    """
    needed = {PACKAGE / "__init__.py"}
    waiting = list(sources)
    while waiting:
        tree = parse(waiting.pop())
        for path in _files_of([*imported_names(tree), *declared(tree, "COMMANDS")]):
            if path not in needed:
                needed.add(path)
                waiting.append(path.read_text(encoding="utf-8"))
    return sorted(needed)


def data_files(modules: list[Path]) -> list[Path]:
    """List the files of datasets/ that kit modules declare to read."""
    trees = [parse(path.read_text(encoding="utf-8")) for path in modules]
    return sorted({DATASETS / name for tree in trees for name in declared(tree, "DATA_FILES")})


def code_of(notebook: Path) -> list[str]:
    """The sources of the code cells in a notebook's file, as `python_of` gives them."""
    return python_of(nbformat.read(notebook, as_version=4))


def python_of(notebook: NotebookNode) -> list[str]:
    """The sources of a notebook's code cells that are Python; IPython's commands (`%…`, `!…`) become calls."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    sources = [TransformerManager().transform_cell(cell.source) for cell in cells]
    return [source for source in sources if _is_python(source)]


def parse(source: str) -> ast.Module:
    """The syntax tree of a piece of code; other threads may ask for one at the same time."""
    with PARSING:
        return ast.parse(source)


def _is_python(source: str) -> bool:
    """Whether it can be parsed: a cell may hold a mistake for students to find."""
    try:
        parse(source)
    except SyntaxError:
        return False
    return True


def imported_names(tree: ast.Module) -> list[str]:
    """The dotted names of all that a piece of code imports, wherever in it: modules, and what may be one in `from … import`."""
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return names


def declared(tree: ast.Module, name: str) -> tuple[str, ...]:
    """The texts of a module's top-level `NAME = "…", "…"`; none where it has no such line."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == [name]:
            texts = ast.literal_eval(node.value)
            if not isinstance(texts, tuple) or not all(isinstance(text, str) for text in texts):
                raise TypeError(f"{name} should be a tuple of texts, but is {texts!r}.")
            return texts
    return ()


def _files_of(names: list[str]) -> list[Path]:
    """The files of the kit modules among dotted names, and of the packages that they lie in."""
    paths: list[Path] = []
    if DOOR.stem in names:
        paths.append(DOOR)
    for name in (name for name in names if name.startswith("helpers.")):
        module = PACKAGE.parent.joinpath(*name.split("."))
        packages = [room / "__init__.py" for room in (module, *module.parents) if room.is_relative_to(PACKAGE)]
        found = [path for path in (module.with_suffix(".py"), *packages) if path.is_file()]
        if any(path.parent != PACKAGE and path.relative_to(PACKAGE).parts[0] not in SHIPPED_ROOMS for path in found):
            raise NotForStudents(f"The student kit would hold {name}, which must not leave the instructor's checkout.")
        paths += found
    return paths
