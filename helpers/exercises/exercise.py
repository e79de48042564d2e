"""An exercise: its reference, its cases, how its answer is read, and the mistakes that people really make."""

import inspect
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from helpers.assessment.asking import Ask, defaults_of
from helpers.assessment.comparison import Tolerance
from helpers.assessment.components import component_names
from helpers.assessment.serialization import Between
from helpers.assessment.worksheet import Case, Sheet
from helpers.exercises.mistakes import Mistake, MistakesAnswers, answer_to
from helpers.exercises.numbers import rounded

A_COST = Between(0.3, 1.6)  # what the first printed cost of a training from a random start may be


@dataclass(frozen=True)
class Rare:
    """A case that few functions meet: it counts for a small part of its own, which `part` names.

    Without a name it counts like any other. `ways` are where it is put: without stubs for earlier functions, with them.
    """

    part: str
    arguments: dict[str, Any]
    ask: Ask = Ask.RETURNED
    ways: tuple[bool, ...] = (False, True)


@dataclass(frozen=True)
class RarePart:
    """A small part of an exercise, for its rare cases: its share of the points, and what is said where it is wrong."""

    share: float
    hint: str


DEFAULTS = "defaults"
DEF_LINE = "Compare your def line with the one that was there: `def {name}{signature}:`."


@dataclass(frozen=True, eq=False)
class Exercise:
    """Everything the judge knows of one function that students write.

    reference: the right function; functions of other exercises it builds on are keyword-only arguments.
    cases: rng -> the arguments of each case, in order, as a dictionary; or Rare, for one of the rare parts.
    returns: the answer's shape with component names at its leaves (see helpers.assessment.components.split).
    weights: component -> its share of the points; every component counts the same where this is empty.
    stubs: simple functions named like the exercises this one calls; every case is put a second time with them.
    rare_parts: name -> a small part that stands for rare cases; there is one for the defaults of every def line that has any.
    keeps_arguments: the share for leaving the arguments as they were (0: only a remark).
    expect: what is expected where it is not simply the reference's answer (random numbers: Normal, Between, …).
    measure: (arguments, answer) -> figures; applied to plain hidden cases, whose `expect` then speaks of the figures.
    """

    reference: Callable
    cases: Callable[[np.random.Generator], Iterable[dict[str, Any] | Rare]]
    returns: Any
    mistakes: tuple[Mistake, ...] = ()
    weights: dict[str, float] | None = None
    stubs: tuple[Callable, ...] = ()
    keeps_arguments: float = 0
    tolerance: tuple[float, float] = (1e-5, 1e-7)
    rare_parts: Mapping[str, RarePart] = field(default_factory=dict)
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

    @property
    def parameters(self) -> dict[str, inspect.Parameter]:
        """The parameters that students see, without the functions that the reference builds on."""
        own = inspect.signature(self.reference).parameters
        return {name: parameter for name, parameter in own.items() if parameter.kind != parameter.KEYWORD_ONLY}

    @property
    def rare(self) -> dict[str, RarePart]:
        """Name -> the small parts that stand for rare cases, and for the defaults where there are any."""
        if not defaults_of(self.reference, list(self.parameters)):
            return dict(self.rare_parts)
        signature = inspect.Signature(list(self.parameters.values()))
        hint = DEF_LINE.format(name=self.name, signature=signature)
        return {**self.rare_parts, DEFAULTS: RarePart(sum(self.shares.values()) / 20, hint)}

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
            cases = [replace(c, expected=rounded(c.expected), mistakes=rounded(dict(c.mistakes))) for c in cases]
        return self._sheet_of(cases, hints={mistake.name: mistake.hint for mistake in self.mistakes})

    def _draw(self, seed: int, visible: bool = False) -> list[Case]:
        rng = np.random.default_rng([seed, zlib.crc32(self.name.encode())])
        drawn = [one if isinstance(one, Rare) else Rare("", one) for one in self.cases(rng)]
        ways = [*([] if visible and self.measure else [False]), *([True] if self.stubs else [])]
        cases = []
        for rare in (False, True):
            of_kind = [one for one in drawn if bool(one.part) == rare]
            for stubs in ways:
                chosen = [one for one in of_kind if stubs in one.ways]
                arguments = [rounded(one.arguments) if visible else one.arguments for one in chosen]
                cases += [Case(a, stubs, part=one.part, ask=one.ask) for a, one in zip(arguments, chosen, strict=True)]
        return cases + [Case({}, part=name, ask=Ask.DEFAULTS) for name in self.rare if name == DEFAULTS]

    def _answered(self, case: Case) -> Case:
        others = {function.__name__: function for function in self.stubs} if case.stubs else {}
        expected = self._expected(case, others)
        return replace(case, expected=expected, mistakes=MistakesAnswers(self.reference, self.mistakes, case, others))

    def _expected(self, case: Case, others: dict[str, Callable]) -> Any:
        if case.ask is Ask.AGAIN:
            return False
        if not self.expect or case.ask is Ask.DEFAULTS:
            return answer_to(self.reference, case, others)
        value = answer_to(self.expect, replace(case, ask=Ask.RETURNED), others)
        if case.ask is Ask.PRINTED:
            printed = answer_to(self.reference, case, others)[1] if case.stubs else [A_COST]
            return value, printed
        return value

    def _sheet_of(self, cases: list[Case], hints: dict[str, str]) -> Sheet:
        return Sheet(
            name=self.name,
            parameters=tuple(self.parameters),
            returns=self.returns,
            tolerance=Tolerance(*self.tolerance),
            cases=tuple(cases),
            stubs={function.__name__: inspect.getsource(function) for function in self.stubs},
            hints=hints,
            keeps_arguments=self.keeps_arguments > 0,
            rare={name: part.hint for name, part in self.rare.items()},
        )
