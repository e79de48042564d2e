"""Which transpose or product of two arrays would fit where the one that was written does not."""

import ast
import itertools
from typing import Any

import numpy as np

from helpers.assessment.exceptions.clues import Clue, ClueKind, clue
from helpers.assessment.exceptions.peek import NotKnown, peek
from helpers.assessment.exceptions.scene import Scene

Part = tuple[ast.AST, np.ndarray]
Shape = tuple[int, ...]


def fitting_clues(left: Part, symbol: str, right: Part, form: str, scene: Scene) -> list[Clue]:
    """The ways of writing an operation that would fit.

    Where the line tells which shape has to come out, the one way that gives it, if there is one; else up to two.

    Arguments: left, right, both parts with their values; symbol, of the operation; form, how it is written, with two gaps;
    scene, that of the error.
    """
    if not form or not all(
        isinstance(node, (ast.Name, ast.Subscript, ast.Attribute, ast.Call)) for node, _ in (left, right)
    ):
        return []
    if left[1].ndim != 2 or right[1].ndim != 2:
        return []
    if wanted := _wanted(scene):
        return _for_target(left, right, form if symbol == "@" else "{} @ {}", *wanted)
    found = []
    for (first, a), (second, b) in list(itertools.product(_turns(left), _turns(right)))[1:3]:
        shape = _shape(symbol, a, b)
        found += [(form.format(first, second), list(shape))] if shape else []
    if symbol == "*" and not found and (shape := _shape("@", left[1], right[1])):
        found.append((f"{_turns(left)[0][0]} @ {_turns(right)[0][0]}", list(shape)))
    if symbol == "@" and not found and (shape := _shape("@", right[1], left[1])):
        found.append((form.format(_turns(right)[0][0], _turns(left)[0][0]), list(shape)))
    return [clue(ClueKind.FITS, products=found)] if found else []


def _for_target(left: Part, right: Part, form: str, target: str, rows: int, columns: int | None) -> list[Clue]:
    found = {}
    for one, other in ((left, right), (right, left)):
        for (first, a), (second, b) in itertools.product(_turns(one), _turns(other)):
            shape = _shape("@", a, b)
            if shape and shape[0] == rows and columns in (None, shape[1]):
                found[form.format(first, second)] = shape
    if len(found) != 1:
        return []
    [(product, shape)] = found.items()
    return [clue(ClueKind.FITS_TARGET, product=product, shape=list(shape), target=target)]


def _turns(part: Part) -> list[tuple[str, np.ndarray]]:
    """An array as it is written, and transposed."""
    node, array = part
    inner = isinstance(node, ast.Attribute) and node.attr == "T"
    turned = ast.unparse(node.value) if inner else f"{ast.unparse(node)}.T"  # type: ignore[attr-defined]
    return [(ast.unparse(node), array), (turned, array.T)]


def _shape(symbol: str, a: np.ndarray, b: np.ndarray) -> Shape | None:
    if symbol == "@":
        return (a.shape[0], b.shape[1]) if a.shape[1] == b.shape[0] else None
    return a.shape if a.shape == b.shape else None


def _wanted(scene: Scene) -> tuple[str, int, int | None] | None:
    """What the line says of the shape that has to come out: for whom, its rows and, where known, its columns."""
    for statement in ast.walk(scene.definition) if scene.definition else ():
        if isinstance(statement, ast.Assign) and any(node is scene.node for node in ast.walk(statement.value)):
            target = statement.targets[0]
            if not isinstance(target, ast.Name):
                return None
            shape = _of_gradient(target.id, scene) if _on_the_way(statement.value, scene.node) else None
            return (target.id, shape[0], shape[1]) if shape else _beside_bias(statement.value, target.id, scene)
    return None


def _of_gradient(name: str, scene: Scene) -> Shape | None:
    """The shape of dW is that of W, where there is a W."""
    names: dict[str, Any] = dict(scene.frame.f_locals)
    for value in scene.frame.f_locals.values():
        names |= {key: item for key, item in value.items() if isinstance(key, str)} if isinstance(value, dict) else {}
    own = names.get(name[1:]) if name.startswith("d") else None
    return own.shape if isinstance(own, np.ndarray) and own.ndim == 2 else None


def _on_the_way(value: ast.AST, node: ast.AST | None) -> bool:
    """Whether nothing but operations entry by entry lies between a value and its part."""
    while value is not node:
        if not isinstance(value, ast.BinOp) or isinstance(value.op, ast.MatMult):
            return False
        value = value.left if any(part is node for part in ast.walk(value.left)) else value.right
    return True


def _beside_bias(value: ast.AST, target: str, scene: Scene) -> tuple[str, int, int | None] | None:
    """The rows of a product to which a column is added, as in W @ X + b."""
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add) and value.left is scene.node:
        try:
            added = peek(value.right, scene.frame)
        except NotKnown:
            return None
        if isinstance(added, np.ndarray) and added.ndim == 2 and added.shape[1] == 1:
            return target, added.shape[0], None
    return None
