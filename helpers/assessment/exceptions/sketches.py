"""A value of a student's function as a clue tells it: what kind of value, and its shape, keys or parts; never its numbers."""

from types import ModuleType
from typing import Any

import numpy as np

Sketch = list  # [kind, detail], plain JSON data


def sketch(value: Any, depth: int = 0) -> Sketch:
    """Say of a value what a hint needs.

    Returns: [kind, detail]: an array's shape, a dictionary's keys, the parts of a tuple or list, a function's name.
    """
    if isinstance(value, np.ndarray):
        return ["array", [int(size) for size in value.shape]]
    if value is None or isinstance(value, (bool, np.bool_)):
        return ["constant", str(value)]
    if isinstance(value, (int, float, complex, np.number)):
        whole = isinstance(value, (float, np.floating)) and abs(float(value)) < 1e6 and float(value).is_integer()
        return [
            "number",
            f"{value:.1f}" if whole else f"{value:.6g}" if isinstance(value, (float, np.floating)) else str(value)[:20],
        ]
    if isinstance(value, str):
        return ["text", value[:40]]
    if isinstance(value, dict):
        return ["dictionary", [repr(key)[:40] for key in list(value)[:10]]]
    if isinstance(value, (tuple, list)) and 0 < len(value) <= 8 and all(type(item) is int for item in value):
        return ["sizes", str(value)[:60]]
    if isinstance(value, (tuple, list)):
        parts = [sketch(item, depth + 1) for item in value[:6]] if depth < 2 and isinstance(value, tuple) else []
        return [type(value).__name__ if type(value) in (tuple, list) else "tuple", [len(value), parts]]
    if isinstance(value, ModuleType):
        return ["module", value.__name__[:60]]
    if isinstance(value, type):
        return ["type", value.__name__[:60]]
    if callable(value):
        return ["function", str(getattr(value, "__name__", "a function"))[:60]]
    return ["object", type(value).__name__[:60]]


def words(drawn: Sketch) -> str:
    """A sketch as it is read after "is"."""
    kind, detail = drawn
    if kind == "array":
        return f"({', '.join(map(str, detail))}{',' * (len(detail) == 1)})" if detail else "a number"
    if kind in ("tuple", "list"):
        count, parts = detail
        inside = f" ({'; '.join(words(part) for part in parts)})" if parts and count <= 6 else ""
        return f"a {kind} of {count} value{'s' * (count != 1)}{inside}" if count else f"an empty {kind}"
    if kind == "dictionary":
        return f"a dictionary with the keys {', '.join(detail)}" if detail else "an empty dictionary"
    if kind == "text":
        return f"the text {detail!r}"
    if kind == "number":
        return str(detail)
    if kind == "function":
        return f"the function `{detail}`"
    return {"constant": detail, "sizes": detail, "module": f"the module {detail}", "type": f"the type `{detail}`"}.get(
        kind, f"an object of type {detail}"
    )


def named(code: str, drawn: Sketch) -> str:
    """What a piece of code is, e.g. "`W1` is (4, 2)"."""
    return f"`{code}` is {words(drawn)}"
