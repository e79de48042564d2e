"""What a line handed on to the function in which the error arose, and where a variable's value came from."""

import ast
from typing import Any

import numpy as np

from helpers.assessment.exceptions.clues import Clue, ClueKind, clue
from helpers.assessment.exceptions.scene import Scene, is_stub
from helpers.assessment.exceptions.sketches import sketch


def clues_of_handing_on(scene: Scene) -> list[Clue]:
    """What the failing line handed to the function in which the error arose, and where one of it came from."""
    callee = scene.below[0]
    whole = _whole_results(scene)
    values = [(name, sketch(value)) for name, value in callee.arguments().items()]
    if not values:
        return whole
    handed = clue(ClueKind.HANDED_ON, callee=callee.function, handed=values)
    return [*whole, handed, *_other_order(scene, [name for name, _ in values]), *_lacking_key(callee), *_unlike(callee)]


def _other_order(scene: Scene, parameters: list[str]) -> list[Clue]:
    """That the call names the very arguments of the def line, in another order."""
    call = scene.node
    if not isinstance(call, ast.Call) or call.keywords:
        return []
    given = [argument.id for argument in call.args if isinstance(argument, ast.Name)]
    if given == parameters[: len(given)] or sorted(given) != sorted(parameters) or len(given) != len(call.args):
        return []
    function = ast.unparse(call.func)
    return [
        clue(ClueKind.ARGUMENT_ORDER, call=ast.unparse(call)[:120], signature=f"{function}({', '.join(parameters)})")
    ]


def _unlike(callee: Scene) -> list[Clue]:
    """An array among those handed on whose gradient, handed on as well, has another shape."""
    if not isinstance(callee.error, ValueError) or callee.own:
        return []
    entries = {
        (key, f"{name}[{key!r}]"): value
        for name, values in callee.arguments().items()
        if isinstance(values, dict)
        for key, value in values.items()
        if isinstance(value, np.ndarray)
    }
    for (key, name), value in entries.items():
        for (other, gradient), slope in entries.items():
            if other == f"d{key}" and slope.shape != value.shape:
                return [clue(ClueKind.VALUES, values=[(name, sketch(value)), (gradient, sketch(slope))])]
    return []


def _lacking_key(callee: Scene) -> list[Clue]:
    """Which of the dictionaries that were handed on lacks a key, where others of its kind are there."""
    key = callee.error.args[0] if isinstance(callee.error, KeyError) and callee.error.args else None
    if not isinstance(key, str) or callee.own:
        return []
    for name, value in callee.arguments().items():
        alike = isinstance(value, dict) and any(
            str(one).rstrip("0123456789") == key.rstrip("0123456789") for one in value
        )
        if alike and key not in value:
            return [clue(ClueKind.NO_KEY, owner=name, key=repr(key), keys=[repr(one) for one in value])]
    return []


def _whole_results(scene: Scene) -> list[Clue]:
    """Arguments of the failing call that hold all that a function returned, or None: by the line that assigned them."""
    call = scene.node
    if not isinstance(call, ast.Call):
        return []
    found = []
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        if isinstance(argument, ast.Name) and argument.id in scene.frame.f_locals:
            found += whole_result(argument.id, scene.frame.f_locals[argument.id], scene)
    return found[:1]


def whole_result(name: str, value: Any, scene: Scene) -> list[Clue]:
    """That a variable holds a tuple or None because the call whose result it was given returned that; else nothing."""
    if not (value is None or isinstance(value, tuple)):
        return []
    nodes = list(ast.walk(scene.definition)) if scene.definition else []
    if sum(isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store) for node in nodes) != 1:
        return []  # which of them gave it this value is not to be seen
    for node in nodes:
        plain = (
            isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name)
        )
        if plain and any(isinstance(target, ast.Name) and target.id == name for target in node.targets):  # type: ignore[attr-defined]
            function = node.value.func.id  # type: ignore[attr-defined]
            if value is None:
                return [clue(ClueKind.RETURNED_NOTHING, name=name, function=function)]
            names = ", ".join([name, *["…"] * (len(value) - 1)])
            return [clue(ClueKind.HOLDS_WHOLE_RESULT, name=name, function=function, count=len(value), names=names)]
    return []


def clues_of_recursion(scene: Scene) -> list[Clue]:
    """Which function calls itself."""
    names = [one.function for one in scene.below]
    again = max(set(names), key=names.count, default="")
    if names.count(again) < 10:
        return []
    first = next(one for one in (scene, *scene.below) if one.function == again)
    if is_stub(first.filename):
        return []
    return [clue(ClueKind.RECURSION, function=again, line=first.line)]


def origin_of(node: ast.AST, value: Any, scene: Scene) -> list[Clue]:
    """The same for a piece of a line, where that is a name."""
    return whole_result(node.id, value, scene) if isinstance(node, ast.Name) else []
