"""How values travel between a notebook's kernel and the judge: plain JSON, arrays as dtype + shape + base64, no pickle."""

import base64
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

MIME = "application/vnd.nn-course.answers+json"
MAX_CHARACTERS = 8_000_000
MAX_DEPTH = 12
MAX_ITEMS = 10_000
MAX_ENTRIES = 1_000_000  # of an array
MAX_TEXT = 2_000
MAX_KEY = 200
DTYPES = {"|b1", "|i1", "|u1", *(f"<{k}{n}" for k in "iu" for n in (2, 4, 8)), "<f2", "<f4", "<f8", "<c8", "<c16"}


class WireError(ValueError):
    """A message that is not what `encode` writes; the text says in which way."""


@dataclass(frozen=True)
class Opaque:
    """Stands for an object that does not travel (a generator, a function, an array of objects): only its kind is told."""

    kind: str


@dataclass(frozen=True)
class Normal:
    """Stands, where an answer is expected, for random numbers: shape, mean 0 and this standard deviation, no two rows alike."""

    shape: tuple[int, ...]
    scale: float


@dataclass(frozen=True)
class Uniform:
    """Stands, where an answer is expected, for random numbers of this shape, all from 0 to `high`."""

    shape: tuple[int, ...]
    high: float


@dataclass(frozen=True)
class Twins:
    """Stands, where an answer is expected, for random numbers as `Normal`, but with all rows alike."""

    shape: tuple[int, ...]
    scale: float


@dataclass(frozen=True)
class Between:
    """Stands, where an answer is expected, for any number from low to high."""

    low: float
    high: float


SHAPED = {"normal": Normal, "uniform": Uniform, "twins": Twins}


def encode(value: Any, depth: int = 0) -> Any:
    """Turn a value into JSON-able data; what cannot travel becomes an `Opaque`.

    Args:
        value: Built of numbers, text, None, arrays, lists, tuples, dictionaries.
        depth: How deep it lies already.

    Returns:
        Data made of dict, list, str, int, float, bool, None.
    """
    if depth > MAX_DEPTH:
        return {"opaque": "a value nested too deeply"}
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value[:MAX_TEXT])
    if isinstance(value, int):
        return int(value) if abs(value) < 2**63 else {"opaque": "an integer of more than 63 bits"}
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else {"float": repr(float(value))}
    if isinstance(value, (np.ndarray, np.generic)):
        return _encode_array(np.asarray(value))
    if isinstance(value, (list, tuple)):
        if len(value) > MAX_ITEMS:
            return {"opaque": f"a {type(value).__name__} of {len(value)} items"}
        return {"tuple" if isinstance(value, tuple) else "list": [encode(item, depth + 1) for item in value]}
    if isinstance(value, dict):
        if len(value) > MAX_ITEMS or not all(map(_is_key, value)):
            return {"opaque": "a dictionary whose keys are not names"}
        return {"dict": [[key, encode(item, depth + 1)] for key, item in value.items()]}
    for tag, rule in SHAPED.items():
        if isinstance(value, rule):
            shape, size = vars(value).values()
            return {tag: [list(shape), size]}
    if isinstance(value, Between):
        return {"between": [value.low, value.high]}
    if isinstance(value, Opaque):
        return {"opaque": value.kind}
    return {"opaque": f"an object of type {type(value).__name__}"[:MAX_TEXT]}


def _encode_array(array: np.ndarray) -> dict:
    dtype = array.dtype.newbyteorder("<").str
    if dtype not in DTYPES:
        return {"opaque": f"an array of dtype {array.dtype}"[:MAX_TEXT]}
    if _too_large(array.shape):
        return {"opaque": f"an array of shape {array.shape}"}
    data = np.ascontiguousarray(array).astype(dtype).tobytes()
    if len(data) > MAX_CHARACTERS:
        return {"opaque": f"an array of shape {array.shape}"}
    return {"array": [dtype, list(array.shape), base64.b64encode(data).decode("ascii")]}


def decode(data: Any, depth: int = 0) -> Any:
    """Turn data written by `encode` back into the value.

    Args:
        data: As json.loads gives it.
        depth: How deep it lies already.

    Returns:
        The value; numpy scalars come back as 0-d arrays.

    Raises:
        WireError: The data is of any other form.
    """
    if depth > MAX_DEPTH:
        raise WireError("the message is nested too deeply")
    if data is None or isinstance(data, (bool, float)):
        return data
    if isinstance(data, int):
        if abs(data) >= 2**63:
            raise WireError("the message holds an integer that is too large")
        return data
    if isinstance(data, str):
        if len(data) > MAX_TEXT:
            raise WireError("the message holds a text that is too long")
        return data
    if not isinstance(data, dict) or len(data) != 1:
        raise WireError("the message holds a value of no known form")
    [(tag, body)] = data.items()
    try:
        return _decode_tagged(tag, body, depth)
    except (TypeError, ValueError, KeyError) as error:
        raise error if isinstance(error, WireError) else WireError(f"the message holds a broken {tag!r}") from error


def _decode_tagged(tag: str, body: Any, depth: int) -> Any:
    if tag == "float":
        return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[body]
    if tag in ("list", "tuple"):
        items = [decode(item, depth + 1) for item in _items(body)]
        return items if tag == "list" else tuple(items)
    if tag == "dict":
        return {_key(key): decode(item, depth + 1) for key, item in _items(body)}
    if tag == "array":
        return _decode_array(*body)
    if tag in SHAPED:
        shape, size = body
        return SHAPED[tag](tuple(int(n) for n in shape), float(size))
    if tag == "between":
        low, high = body
        return Between(float(low), float(high))
    if tag == "opaque" and isinstance(body, str):
        return Opaque(body[:MAX_TEXT])
    raise WireError("the message holds a value of no known form")


def _items(body: Any) -> list:
    if not isinstance(body, list) or len(body) > MAX_ITEMS:
        raise WireError("the message holds a list that is too long or none at all")
    return body


def _key(key: Any) -> str | int:
    if isinstance(key, bool) or not _is_key(key):
        raise WireError("the message holds a dictionary key that is no name")
    return key


def _is_key(key: Any) -> bool:
    return isinstance(key, int) or (isinstance(key, str) and len(key) <= MAX_KEY)


def _too_large(shape: Sequence[int]) -> bool:
    """Whether to compare or show an array could take more than a moment; an empty one may have very many rows."""
    most = MAX_ITEMS if 0 in shape else MAX_ENTRIES
    return len(shape) > 8 or math.prod(max(length, 1) for length in shape) > most


def _decode_array(dtype: str, shape: list, text: str) -> np.ndarray:
    if dtype not in DTYPES or not all(type(n) is int and n >= 0 for n in shape):
        raise WireError("the message holds an array of unknown dtype or shape")
    if _too_large(shape):
        raise WireError("the message holds an array that is too large")
    raw = base64.b64decode(text, validate=True)
    if len(raw) != math.prod(shape) * np.dtype(dtype).itemsize:
        raise WireError("the message holds an array whose bytes do not fit its shape")
    return np.frombuffer(raw, dtype).reshape(shape).copy()
