"""Is a value the expected one? Checked in the order a person debugs: missing, type, shape, finite, numbers."""

import math
from typing import Any, NamedTuple

import numpy as np

from helpers.assessment.formatting import kind, show
from helpers.assessment.problems import Problem, ProblemKind, problem
from helpers.assessment.serialization import Between, Normal, Opaque, Twins, Uniform

NUMBERS = (bool, int, float, np.ndarray)
Path = tuple[str | int, ...]  # from a component to a part of it


class Tolerance(NamedTuple):
    """How far a right number may be from the expected one: relative to the largest expected entry, plus absolute."""

    relative: float = 1e-6
    absolute: float = 1e-9

    def allowed(self, want: np.ndarray) -> float:
        """The largest difference that an entry may have."""
        largest = float(np.abs(want).max(initial=0.0))
        if not math.isfinite(largest):
            largest = float(np.abs(want[np.isfinite(want)]).max(initial=0.0))
        return self.absolute + self.relative * largest


class Exactly(dict):
    """A dictionary to which another one with further keys is not equal."""


def compare(expected: Any, got: Any, tolerance: Tolerance, path: Path = ()) -> Problem | None:
    """Compare a component, or the part of it at `path`, with what is expected.

    Args:
        expected: The decoded value.
        got: The decoded value that came.
        tolerance: How far numbers may be apart.
        path: The keys that led here.

    Returns:
        None where they agree, else the first problem in the order type, shape, finite, numbers.
    """
    if isinstance(got, Problem):
        return got
    if got is None and expected is not None:
        return problem(ProblemKind.NONE, path)
    if isinstance(got, Opaque) and not isinstance(expected, Opaque):
        return _wrong_type(expected, got, path)
    if isinstance(expected, Between):
        return _compare_with_range(expected, got, path)
    if isinstance(expected, (Normal, Uniform, Twins)):
        return _compare_with_rule(expected, got, path)
    if isinstance(expected, dict):
        return _compare_dict(expected, got, tolerance, path)
    if isinstance(expected, (list, tuple)):
        return _compare_list(expected, got, tolerance, path)
    if isinstance(expected, NUMBERS):
        return _compare_numbers(expected, got, tolerance, path)
    if type(expected) is type(got) and expected == got:
        return None
    return problem(ProblemKind.OTHER_VALUE, path, got=show(got), expected=show(expected))


def is_number(value: Any) -> bool:
    """Whether a value is a single number."""
    return isinstance(value, (bool, int, float)) or (isinstance(value, np.ndarray) and value.ndim == 0)


def _wrong_type(expected: Any, got: Any, path: Path) -> Problem:
    if isinstance(expected, Between):
        wanted: tuple[str, Any] = ("number", None)
    elif isinstance(expected, (Normal, Uniform, Twins)):
        wanted = ("array", expected.shape)
    else:
        wanted = kind(expected)
    return problem(ProblemKind.TYPE, path, got=kind(got), expected=wanted)


def _compare_dict(expected: dict, got: Any, tolerance: Tolerance, path: Path) -> Problem | None:
    if not isinstance(got, dict):
        return _wrong_type(expected, got, path)
    for key, value in expected.items():
        if key not in got:
            return problem(ProblemKind.MISSING_KEY, path, key=repr(key))
        if found := compare(value, got[key], tolerance, (*path, key)):
            return found
    further = [key for key in got if key not in expected] if isinstance(expected, Exactly) else []
    return problem(ProblemKind.FURTHER_KEY, path, key=repr(further[0])) if further else None


def _compare_list(expected: list | tuple, got: Any, tolerance: Tolerance, path: Path) -> Problem | None:
    if isinstance(got, np.ndarray) and got.ndim == 1:
        got = list(got)  # a list of numbers collected in an array says the same
    if not isinstance(got, (list, tuple)):
        return _wrong_type(expected, got, path)
    if len(got) != len(expected):
        return problem(ProblemKind.LENGTH, path, got=len(got), expected=len(expected))
    for index, (want, have) in enumerate(zip(expected, got, strict=True)):
        if found := compare(want, have, tolerance, (*path, index)):
            return found
    return None


def _compare_numbers(expected: Any, got: Any, tolerance: Tolerance, path: Path) -> Problem | None:
    if not isinstance(got, NUMBERS):
        return _wrong_type(expected, got, path)
    want, have = np.asarray(expected), np.asarray(got)
    if is_number(expected) and have.size == 1:
        have = have.reshape(())
    elif want.shape != have.shape:
        return problem(ProblemKind.SHAPE, path, expected=want.shape, got=have.shape)
    if np.iscomplexobj(have):
        return problem(ProblemKind.COMPLEX, path)
    want, have = want.astype(float), have.astype(float)
    distance = distances(want, have)
    if distance.max(initial=0.0) <= tolerance.allowed(want):
        return None
    return _not_finite(want, have, path) or _too_far(want, have, distance, path)


def _not_finite(want: np.ndarray, have: np.ndarray, path: Path) -> Problem | None:
    bad = ~np.isfinite(have) & np.isfinite(want)
    if not bad.any():
        return None
    where = None
    if bad.ndim:
        where = {"first": np.argwhere(bad)[0].tolist(), "count": int(bad.sum()), "total": bad.size}
    what = "nan" if np.isnan(have[bad]).any() else "inf"
    return problem(ProblemKind.NOT_FINITE, path, what=what, where=where, expected=show(float(want[bad][0])))


def _too_far(want: np.ndarray, have: np.ndarray, distance: np.ndarray, path: Path) -> Problem:
    worst = np.unravel_index(np.argmax(distance), distance.shape)
    return problem(
        ProblemKind.VALUE,
        path,
        difference=f"{distance[worst]:.4g}",
        where={"first": [int(index) for index in worst]} if worst else None,
        expected=f"{want[worst]:.8g}",
        got=f"{have[worst]:.8g}",
    )


def distances(want: np.ndarray, have: np.ndarray) -> np.ndarray:
    """How far each entry is from the expected one; nan where only one of the two is a number."""
    with np.errstate(invalid="ignore"):
        distance = np.abs(have - want)
        if np.isnan(distance).any():
            distance = np.where((want == have) | (np.isnan(want) & np.isnan(have)), 0.0, distance)
        return distance


def _compare_with_range(rule: Between, got: Any, path: Path) -> Problem | None:
    have = np.asarray(got) if isinstance(got, NUMBERS) else None
    if have is None or have.size != 1 or np.iscomplexobj(have):
        return _wrong_type(rule, got, path)
    value = float(have.reshape(()))
    if rule.low <= value <= rule.high:
        return None
    return problem(ProblemKind.RANGE, path, got=f"{value:.6g}", low=f"{rule.low:g}", high=f"{rule.high:g}")


def _compare_with_rule(rule: Normal | Uniform | Twins, got: Any, path: Path) -> Problem | None:
    if not isinstance(got, NUMBERS):
        return _wrong_type(rule, got, path)
    have = np.asarray(got)
    if have.shape != rule.shape:
        return problem(ProblemKind.SHAPE, path, expected=rule.shape, got=have.shape)
    if have.dtype.kind not in "biuf" or not np.isfinite(have).all():
        return problem(ProblemKind.RANDOM_NOT_FINITE, path)
    have = have.astype(float)
    if isinstance(rule, Uniform):
        right = have.min() >= 0 and have.max() <= rule.high and (have.max() > rule.high / 2 or have.size < 20)
        return None if right else problem(ProblemKind.RANDOM_RANGE, path, high=f"{rule.high:g}")
    if isinstance(rule, Twins) and len(have) > 1:
        if not (have == have[0]).all():
            return problem(ProblemKind.RANDOM_ROWS_DIFFER, path)
        have = have[:1]
    return _not_normal(have, rule.scale, path)


def _not_normal(have: np.ndarray, scale: float, path: Path) -> Problem | None:
    """Five standard errors each way: a right answer fails once in a million draws."""
    n = have.size
    if n > 1 and (have == have.flat[0]).all():
        return problem(ProblemKind.RANDOM_ALL_EQUAL, path, got=f"{have.flat[0]:g}")
    if have.ndim == 2 and len(np.unique(have, axis=0)) < len(have):
        return problem(ProblemKind.RANDOM_ROWS_ALIKE, path)
    spread = np.sqrt(np.mean(have**2))
    slack = 5 / np.sqrt(2 * n)
    if not max(1 - slack, 0) <= spread / scale <= 1 + slack + 4 / n:
        return problem(ProblemKind.RANDOM_SPREAD, path, got=f"{spread:.3g}", expected=f"{scale:g}")
    if abs(have.mean()) > 5 * scale / np.sqrt(n):
        return problem(ProblemKind.RANDOM_MEAN, path, got=f"{have.mean():.3g}")
    return None
