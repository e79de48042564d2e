"""Errors of containers and kinds of values: keys, indices, tuples and texts where numbers belong, an own assert."""

import ast
import difflib
import inspect
from typing import Any

import numpy as np

from helpers.assessment.exceptions.clues import Clue, ClueKind, clue
from helpers.assessment.exceptions.handing_on import origin_of
from helpers.assessment.exceptions.operands import is_numeric, quoted
from helpers.assessment.exceptions.peek import NotKnown, known, peek
from helpers.assessment.exceptions.scene import Scene, pieces
from helpers.assessment.exceptions.sketches import sketch

DIVISION = "; `/` gives a number with decimals, `//` a whole one"


def clues_of_key(scene: Scene) -> list[Clue]:
    """What a KeyError shows: the dictionary by its name, and its keys."""
    for node in pieces(scene, ast.Subscript):
        try:
            value, key = peek(node.value, scene.frame), peek(node.slice, scene.frame)
        except NotKnown:
            continue
        if isinstance(value, dict) and key not in value:
            return _no_key(ast.unparse(node.value), value, key)
    for name, value in scene.frame.f_locals.items():
        key = scene.error.args[0] if scene.error.args else None
        if isinstance(value, dict) and isinstance(key, str) and f"{name}." in scene.code and key not in value:
            return _no_key(name, value, key)
    return []


def _no_key(owner: str, value: dict, key: Any) -> list[Clue]:
    keys = [repr(one) for one in list(value)[:12]] or ["none"]
    found = [clue(ClueKind.NO_KEY, owner=owner, key=repr(key), keys=keys)]
    names = {str(one): one for one in value}
    near = [name for name in names if name.lower() == str(key).lower() or (name == str(key))]
    digits = "".join(filter(str.isdigit, str(key)))
    near += [
        name
        for name in difflib.get_close_matches(str(key), names, n=3, cutoff=0.75)
        if len(name) > 3 and "".join(filter(str.isdigit, name)) == digits
    ]
    return [*found, clue(ClueKind.CLOSE_KEY, near=repr(names[near[0]]))] if near else found


def clues_of_index(scene: Scene) -> list[Clue]:
    """What an IndexError or a TypeError at square brackets shows."""
    for node in pieces(scene, ast.Subscript):
        try:
            value = peek(node.value, scene.frame)
        except NotKnown:
            continue
        owner = (ast.unparse(node.value), sketch(value))
        try:
            index = peek(node.slice, scene.frame)
        except NotKnown:
            index = None
        if found := _indexed(node, owner, value, index, scene):
            return found
    return []


def _indexed(node: ast.Subscript, owner: tuple[str, list], value: Any, index: Any, scene: Scene) -> list[Clue]:
    code = ast.unparse(node.slice)
    if isinstance(value, tuple) and isinstance(node.ctx, ast.Store):
        return [clue(ClueKind.READ_ONLY_TUPLE, value=owner)]
    if isinstance(value, (tuple, list)):
        if isinstance(index, str):
            return [clue(ClueKind.TEXT_INDEX, value=owner, key=repr(index)), *origin_of(node.value, value, scene)]
        if isinstance(index, int) and not -len(value) <= index < len(value):
            shape = node.value
            if isinstance(shape, ast.Attribute) and shape.attr == "shape" and known(shape.value, scene.frame):
                array = peek(shape.value, scene.frame)
                return [clue(ClueKind.AXIS, value=(ast.unparse(shape.value), sketch(array)), axes=len(value))]
            asked = code if code.lstrip("-").isdigit() else (code, sketch(index))
            return [clue(ClueKind.BEYOND_END, value=owner, last=len(value) - 1, asked=asked)] if value else []
        if index is not None and not isinstance(index, (int, slice)):
            return [clue(ClueKind.INDEX_TYPE, index=(code, sketch(index)), value=owner)]
    if isinstance(value, np.ndarray) and index is not None:
        count = len(index) if isinstance(index, tuple) else 1
        if count > value.ndim:
            facts = {"count": value.ndim, "ices": "ex" if value.ndim == 1 else "ices", "indices": count}
            return [clue(ClueKind.TOO_MANY_INDICES, value=owner, **facts)]
        for axis, one in enumerate(index if isinstance(index, tuple) else (index,)):
            if isinstance(one, (int, np.integer)) and not -value.shape[axis] <= one < value.shape[axis]:
                return [
                    clue(ClueKind.BEYOND_AXIS, value=owner, axis=axis, last=value.shape[axis] - 1, index=str(int(one)))
                ]
        if isinstance(index, str):
            return [clue(ClueKind.TEXT_INDEX, value=owner, key=repr(index))]
        return (
            []
            if isinstance(index, (int, slice, tuple))
            else [clue(ClueKind.INDEX_TYPE, index=(code, sketch(index)), value=owner)]
        )
    if callable(value):
        return [clue(ClueKind.FUNCTION_INDEXED, value=owner)]
    if value is None or isinstance(value, (int, float)):
        return [clue(ClueKind.NOT_INDEXABLE, value=owner), *origin_of(node.value, value, scene)]
    return []


def clues_of_arguments(scene: Scene) -> list[Clue]:
    """What the arguments of a failing call show: a kind of value that the function does not take."""
    node = scene.node
    if isinstance(node, ast.For):
        node = node.iter
    if isinstance(scene.error, TypeError) and "not iterable" in str(scene.error):
        return _not_iterable(scene)
    if not isinstance(node, ast.Call) or not node.args:
        return []
    name = ast.unparse(node.func)
    values = [(argument, peek(argument, scene.frame)) for argument in node.args if known(argument, scene.frame)]
    for argument, value in values:
        described = (ast.unparse(argument), sketch(value))
        if name == "range" and not _is_whole(value):
            division = DIVISION if _divides(argument) else ""
            return [
                clue(ClueKind.NOT_A_WHOLE_NUMBER, value=described, division=division),
                *origin_of(argument, value, scene),
            ]
        if name.startswith("math.") and isinstance(value, np.ndarray):
            return [clue(ClueKind.ARRAY_FOR_MATH, value=described, name=name.removeprefix("math."))]
        if name in ("float", "int") and isinstance(value, np.ndarray) and value.ndim:
            return [clue(ClueKind.NOT_ONE_NUMBER, value=described, function=name)]
        if name == "len" and not hasattr(value, "__len__"):
            return [clue(ClueKind.NO_LENGTH, value=described)]
        if isinstance(value, (float, np.floating)) and "integer" in str(scene.error):
            division = DIVISION if _divides(argument) else ""
            return [clue(ClueKind.NOT_A_WHOLE_NUMBER, value=described, division=division)]
        if isinstance(argument, (ast.Tuple, ast.List)) and "integer" in str(scene.error):
            for item, size in zip(argument.elts, value, strict=True):
                if not _is_whole(size):
                    division = DIVISION if _divides(item) else ""
                    found = clue(
                        ClueKind.NOT_A_WHOLE_NUMBER, value=(ast.unparse(item), sketch(size)), division=division
                    )
                    return [found, *origin_of(item, size, scene)]
        if not is_numeric(value) and not isinstance(value, np.ndarray) and name.startswith(("np.", "math.")):
            return [
                clue(ClueKind.VALUES, values=[described]),
                *origin_of(argument, value, scene),
                *quoted(argument, scene),
            ]
    return []


def _is_whole(value: Any) -> bool:
    return isinstance(value, (int, np.integer)) or (
        isinstance(value, np.ndarray) and not value.ndim and value.dtype.kind in "iu"
    )


def _divides(node: ast.AST) -> bool:
    return any(isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div) for part in ast.walk(node))


def _not_iterable(scene: Scene) -> list[Clue]:
    for node in ast.walk(scene.definition) if scene.definition else ():
        source = node.iter if isinstance(node, (ast.For, ast.comprehension)) else None
        if isinstance(node, ast.Assign) and any(isinstance(target, (ast.Tuple, ast.List)) for target in node.targets):
            source = node.value
        if isinstance(source, ast.Call) and len(source.args) == 1 and not known(source, scene.frame):
            source = source.args[0]  # what `progress` is to go through
        if (
            source is None
            or not source.lineno <= scene.line <= (source.end_lineno or 0)
            or not known(source, scene.frame)
        ):
            continue
        value = peek(source, scene.frame)
        if not hasattr(value, "__iter__") or (isinstance(value, np.ndarray) and not value.ndim):
            code = ast.unparse(source)
            instead = (
                f"; `range({code})` counts up to it"
                if isinstance(value, int) and not isinstance(node, ast.Assign)
                else ""
            )
            return [
                clue(ClueKind.NOT_ITERABLE, value=(code, sketch(value)), instead=instead),
                *origin_of(source, value, scene),
            ]
    return []


def clues_of_assert(scene: Scene) -> list[Clue]:
    """What the student's own assert says is not so."""
    for node in ast.walk(scene.definition) if scene.definition else ():
        if isinstance(node, ast.Assert) and node.lineno <= scene.line <= (node.end_lineno or 0):
            sides = [node.test.left, *node.test.comparators] if isinstance(node.test, ast.Compare) else []
            values = [
                (ast.unparse(side), sketch(peek(side, scene.frame)))
                for side in sides
                if any(isinstance(part, ast.Name) for part in ast.walk(side)) and known(side, scene.frame)
            ]
            return [clue(ClueKind.OWN_ASSERT, condition=ast.unparse(node.test), operands=values)]
    return []


def clues_of_numbers(scene: Scene) -> list[Clue]:
    """What a ZeroDivisionError or an OverflowError shows."""
    if isinstance(scene.error, ZeroDivisionError):
        for node in pieces(scene, ast.BinOp, ast.AugAssign):
            divisor = node.right if isinstance(node, ast.BinOp) else node.value
            if isinstance(node.op, (ast.Div, ast.FloorDiv, ast.Mod)) and known(divisor, scene.frame):
                return [clue(ClueKind.BY_ZERO, value=(ast.unparse(divisor), sketch(peek(divisor, scene.frame))))]
    if isinstance(scene.error, OverflowError) and isinstance(scene.node, ast.Call) and scene.node.args:
        argument = scene.node.args[0]
        if known(argument, scene.frame):
            return [clue(ClueKind.EXP_TOO_LARGE, value=(ast.unparse(argument), sketch(peek(argument, scene.frame))))]
    if isinstance(scene.error, RuntimeError) and "changed" in str(scene.error):
        for name, value in scene.frame.f_locals.items():
            if isinstance(value, dict) and inspect.isroutine(value.keys):
                return [clue(ClueKind.CHANGED_WHILE_READ, name=name)] if name in _loops(scene) else []
    return []


def _loops(scene: Scene) -> set[str]:
    loops = [node for node in ast.walk(scene.definition) if isinstance(node, ast.For)] if scene.definition else []
    return {part.id for node in loops for part in ast.walk(node.iter) if isinstance(part, ast.Name)}
