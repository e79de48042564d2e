"""Which of the instructor's own cells a notebook's marks can do without: the demonstrations that nothing graded looks at.

A cell is needed where it binds a name, or may change an object, that a needed cell reads; cells that a student wrote or
changed, and graded ones, always are. Only names are compared, and in doubt a cell is needed: to run one too many costs time.
Where a cell may read by any name (`eval`, `import __main__`), all are.

An example: five demonstrations, an exercise, and its test.

>>> cells = [
...     "import numpy as np",  # 0: needed, since 2 reads `np`
...     "rate = [0.1]",  # 1: needed, since `step` uses `rate` whenever it is called
...     "def step(w):\\n    return w - rate[0] * np.sign(w)",  # 2: the student's, so needed
...     "step(np.ones(3))",  # 3: needed in doubt, since calling `step` might change `rate`
...     "points = [1, 2]",  # 4: nobody but 5 would miss it
...     "print(len(points))",  # 5: binds nothing, and changes nothing that a needed cell reads
...     "submit(step)",  # 6: the graded cell, so needed
... ]
>>> notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells])
>>> notebook.cells[2].metadata["nbgrader"] = {"solution": True}
>>> notebook.cells[6].metadata["nbgrader"] = {"grade": True}
>>> demonstrations = frozenset(cells[index] for index in (0, 1, 3, 4, 5))
>>> sorted(skippable_cells(notebook, demonstrations))
[4, 5]

Had the student's function used `points` in place of `rate`, cells 4 and 5 would be needed, and cell 1 no longer; and had they
changed the text of a demonstration, it would be none any more, and run.

>>> notebook.cells[2].source = notebook.cells[2].source.replace("rate", "points")
>>> sorted(skippable_cells(notebook, demonstrations))
[1]
"""

import sys
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from helpers.grading.submission.cell_names import Names, names_of

# A student's own module may look into the notebook by any name. These, which students import, do not.
MODULES = sys.stdlib_module_names | set(
    "numpy matplotlib mpl_toolkits scipy sklearn h5py PIL IPython ipywidgets tqdm helpers course_kit".split()
)


def demonstrations_of(sources: list[Path]) -> frozenset[str]:
    """The texts of the code cells in the instructor's notebooks in which nothing is to be written and nothing is graded."""
    cells = [cell for path in sources for cell in nbformat.read(path, as_version=4).cells]
    return frozenset(cell.source.strip() for cell in cells if cell.cell_type == "code" and not _marks(cell))


def skippable_cells(notebook: NotebookNode, demonstrations: frozenset[str]) -> frozenset[int]:
    """Tell which code cells need not run for the notebook's marks to be what they are, by index.

    Arguments: notebook; demonstrations, the texts of cells that may be among them. None are where a person grades a cell,
    who wants to see the others, or where it cannot be told what a cell reads.
    """
    if any(map(_by_hand, notebook.cells)):
        return frozenset()
    cells = {i: cell.source.strip() for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"}
    maybe = {i for i, text in cells.items() if text in demonstrations and not _marks(notebook.cells[i])}
    needed = set(cells) - maybe
    last = max(needed, default=-1)
    try:
        names = {i: names_of(text) for i, text in cells.items() if i <= last}
    except ValueError:
        return frozenset()
    if any(one.reads_by_any_name for one in names.values()) or any(names[i].modules - MODULES for i in needed):
        return frozenset()
    touched = _touched(names)
    known = 0
    while len(needed) > known:
        known = len(needed)
        wanted = set().union(*(names[i].used_inside for i in needed))  # functions may be called anywhere later
        for i in sorted(names, reverse=True):
            if i not in needed and wanted & touched[i]:
                needed.add(i)
            if i in needed:
                wanted |= names[i].read
    return frozenset(maybe - needed)


def _touched(names: dict[int, Names]) -> dict[int, set[str]]:
    """The names that a cell binds, and those whose objects it may change, by the cell's index."""
    changeable = set().union(*(one.changed | one.bound - one.fixed - one.constant for one in names.values()))
    behind: dict[str, set[str]] = {}
    for one in names.values():
        for name in one.fixed:
            behind.setdefault(name, set()).update(one.used_inside)
    handled = {i: changeable & (one.bound | _used(one.read, behind)) for i, one in names.items()}
    together: dict[str, set[str]] = {}  # names that may stand for the same object, since one cell handled both
    for group in handled.values():
        whole = group.union(*(together.get(name, ()) for name in group))
        together |= dict.fromkeys(whole, whole)
    return {i: names[i].bound.union(*(together[name] for name in group)) for i, group in handled.items()}


def _used(read: set[str], behind: dict[str, set[str]]) -> set[str]:
    """Names that are read, with those that the functions among them use when they are called."""
    used, waiting = set(read), list(read)
    while waiting:
        new = behind.get(waiting.pop(), set()) - used
        used |= new
        waiting += new
    return used


def _by_hand(cell: NotebookNode) -> bool:
    marks = _marks(cell)
    return bool(marks.get("task") or (marks.get("grade") and marks.get("solution")))


def _marks(cell: NotebookNode) -> dict:
    """What nbgrader knows of a cell that is to be written in or graded; nothing of others."""
    marks = cell.metadata.get("nbgrader") or {}
    return marks if marks.get("grade") or marks.get("solution") or marks.get("task") else {}
