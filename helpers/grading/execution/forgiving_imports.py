"""Imports that fail only because a notebook is graded on another machine say so in a sentence, and the cell goes on.

A module that is not installed here, `matplotlib.use("TkAgg")` where no window can be had, a style that another version of
Matplotlib has: right code often stands below them, and a function that does not use what is missing loses nothing. Only
statements of a cell's own are meant, not those inside a function or a `try`. The warm process imports this module by itself,
so it imports nothing of the course.
"""

import ast
import sys

from IPython.core.interactiveshell import InteractiveShell

NOT_HERE = "`{line}` did not work while this notebook was graded ({error}). The cell went on."
SURROUNDINGS = ("use", "switch_backend")  # matplotlib.use("…"), plt.style.use("…"), plt.switch_backend("…")
TRIED = """
try:
    pass
except {error}:
    if not get_ipython().forgive_import({line!r}, {names!r}, {root!r}):
        raise
"""


class ForgiveImports(ast.NodeTransformer):
    """Puts each statement that imports, or that sets Matplotlib's surroundings, into a `try` of its own.

    absent: the names that failed imports would have bound; statements such as `drive.mount(…)` that call them are forgiven too.
    """

    def __init__(self) -> None:
        self.absent: set[str] = set()
        self.imported: set[str] = set()
        self.last: ast.stmt | None = None

    def forgive(self, line: str, names: tuple[str, ...], root: str) -> bool:
        """Say what failed and go on, unless it calls something else than what a failed import would have bound."""
        error = sys.exc_info()[1]
        if isinstance(error, NameError) and root not in self.absent:
            return False
        self.absent.update(names)
        print(NOT_HERE.format(line=line, error=str(error).split("\n")[0] or type(error).__name__))
        return True

    def visit_Module(self, node: ast.Module) -> ast.AST:
        """What the last line gives is shown: an ordinary call there stays as it is."""
        self.last = node.body[-1] if node.body else None
        return self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> list[ast.stmt]:
        """One statement for each module."""
        return [self._tried(ast.Import(names=[alias]), node, "ImportError", _bound(alias)) for alias in node.names]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.stmt | list[ast.stmt]:
        """One statement for each name; `from __future__ import …` has to stay as it is."""
        if node.module == "__future__":
            return node
        parts = [ast.ImportFrom(module=node.module, names=[alias], level=node.level) for alias in node.names]
        return [self._tried(part, node, "ImportError", _bound(part.names[0])) for part in parts]

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        """Calls that set the surroundings, and calls of what was imported."""
        call = node.value
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            root = _root(call.func)
            if root in self.imported and call.func.attr in SURROUNDINGS:
                return self._tried(node, node, "Exception")
            if root in self.imported and node is not self.last:
                return self._tried(node, node, "NameError", root=root)
        return node

    def _as_it_is(self, node: ast.stmt) -> ast.stmt:
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = visit_Try = visit_TryStar = _as_it_is

    def _tried(self, statement: ast.stmt, at: ast.stmt, error: str, name: str = "", root: str = "") -> ast.stmt:
        names = (name,) if name else ()
        self.imported.update(names)
        text = TRIED.format(error=error, line=ast.unparse(statement), names=names, root=root)
        (tried,) = ast.parse(text).body
        assert isinstance(tried, ast.Try)
        for node in ast.walk(tried):
            ast.copy_location(node, at)
        tried.body = [ast.copy_location(statement, at)]
        return tried


def forgive_imports(shell: InteractiveShell) -> None:
    """Make a shell go on behind imports that fail."""
    imports = ForgiveImports()
    setattr(shell, "forgive_import", imports.forgive)  # noqa: B010  # the shell has no such attribute of its own
    shell.ast_transformers.append(imports)


def _bound(alias: ast.alias) -> str:
    return alias.asname or alias.name.partition(".")[0]


def _root(node: ast.expr) -> str:
    """The name that a dotted name begins with; none where it is no dotted name."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
