"""What is known of an error, as data of bounded size: clues, each of a kind with its facts; a kernel sends them to the judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_CLUES, LONGEST_LIST, LONGEST_TEXT, DEEPEST, MOST_CHARACTERS = 6, 12, 200, 10, 4000


class ClueKind(StrEnum):
    """Everything that can be said of an error."""

    # names
    READ_BEFORE = "read before"
    ASSIGNED_BELOW = "assigned below"
    BLOCK_NOT_RUN = "block not run"
    LOOP_NOT_RUN = "loop not run"
    HIDES_FUNCTION = "hides function"
    HIDES_VARIABLE = "hides variable"
    KEY_OF = "key of"
    QUOTED = "quoted"
    CLOSE_NAME = "close name"
    UNDEFINED = "undefined"
    NOT_IMPORTED = "not imported"
    NOT_IMPORTED_FROM = "not imported from"
    OF_NUMPY = "of numpy"
    NUMPY_IS_NP = "numpy is np"
    NO_MODULE = "no module"
    NO_ATTRIBUTE = "no attribute"
    CLOSE_ATTRIBUTE = "close attribute"
    BRACKETS_FOR_KEY = "brackets for key"
    # unpacking
    PARTS = "parts"
    RETURNS = "returns"
    UNPACKS_ONE = "unpacks one"
    UNPACKS_KEYS = "unpacks keys"
    # shapes
    INNER_SIZES = "inner sizes"
    ELEMENTWISE = "elementwise"
    MATRICES_ONLY = "matrices only"
    IN_PLACE = "in place"
    FITS = "fits"
    FITS_TARGET = "fits target"
    RESHAPE = "reshape"
    AXIS = "axis"
    NOT_ONE_NUMBER = "not one number"
    TRUTH_OF_ARRAY = "truth of array"
    UNEQUAL_ROWS = "unequal rows"
    VALUES = "values"
    OF_NOTEBOOK = "of notebook"
    # calls
    MISSING_ARGUMENTS = "missing arguments"
    SURPLUS_ARGUMENTS = "surplus arguments"
    UNKNOWN_ARGUMENT = "unknown argument"
    ARGUMENT_TWICE = "argument twice"
    ARGUMENT_ORDER = "argument order"
    DEFINITION = "definition"
    DEF_CHANGED = "def changed"
    SHAPE_AS_TUPLE = "shape as tuple"
    SIZES_ONE_BY_ONE = "sizes one by one"
    AXIS_EXPECTED = "axis expected"
    PYTHONS_OWN = "Python's own"
    NOT_CALLABLE = "not callable"
    TIMES_MISSING = "times missing"
    HANDED_ON = "handed on"
    HOLDS_WHOLE_RESULT = "holds whole result"
    RETURNED_NOTHING = "returned nothing"
    RECURSION = "recursion"
    # types and containers
    OPERANDS = "operands"
    NO_KEY = "no key"
    CLOSE_KEY = "close key"
    TEXT_INDEX = "text index"
    INDEX_TYPE = "index type"
    FUNCTION_INDEXED = "function indexed"
    NOT_INDEXABLE = "not indexable"
    BEYOND_AXIS = "beyond axis"
    BEYOND_END = "beyond end"
    TOO_MANY_INDICES = "too many indices"
    READ_ONLY_TUPLE = "read-only tuple"
    NOT_A_WHOLE_NUMBER = "not a whole number"
    NUMBER_INTO_TEXT = "number into text"
    NOT_ITERABLE = "not iterable"
    NO_LENGTH = "no length"
    ARRAY_FOR_MATH = "array for math"
    OWN_ASSERT = "own assert"
    BY_ZERO = "by zero"
    EXP_TOO_LARGE = "exp too large"
    CHANGED_WHILE_READ = "changed while read"


@dataclass(frozen=True)
class Clue:
    """One thing that an error shows.

    `facts` are plain JSON data by name: texts, numbers, and lists of them. A value is known by its sketch (see
    `helpers.assessment.exceptions.sketches`).
    """

    kind: ClueKind
    facts: Mapping[str, Any]


def clue(kind: ClueKind, /, **facts: Any) -> Clue:
    """A clue whose facts are short enough to travel. Raises: TypeError, ValueError where they are not."""
    kept = {name: bounded(fact) for name, fact in facts.items()}
    if len(repr(kept)) > MOST_CHARACTERS:
        raise ValueError("a clue has too many facts")
    return Clue(kind, kept)


def bounded(fact: Any, depth: int = 0) -> Any:
    """A fact as it travels: texts and lists cut off where they are long, and nothing but plain data.

    Raises: TypeError where it is something else.
    """
    if isinstance(fact, str):
        return fact if len(fact) <= LONGEST_TEXT else fact[: LONGEST_TEXT - 1] + "…"
    if fact is None or (type(fact) is int and abs(fact) < 2**63):
        return fact
    if isinstance(fact, (list, tuple)) and depth < DEEPEST:
        return [bounded(item, depth + 1) for item in fact[:LONGEST_LIST]]
    raise TypeError("a clue holds a fact of no known form")


def clues_to_json(clues: tuple[Clue, ...]) -> list[dict[str, Any]]:
    """Turn clues into JSON-able data."""
    return [{"kind": str(one.kind), "facts": dict(one.facts)} for one in clues]


def clues_from_json(data: Any) -> tuple[Clue, ...]:
    """Read clues back; data comes from a student's kernel and is trusted in nothing.

    Raises: ValueError, TypeError, KeyError, AttributeError where it is of another form.
    """
    if not isinstance(data, (list, tuple)) or len(data) > MOST_CLUES:
        raise ValueError("these are no clues")
    return tuple(
        clue(ClueKind(item["kind"]), **{str(name): item["facts"][name] for name in item["facts"]}) for item in data
    )
