"""Cells that draw figures which a notebook does not hold: what its page would lack without a word.

A figure is lost where matplotlib draws for a window instead of the notebook, or when somebody cleared an output.
"""

import ast
from collections.abc import Iterator

from IPython.core.inputtransformer2 import TransformerManager
from nbformat.notebooknode import NotebookNode

SHOW = "show"  # of matplotlib.pyplot
SHOWN_BY_THE_KIT = {
    "explore",
    "show_accuracies",
    "show_costs",
}  # functions that call it, or display a figure themselves
LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)  # what is in them runs when they are called


def cells_that_lack_figures(notebook: NotebookNode) -> list[int]:
    """Look for cells that ran to their end, ask for figures, and hold fewer of them, or of notices in their place.

    Args:
        notebook: With its outputs.

    Returns:
        The numbers that the cells were run as: `[7]` stands beside one in JupyterLab.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.execution_count]
    return [cell.execution_count for cell in cells if not _stopped(cell) and _shown(cell) < _asked_for(cell.source)]


def _stopped(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.outputs)


def _shown(cell: NotebookNode) -> int:
    """How many outputs are pictures, or HTML: a table, or a notice that says why there is no figure."""
    kinds = [output.get("data", {}).keys() for output in cell.outputs]
    return sum("text/html" in kind or any(name.startswith("image/") for name in kind) for kind in kinds)


def _asked_for(source: str) -> int:
    """How many calls of a cell show a figure each, those within functions aside."""
    try:
        tree = ast.parse(TransformerManager().transform_cell(source))
    except SyntaxError:
        return 0
    return sum(_shows(node.func) for node in _run_at_once(tree) if isinstance(node, ast.Call))


def _shows(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return function.attr == SHOW and isinstance(function.value, ast.Name) and function.value.id in ("plt", "pyplot")
    return isinstance(function, ast.Name) and function.id in SHOWN_BY_THE_KIT


def _run_at_once(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, LATER):
            yield child
            yield from _run_at_once(child)
