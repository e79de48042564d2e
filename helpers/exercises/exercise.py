"""An exercise: its reference, its cases, how its answer is read, and the mistakes that people really make."""

import copy
import inspect
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.assessment.comparison import Tolerance
from helpers.assessment.components import component_names
from helpers.assessment.serialization import decode, encode
from helpers.assessment.worksheet import Case, Sheet
from helpers.exercises.numbers import rounded


class UndeclaredCrash(RuntimeError):
    """A known mistake that raises an error without having said that it would; the text names it."""


@dataclass(frozen=True)
class Mistake:
    """A wrong reference function with the hint for whoever wrote the same.

    In a table of mistakes each is a row of its name, its hint and, mostly on a second line, its function. Tables end in
    `# fmt: skip`: the formatter would give every argument a line of its own.

    answer: takes the reference's arguments; functions it builds on are keyword-only arguments with the reference's names.
    raises: the error it ends with in some cases (shapes that do not fit, say). Any other is a slip in `answer` itself.
    same_as: an earlier mistake of the exercise that gives the same numbers in every case. No answer can tell the two
        apart, so students and reports are given the earlier one; this row records another way of getting there.
    """

    name: str
    hint: str
    answer: Callable
    raises: type[Exception] | None = None
    same_as: str = ""


@dataclass(frozen=True, eq=False)
class Exercise:
    """Everything the judge knows of one function that students write.

    reference: the right function; functions of other exercises it builds on are keyword-only arguments.
    cases: rng -> the arguments of each case, in order, as a dictionary.
    returns: the answer's shape with component names at its leaves (see helpers.assessment.components.split).
    weights: component -> its share of the points; every component counts the same where this is empty.
    stubs: simple functions named like the exercises this one calls; every case is put a second time with them.
    keeps_arguments: the share for leaving the arguments as they were (0: only a remark).
    expect: what is expected where it is not simply the reference's answer (random numbers: Normal, Between, …).
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

    def __post_init__(self) -> None:
        """Raise ValueError where two mistakes have one name, or one is declared the same as none before it."""
        earlier: set[str] = set()
        for mistake in self.mistakes:
            if mistake.name in earlier:
                raise ValueError(f"{self.name} has two known mistakes called {mistake.name!r}.")
            if mistake.same_as and mistake.same_as not in earlier:
                raise ValueError(
                    f"{self.name}: no mistake called {mistake.same_as!r} stands before {mistake.name!r}, "
                    "which is declared to be the same."
                )
            earlier.add(mistake.name)

    @property
    def name(self) -> str:
        """The name of the function that students write."""
        return self.reference.__name__

    @property
    def shares(self) -> dict[str, float]:
        """Component -> its share of the points, without the one for the arguments."""
        return self.weights or dict.fromkeys(component_names(self.returns), 1.0)

    def questions(self, seed: int) -> Sheet:
        """Draw the cases of a seed without any answer, as a hidden worksheet holds them."""
        return self._sheet_of(self._draw(seed), hints={})

    def sheet(self, seed: int, *, visible: bool = False) -> Sheet:
        """Draw the cases of a seed with the right answers; those of known mistakes are computed once they are looked at.

        A visible sheet leaves out what only the judge can measure, and rounds numbers to 12 digits, so that its bytes do
        not depend on the machine that wrote it.
        """
        cases = [self._answered(case) for case in self._draw(seed, visible)]
        if visible:
            cases = [Case(c.arguments, c.stubs, rounded(c.expected), rounded(dict(c.mistakes))) for c in cases]
        return self._sheet_of(cases, hints={mistake.name: mistake.hint for mistake in self.mistakes})

    def _draw(self, seed: int, visible: bool = False) -> list[Case]:
        rng = np.random.default_rng([seed, zlib.crc32(self.name.encode())])
        drawn = [rounded(arguments) if visible else arguments for arguments in self.cases(rng)]
        plain = [] if visible and self.measure else [Case(arguments) for arguments in drawn]
        return plain + [Case(arguments, stubs=True) for arguments in drawn if self.stubs]

    def _answered(self, case: Case) -> Case:
        others = {function.__name__: function for function in self.stubs} if case.stubs else {}
        expected = _call(self.expect or self.reference, case.arguments, others)
        return Case(case.arguments, case.stubs, expected, MistakesAnswers(self, case.arguments, others))

    def _sheet_of(self, cases: list[Case], hints: dict[str, str]) -> Sheet:
        parameters = inspect.signature(self.reference).parameters.values()
        return Sheet(
            name=self.name,
            parameters=tuple(parameter.name for parameter in parameters if parameter.kind != parameter.KEYWORD_ONLY),
            returns=self.returns,
            tolerance=Tolerance(*self.tolerance),
            cases=tuple(cases),
            stubs={function.__name__: inspect.getsource(function) for function in self.stubs},
            hints=hints,
            keeps_arguments=self.keeps_arguments > 0,
        )


class MistakesAnswers(Mapping[str, Any]):
    """What each known mistake answers in a case, by name; one that raises an error there, as declared, is not in it.

    Each is computed when it is first looked at: a right answer is judged without running a single mistake.
    """

    def __init__(self, exercise: Exercise, arguments: dict[str, Any], others: dict[str, Callable]) -> None:
        self._exercise, self._arguments, self._others = exercise, arguments, others
        self._mistakes = {mistake.name: mistake for mistake in exercise.mistakes}
        self._answers: dict[str, Any] = {}
        self._raised: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        """The answer of a mistake; KeyError where it raises the error it declares, UndeclaredCrash where another."""
        if name not in self._answers and name not in self._raised:
            mistake = self._mistakes[name]
            try:
                with np.errstate(all="ignore"):
                    self._answers[name] = _call(mistake.answer, self._arguments, self._others)
            except Exception as error:
                if type(error) is not mistake.raises:
                    raise UndeclaredCrash(
                        f"{self._exercise.name}: the known mistake {name!r} raises {type(error).__name__} ({error}). "
                        f"Mend its function or, if that is the mistake, declare raises={type(error).__name__}."
                    ) from error
                self._raised.add(name)
        if name in self._raised:
            raise KeyError(name)
        return self._answers[name]

    def __iter__(self) -> Iterator[str]:
        """The names of those that answer, in the order of the exercise."""
        return (name for name in self._mistakes if name in self)

    def __len__(self) -> int:
        """How many answer."""
        return sum(1 for _ in self)

    def __reduce__(self) -> tuple:
        """A plain dictionary is what travels to another process: functions of a table cannot."""
        return dict, (dict(self),)


def _call(function: Callable, arguments: dict[str, Any], others: dict[str, Callable]) -> Any:
    accepted = inspect.signature(function).parameters
    if not any(p.kind == p.VAR_KEYWORD for p in accepted.values()):
        others = {name: other for name, other in others.items() if name in accepted}
    answer = function(*copy.deepcopy(list(arguments.values())), **others)
    return decode(encode(answer))  # the same kinds of values as an answer that has travelled
