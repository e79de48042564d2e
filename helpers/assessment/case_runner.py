"""Answer the cases of a sheet with a student's function, and keep what it returned, raised, or changed."""

import copy
import linecache
import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from helpers.assessment.asking import ask, parameters_of
from helpers.assessment.exceptions.clues import Clue, ClueKind, clues_from_json
from helpers.assessment.exceptions.diagnose_error import diagnose_error
from helpers.assessment.exceptions.scene import STUB, scene_of
from helpers.assessment.exceptions.sentences import sizes_words
from helpers.assessment.exceptions.shapes import sizes_in
from helpers.assessment.serialization import WireError, decode, encode
from helpers.assessment.worksheet import Case, Sheet

FIELDS = {"value", "error", "not_done", "changed", "parameters"}  # of an answer as it travels
TEXTS = ("type", "text", "function", "code", "missing", "inside_function", "inside_code")  # of its error
LINES = ("line", "inside_line")


class NotDoneYet(NotImplementedError):
    """Raised by a cell that still waits for the student's code; shown as one friendly sentence."""

    def __str__(self) -> str:
        if self.args:
            return str(self.args[0])
        name = raised_by(self)
        if not name:
            return "This cell is not done yet: replace `raise NotDoneYet()` by your code."
        return f"`{name}` is not done yet: replace `raise NotDoneYet()` in its cell by your code, and run that cell."

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def raised_by(error: Exception) -> str | None:
    """Name the function that raised an error."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.name for frame in reversed(frames) if frame.name.isidentifier()), None)


def is_not_done(error: Exception) -> bool:
    """Whether an error is NotDoneYet, also that of a kit that the kernel had imported before it was replaced or reloaded."""
    names = [kind.__name__ for kind in type(error).__mro__]
    return isinstance(error, NotImplementedError) and NotDoneYet.__name__ in names


@dataclass(frozen=True)
class Raised:
    """An error that a function or a cell raised: its type, what it says, and the line of the student's code (0: not known).

    The line is that of the function that was called. Where that had called another one of the student's, in which the error
    arose, the line there is the one `inside`. `missing` is the name that is not defined, where that is the error; `clues` are
    what the error shows besides.
    """

    type: str
    text: str = ""
    line: int = 0
    function: str = ""
    code: str = ""
    missing: str = ""
    inside_line: int = 0
    inside_function: str = ""
    inside_code: str = ""
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a function did with one case: the value, or the error it raised; and the arguments that it changed.

    `not_done` names the function whose hole was hit; `parameters` are the names in the function's own def line, where the
    exercise has others or another order.
    """

    value: Any = None
    error: Raised | None = None
    not_done: str | None = None
    changed: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()


def run_cases(function: Callable, sheet: Sheet) -> list[Answer]:
    """Call a function on every case of a sheet; an exception inside it is an answer, too."""
    replacements = {name: _compile(name, source) for name, source in sheet.stubs.items()}
    answers = []
    for case in sheet.cases:
        with _replaced(function, replacements if case.stubs else {}):
            answers.append(_run(function, case, sheet.parameters))
    own = tuple(parameters_of(function))
    return answers if own == sheet.parameters else [replace(answer, parameters=own) for answer in answers]


def _run(function: Callable, case: Case, parameters: tuple[str, ...]) -> Answer:
    arguments = copy.deepcopy(case.arguments)
    try:
        value = decode(encode(ask(function, case.ask, arguments, parameters)))  # a copy: later changes can't reach it
    except Exception as error:
        if is_not_done(error):
            return Answer(not_done=raised_by(error) or "this function")
        return Answer(error=describe(error))
    before, after = (encode(list(a.values())) for a in (case.arguments, arguments))
    if before == after:
        return Answer(value)
    pairs = zip(arguments, before["list"], after["list"], strict=True)
    return Answer(value, changed=tuple(name for name, a, b in pairs if a != b))


def describe(error: BaseException) -> Raised:
    """Say in data what an error is, where in the student's own code it arose, and what it shows."""
    kind, text = type(error).__name__, first_line(str(error))
    missing = error.name or "" if type(error) is NameError else ""
    scene = scene_of(error)
    if scene is None:
        return Raised(kind, text, missing=missing)
    clues = diagnose_error(scene)
    text = _plainer(text, error, clues)
    inside = next((below for below in reversed(scene.below) if below.own), None)
    there = (inside.line, inside.function, inside.code) if inside else (0, "", "")
    return Raised(kind, text, scene.line, scene.function, scene.code, missing, *there, clues)


def _plainer(text: str, error: BaseException, clues: tuple[Clue, ...]) -> str:
    """What an error says, in the words of a clue where NumPy's are a riddle."""
    if sizes := next((clue for clue in [*clues, sizes_in(error)] if clue and clue.kind is ClueKind.INNER_SIZES), None):
        return sizes_words(sizes)
    return re.sub(r"[ ,(]*(has \d+, |with )gufunc .*", "", text)


def first_line(text: str) -> str:
    """What an error says, short enough to be quoted."""
    return text.strip().split("\n")[0][:300]


def _compile(name: str, source: str) -> Callable:
    scope: dict[str, Any] = {"np": np}
    file = STUB.format(name)
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)  # its def line may be asked for
    exec(compile(source, file, "exec"), scope)
    return scope[name]


@contextmanager
def _replaced(function: Callable, replacements: dict[str, Callable]) -> Iterator[None]:
    """Let a function see other functions under these names while it runs."""
    scope = getattr(function, "__globals__", {})
    saved = {name: scope[name] for name in replacements if name in scope}
    scope.update(replacements)
    try:
        yield
    finally:
        for name in replacements:
            scope.pop(name, None)
        scope.update(saved)


def answers_to_json(answers: list[Answer]) -> list[dict]:
    """Turn answers into JSON-able data."""
    return [
        {
            "value": encode(a.value),
            "error": asdict(a.error) if a.error else None,
            "not_done": a.not_done,
            "changed": list(a.changed),
            "parameters": list(a.parameters),
        }
        for a in answers
    ]


def answers_from_json(data: Any, count: int) -> list[Answer]:
    """Read answers back; data comes from a student's kernel and is trusted in nothing.

    Raises:
        WireError: The data is not `count` answers of the right form.
    """
    if not isinstance(data, list) or len(data) != count:
        raise WireError(f"the message does not hold {count} answers")
    return [_answer_from_json(item) for item in data]


def _answer_from_json(data: Any) -> Answer:
    if not isinstance(data, dict) or set(data) | {"parameters"} != FIELDS:
        raise WireError("the message holds an answer of no known form")
    not_done = data["not_done"]
    if not (not_done is None or isinstance(not_done, str)):
        raise WireError("the message holds an answer whose unfinished function is no name")
    changed, parameters = _names(data["changed"]), _names(data.get("parameters", []))
    error = None if data["error"] is None else _raised_from_json(data["error"])
    return Answer(decode(data["value"]), error, not_done and not_done[:1000], changed, parameters)


def _names(data: Any) -> tuple[str, ...]:
    if not isinstance(data, list) or len(data) > 20 or not all(isinstance(name, str) for name in data):
        raise WireError("the message holds an answer whose changed arguments are no names")
    return tuple(name[:60] for name in data)


def _raised_from_json(data: Any) -> Raised:
    texts = {name: data.get(name, "") for name in TEXTS} if isinstance(data, dict) else {"": None}
    lines = {name: data.get(name, 0) for name in LINES} if isinstance(data, dict) else {}
    known = all(isinstance(text, str) for text in texts.values())
    if not known or not all(type(line) is int and 0 <= line < 2**31 for line in lines.values()):
        raise WireError("the message holds an answer whose error is of no known form")
    try:
        clues = clues_from_json(data.get("clues", []) if isinstance(data, dict) else [])
    except (ValueError, TypeError, KeyError, AttributeError):
        raise WireError("the message holds an answer whose error has clues of no known form") from None
    fields: dict[str, Any] = {name: str(text)[:500] for name, text in texts.items()} | lines
    return Raised(**fields, clues=clues)
