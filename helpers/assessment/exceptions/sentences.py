"""Clues in words: short plain sentences, put together last of all."""

from collections.abc import Iterable
from typing import Any

from helpers.assessment.exceptions.clues import Clue, ClueKind
from helpers.assessment.exceptions.sketches import named, words

LONGEST = 900

SENTENCES = {
    ClueKind.READ_BEFORE: (
        "This line reads `{name}` before anything has given it a value: which value should it start with?"
    ),
    ClueKind.ASSIGNED_BELOW: "`{name}` has no value yet in this line: it gets one only in line {line}, further down.",
    ClueKind.BLOCK_NOT_RUN: (
        "`{name}` gets a value only inside the `{block}` of line {line}, and that block did not run in this case."
    ),
    ClueKind.LOOP_NOT_RUN: (
        "`{name}` gets a value only inside the loop of line {line}, and that loop has no round in this case."
    ),
    ClueKind.HIDES_FUNCTION: (
        "The function assigns to `{name}`, so all of it takes `{name}` for a variable of its own, and not for"
        " the function of that name. Give the result another name."
    ),
    ClueKind.HIDES_VARIABLE: (
        "The function assigns to `{name}`, so all of it takes `{name}` for a variable of its own, which has "
        "no value yet; the notebook's `{name}` is not seen. Use an argument instead."
    ),
    ClueKind.KEY_OF: "`{name}` is no variable here. It is a key of `{owner}`: write `{owner}[{key}]`.",
    ClueKind.CLOSE_NAME: "There is no `{name}` here, but a `{near}`.",
    ClueKind.QUOTED: "`'{name}'` in quotes is a text; the variable is `{name}` without them.",
    ClueKind.UNDEFINED: (
        "Nothing in `{function}` gives `{name}` a value, and it is none of its arguments ({arguments})."
    ),
    ClueKind.NOT_IMPORTED: (
        "`{name}` is a module of Python that is not imported in this notebook: write `import {name}` as the "
        "first line of the cell."
    ),
    ClueKind.NOT_IMPORTED_FROM: (
        "`{name}` belongs to the module `{module}`: write `from {module} import {name}` as the first line of the cell."
    ),
    ClueKind.OF_NUMPY: "`{name}` is NumPy's: write `np.{name}`.",
    ClueKind.NUMPY_IS_NP: "NumPy is imported under the name `np`: write `np`.",
    ClueKind.NO_MODULE: (
        "There is no module `{name}` where this notebook is graded; what the first cell imports is enough."
    ),
    ClueKind.NO_ATTRIBUTE: "{value}; it has no `.{name}`.",
    ClueKind.CLOSE_ATTRIBUTE: "`{owner}` has no `{name}`. Do you mean `{owner}.{near}`?",
    ClueKind.BRACKETS_FOR_KEY: "{value}: its entries are read with square brackets, as in `{owner}[{key}]`.",
    ClueKind.PARTS: "{value}, but this line unpacks it into {count} name{s}: {names}.",
    ClueKind.RETURNS: "`{function}` returns {returned}, but this line unpacks that into {count} name{s}: {names}.",
    ClueKind.UNPACKS_ONE: "{value}, which cannot be unpacked into {count} names: {names}.",
    ClueKind.UNPACKS_KEYS: "{value}. Unpacking a dictionary gives its keys, not its values: read each by its key.",
    ClueKind.INNER_SIZES: "{shapes}: the inner sizes {left} and {right} differ{operands}.",
    ClueKind.ELEMENTWISE: "{shapes}: entry by entry these shapes do not go together{operands}.",
    ClueKind.MATRICES_ONLY: "`@` multiplies matrices; a number is multiplied by `*`.",
    ClueKind.IN_PLACE: "`{target}` is {old} and cannot become {new} in place{operands}.",
    ClueKind.FITS: "{products}.",
    ClueKind.FITS_TARGET: "`{product}` is {shape}, the shape that `{target}` needs.",
    ClueKind.RESHAPE: "{value}: it has {size} entries and cannot take the shape {shape}, which has {wanted}.",
    ClueKind.AXIS: "{value}: it has {axes}.",
    ClueKind.NOT_ONE_NUMBER: "{value}; `{function}` takes a single number.",
    ClueKind.TRUTH_OF_ARRAY: (
        "{value}: a comparison of an array gives an answer for each entry, so `{word}` cannot decide for all "
        "at once. Decide entry by entry, as in `(A > 0.5)` or `np.where`."
    ),
    ClueKind.UNEQUAL_ROWS: "The parts are no rows of one array: {values}.",
    ClueKind.VALUES: "{values}.",
    ClueKind.OF_NOTEBOOK: "`{name}` is a variable of the notebook, not an argument of `{function}`.",
    ClueKind.MISSING_ARGUMENTS: "The call `{call}` leaves out {names}.",
    ClueKind.SURPLUS_ARGUMENTS: "The call `{call}` hands over {given}; `{function}` takes {takes}.",
    ClueKind.UNKNOWN_ARGUMENT: "`{function}` has no argument `{name}`{near}.",
    ClueKind.ARGUMENT_TWICE: "The call `{call}` gives `{name}` twice: once by its place, once by its name.",
    ClueKind.ARGUMENT_ORDER: (
        "The call `{call}` gives the arguments in another order than its def line, `def {signature}:`."
    ),
    ClueKind.DEFINITION: "Its def line is `def {signature}:`.",
    ClueKind.DEF_CHANGED: (
        "The def line was changed: it is `def {theirs}:` here, and `def {ours}:` is asked for. Give it back "
        "its arguments as they were, default values included."
    ),
    ClueKind.SHAPE_AS_TUPLE: (
        "`{function}` takes the shape as one tuple, in brackets of its own: `{function}({shape})`."
    ),
    ClueKind.SIZES_ONE_BY_ONE: "`{function}` takes the sizes one by one, not as a tuple: `{function}({sizes})`.",
    ClueKind.AXIS_EXPECTED: (
        "The second argument of `{function}` is the axis, not another array: for the entry-by-entry one of "
        "two write `{instead}`."
    ),
    ClueKind.PYTHONS_OWN: (
        "`{name}` without `np.` is Python's own function, which knows nothing of arrays: write `np.{name}`."
    ),
    ClueKind.NOT_CALLABLE: "{value}, no function: it cannot be called with round brackets.",
    ClueKind.TIMES_MISSING: "{value}, no function: to multiply by what is in the bracket, write `*` or `@` before it.",
    ClueKind.HANDED_ON: "`{callee}` was given {handed}.",
    ClueKind.HOLDS_WHOLE_RESULT: (
        "`{name}` holds all that `{function}` returned, {count} values. Unpack it first, as in `{names} = "
        "{function}(…)`."
    ),
    ClueKind.RETURNED_NOTHING: "`{name}` is what `{function}` returned, and that is None: does it end with a `return`?",
    ClueKind.RECURSION: "`{function}` calls itself in line {line}, again and again without an end.",
    ClueKind.OPERANDS: "`{operator}` does not go with these two: {values}.",
    ClueKind.NO_KEY: "`{owner}` has no key {key}; its keys are {keys}.",
    ClueKind.CLOSE_KEY: "Do you mean {near}?",
    ClueKind.TEXT_INDEX: "{value}, and only a dictionary has keys like {key}.",
    ClueKind.INDEX_TYPE: "{index}; {value}, which is indexed by whole numbers.",
    ClueKind.FUNCTION_INDEXED: "{value}: it is called with round brackets, not indexed with square ones.",
    ClueKind.NOT_INDEXABLE: "{value}, which has no parts to index.",
    ClueKind.BEYOND_AXIS: "{value}: along axis {axis} the last index is {last}, and {index} is asked for.",
    ClueKind.BEYOND_END: "{value}: its last index is {last}, and {asked} is asked for.",
    ClueKind.TOO_MANY_INDICES: "{value}: it takes {count} ind{ices}, and {indices} are given.",
    ClueKind.READ_ONLY_TUPLE: "{value}: the parts of a tuple cannot be replaced.",
    ClueKind.NOT_A_WHOLE_NUMBER: "{value}; a whole number is needed here{division}.",
    ClueKind.NUMBER_INTO_TEXT: "A number cannot be added to a text: write `{instead}`.",
    ClueKind.NOT_ITERABLE: "{value}: there is nothing to go through one by one{instead}.",
    ClueKind.NO_LENGTH: "{value}, which has no length.",
    ClueKind.ARRAY_FOR_MATH: "{value}; `math.{name}` takes a single number, `np.{name}` takes whole arrays.",
    ClueKind.OWN_ASSERT: "It is your own `assert` that stops here: `{condition}` is not true{operands}.",
    ClueKind.BY_ZERO: "The divisor {value}.",
    ClueKind.EXP_TOO_LARGE: "{value}: e to this power is too large for a number.",
    ClueKind.CHANGED_WHILE_READ: (
        "The loop goes through `{name}` while its keys change: go through `list({name})` instead."
    ),
}


def hint_of(clues: Iterable[Clue]) -> str:
    """What clues say, in a few sentences; one whose facts are not those of its kind says nothing."""
    said = []
    for one in clues:
        try:
            said.append(_sentence(one))
        except (KeyError, ValueError, TypeError, IndexError, AttributeError):
            continue
    return " ".join(dict.fromkeys(said))[:LONGEST]


def sizes_words(one: Clue) -> str:
    """A product or sum that does not fit, without the names of its parts."""
    return _sentence(Clue(one.kind, {**one.facts, "operands": []})).rstrip(".")


def _sentence(one: Clue) -> str:
    text = SENTENCES[one.kind].format(**{name: _words(name, fact) for name, fact in one.facts.items()})
    return text[:1].upper() + text[1:]


def _words(name: str, fact: Any) -> str:
    """A fact as it is read; its name tells what it is."""
    if name == "value":
        return named(*fact)
    if name == "index":
        return named(*fact) if isinstance(fact, list) else str(fact)
    if name == "values" and isinstance(fact, list):
        return _and([named(*one) for one in fact])
    if name == "operands":
        return f"; {_and([named(*one) for one in fact])}" if fact else ""
    if name == "shapes":
        left, operator, right = fact
        return f"{_shape(left)} {operator} {_shape(right)}"
    if name in ("old", "new", "shape") and isinstance(fact, list):
        return _shape(fact)
    if name == "returned":
        count, parts = fact
        listed = f" ({', '.join(f'`{part}`' for part in parts)})" if parts else ""
        return "a dictionary" if count < 0 else f"{count} values{listed}"
    if name == "handed":
        return ", ".join(f"`{code}`: {words(drawn)}" for code, drawn in fact)
    if name == "asked" and isinstance(fact, list):
        return f"`{fact[0]}` = {words(fact[1])}"
    if name == "axes":
        return {0: "no axis", 1: "only axis 0"}.get(fact, f"the axes {_and([str(axis) for axis in range(fact)])}")
    if name == "products":
        return "; ".join(f"`{code}` would fit, and be {_shape(shape)}" for code, shape in fact)
    if name == "given" and isinstance(fact, int):
        return f"{fact} argument{'s' * (fact != 1)}"
    if isinstance(fact, list):
        return ", ".join(str(item) for item in fact)
    return str(fact)


def _shape(sizes: list[int]) -> str:
    return f"({','.join(map(str, sizes))}{',' * (len(sizes) == 1)})"


def _and(texts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))
