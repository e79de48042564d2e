"""Mechanical changes of a function, each a slip that somebody could make: the tests must notice every one.

Maintained tools (mutmut, cosmic-ray) change modules on disk and run pytest for each change; the solutions live in cells, and a
mutant is judged like a submission in some milliseconds, so the changes are made here, on `ast`.
"""

import ast
import copy
from collections.abc import Iterator

OPERATORS: dict[type[ast.operator], list[type[ast.operator]]] = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div, ast.Add],
    ast.Div: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.FloorDiv: [ast.Mult],
}
COMPARISONS: dict[type[ast.cmpop], list[type[ast.cmpop]]] = {
    ast.Gt: [ast.Lt, ast.GtE],
    ast.Lt: [ast.Gt, ast.LtE],
    ast.GtE: [ast.Gt],
    ast.LtE: [ast.Lt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
}
FUNCTIONS = {
    "sum": ["mean"],
    "mean": ["sum"],
    "log": ["log1p", "log2"],
    "exp": ["expm1"],
    "zeros": ["ones"],
    "randn": ["rand"],
    "maximum": ["minimum"],
    "tanh": ["sinh"],
    "sqrt": ["abs"],
    "square": ["abs"],
    "dot": ["multiply"],
}


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Make all mutants of a function.

    Arguments: source, of one function. Yields: what was changed, as "statement before → after", and the changed source.
    """
    tree = ast.parse(source)
    function = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
    if ast.get_docstring(function) is not None:
        del function.body[0]
    seen = {ast.unparse(tree)}
    for number, statement in enumerate(_statements(function)):
        for before, after, mutant in _changes(tree, number, statement):
            text = ast.unparse(mutant)
            if text not in seen:
                seen.add(text)
                yield f"{before} → {after}", text


def _statements(function: ast.FunctionDef) -> list[ast.stmt]:
    """The statements inside a function, in the order in which ast.walk finds them."""
    return [node for node in ast.walk(function) if isinstance(node, ast.stmt) and node is not function]


def _changes(tree: ast.Module, number: int, statement: ast.stmt) -> Iterator[tuple[str, str, ast.Module]]:
    """Every change of one statement (not of those inside it)."""
    before = _head(statement)
    if isinstance(statement, (ast.Assign, ast.AugAssign, ast.Expr)):
        mutant = copy.deepcopy(tree)
        _replace(mutant, _statement_of(mutant, number), ast.Pass())
        yield before, "pass", mutant
    for place, node in enumerate(_expressions(statement)):
        for changed in _variants(node):
            mutant = copy.deepcopy(tree)
            own = _statement_of(mutant, number)
            _replace(own, _expressions(own)[place], changed)
            yield before, _head(own), ast.fix_missing_locations(mutant)


def _statement_of(tree: ast.Module, number: int) -> ast.stmt:
    return _statements(next(node for node in tree.body if isinstance(node, ast.FunctionDef)))[number]


def _expressions(statement: ast.stmt) -> list[ast.AST]:
    """The expressions of a statement itself; a loop's or condition's body has statements of its own."""
    found, waiting = [], [child for child in ast.iter_child_nodes(statement) if not isinstance(child, ast.stmt)]
    while waiting:
        node = waiting.pop(0)
        found.append(node)
        waiting += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
    return found


def _head(statement: ast.stmt) -> str:
    """A statement's text, of a compound one the first line."""
    return ast.unparse(statement).split("\n")[0]


def _replace(root: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(root):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list):
                value[:] = [new if item is old else item for item in value]


def _variants(node: ast.AST) -> Iterator[ast.AST]:
    """The changes of one expression."""
    if isinstance(node, ast.BinOp):
        for operator in OPERATORS.get(type(node.op), []):
            yield ast.BinOp(node.left, operator(), node.right)
        if isinstance(node.op, (ast.MatMult, ast.Sub, ast.Div)):
            yield ast.BinOp(node.right, node.op, node.left)
        if isinstance(node.op, (ast.MatMult, ast.Mult)):
            yield ast.BinOp(ast.Attribute(node.left, "T", ast.Load()), node.op, node.right)
            yield ast.BinOp(node.left, node.op, ast.Attribute(node.right, "T", ast.Load()))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not)):
        yield node.operand
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for comparison in COMPARISONS.get(type(node.ops[0]), []):
            yield ast.Compare(node.left, [comparison()], node.comparators)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        yield ast.Constant(node.value + 1)
        if node.value:
            yield ast.Constant(0)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and len(node.elts) > 1:
        yield ast.Tuple([*node.elts[1:], node.elts[0]], ast.Load())
    elif isinstance(node, ast.Dict) and len(node.values) > 1:
        yield ast.Dict(node.keys, [*node.values[1:], node.values[0]])


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    function = node.func
    if isinstance(function, ast.Attribute):
        for name in FUNCTIONS.get(function.attr, []):
            yield ast.Call(ast.Attribute(function.value, name, ast.Load()), node.args, node.keywords)
        if function.attr == "copy" and not node.args:
            yield function.value
        if function.attr == "dot":
            for number in (0, 1):
                turned = [ast.Attribute(a, "T", ast.Load()) if i == number else a for i, a in enumerate(node.args)]
                yield ast.Call(function, turned, node.keywords)
    if isinstance(function, ast.Name) and function.id == "range":
        stop = ast.BinOp(node.args[-1], ast.Sub(), ast.Constant(1))
        yield ast.Call(function, [*node.args[:-1], stop], [])
    if len(node.args) == 2:
        yield ast.Call(function, node.args[::-1], node.keywords)
    for keyword in node.keywords:
        others = [other for other in node.keywords if other is not keyword]
        yield ast.Call(function, node.args, others)
