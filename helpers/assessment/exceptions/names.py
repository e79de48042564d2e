"""Errors of names: one that has no value, was never imported, or is misspelt."""

import ast
import difflib
import importlib.util
import sys
from collections.abc import Iterable
from typing import Any

import numpy as np

from helpers.assessment.exceptions.clues import Clue, ClueKind, clue
from helpers.assessment.exceptions.peek import NotKnown, peek
from helpers.assessment.exceptions.scene import Scene
from helpers.assessment.exceptions.sketches import sketch

BLOCKS = {ast.If: "if", ast.For: "for", ast.While: "while", ast.Try: "try", ast.With: "with"}
FROM = {  # what people call without its module: only names that no variable of the course has
    "deepcopy": "copy",
    "reduce": "functools",
    "partial": "functools",
    "chain": "itertools",
    "product": "itertools",
    "defaultdict": "collections",
    "OrderedDict": "collections",
    "Counter": "collections",
}


def clues_of_name(scene: Scene) -> list[Clue]:
    """What a NameError or an UnboundLocalError shows."""
    name = getattr(scene.error, "name", None) or ""
    if not name and isinstance(scene.node, ast.Name):
        name = scene.node.id
    if not name:
        return []
    if isinstance(scene.error, UnboundLocalError) or _assigned(name, scene):
        return _without_value(name, scene)
    return _undefined(name, scene)


def _assigned(name: str, scene: Scene) -> list[ast.Name]:
    """Where the function gives a name a value."""
    nodes = ast.walk(scene.definition) if scene.definition else ()
    return [
        node for node in nodes if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
    ]


def _without_value(name: str, scene: Scene) -> list[Clue]:
    outside = scene.frame.f_globals.get(name)
    places = _assigned(name, scene)
    earlier = [place for place in places if place.lineno < scene.line]
    if outside is not None and not earlier:
        return [clue(ClueKind.HIDES_FUNCTION if callable(outside) else ClueKind.HIDES_VARIABLE, name=name)]
    if near := _other_case(name, [*scene.arguments()]):
        return [clue(ClueKind.CLOSE_NAME, name=name, near=near)]
    if not earlier:
        below = [place.lineno for place in places if place.lineno > scene.line]
        if len(below) < len(places):
            return [clue(ClueKind.READ_BEFORE, name=name)]
        return [clue(ClueKind.ASSIGNED_BELOW, name=name, line=min(below))] if below else []
    block = _block_around(earlier[-1], scene)
    if block is None:
        return []
    if isinstance(block, (ast.For, ast.While)):
        return [clue(ClueKind.LOOP_NOT_RUN, name=name, line=block.lineno), *_rounds(block, scene)]
    conditions = _names_in(block.test, scene) if isinstance(block, ast.If) else []
    found = clue(ClueKind.BLOCK_NOT_RUN, name=name, block=BLOCKS[type(block)], line=block.lineno)
    return [found, *([clue(ClueKind.VALUES, values=conditions)] if conditions else [])]


def _rounds(block: ast.AST, scene: Scene) -> list[Clue]:
    values = _names_in(block.iter if isinstance(block, ast.For) else block.test, scene)  # type: ignore[attr-defined]
    return [clue(ClueKind.VALUES, values=values)] if values else []


def _names_in(node: ast.AST, scene: Scene) -> list[tuple[str, list]]:
    """The single numbers and texts that a condition is made of."""
    found: dict[str, Any] = {}
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and part.id in scene.frame.f_locals:
            found[part.id] = scene.frame.f_locals[part.id]
    return [(name, sketch(value)) for name, value in found.items() if isinstance(value, (int, float, str))][:3]


def _block_around(place: ast.Name, scene: Scene) -> ast.stmt | None:
    """The outermost block that holds a line of the function but not the one that failed."""
    for node in ast.walk(scene.definition) if scene.definition else ():
        if isinstance(node, ast.stmt) and type(node) in BLOCKS:
            inside = any(part is place for part in ast.walk(node))
            first, last = node.lineno, node.end_lineno or node.lineno
            if inside and not first <= scene.line <= last:
                return node
            if inside and isinstance(node, ast.If) and _in_another_branch(node, place, scene.line):
                return node
    return None


def _in_another_branch(node: ast.If, place: ast.AST, line: int) -> bool:
    bodies = [[part for statement in body for part in ast.walk(statement)] for body in (node.body, node.orelse)]
    holds = [any(part is place for part in body) for body in bodies]
    lines = [any(getattr(part, "lineno", 0) == line for part in body) for body in bodies]
    return any(holds) and any(lines) and holds != lines


def _undefined(name: str, scene: Scene) -> list[Clue]:
    visible = {**scene.frame.f_globals, **scene.frame.f_locals}
    if name == "numpy" and visible.get("np") is np:
        return [clue(ClueKind.NUMPY_IS_NP)]
    meant = (
        [*scene.arguments(), *_course_names(scene)] if name != "l" else []
    )  # the usual name of a layer's number is not L
    if near := _other_case(name, meant):
        return [clue(ClueKind.CLOSE_NAME, name=name, near=near)]
    for owner, value in scene.frame.f_locals.items():
        if isinstance(value, dict) and name in value:
            return [clue(ClueKind.KEY_OF, name=name, owner=owner, key=repr(name))]
    if name in FROM:
        return [clue(ClueKind.NOT_IMPORTED_FROM, name=name, module=FROM[name])]
    if _of_numpy_part(name, scene):
        return [clue(ClueKind.OF_NUMPY, name=name)]
    if name in sys.stdlib_module_names:
        return [clue(ClueKind.NOT_IMPORTED, name=name)]
    if len(name) > 1 and callable(getattr(np, name, None)):
        return [clue(ClueKind.OF_NUMPY, name=name)]
    if near := _near(name, _course_names(scene)):
        return [clue(ClueKind.CLOSE_NAME, name=name, near=near)]
    return [clue(ClueKind.UNDEFINED, name=name, function=scene.function, arguments=list(scene.arguments()))]


def _of_numpy_part(name: str, scene: Scene) -> bool:
    """Whether the line means a part of NumPy, as np.random, by what it asks of it."""
    part = getattr(np, name, None) if name in ("random", "linalg") else None
    nodes = ast.walk(scene.definition) if part and scene.definition else ()
    asked = [
        n.attr for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == name
    ]
    return bool(asked) and all(hasattr(part, attribute) for attribute in asked)


def _course_names(scene: Scene) -> list[str]:
    """The names that a line of the function may mean: its own, and the functions of the notebook."""
    functions = [name for name, value in scene.frame.f_globals.items() if callable(value) and not name.startswith("_")]
    return [*scene.frame.f_locals, *functions]


def _other_case(name: str, names: Iterable[str]) -> str | None:
    """The name that differs only by capitals or underscores."""
    plain = name.lower().replace("_", "")
    found = [other for other in names if other != name and other.lower().replace("_", "") == plain]
    return found[0] if found else None


def _near(name: str, names: Iterable[str]) -> str | None:
    """The one name near enough to be meant; names of a letter or two are near to anything."""
    near = difflib.get_close_matches(name, [other for other in names if len(other) > 2], n=1, cutoff=0.8)
    digits = ["".join(filter(str.isdigit, text)) for text in (name, *near)]
    return near[0] if near and len(name) > 2 and len(set(digits)) == 1 else None


def clues_of_attribute(scene: Scene) -> list[Clue]:
    """What an AttributeError shows."""
    node = scene.node
    name = str(getattr(scene.error, "name", "") or "")
    if not isinstance(node, ast.Attribute):
        node = (
            next((part for part in ast.walk(node) if isinstance(part, ast.Attribute) and part.attr == name), None)
            if node
            else None
        )
    if node is None:
        return []
    owner = ast.unparse(node.value)
    try:
        value = peek(node.value, scene.frame)
    except NotKnown:
        value = getattr(scene.error, "obj", None)
        if value is None:
            return []
    if isinstance(value, dict) and name in value:
        return [clue(ClueKind.BRACKETS_FOR_KEY, value=(owner, sketch(value)), owner=owner, key=repr(name))]
    plain = isinstance(value, np.ndarray) or sketch(value)[0] == "module"
    names = [other for other in dir(value) if not other.startswith("_")] if plain else []
    if hasattr(getattr(value, "linalg", None), name):
        names = []
    if near := _other_case(name, names) or next(iter(difflib.get_close_matches(name, names, n=1, cutoff=0.75)), None):
        return [clue(ClueKind.CLOSE_ATTRIBUTE, owner=owner, name=name, near=near)]
    for part in ("linalg", "random") if value is np else ():
        if hasattr(getattr(np, part), name):
            return [clue(ClueKind.CLOSE_ATTRIBUTE, owner=owner, name=name, near=f"{part}.{name}")]
    if isinstance(value, np.ndarray) and callable(getattr(np, name, None)) and not isinstance(getattr(np, name), type):
        return [
            clue(ClueKind.NO_ATTRIBUTE, value=(owner, sketch(value)), name=name),
            clue(ClueKind.OF_NUMPY, name=name),
        ]
    return [clue(ClueKind.NO_ATTRIBUTE, value=(owner, sketch(value)), name=name)]


def clues_of_import(scene: Scene) -> list[Clue]:
    """What a ModuleNotFoundError shows."""
    name = str(getattr(scene.error, "name", "") or "")
    if not name or importlib.util.find_spec(name.partition(".")[0]) is not None:
        return []
    return [clue(ClueKind.NO_MODULE, name=name)]
