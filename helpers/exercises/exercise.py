"""An exercise: its reference, its cases, how its answer is read, and the mistakes that people really make."""

import copy
import inspect
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.assessment.comparison import Tolerance
from helpers.assessment.components import component_names
from helpers.assessment.serialization import decode, encode
from helpers.assessment.worksheet import Case, Sheet


@dataclass(frozen=True)
class Mistake:
    """A wrong reference function with the hint for whoever wrote the same.

    `answer` takes the reference's arguments; functions it builds on are keyword-only arguments with the reference's names.
    `same_as`: an earlier mistake of the exercise that gives the same numbers in every case, and is named in its place.
    """

    name: str
    hint: str
    answer: Callable
    same_as: str = ""


@dataclass(frozen=True, eq=False)
class Exercise:
    """Everything the judge knows of one function that students write.

    reference: the right function; functions of other exercises it builds on are keyword-only arguments.
    cases: rng -> the arguments of each case, in order, as a dictionary.
    returns: the answer's shape with component names at its leaves (see helpers.assessment.comparison.split).
    weights: component -> its share of the points; every component counts the same where this is empty.
    stubs: simple functions named like the exercises this one calls; every case is put a second time with them.
    keeps_arguments: the share for leaving the arguments as they were (0: only a remark).
    expect: what is expected where it is not simply the reference's answer (random numbers: wire.Normal, wire.Between).
    measure: (arguments, answer) -> figures; applied to plain hidden cases, whose `expect` then speaks of the figures.
    """

    reference: Callable
    cases: Callable[[np.random.Generator], Iterable[dict[str, Any]]]
    returns: Any
    mistakes: tuple[Mistake, ...] = ()
    weights: dict[str, float] | None = None
    stubs: tuple[Callable, ...] = ()
    keeps_arguments: float = 0
    tolerance: tuple[float, float] = (1e-6, 1e-9)
    expect: Callable | None = None
    measure: Callable | None = None

    @property
    def name(self) -> str:
        """The name of the function that students write."""
        return self.reference.__name__

    @property
    def shares(self) -> dict[str, float]:
        """Component -> its share of the points, without the one for the arguments."""
        return self.weights or dict.fromkeys(component_names(self.returns), 1.0)

    def sheet(self, seed: int, *, visible: bool = False) -> Sheet:
        """Draw the cases of a seed with all their answers.

        A visible sheet leaves out what only the judge can measure, and rounds numbers to 12 digits, so that its bytes do
        not depend on the machine that wrote it.
        """
        rng = np.random.default_rng([seed, zlib.crc32(self.name.encode())])
        drawn = [_rounded(arguments) if visible else arguments for arguments in self.cases(rng)]
        cases = [] if visible and self.measure else [self._case(arguments, False) for arguments in drawn]
        if self.stubs:
            cases += [self._case(arguments, True) for arguments in drawn]
        return Sheet(
            name=self.name,
            parameters=tuple(
                name for name, p in inspect.signature(self.reference).parameters.items() if p.kind != p.KEYWORD_ONLY
            ),
            returns=self.returns,
            tolerance=Tolerance(*self.tolerance),
            cases=tuple(_rounded_case(case) for case in cases) if visible else tuple(cases),
            stubs={function.__name__: inspect.getsource(function) for function in self.stubs},
            hints={mistake.name: mistake.hint for mistake in self.mistakes},
            keeps_arguments=self.keeps_arguments > 0,
        )

    def _case(self, arguments: dict[str, Any], stubs: bool) -> Case:
        others = {function.__name__: function for function in self.stubs} if stubs else {}
        expected = _call(self.expect or self.reference, arguments, others)
        mistakes = {}
        with np.errstate(all="ignore"):
            for mistake in self.mistakes:
                try:
                    mistakes[mistake.name] = _call(mistake.answer, arguments, others)
                except Exception:
                    continue  # a mistake that crashes here shows no numbers
        return Case(arguments, stubs, expected, mistakes)


def _call(function: Callable, arguments: dict[str, Any], others: dict[str, Callable]) -> Any:
    accepted = inspect.signature(function).parameters
    if not any(p.kind == p.VAR_KEYWORD for p in accepted.values()):
        others = {name: other for name, other in others.items() if name in accepted}
    answer = function(*copy.deepcopy(list(arguments.values())), **others)
    return decode(encode(answer))  # the same kinds of values as an answer that has travelled


def _rounded_case(case: Case) -> Case:
    return Case(case.arguments, case.stubs, _rounded(case.expected), _rounded(case.mistakes))


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_rounded(item) for item in value)
    if isinstance(value, (float, np.floating)):
        return float(f"{value:.12g}")
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return np.array([float(f"{entry:.12g}") for entry in value.flat]).reshape(value.shape)
    return value


def normal(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> np.ndarray:
    """Draw normal numbers with three decimals: readable in a message, and the same on every machine."""
    return np.round(scale * rng.standard_normal(shape), 3) + 0.0


def labels(rng: np.random.Generator, m: int) -> np.ndarray:
    """Draw labels (1, m) of 0 and 1, with both classes present where m > 1."""
    Y = rng.integers(0, 2, (1, m))
    if m > 1 and Y.min() == Y.max():
        Y[0, rng.integers(m)] = 1 - Y[0, 0]
    return Y
