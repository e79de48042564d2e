"""Values as a person reads them: small arrays in full, large ones in a line."""

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


def kind(value: Any) -> str:
    """Name the type of a value in words, e.g. 'an array of shape (2, 3)' or 'a dictionary'."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}" if value.ndim else "a number"
    if isinstance(value, Opaque):
        return value.kind
    names = {bool: "True or False", int: "a number", float: "a number", str: "a text", type(None): "None"}
    names |= {dict: "a dictionary", list: f"a list of {_length(value)}", tuple: f"a tuple of {_length(value)}"}
    return names.get(type(value), f"an object of type {type(value).__name__}")


def indent(text: str, by: str = "    ") -> str:
    """Put every line of a text further right."""
    return "\n".join(by + line for line in text.split("\n"))


def _after(name: str, text: str) -> str:
    """Lines after the first go below its beginning."""
    return text.replace("\n", "\n" + " " * (len(name) + 2))


def _length(value: Any) -> str:
    count = len(value) if isinstance(value, (list, tuple)) else 0
    return f"{count} value" + ("" if count == 1 else "s")


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
