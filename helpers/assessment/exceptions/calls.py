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
from helpers.assessment.exceptions.scene import Scene, is_stub
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


def own_parameters(function: Callable) -> tuple[str, ...]:
    """The names of a function's arguments, in order; none where they are not to be seen."""
    code = getattr(function, "__code__", None)
    return tuple(code.co_varnames[: code.co_argcount]) if code else ()


def signature(name: str, parameters: Iterable[str]) -> str:
    """A function's name and arguments as a def line has them."""
    return f"{name}({', '.join(parameters)})"


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
