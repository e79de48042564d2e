"""Values as a person reads them: small arrays in full, large ones in a line."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from helpers.assessment.serialization import Between, Normal, Opaque

FULL = 6  # rows and columns that are still readable


def show(value: Any) -> str:
    """Render a value for a message: arrays up to 6×6 in full, beyond that shape, range and mean."""
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, bool) or value is None or isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.8g}"
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:57] + "…")
    if isinstance(value, dict) and any(isinstance(item, (np.ndarray, dict, list, tuple)) for item in value.values()):
        return "\n".join(f"{key}: {_after(str(key), show(item))}" for key, item in list(value.items())[:12])
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {show(item)}" for key, item in list(value.items())[:12]) + "}"
    if isinstance(value, (list, tuple)):
        left, right = "[]" if isinstance(value, list) else "()"
        inner = ", ".join(show(item) for item in value[:8]) + (f", … {len(value)} in all" if len(value) > 8 else "")
        return left + inner + right
    if isinstance(value, Normal):
        return f"random numbers of shape {value.shape}, mean 0, standard deviation {value.scale:g}"
    if isinstance(value, Between):
        return f"a number from {value.low:g} to {value.high:g}"
    return value.kind if isinstance(value, Opaque) else f"an object of type {type(value).__name__}"


def kind(value: Any) -> tuple[str, Any]:
    """What a value is, whatever it holds: the name of its kind, and its shape or length where it has one."""
    if isinstance(value, np.ndarray):
        return ("array", value.shape) if value.ndim else ("number", None)
    if isinstance(value, Opaque):
        return "opaque", value.kind
    if isinstance(value, (list, tuple)):
        return type(value).__name__, len(value)
    names = {bool: "boolean", int: "number", float: "number", str: "text", type(None): "None", dict: "dictionary"}
    return names.get(type(value), "object"), type(value).__name__


def kind_words(kind: Sequence) -> str:
    """A kind of value in words, e.g. 'an array of shape (2, 3)' or 'a dictionary'."""
    name, detail = kind
    words = {
        "boolean": "True or False",
        "number": "a number",
        "text": "a text",
        "None": "None",
        "dictionary": "a dictionary",
    }
    if name in words:
        return words[name]
    if name == "array":
        return f"an array of shape {tuple(detail)}"
    if name in ("list", "tuple"):
        return f"a {name} of {detail} value" + ("" if detail == 1 else "s")
    return detail if name == "opaque" else f"an object of type {detail}"


def indent(text: str, by: str = "    ") -> str:
    """Put every line of a text further right."""
    return "\n".join(by + line for line in text.split("\n"))


def _after(name: str, text: str) -> str:
    """Lines after the first go below its beginning."""
    return text.replace("\n", "\n" + " " * (len(name) + 2))


def _array(array: np.ndarray) -> str:
    if array.ndim == 0:
        return show(array.item())
    if array.size == 0:
        return f"an empty array of shape {array.shape}"
    if array.ndim <= 2 and max(array.shape) <= FULL:
        with np.printoptions(precision=6, suppress=True, linewidth=110):
            return str(array)
    if array.dtype.kind not in "biuf":
        return f"array of shape {array.shape}"
    low, high, mean = (f"{float(value):.6g}" for value in (array.min(), array.max(), array.mean()))
    return f"array of shape {array.shape}, from {low} to {high}, mean {mean}"
