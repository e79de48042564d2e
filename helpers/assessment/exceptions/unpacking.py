"""Errors of unpacking: more or fewer parts than names."""

import ast
import inspect
import textwrap
from dataclasses import dataclass
from typing import Any

from helpers.assessment.exceptions.clues import Clue, ClueKind, clue
from helpers.assessment.exceptions.peek import NotKnown, peek
from helpers.assessment.exceptions.scene import Scene, is_cell, parsed
from helpers.assessment.exceptions.sketches import sketch


def clues_of_unpacking(scene: Scene) -> list[Clue]:
    """What a line shows that unpacks a value into several names; nothing where it does not."""
    for target, source in _unpacked(scene):
        names = [ast.unparse(item) for item in target.elts]
        facts: dict[str, Any] = {
            "count": len(names),
            "s": "s" * (len(names) != 1),
            "names": [f"`{name}`" for name in names],
        }
        try:
            value = peek(source, scene.frame)
        except NotKnown:
            returned = returned_by(source, scene)
            if returned and returned.count != len(names):
                return [
                    clue(
                        ClueKind.RETURNS, function=returned.function, returned=[returned.count, returned.parts], **facts
                    )
                ]
            continue
        described = (ast.unparse(source), sketch(value))
        if isinstance(value, dict):
            return [clue(ClueKind.UNPACKS_KEYS, value=described)]
        if not hasattr(value, "__len__"):
            return [clue(ClueKind.UNPACKS_ONE, value=described, **facts)]
        if len(value) != len(names):
            return [clue(ClueKind.PARTS, value=described, **facts)]
    return []


def _unpacked(scene: Scene) -> list[tuple[ast.Tuple | ast.List, ast.AST]]:
    """The lists of names in the failing line, each with the expression that it is to take its values from."""
    found: list[tuple[ast.Tuple | ast.List, ast.AST]] = []
    for node in ast.walk(scene.definition) if scene.definition else ():
        if isinstance(node, ast.Assign) and node.lineno <= scene.line <= (node.end_lineno or 0):
            for target in node.targets:
                found += _pairs(target, node.value)
    return found


def _pairs(target: ast.AST, source: ast.AST) -> list[tuple[ast.Tuple | ast.List, ast.AST]]:
    if not isinstance(target, (ast.Tuple, ast.List)):
        return []
    inner = []
    for index, item in enumerate(target.elts):
        inside: ast.AST = ast.Subscript(source, ast.Constant(index), ast.Load())  # type: ignore[arg-type]
        inner += _pairs(item, ast.fix_missing_locations(inside))
    return [(target, source), *inner]


@dataclass(frozen=True)
class Returned:
    """How many values a function returns and, where it is the student's, each as written there; -1: a dictionary."""

    function: str
    count: int
    parts: list[str]


def returned_by(node: ast.AST, scene: Scene) -> Returned | None:
    """What the called function returns, by its own text; None where that is not to be seen, or differs between its returns."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    function = scene.frame.f_globals.get(node.func.id)
    code = getattr(function, "__code__", None)
    if code is None:
        return None
    try:
        tree = parsed(textwrap.dedent(inspect.getsource(code)))
    except (OSError, TypeError):
        return None
    returns = [part.value for part in ast.walk(tree) if isinstance(part, ast.Return)] if tree else []
    if len(returns) != 1 or returns[0] is None:
        return None
    value = returns[0]
    if isinstance(value, (ast.Dict, ast.DictComp)):
        return Returned(node.func.id, -1, [])
    if not isinstance(value, ast.Tuple):
        return None
    own = is_cell(code.co_filename)
    return Returned(node.func.id, len(value.elts), [ast.unparse(item)[:60] for item in value.elts] if own else [])
