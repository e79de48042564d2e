"""Operations between values that have none: a tuple, a text, None, a dictionary."""

import ast
from typing import Any

import numpy as np

from helpers.assessment.exceptions.clues import Clue, ClueKind, clue
from helpers.assessment.exceptions.handing_on import origin_of
from helpers.assessment.exceptions.peek import known, peek
from helpers.assessment.exceptions.scene import Scene, pieces
from helpers.assessment.exceptions.shapes import SYMBOLS
from helpers.assessment.exceptions.sketches import sketch

OPERATORS = SYMBOLS | {ast.FloorDiv: "//", ast.Mod: "%", ast.Lt: "<", ast.Gt: ">", ast.LtE: "<=", ast.GtE: ">="}


def clues_of_operands(scene: Scene) -> list[Clue]:
    """What an operation shows between values that have none: a tuple, a text, None, a dictionary, a function."""
    for node in pieces(scene, ast.BinOp, ast.Compare, ast.AugAssign, ast.UnaryOp):
        sides: tuple[ast.expr, ...]
        kind: type
        match node:
            case ast.BinOp():
                sides, kind = (node.left, node.right), type(node.op)
            case ast.AugAssign():
                sides, kind = (node.target, node.value), type(node.op)
            case ast.UnaryOp():
                sides, kind = (node.operand,), type(node.op)
            case _:
                sides, kind = (node.left, node.comparators[0]), type(node.ops[0])
        values = [(side, peek(side, scene.frame)) for side in sides if known(side, scene.frame)]
        odd = [(side, value) for side, value in values if not is_numeric(value)]
        texts = [side for side, value in values if isinstance(value, str)]
        if kind is ast.Add and texts and any(isinstance(value, (int, np.integer)) for _, value in values):
            return [clue(ClueKind.NUMBER_INTO_TEXT, instead=_as_f_string(node))]
        if odd:
            described = [(ast.unparse(side), sketch(value)) for side, value in values]
            operator = OPERATORS.get(kind, "-" if kind is ast.USub else "this operation")
            origin = [found for side, value in odd for found in origin_of(side, value, scene)]
            origin += [found for side, _ in odd for found in quoted(side, scene)]
            return [clue(ClueKind.OPERANDS, operator=operator, values=described), *origin[:1]]
    return []


def quoted(node: ast.AST, scene: Scene) -> list[Clue]:
    """That a text is the name of a variable, in quotes."""
    name = node.value.strip("-+ ") if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return [clue(ClueKind.QUOTED, name=name)] if name in scene.frame.f_locals else []


def is_numeric(value: Any) -> bool:
    """Whether a value is a number, or an array of numbers."""
    return isinstance(value, (bool, int, float, complex, np.number, np.bool_)) or (
        isinstance(value, np.ndarray) and value.dtype.kind in "biufc"
    )


def _as_f_string(node: ast.AST) -> str:
    """A text and a number put together, as an f-string."""
    if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
        return f'f"{node.left.value}{{{ast.unparse(node.right)}}}"'
    if isinstance(node, ast.BinOp):
        return f"{ast.unparse(node.left)} + str({ast.unparse(node.right)})"
    return "str(…)"
