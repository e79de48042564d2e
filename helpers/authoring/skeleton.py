"""The skeleton of a new exercise: its reference, its module and three cells, in the files where they belong."""

import importlib
import keyword
import re
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.utils import is_grade

from helpers.authoring.tidy_notebooks import tidy
from helpers.exercises import ASSIGNMENTS
from helpers.grading.names import PREFIX, exercise_name
from helpers.grading.nbgrader_hooks.check_release import TEST_CELL

ROOT = Path(__file__).parents[2]
LONGEST = 40  # letters; the import of a longer name does not fit into a line

REFERENCE = '''

def {name}(x):
    """Say in a line what is computed from x, with its shape. Returns what, with its shape."""
    raise NotImplementedError("Write the reference of {name} in {place}.")
'''

EXERCISE = '''"""Week {week}: cases and known mistakes of {name}."""

from helpers.exercises.exercise import Exercise
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import normal
from helpers.reference import week{week} as reference


def cases(rng):
    """Arrays of several shapes; say here what makes these cases bring every mistake to light."""
    for shape in ((4,), (2, 3), (3, 1)):
        yield {{"x": normal(rng, *shape)}}


{name} = Exercise(
    reference.{name},
    cases,
    "value",
    mistakes=(
        Mistake("nothing done", "You hand x back as it came: what is to be done to it?", lambda x: x),
    ),
)  # fmt: skip
'''

TASK = """### Exercise {number}: `{name}` (0 points)

| | | |
| --- | --- | --- |
| in | `x` | its shape |
| out | `value` | its shape |

Say in a sentence or two what is to be done, with the formula."""

SOLUTION = '''def {name}(x):
    """Say in a line what it computes.

    Arguments: x, with its shape.
    Returns: value, with its shape.
    """
    # compute value
    ### BEGIN SOLUTION
    value = ...
    ### END SOLUTION
    return value'''


class CannotWrite(ValueError):
    """Why nothing was written, in one sentence."""


def skeleton(name: str, week: int, notebook: str) -> dict[Path, str]:
    """Make the skeleton of an exercise; nothing is written yet.

    Arguments: name, of the function that students will write; week, the number; notebook, a name in source/ such as
    numpy_basics.
    Returns: the whole new text of each file that is to be written, by its path.
    Raises: CannotWrite.
    """
    path = source_notebook(week, notebook)
    if not name.isidentifier() or keyword.iskeyword(name) or len(name) > LONGEST:
        raise CannotWrite(f"{name!r} cannot be the name of a function here (at most {LONGEST} letters).")
    if name in ASSIGNMENTS[path.parent.name]:
        raise CannotWrite(f"Week {week} has an exercise called {name} already.")
    folder = ROOT / "helpers" / "exercises" / f"week{week}"
    module, listing = folder / f"{name.lower()}.py", folder / "__init__.py"
    if module.exists():
        raise CannotWrite(f"There is a file {module.relative_to(ROOT)} already.")
    reference = ROOT / "helpers" / "reference" / f"week{week}.py"
    if hasattr(importlib.import_module(f"helpers.reference.week{week}"), name):
        raise CannotWrite(f"{reference.relative_to(ROOT)} defines {name} already.")
    cells = nbformat.read(path, as_version=4)
    others = [exercise_name(cell) for cell in cells.cells if is_grade(cell)]
    _add_cells(cells, name, len(others) + 1)
    return {
        reference: reference.read_text(encoding="utf-8")
        + REFERENCE.format(name=name, place=reference.relative_to(ROOT)),
        module: EXERCISE.format(name=name, week=week),
        listing: _listed(listing.read_text(encoding="utf-8"), name, week, after=others),
        path: text_of(cells),
    }


def source_notebook(week: int, name: str) -> Path:
    """Find a notebook with exercises in source/. Raises: CannotWrite where there is none of that name."""
    folders = {folder.split("_")[0].removeprefix("week"): ROOT / "source" / folder for folder in ASSIGNMENTS}
    if str(week) not in folders:
        raise CannotWrite(f"There are no exercises in week {week}, only in weeks {', '.join(folders)}.")
    paths = sorted(folders[str(week)].glob("*.ipynb"))
    known = {path.stem: path for path in paths if any(map(_is_test, nbformat.read(path, as_version=4).cells))}
    if name.removesuffix(".ipynb") not in known:
        raise CannotWrite(f"Week {week} has no notebook {name} with exercises, only {', '.join(known)}.")
    return known[name.removesuffix(".ipynb")]


def text_of(notebook: NotebookNode) -> str:
    """A notebook as its file is written, tidy."""
    return nbformat.writes(tidy(notebook)) + "\n"


def _is_test(cell: NotebookNode) -> bool:
    return is_grade(cell) and cell.cell_type == "code"


def _add_cells(notebook: NotebookNode, name: str, number: int) -> None:
    """Add task, solution and test where the part of the last exercise ends."""
    cells = notebook.cells
    place = max(i for i, cell in enumerate(cells) if _is_test(cell)) + 1
    while place < len(cells) and not (cells[place].cell_type == "markdown" and cells[place].source.startswith("#")):
        place += 1
    solution = _metadata(name, solution=True)
    test = _metadata(PREFIX + name, grade=True, locked=True, points=0)
    cells[place:place] = [
        nbformat.v4.new_markdown_cell(TASK.format(name=name, number=number)),
        nbformat.v4.new_code_cell(SOLUTION.format(name=name), metadata={"nbgrader": solution}),
        nbformat.v4.new_code_cell(TEST_CELL.format(name=name), metadata={"nbgrader": test}),
    ]


def _metadata(grade_id: str, **more: bool | int) -> dict[str, bool | int | str]:
    """What nbgrader keeps of a cell, its keys in the order of the alphabet as nbformat writes them."""
    base: dict[str, bool | int | str] = {
        "grade": False,
        "grade_id": grade_id,
        "locked": False,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    return dict(sorted((base | more).items()))


def _listed(text: str, name: str, week: int, after: list[str]) -> str:
    """The week's list of exercises with a new one behind those of the same notebook, and its import."""
    lines = text.split("\n")
    start = lines.index("EXERCISES = (")
    imports = [i for i, line in enumerate(lines[:start]) if line.startswith("from ")]
    place = max(i for i, line in enumerate(lines) if i > start and line.strip(" ,") in after) + 1
    lines.insert(place, f"    {name},")
    new = f"from helpers.exercises.week{week}.{name.lower()} import {name}"
    lines[imports[0] : imports[-1] + 1] = sorted([*(lines[i] for i in imports), new], key=_naturally)
    return "\n".join(lines)


def _naturally(line: str) -> list[tuple[bool, int, str]]:
    """Sort imports as the linter does: by module, numbers by their size."""
    module = line.split()[1]
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in re.split(r"(\d+)", module)]
