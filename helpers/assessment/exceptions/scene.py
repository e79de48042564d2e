"""Where an error arose: the line of the function that is checked, the piece of it that failed, and the calls below it."""

import ast
import linecache
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType, TracebackType
from typing import Any

import helpers

KIT = str(Path(helpers.__file__).parent)
STUB = "<stand-in {}>"  # the file name of a function that stands in for an earlier one


def is_cell(filename: str) -> bool:
    """Whether code is that of a notebook's cell: the student's own."""
    return "ipykernel" in filename or (filename.startswith("<") and not is_stub(filename))


def is_stub(filename: str) -> bool:
    """Whether code is that of a function that stands in for an earlier one."""
    return filename.startswith(STUB.partition("{}")[0])


def _is_kit(filename: str) -> bool:
    """Whether code is that of a kit function that a student's code calls."""
    return filename.startswith(KIT) and "assessment" not in filename and "checking" not in filename


@dataclass(frozen=True)
class Scene:
    """A frame of a student's function at the moment of an error.

    `function` is its name and `called` its frame, also where `frame`, which sees the names of the failing piece, is that of a
    comprehension in it. `node` is the piece of the line that failed, `definition` the function's syntax tree; both are None
    where the cell's text is not to be had. `below` are the scenes of other functions that the line had called, the deepest last.
    """

    error: BaseException
    frame: FrameType
    called: FrameType
    function: str
    line: int
    code: str
    filename: str
    node: ast.AST | None
    definition: ast.FunctionDef | None
    below: tuple["Scene", ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is the student's code."""
        return is_cell(self.filename)

    def arguments(self) -> dict[str, Any]:
        """What the function was given, by name."""
        code = self.called.f_code
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        return {name: self.called.f_locals[name] for name in names if name in self.called.f_locals}


def scene_of(error: BaseException) -> Scene | None:
    """The scene of an error in the student's function that was called first; None where there is no code of theirs."""
    scenes: list[Scene] = []
    for trace in _traces(error.__traceback__):
        code = trace.tb_frame.f_code
        if not (is_cell(code.co_filename) or (scenes and (is_stub(code.co_filename) or _is_kit(code.co_filename)))):
            continue
        inside = code.co_name.startswith("<") and scenes and scenes[-1].filename == code.co_filename
        if inside:
            scenes[-1] = _scene(error, trace, scenes[-1].called, scenes[-1].function)
        else:
            scenes.append(_scene(error, trace, trace.tb_frame, code.co_name))
    if not scenes:
        return None
    first, *below = scenes
    return Scene(**{**vars(first), "below": tuple(below)})


def _scene(error: BaseException, trace: TracebackType, called: FrameType, function: str) -> Scene:
    frame, code, line = trace.tb_frame, trace.tb_frame.f_code, trace.tb_lineno
    text = "".join(linecache.getlines(code.co_filename, frame.f_globals)) if not is_stub(code.co_filename) else ""
    tree = parsed(text)
    node = _failing(tree, code, trace.tb_lasti) if tree else None
    shown = linecache.getline(code.co_filename, line).strip() if text else ""
    return Scene(error, frame, called, function, line, shown, code.co_filename, node, _definition(tree, function, line))


def parsed(text: str) -> ast.Module | None:
    """The syntax tree of a cell; None where there is none."""
    try:
        return ast.parse(text) if text else None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _traces(trace: TracebackType | None) -> Iterator[TracebackType]:
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _failing(tree: ast.Module, code: CodeType, instruction: int) -> ast.AST | None:
    """The piece of code that an instruction belongs to: the innermost that has its very place."""
    places = list(code.co_positions())
    if instruction // 2 >= len(places):
        return None
    line, end_line, column, end_column = places[instruction // 2]
    found = None
    for node in ast.walk(tree):
        place = (getattr(node, name, None) for name in ("lineno", "end_lineno", "col_offset", "end_col_offset"))
        if tuple(place) == (line, end_line, column, end_column):
            found = node
    return found


def _definition(tree: ast.Module | None, name: str, line: int) -> ast.FunctionDef | None:
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.FunctionDef) and node.name == name and node.lineno <= line <= (node.end_lineno or 0):
            return node
    return None


def pieces(scene: Scene, *kinds: type) -> list[Any]:
    """The pieces of a kind in what failed; the failing piece itself first."""
    if scene.node is None:
        return []
    return [node for node in ast.walk(scene.node) if isinstance(node, kinds)]
