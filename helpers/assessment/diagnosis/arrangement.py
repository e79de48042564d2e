"""Right numbers at the wrong place: transposed, reordered, an axis or a row too few or too many, not summed up."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from helpers.assessment.diagnosis.observation import EXPECTED, Claim

Equal = Callable[[np.ndarray, np.ndarray], bool]
LOST = "A sum without keepdims=True loses one, and so does picking a single row or column."


def without_axes(want: np.ndarray, have: np.ndarray) -> np.ndarray | None:
    """What came, in the shape that is expected, where only axes of length 1 make the difference (and no transpose)."""
    squeezed = tuple(n for n in want.shape if n != 1) == tuple(n for n in have.shape if n != 1)
    return have.reshape(want.shape) if squeezed and want.ndim != have.ndim else None


def transposed(want: np.ndarray, have: np.ndarray) -> np.ndarray | None:
    """What came, transposed, where it has the expected shape then."""
    return have.T if want.ndim == 2 and have.T.shape == want.shape else None


def arrangements(want: np.ndarray, have: np.ndarray, equal: Equal) -> Iterator[Claim]:
    """In which ways an answer holds the right numbers at the wrong place."""
    turned, reshaped = transposed(want, have), without_axes(want, have)
    if turned is not None and equal(want, turned):
        yield Claim("holds the right numbers, but transposed")
    if reshaped is not None and equal(want, reshaped):
        if have.ndim < want.ndim:
            yield Claim("holds the right numbers, but has lost an axis", LOST)
        else:
            yield Claim("holds the right numbers, but has an axis too many")
    if want.size == have.size:
        yield from _reordered(want, have, equal)
    if _spreads(want.shape, have.shape) and equal(np.broadcast_to(want, have.shape), have):
        yield Claim(f"repeats {EXPECTED} several times")
    yield from _missing(want, have, equal)
    if want.size and have.size:
        yield from _summed(want, have, equal)


def _missing(want: np.ndarray, have: np.ndarray, equal: Equal) -> Iterator[Claim]:
    if want.ndim != have.ndim or not 1 <= want.ndim <= 2:
        return
    for axis in range(want.ndim):
        what = ("row", "column")[axis] if want.ndim == 2 else "entry"
        longer = have.shape[axis] - want.shape[axis]
        for end, place in ((0, "first"), (-1, "last")):
            if longer == -1 and equal(np.delete(want, end, axis), have):
                yield Claim(f"lacks the {place} {what}; the others are right")
            if longer == 1 and equal(want, np.delete(have, end, axis)):
                yield Claim(f"has a {what} too many, the {place} one; the others are right")


def _summed(want: np.ndarray, have: np.ndarray, equal: Equal) -> Iterator[Claim]:
    for name, done, reduce in (("sum", "summed", np.sum), ("mean", "averaged", np.mean)):
        for axis in range(have.ndim if have.ndim > 1 else 0):
            small = reduce(have, axis=axis, keepdims=True)
            if small.size == want.size and equal(want, small.reshape(want.shape)):
                yield Claim(f"has still to be {done} along axis={axis}, which gives {EXPECTED}")
        if want.ndim == 0 and have.size > 1 and equal(want, reduce(have)):
            yield Claim(f"has still to be {done} over all its entries, which gives {EXPECTED}")
        if have.size == 1 < want.size and equal(reduce(want), have.reshape(())):
            yield Claim(f"is the {name} of all the entries that are expected")
        for axis in range(want.ndim if want.ndim > 1 else 0):
            small = reduce(want, axis=axis, keepdims=True)
            if small.size == have.size and equal(small, have.reshape(small.shape)):
                yield Claim(f"is the {name} along axis={axis} of {EXPECTED}")


def _reordered(want: np.ndarray, have: np.ndarray, equal: Equal) -> Iterator[Claim]:
    if len(np.unique(want)) < min(3, want.size):
        return  # labels are soon in some order by chance
    if want.shape != have.shape and equal(want.ravel(), have.ravel()):
        yield Claim("holds the right numbers in the right order, but in another shape")
    if equal(want.ravel(), have.ravel()[::-1]):
        yield Claim("holds the right numbers in reverse order")
    if equal(want.ravel(), have.ravel(order="F")) or equal(want.ravel(order="F"), have.ravel()):
        yield Claim("holds the right numbers, but counted column by column instead of row by row")
    if want.shape == have.shape and want.ndim == 2:
        for what, first, second in (("rows", want, have), ("columns", want.T, have.T)):
            moved = len(first) == 1 or not equal(first, second)
            if first.shape[1] > 1 and moved and equal(_sorted_rows(first), _sorted_rows(second)):
                yield Claim(f"holds the right {what}, but in another order")
    if (want.shape != have.shape or not equal(want, have)) and equal(
        np.sort(want, axis=None), np.sort(have, axis=None)
    ):
        yield Claim("holds the right numbers, but in another order")


def _sorted_rows(array: np.ndarray) -> np.ndarray:
    return array[np.lexsort(array.T[::-1])]


def _spreads(small: tuple[int, ...], large: tuple[int, ...]) -> bool:
    """Whether an array broadcasts to a larger shape."""
    try:
        return np.broadcast_shapes(small, large) == large
    except ValueError:
        return False


def flattened(given: dict[str, Any], want: np.ndarray, have: np.ndarray, equal: Equal) -> Iterator[Claim]:
    """The orders of axes in which an argument (by its name) was read, where it should simply be flattened."""
    for name, array in given.items():
        if not isinstance(array, np.ndarray) or not 2 <= array.ndim <= 3 or not array.size == have.size == want.size:
            continue
        if have.shape == want.shape and equal(array.ravel(), want.ravel()):
            for axes in itertools.permutations(range(array.ndim)):
                if equal(array.transpose(axes).ravel(), have.ravel()):
                    yield Claim(f"holds the entries of {name} in another order, that of {name}.transpose{axes}")
