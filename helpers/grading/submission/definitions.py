"""Which names a cell defines, and which of them are still open: the text of a cell is read, nothing is run.

>>> defined_in("def L1(yhat, y):\\n    return sum(abs(y - yhat))")
Defined(done=frozenset({'L1'}), open=frozenset())

A function that always raises an error has yet to be written, and to wrap a function does not define it.

>>> defined_in("def L1(yhat, y):\\n    # YOUR CODE HERE\\n    raise NotDoneYet()")
Defined(done=frozenset(), open=frozenset({'L1'}))
>>> defined_in("L1 = timed(L1)")
Defined(done=frozenset(), open=frozenset())
"""

import ast
import functools
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.assessment.ipython_text import as_plain_python
from helpers.grading.student_kit import PARSING
from helpers.grading.submission.cell_names import LONGEST, Names, names_of

# Cell magics whose cell is Python all the same, and binds its names in the notebook.
PYTHON_BELOW = ("%%time", "%%timeit", "%%capture", "%%prun", "%%debug")


@dataclass(frozen=True)
class Defined:
    """The names that a cell defines: those that are done, and functions that are still to be written."""

    done: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """All of them."""
        return self.done | self.open


@functools.lru_cache(maxsize=4096)  # a class has most of its cells in common
def defined_in(source: str) -> Defined:
    """The names that a code cell defines at its top level; none where it is no Python."""
    if len(source) > LONGEST:
        return Defined()
    try:
        with PARSING, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            statements = list(_statements(ast.parse(as_python(source)).body))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Defined()
    done: set[str] = set()
    still_open: set[str] = set()
    for statement in statements:
        names = set(_bound_by(statement))
        if isinstance(statement, ast.FunctionDef) and any(isinstance(one, ast.Raise) for one in statement.body):
            still_open |= names
            done -= names
        else:
            done |= names
            still_open -= names
    return Defined(frozenset(done), frozenset(still_open))


@functools.lru_cache(maxsize=4096)
def names_in(source: str) -> Names:
    """The names that a code cell binds and reads, to be looked at only; none where it is no Python."""
    try:
        return names_of(as_python(source))
    except (SyntaxError, ValueError):
        return Names()


def as_python(source: str) -> str:
    """A code cell as Python: IPython's commands become calls, and what stands below `%%time` and the like stays."""
    first, _, below = source.lstrip().partition("\n")
    words = first.split()
    return as_plain_python(below if words and words[0] in PYTHON_BELOW else source)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements, with those inside `if`, `try`, `with` and loops."""
    for statement in body:
        yield statement
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for part in ("body", "handlers", "orelse", "finalbody"):
                for inner in getattr(statement, part, []):
                    yield from _statements(inner.body if isinstance(inner, ast.ExceptHandler) else [inner])


def _bound_by(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
    elif isinstance(statement, ast.Import | ast.ImportFrom):
        for alias in statement.names:
            yield alias.asname or alias.name.partition(".")[0]
    elif isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value:
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        read = {node.id for node in ast.walk(statement.value) if isinstance(node, ast.Name)}
        for node in (node for target in targets for node in ast.walk(target)):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id not in read:
                yield node.id
