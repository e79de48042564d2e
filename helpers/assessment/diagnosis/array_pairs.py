"""A component taken apart into arrays: what is expected beside what came, case by case."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from helpers.assessment.comparison import NUMBERS, Tolerance, compare, distances, is_number
from helpers.assessment.components import AnswerPart
from helpers.assessment.diagnosis.case_properties import Given
from helpers.assessment.serialization import Between


@dataclass(frozen=True)
class ArrayPair:
    """One array of a component in one case: what is expected and what came.

    `key` is the array's name in a component of several (else the component's); `missing` says that no array came, and
    `shown` that this case is printed.
    """

    case: int
    given: Given
    key: Any
    want: np.ndarray
    have: np.ndarray
    tolerance: Tolerance
    shown: bool = False
    missing: bool = False

    @functools.cached_property
    def wrong(self) -> bool:
        """Whether what came is not what is expected."""
        return self.missing or not self.equal(self.want, self.have)

    def equal(self, want: Any, have: Any) -> bool:
        """Whether two arrays agree within the exercise's tolerance."""
        return compare(np.asarray(want), np.asarray(have), self.tolerance) is None

    def wrong_entries(self) -> np.ndarray:
        """Which entries are wrong, or not finite."""
        return ~(distances(self.want, self.have) <= self.tolerance.allowed(self.want))

    def with_arrays(self, want: np.ndarray, have: np.ndarray) -> Self:
        """Other numbers of the same case."""
        return replace(self, want=want, have=have)


def array_pairs(
    component: str, parts: Iterable[AnswerPart], tolerance: Tolerance, shown: int | None
) -> list[ArrayPair]:
    """The arrays of a component in all its cases; a single pair without array where it is not built as expected.

    Args:
        component: Its name.
        parts: The component in each case.
        tolerance: The exercise's.
        shown: The number of the case that is printed, if any.
    """
    found = []
    for part in parts:
        given = Given(part.case.arguments, part.case.stubs)
        try:
            arrays, missing = list(_arrays(component, part.expected, part.got)), False
        except TypeError:
            arrays, missing = [(component, np.zeros(0), np.zeros(0))], True
        for key, want, have in arrays:
            found.append(ArrayPair(part.number, given, key, want, have, tolerance, part.number == shown, missing))
    return found


def expects_ranges(parts: Iterable[AnswerPart]) -> bool:
    """Whether it is figures about a training that are expected, which say nothing by their proportions."""
    expected = [part.expected for part in parts]
    expected += [value for item in expected if isinstance(item, dict) for value in item.values()]
    return any(isinstance(item, Between) for item in expected)


def _arrays(key: Any, want: Any, have: Any) -> Iterator[tuple[Any, np.ndarray, np.ndarray]]:
    """Every array that is expected beside the one that came; TypeError where there is none."""
    if isinstance(want, dict) and isinstance(have, dict) and want.keys() <= have.keys():
        for name, value in want.items():
            yield from _arrays(name, value, have[name])
    elif isinstance(want, (list, tuple)) and isinstance(have, (list, tuple, np.ndarray)):
        if all(is_number(item) for item in (*want, *have)):
            yield key, np.array(want, float), np.array(have, float)
        elif len(want) == len(have):
            for name, value, other in zip(range(len(want)), want, have, strict=True):
                yield from _arrays(name if isinstance(key, str) else key, value, other)
        else:
            raise TypeError
    elif isinstance(want, NUMBERS) and isinstance(have, NUMBERS) and not np.iscomplexobj(have):
        wanted, came = np.asarray(want, float), np.asarray(have, float)
        yield key, wanted, came.reshape(()) if wanted.ndim == 0 and came.size == 1 else came
    elif not isinstance(want, str) or want != have:
        raise TypeError
