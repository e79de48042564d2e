"""A component taken apart into arrays: what is expected beside what came, case by case."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from helpers.assessment.comparison import NUMBERS, compare, is_number
from helpers.assessment.components import Part
from helpers.assessment.diagnosis.case_properties import Given
from helpers.assessment.serialization import Between
from helpers.assessment.worksheet import Sheet


@dataclass(frozen=True)
class Look:
    """One array of a component in one case.

    Arguments: case, its index; given, its arguments; key, the array's name in a component of several (else the component);
    want and have, what is expected and what came (no array: None); tolerance; shown, whether this case is printed.
    """

    case: int
    given: Given
    key: Any
    want: np.ndarray
    have: np.ndarray | None
    tolerance: tuple[float, float]
    shown: bool = False

    @functools.cached_property
    def wrong(self) -> bool:
        """Whether what came is not what is expected."""
        return self.have is None or not self.equal(self.want, self.have)

    def equal(self, want: Any, have: Any) -> bool:
        """Whether two arrays agree within the exercise's tolerance."""
        return compare(np.asarray(want), np.asarray(have), self.tolerance) is None

    def bad(self) -> np.ndarray:
        """Which entries are wrong, or not finite."""
        relative, absolute = self.tolerance
        return ~(np.abs(self.have - self.want) <= absolute + relative * np.abs(self.want).max(initial=0.0))

    def of(self, want: np.ndarray, have: np.ndarray) -> Self:
        """A look at other numbers of the same case."""
        return replace(self, want=want, have=have)


def looks_at(parts: list[Part], sheet: Sheet, component: str, shown: int | None) -> list[Look]:
    """The arrays of a component in all its cases; a single look without array where it is not built as expected."""
    looks = []
    for part in parts:
        given = Given(sheet.cases[part.case].arguments, sheet.cases[part.case].stubs)
        try:
            pairs = list(_pairs(component, part.expected, part.got))
        except TypeError:
            pairs = [(component, np.zeros(0), None)]
        for key, want, have in pairs:
            looks.append(Look(part.case, given, key, want, have, sheet.tolerance, part.case == shown))
    return looks


def are_figures(parts: list[Part]) -> bool:
    """Whether it is figures about a training that are expected, which say nothing by their proportions."""
    expected = [part.expected for part in parts]
    expected += [value for item in expected if isinstance(item, dict) for value in item.values()]
    return any(isinstance(item, Between) for item in expected)


def _pairs(key: Any, want: Any, have: Any) -> Iterator[tuple[Any, np.ndarray, np.ndarray]]:
    """Every array that is expected beside the one that came; TypeError where there is none."""
    if isinstance(want, dict) and isinstance(have, dict) and want.keys() <= have.keys():
        for name, value in want.items():
            yield from _pairs(name, value, have[name])
    elif isinstance(want, (list, tuple)) and isinstance(have, (list, tuple, np.ndarray)):
        if all(is_number(item) for item in (*want, *have)):
            yield key, np.array(want, float), np.array(have, float)
        elif len(want) == len(have):
            for name, value, other in zip(range(len(want)), want, have, strict=True):
                yield from _pairs(name if isinstance(key, str) else key, value, other)
        else:
            raise TypeError
    elif isinstance(want, NUMBERS) and isinstance(have, NUMBERS) and not np.iscomplexobj(have):
        wanted, came = np.asarray(want, float), np.asarray(have, float)
        yield key, wanted, came.reshape(()) if wanted.ndim == 0 and came.size == 1 else came
    elif not isinstance(want, str) or want != have:
        raise TypeError
