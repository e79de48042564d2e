"""Errors of calls: arguments missing or left over, NumPy's calls that take their sizes otherwise, what is no function."""

import ast
import builtins
import difflib
import inspect
import re
from collections.abc import Callable, Iterable
from types import FunctionType
from typing import Any

import numpy as np

from helpers.assessment.exceptions.clues import Clue, ClueKind, clue
from helpers.assessment.exceptions.peek import NotKnown, lookup, peek
from helpers.assessment.exceptions.scene import Scene
from helpers.assessment.exceptions.sketches import sketch

SHAPE_FIRST = {"zeros", "ones", "empty", "random_sample"}
FOR_ARRAYS = {"sum", "max", "min", "round", "all", "any"}
SIZES = {"randn", "rand"}
AXIS_SECOND = {"max": "np.maximum(a, b)", "min": "np.minimum(a, b)", "sum": "a + b"}
PARAMETERS = {
    "sum": "axis keepdims dtype",
    "mean": "axis keepdims dtype",
    "max": "axis keepdims",
    "norm": "ord axis keepdims",
}


def clues_of_call(scene: Scene) -> list[Clue]:
    """What a TypeError or ValueError shows of the call that it arose in."""
    node = scene.node
    if not isinstance(node, ast.Call):
        return []
    try:
        function = peek(node.func, scene.frame)
    except NotKnown:
        function = _attribute(node.func, scene)
    if function is None:
        return []
    if not callable(function):
        return _not_callable(node, function, scene)
    name = getattr(function, "__name__", "")
    missing = re.search(r"missing \d+ required positional arguments?: (.*)", str(scene.error))
    if missing and not isinstance(function, FunctionType):
        names = [missing[1].replace("'", "`")]
        return [clue(ClueKind.MISSING_ARGUMENTS, call=ast.unparse(node)[:120], names=names)]
    if function is getattr(builtins, name, None) and isinstance(node.func, ast.Name) and hasattr(np, name):
        return (
            [clue(ClueKind.PYTHONS_OWN, name=name)] if isinstance(scene.error, TypeError) and name in FOR_ARRAYS else []
        )
    return _of_numpy(node, scene) or _binding(node, function, scene)


def _attribute(node: ast.AST, scene: Scene) -> Any:
    """A function as one writes it with dots, e.g. np.random.randn."""
    names = ast.unparse(node).split(".")
    try:
        value = lookup(names[0], scene.frame)
    except NotKnown:
        return None
    if not inspect.ismodule(value) and not isinstance(value, np.ndarray):
        return None
    for name in names[1:]:
        value = getattr(value, name, None)
    return value


def _not_callable(node: ast.Call, value: Any, scene: Scene) -> list[Clue]:
    code, drawn = ast.unparse(node.func), sketch(value)
    if isinstance(value, (dict, list, tuple)):
        key = ast.unparse(node.args[0]) if node.args else "…"
        return [clue(ClueKind.BRACKETS_FOR_KEY, value=(code, drawn), owner=code, key=key)]
    if inspect.ismodule(value):
        return [clue(ClueKind.NOT_CALLABLE, value=(code, drawn))]
    if isinstance(node.func, ast.Name) and (len(node.args) > 1 or node.keywords):
        return [clue(ClueKind.NOT_CALLABLE, value=(code, drawn))]
    return [clue(ClueKind.TIMES_MISSING, value=(code, drawn))]


def _of_numpy(node: ast.Call, scene: Scene) -> list[Clue]:
    if not isinstance(node.func, ast.Attribute):
        return []
    name, function = node.func.attr, ast.unparse(node.func)
    if not function.startswith(("np.", "numpy.")):
        return []
    sizes = [ast.unparse(argument) for argument in node.args]
    if name in ("dot", "matmul") and len(sizes) != 2:
        return [
            clue(ClueKind.SURPLUS_ARGUMENTS, call=ast.unparse(node)[:120], function=function, given=len(sizes), takes=2)
        ]
    if name in SHAPE_FIRST and len(sizes) > 1:
        return [clue(ClueKind.SHAPE_AS_TUPLE, function=function, shape=f"({', '.join(sizes)})")]
    if name in SIZES and len(node.args) == 1 and isinstance(node.args[0], (ast.Tuple, ast.List)):
        inside = ", ".join(ast.unparse(item) for item in node.args[0].elts)
        return [clue(ClueKind.SIZES_ONE_BY_ONE, function=function, sizes=inside)]
    if name in AXIS_SECOND and len(node.args) == 2 and _is_array(node.args[1], scene):
        return [clue(ClueKind.AXIS_EXPECTED, function=function, instead=AXIS_SECOND[name])]
    unknown = re.search(r"unexpected keyword argument '(\w+)'", str(scene.error))
    if unknown and name in PARAMETERS:
        near = _near(unknown[1], PARAMETERS[name].split())
        return [clue(ClueKind.UNKNOWN_ARGUMENT, function=function, name=unknown[1], near=near)]
    return []


def _is_array(node: ast.AST, scene: Scene) -> bool:
    try:
        return isinstance(peek(node, scene.frame), np.ndarray)
    except NotKnown:
        return False


def _near(name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f", but `{near[0]}`" if near else f"; it has {', '.join(f'`{one}`' for one in names)}" if names else ""


def _binding(node: ast.Call, function: Callable, scene: Scene) -> list[Clue]:
    """Where arguments do not go with a function's def line."""
    if not isinstance(function, FunctionType) or scene.below or function.__code__.co_flags & inspect.CO_VARARGS:
        return []
    name, call = ast.unparse(node.func), ast.unparse(node)[:120]
    parameters = _positional(function)
    try:
        count = sum(len(peek(a.value, scene.frame)) if isinstance(a, ast.Starred) else 1 for a in node.args)
    except (NotKnown, TypeError):
        return []
    given = parameters[:count]
    named = [str(keyword.arg) for keyword in node.keywords]
    ended = (
        [clue(ClueKind.DEFINITION, signature=f"{name}({', '.join(signature_of(function))})")]
        if name.isidentifier()
        else []
    )
    if unknown := [one for one in named if one not in parameters]:
        near = _near(unknown[0], [one for one in parameters if one not in given])
        return [clue(ClueKind.UNKNOWN_ARGUMENT, function=name, name=unknown[0], near=near)]
    if twice := [one for one in named if one in given]:
        return [clue(ClueKind.ARGUMENT_TWICE, call=call, name=twice[0]), *ended]
    if count > len(parameters):
        return [clue(ClueKind.SURPLUS_ARGUMENTS, call=call, function=name, given=count, takes=len(parameters)), *ended]
    optional = inspect.signature(function).parameters
    missing = [p for p in parameters if p not in (*given, *named) and optional[p].default is inspect.Parameter.empty]
    return (
        [clue(ClueKind.MISSING_ARGUMENTS, call=call, names=[f"`{one}`" for one in missing]), *ended] if missing else []
    )


def _positional(function: Callable) -> list[str]:
    code = function.__code__
    return list(code.co_varnames[: code.co_argcount])


def signature_of(function: Callable) -> list[str]:
    """A function's arguments as its def line has them."""
    try:
        parameters = inspect.signature(function).parameters.values()
        return [str(parameter.replace(annotation=inspect.Parameter.empty)) for parameter in parameters][:12]
    except (TypeError, ValueError):
        return []


def signature(name: str, parameters: Iterable[str]) -> str:
    """A function's name and arguments as a def line has them."""
    return f"{name}({', '.join(parameters)})"
