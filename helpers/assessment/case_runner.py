"""Answer the cases of a sheet with a student's function, and keep what it returned, raised, or changed."""

import copy
import linecache
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from helpers.assessment.asking import ask
from helpers.assessment.serialization import WireError, decode, encode
from helpers.assessment.worksheet import Case, Sheet


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

    `missing` is the name that is not defined, where that is the error.
    """

    type: str
    text: str = ""
    line: int = 0
    function: str = ""
    code: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Answer:
    """What a function did with one case: the value, or the error it raised; and the arguments that it changed.

    `not_done` names the function whose hole was hit.
    """

    value: Any = None
    error: Raised | None = None
    not_done: str | None = None
    changed: tuple[str, ...] = ()


def run_cases(function: Callable, sheet: Sheet) -> list[Answer]:
    """Call a function on every case of a sheet; an exception inside it is an answer, too."""
    replacements = {name: _compile(name, source) for name, source in sheet.stubs.items()}
    answers = []
    for case in sheet.cases:
        with _replaced(function, replacements if case.stubs else {}):
            answers.append(_run(function, case, sheet.parameters))
    return answers


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
    """Say in data what an error is, and where in the student's own code it arose."""
    kind, text = type(error).__name__, first_line(str(error))
    missing = error.name or "" if type(error) is NameError else ""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "ipykernel" in frame.filename or frame.filename.startswith("<")]
    if not own:
        return Raised(kind, text, missing=missing)
    line, function = own[-1].lineno or 0, own[-1].name
    code = (own[-1].line or linecache.getline(own[-1].filename, line)).strip()
    return Raised(kind, text, line, function, code, missing)


def first_line(text: str) -> str:
    """What an error says, short enough to be quoted."""
    return text.strip().split("\n")[0][:300]


def _compile(name: str, source: str) -> Callable:
    scope: dict[str, Any] = {"np": np}
    exec(source, scope)
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
    if not isinstance(data, dict) or set(data) != {"value", "error", "not_done", "changed"}:
        raise WireError("the message holds an answer of no known form")
    not_done, changed = data["not_done"], data["changed"]
    if not (not_done is None or isinstance(not_done, str)):
        raise WireError("the message holds an answer whose unfinished function is no name")
    if not isinstance(changed, list) or len(changed) > 20 or not all(isinstance(name, str) for name in changed):
        raise WireError("the message holds an answer whose changed arguments are no names")
    error = None if data["error"] is None else _raised_from_json(data["error"])
    return Answer(decode(data["value"]), error, not_done and not_done[:1000], tuple(name[:60] for name in changed))


def _raised_from_json(data: Any) -> Raised:
    names = ("type", "text", "function", "code", "missing")
    texts = [data.get(name) for name in names] if isinstance(data, dict) else [None]
    line = data.get("line") if isinstance(data, dict) else None
    if not all(isinstance(text, str) for text in texts) or type(line) is not int or not 0 <= line < 2**31:
        raise WireError("the message holds an answer whose error is of no known form")
    kind, text, function, code, missing = (str(text)[:500] for text in texts)
    return Raised(kind, text, line, function, code, missing)
