"""Find solutions of graded exercises in other code, whatever the names of their variables."""

import ast
import builtins
import re
from typing import NamedTuple

import nbformat

from tests.support.course import ROOT

KEPT_NAMES = {*dir(builtins), "np", "math"}
RUN = 3  # so many statements of a solution in a row give it away


class Solution(NamedTuple):
    name: str
    source: str
    body: list[ast.stmt]
    hole: list[ast.stmt]


def graded_solutions() -> list[Solution]:
    """Read the solution cells of all source notebooks."""
    solutions = []
    for path in sorted(ROOT.glob("source/*/*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code" and "### BEGIN SOLUTION" in cell.source:
                solutions.append(_solution(cell.source))
    return solutions


def _solution(source: str) -> Solution:
    lines = source.split("\n")
    begin, end = (
        next(i for i, line in enumerate(lines, 1) if f"### {word} SOLUTION" in line) for word in ("BEGIN", "END")
    )
    function = next(node for node in _Plain().visit(ast.parse(source)).body if isinstance(node, ast.FunctionDef))
    inside = [[s for s in block if begin < s.lineno < end] for block in _blocks(function)]
    hole = next(statements for statements in inside if statements)
    return Solution(function.name, source, _without_docstring(function.body), hole)


def given_away(code: str, solutions: list[Solution]) -> list[str]:
    """Name the graded functions whose solution is in a piece of code.

    That is: the whole function or its whole hole; three statements of the hole in a row; or, where the hole is one
    statement that calls something, its expression. (One of operators alone, such as Z = W @ A + b, is the formula itself.)
    """
    tree = _Plain().visit(ast.parse(code))
    signs = [_signs(solution) for solution in solutions]
    windows = _windows(tree, {len(run) for runs, _ in signs for run in runs})
    kinds = tuple({type(value) for _, value in signs if value})
    expressions = {_normal([node]) for node in ast.walk(tree) if isinstance(node, kinds)}
    return [
        solution.name
        for solution, (runs, value) in zip(solutions, signs, strict=True)
        if any(_normal(run) in windows for run in runs) or value and _normal([value]) in expressions
    ]


def _signs(solution: Solution) -> tuple[list[list[ast.stmt]], ast.expr | None]:
    """The runs of statements that give a solution away, and the expression that does, if one does."""
    hole = solution.hole
    blocks = [hole, *(block for statement in hole for block in _blocks(statement))]
    runs = [_collapsed(solution.body)] + [block[i : i + RUN] for block in blocks for i in range(len(block) - RUN + 1)]
    if len(hole) > 1 or len(blocks) > 1:
        runs.append(hole)
    elif isinstance(hole[0], ast.Assign) and any(isinstance(node, ast.Call) for node in ast.walk(hole[0].value)):
        return runs, hole[0].value
    return runs, None


def _windows(tree: ast.AST, lengths: set[int]) -> set[str]:
    """Every run of so many statements in every block, and what every function and lambda does as a whole."""
    found = {_normal([ast.Return(node.body)]) for node in ast.walk(tree) if isinstance(node, ast.Lambda)}
    for block in map(_without_docstring, _blocks(tree)):
        found |= {_normal(block[i : i + n]) for n in lengths for i in range(len(block) - n + 1)}
        found.add(_normal(_collapsed(block)))
    return found


def _blocks(tree: ast.AST):
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and block:
                yield block


def _without_docstring(block: list[ast.stmt]) -> list[ast.stmt]:
    first = block[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return block[1:] if documented else block


def _collapsed(block: list[ast.stmt]) -> list[ast.stmt]:
    """`x = e` and `return x` at the end as `return e`."""
    match block:
        case [*before, ast.Assign(targets=[target], value=value), ast.Return(value=ast.expr() as result)]:
            if ast.unparse(target) == ast.unparse(result):
                return [*before, ast.Return(value)]
    return block


class _Plain(ast.NodeTransformer):
    """Products are written with @, and annotations are gone."""

    def visit_Call(self, node):
        self.generic_visit(node)
        if ast.unparse(node.func) in ("np.dot", "np.matmul") and len(node.args) == 2:
            return ast.copy_location(ast.BinOp(node.args[0], ast.MatMult(), node.args[1]), node)
        return node

    def visit_arg(self, node):
        return ast.copy_location(ast.arg(node.arg), node)


def _normal(nodes: list[ast.AST]) -> str:
    """The nodes as text, with variables named in the order in which they appear."""
    renamed: dict[str, str] = {}

    def rename(match):
        kind, name = match.groups()
        return f"{kind}{name if name in KEPT_NAMES else renamed.setdefault(name, f'v{len(renamed)}')}"

    text = "\n".join(ast.dump(node) for node in nodes).replace("ctx=Store()", "ctx=Load()")
    return re.sub(r"(\bName\(id='|\barg\(arg=')(\w+)", rename, text)


def with_other_names(source: str) -> str:
    """The same function with every variable and the function itself renamed, and another docstring."""
    tree = ast.parse(source)
    local = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    local |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in local:
            node.id += "_again"
        elif isinstance(node, ast.arg):
            node.arg += "_again"
        elif isinstance(node, ast.FunctionDef):
            node.name = "quite_another_name"
            node.body = [ast.Expr(ast.Constant("Another docstring.")), *_without_docstring(node.body)]
    return ast.unparse(ast.fix_missing_locations(tree))
