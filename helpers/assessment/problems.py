"""What can be wrong with an answer, as data; and, last of all, the sentence that says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from helpers.assessment.exceptions.clues import clues_from_json
from helpers.assessment.exceptions.sentences import hint_of
from helpers.assessment.formatting import kind_words


class ProblemKind(StrEnum):
    """Every way in which a component of an answer can be wrong."""

    NOT_DONE = "not done"
    EARLIER_NOT_DONE = "earlier not done"
    EARLIER_UNDEFINED = "earlier undefined"
    RAISED = "raised"
    RAISED_ABOVE = "raised above"
    NOT_SEVERAL_VALUES = "not several values"
    NUMBER_OF_VALUES = "number of values"
    NOT_A_DICTIONARY = "not a dictionary"
    MISSING_COMPONENT = "missing component"
    NONE = "none"
    TYPE = "type"
    OTHER_VALUE = "other value"
    MISSING_KEY = "missing key"
    FURTHER_KEY = "further key"
    LENGTH = "length"
    SHAPE = "shape"
    COMPLEX = "complex"
    NOT_FINITE = "not finite"
    VALUE = "value"
    RANGE = "range"
    RANDOM_NOT_FINITE = "random not finite"
    RANDOM_RANGE = "random range"
    RANDOM_ROWS_DIFFER = "random rows differ"
    RANDOM_ALL_EQUAL = "random all equal"
    RANDOM_ROWS_ALIKE = "random rows alike"
    RANDOM_SPREAD = "random spread"
    RANDOM_MEAN = "random mean"
    CHANGED_ARGUMENTS = "changed arguments"
    NOTHING_RIGHT = "nothing right"


ERRORS = {ProblemKind.RAISED, ProblemKind.RAISED_ABOVE, ProblemKind.EARLIER_UNDEFINED}
WITHOUT_ANSWER = ERRORS | {ProblemKind.NOT_DONE, ProblemKind.EARLIER_NOT_DONE}  # nothing is said of a single component


# What is said of the component: its name stands in front.
PREDICATES = {
    ProblemKind.NONE: "is None: is there a `return`, and was the value ever computed?",
    ProblemKind.TYPE: "is {got}; {expected} is expected.",
    ProblemKind.OTHER_VALUE: "is {got}; {expected} is expected.",
    ProblemKind.MISSING_KEY: "lacks the key {key}.",
    ProblemKind.FURTHER_KEY: "has the key {key} too, which is not expected.",
    ProblemKind.LENGTH: "has {got} entries; {expected} are expected.",
    ProblemKind.SHAPE: "has the wrong shape: {expected} is expected, yours is {got}.",
    ProblemKind.COMPLEX: "holds complex numbers.",
    ProblemKind.NOT_FINITE: "is {what}{where}; {expected} is expected there.",
    ProblemKind.VALUE: "is wrong: largest difference {difference}{where} (expected {expected}, got {got}).",
    ProblemKind.RANGE: "is {got}; a number from {low} to {high} is expected.",
    ProblemKind.RANDOM_NOT_FINITE: "must hold finite numbers.",
}
# Whole sentences; {name} is that of the component or of a part of it.
SENTENCES = {
    ProblemKind.NOT_DONE: "`{exercise}` is not done yet.",
    ProblemKind.EARLIER_NOT_DONE: "`{exercise}` calls `{function}`, which is not done yet.",
    ProblemKind.EARLIER_UNDEFINED: "`{exercise}` calls `{function}`, which is not defined: run its cell, and see what that says.",
    ProblemKind.RAISED: "`{exercise}` raised {error}",
    ProblemKind.RAISED_ABOVE: "`{exercise}` came to the same {error} as above, at `{above}`.",
    ProblemKind.NOT_SEVERAL_VALUES: "It should return {count} values ({names}); yours returned {got}.",
    ProblemKind.NUMBER_OF_VALUES: "It should return {count} values ({names}); yours returned {got}.",
    ProblemKind.NOT_A_DICTIONARY: "A dictionary with {keys} is expected; yours is {got}.",
    ProblemKind.MISSING_COMPONENT: "The key {key} is missing from the dictionary; its keys are {keys}.",
    ProblemKind.RANDOM_RANGE: "the entries of {name} do not fill the range from 0 to {high}.",
    ProblemKind.RANDOM_ROWS_DIFFER: "the rows of {name} are not all alike.",
    ProblemKind.RANDOM_ALL_EQUAL: "all entries of {name} are equal ({got}); random numbers are expected.",
    ProblemKind.RANDOM_ROWS_ALIKE: "two rows of {name} are alike; every unit needs random numbers of its own.",
    ProblemKind.RANDOM_SPREAD: "the entries of {name} spread by {got}; a standard deviation of {expected} is expected.",
    ProblemKind.RANDOM_MEAN: "the entries of {name} have mean {got}; random numbers around 0 are expected.",
    ProblemKind.CHANGED_ARGUMENTS: "`{exercise}` changes its argument {arguments} in place: whoever calls it loses the original.",
    ProblemKind.NOTHING_RIGHT: "Counts once another part is right.",
}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a component of an answer.

    `path` leads from the component to the part of it that is wrong, e.g. ("W1",) or (3,). `facts` are what the sentence is
    made of: plain JSON data by name, numbers as they are to be read; None where they may not be told.
    """

    kind: ProblemKind
    path: tuple[str | int, ...] = ()
    facts: Mapping[str, Any] | None = None


def problem(kind: ProblemKind, path: tuple[str | int, ...] = (), /, **facts: Any) -> Problem:
    """A problem with its facts."""
    return Problem(kind, path, facts)


def sentence_of(component: str, found: Problem | None) -> str:
    """What is wrong with a component, with its name in front; empty where nothing is, or nothing may be told."""
    if found is None or found.facts is None:
        return ""
    if found.kind in PREDICATES:
        return f"{component}{_inside(component, found)} {_filled(component, found)}"
    return f"{component}: {_filled(component, found)}"


def sentence_after_name(component: str, found: Problem | None) -> str:
    """The same where the component's name stands in front already, set apart."""
    if found is None or found.facts is None:
        return ""
    inside = _inside(component, found) if found.kind in PREDICATES else ""
    return f"{inside} {_filled(component, found)}".strip()


def whole_sentence(found: Problem) -> str:
    """What is wrong, where it is said of no component."""
    return sentence_after_name("", found)


def hint_of_error(found: Problem) -> str | None:
    """What an error shows besides what it says; None where that is nothing."""
    clues = (found.facts or {}).get("error", {}).get("clues", ())
    try:
        return hint_of(clues_from_json(clues)) or None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _inside(component: str, found: Problem) -> str:
    """The way to the part that is wrong, as one would index it; a key of the component's own name goes without saying."""
    keys = found.path[1:] if found.path[:1] == (component,) else found.path
    return "".join(f"[{key!r}]" for key in keys)


def _filled(component: str, found: Problem) -> str:
    template = PREDICATES.get(found.kind) or SENTENCES[found.kind]
    words = {name: _words(found.kind, name, fact) for name, fact in (found.facts or {}).items()}
    return template.format(name=component + _inside(component, found), **words)


def _words(kind: ProblemKind, name: str, fact: Any) -> str:
    """A fact as it is read."""
    if kind is ProblemKind.SHAPE:
        return f"shape {tuple(fact)}" if fact else "a plain number"
    if name in ("got", "expected") and isinstance(fact, (list, tuple)):
        return kind_words(fact)
    if name == "where":
        return _where(**fact) if fact else ""
    if name == "what":
        return {"nan": "NaN (not a number)", "inf": "infinite"}[fact]
    if name == "error":
        return fact["type"] if kind is ProblemKind.RAISED_ABOVE else error_words(**fact)
    if isinstance(fact, (list, tuple)):
        return (" and " if name == "arguments" else ", ").join(map(str, fact))
    return str(fact)


def _where(first: list[int], count: int = 0, total: int = 0) -> str:
    place = f"[{', '.join(map(str, first))}]"
    return f" in {count} of {total} entries, first at {place}" if count else f" at {place}"


def error_words(
    type: str,
    text: str,
    line: int,
    function: str,
    code: str,
    inside_line: int = 0,
    inside_function: str = "",
    inside_code: str = "",
    **others: Any,
) -> str:
    """An error of a function or a cell: which, what it says, and in which line of the student's code, where that is known."""
    said = f"{type}: {text}" if text else type
    if not line:
        return said
    inside = f", which ended {place_words(inside_line, inside_function, inside_code)}" if inside_line else ""
    return f"{said}, {place_words(line, function, code)}{inside}"


def place_words(line: int, function: str, code: str) -> str:
    """A line of the student's code: of a function, or of a cell where that has no name."""
    inside = f" of `{function}`" if function.isidentifier() else ""
    return f"in line {line}{inside}" + (f": {code}" if code else "")
