"""Errors of shapes: which two arrays do not fit, by their names; and which transpose or product would."""

import ast
import re
from typing import Any

import numpy as np

from helpers.assessment.exceptions.clues import Clue, ClueKind, clue
from helpers.assessment.exceptions.fitting import fitting_clues
from helpers.assessment.exceptions.peek import NotKnown, known, peek
from helpers.assessment.exceptions.scene import Scene
from helpers.assessment.exceptions.sketches import sketch

SYMBOLS = {ast.MatMult: "@", ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
MODULES = (np, np.linalg)
ELEMENTWISE = {
    "add": "+",
    "subtract": "-",
    "multiply": "*",
    "divide": "/",
    "power": "**",
    "maximum": "and",
    "minimum": "and",
}


def clues_of_shapes(scene: Scene) -> list[Clue]:
    """What a ValueError of NumPy's shows where two arrays do not fit."""
    node = scene.node
    found = _operation(node, scene)
    if found is None:
        return []
    left, symbol, right, form = found
    try:
        one, other = np.asarray(peek(left, scene.frame)), np.asarray(peek(right, scene.frame))
    except (NotKnown, ValueError):
        return []
    operands = _operands((left, right), scene)
    shapes = [list(one.shape), symbol, list(other.shape)]
    if symbol == "@":
        if not (one.ndim and other.ndim):
            return [clue(ClueKind.OPERANDS, operator="@", values=operands), clue(ClueKind.MATRICES_ONLY)]
        if one.shape[-1] == other.shape[-2 if other.ndim > 1 else 0]:
            return []
        sizes = {"left": one.shape[-1], "right": other.shape[-2 if other.ndim > 1 else 0]}
        clues = [clue(ClueKind.INNER_SIZES, shapes=shapes, operands=operands, **sizes)]
    elif isinstance(node, ast.AugAssign) and _broadcasts(one, other):
        new = list(np.broadcast_shapes(one.shape, other.shape))
        return [clue(ClueKind.IN_PLACE, target=ast.unparse(left), old=list(one.shape), new=new, operands=operands)]
    elif _broadcasts(one, other):
        return []
    else:
        clues = [clue(ClueKind.ELEMENTWISE, shapes=shapes, operands=operands)]
    clues += fitting_clues((left, one), symbol, (right, other), form, scene)
    return [*clues, *_of_notebook((left, right), scene)]


def sizes_in(error: BaseException) -> Clue | None:
    """The sizes in NumPy's message on a product or an operation entry by entry, where its parts are not to be seen."""
    text = str(error)
    if found := re.search(r"broadcast together with shapes \(([\d,]*)\) \(([\d,]*)\)", text):
        one, other = ([int(size) for size in sizes.split(",") if size] for sizes in found.groups())
        return clue(ClueKind.ELEMENTWISE, shapes=[one, "and", other], operands=[])
    if "gufunc signature" in text and (found := re.search(r"size (\d+) is different from (\d+)", text)):
        return clue(ClueKind.INNER_SIZES, shapes=[["…", int(found[2])], "@", [int(found[1]), "…"]], operands=[],
                    left=int(found[2]), right=int(found[1]))  # fmt: skip
    return None


def _operation(node: ast.AST | None, scene: Scene) -> tuple[ast.AST, str, ast.AST, str] | None:
    """The two parts of a product or of an operation entry by entry, its symbol, and how it is written."""
    match node:
        case ast.BinOp() if type(node.op) in SYMBOLS:
            symbol = SYMBOLS[type(node.op)]
            return node.left, symbol, node.right, "{} " + symbol + " {}"
        case ast.AugAssign() if type(node.op) in SYMBOLS:
            return node.target, SYMBOLS[type(node.op)], node.value, ""
        case ast.Call(func=ast.Attribute(attr=name), args=[left, right]) if name in ("dot", "matmul") and _is_numpy(
            node, scene
        ):
            return left, "@", right, "np." + name + "({}, {})"
        case ast.Call(func=ast.Attribute(value=left, attr="dot"), args=[right]) if known(left, scene.frame):
            return left, "@", right, "{}.dot({})"
        case ast.Call(func=ast.Attribute(attr=name), args=[left, right]) if name in ELEMENTWISE and _is_numpy(
            node, scene
        ):
            return left, ELEMENTWISE[name], right, "np." + name + "({}, {})"
    return None


def _is_numpy(node: ast.Call, scene: Scene) -> bool:
    try:
        owner = peek(node.func.value, scene.frame) if isinstance(node.func, ast.Attribute) else None
        return any(owner is module for module in MODULES)
    except NotKnown:
        return False


def _broadcasts(one: np.ndarray, other: np.ndarray) -> bool:
    try:
        np.broadcast_shapes(one.shape, other.shape)
    except ValueError:
        return False
    return True


def _operands(nodes: tuple[ast.AST, ast.AST], scene: Scene) -> list[tuple[str, list]]:
    """The arrays that the two parts are made of: their own names, where a part is more than one."""
    found: dict[str, Any] = {}
    for node in nodes:
        for leaf in _leaves(node):
            try:
                value = peek(leaf, scene.frame)
            except NotKnown:
                continue
            if isinstance(value, np.ndarray) or leaf is node:
                found[ast.unparse(leaf)] = value
    return [(name, sketch(value)) for name, value in list(found.items())[:4]]


def _leaves(node: ast.AST) -> list[ast.AST]:
    """The names and entries that an expression reads; without what `.T` does to them."""
    match node:
        case ast.Attribute(attr="T"):
            return _leaves(node.value)
        case ast.BinOp():
            return [*_leaves(node.left), *_leaves(node.right)]
        case ast.UnaryOp():
            return _leaves(node.operand)
        case ast.Constant():
            return []
    return [node]


def _of_notebook(nodes: tuple[ast.AST, ast.AST], scene: Scene) -> list[Clue]:
    """The arrays among the parts that the function takes from the notebook instead of its arguments."""
    for node in nodes:
        for part in ast.walk(node):
            outside = isinstance(part, ast.Name) and part.id not in scene.frame.f_locals
            if outside and isinstance(scene.frame.f_globals.get(part.id), (np.ndarray, dict, tuple, list)):  # type: ignore[attr-defined]
                return [clue(ClueKind.OF_NOTEBOOK, name=part.id, function=scene.function)]  # type: ignore[attr-defined]
    return []


def clues_of_single_array(scene: Scene) -> list[Clue]:
    """What an error shows that a single array's shape explains: reshape, an axis that is not there, a truth value."""
    node, frame = scene.node, scene.frame
    text = str(scene.error)
    if isinstance(scene.error, np.exceptions.AxisError) and isinstance(node, ast.Call):
        return _axis(node, scene)
    if "truth value of an array" in text:
        return _truth(scene)
    if "cannot reshape" in text and isinstance(node, ast.Call):
        source = _array_of(node, scene)
        shape = re.search(r"into shape (\([\d, ]*\))", text)
        if source is not None and shape:
            value = np.asarray(peek(source, frame))
            wanted = [int(size) for size in re.findall(r"\d+", shape[1])]
            return [clue(ClueKind.RESHAPE, value=(ast.unparse(source), sketch(value)), size=value.size, shape=wanted,
                         wanted=int(np.prod(wanted)))]  # fmt: skip
    return []


def _array_of(node: ast.Call, scene: Scene) -> ast.AST | None:
    """The array that a function or a method of NumPy's works on."""
    first = node.args[0] if node.args else None
    source = first if _is_numpy(node, scene) else node.func.value if isinstance(node.func, ast.Attribute) else None
    return source if source is not None and known(source, scene.frame) else None


def _axis(node: ast.Call, scene: Scene) -> list[Clue]:
    source = _array_of(node, scene)
    if source is None:
        return []
    value = np.asarray(peek(source, scene.frame))
    return [clue(ClueKind.AXIS, value=(ast.unparse(source), sketch(value)), axes=value.ndim)]


def _truth(scene: Scene) -> list[Clue]:
    """Where an array is asked whether it is true."""
    for node in ast.walk(scene.definition) if scene.definition else ():
        if isinstance(node, (ast.If, ast.While, ast.IfExp, ast.Assert, ast.BoolOp)):
            parts = node.values if isinstance(node, ast.BoolOp) else [node.test]
            for part in parts:
                if part.lineno <= scene.line <= (part.end_lineno or 0) and _is_array(part, scene):
                    word = {ast.While: "while", ast.Assert: "assert", ast.BoolOp: "and"}.get(type(node), "if")
                    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
                        word = "or"
                    shown = ast.unparse(part)
                    return [
                        clue(
                            ClueKind.TRUTH_OF_ARRAY,
                            value=(shown, ["array", list(_shape_of(part, scene) or ())]),
                            word=word,
                        )
                    ]
    return []


def _is_array(node: ast.AST, scene: Scene) -> bool:
    return _shape_of(node, scene) not in ((), None)


def _shape_of(node: ast.AST, scene: Scene) -> tuple[int, ...] | None:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        sides = [_shape_of(side, scene) for side in (node.left, node.comparators[0])]
        return None if None in sides else np.broadcast_shapes(*sides)  # type: ignore[arg-type]
    try:
        return np.shape(peek(node, scene.frame))
    except (NotKnown, ValueError):
        return None
