"""Known mistakes: what people really write, and what it answers in a case."""

import copy
import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.assessment.asking import Ask, ask
from helpers.assessment.serialization import decode, encode
from helpers.assessment.worksheet import Case


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


class MistakesAnswers(Mapping[str, Any]):
    """What each known mistake answers in a case, by name; one that raises an error there, as declared, is not in it.

    Each is computed when it is first looked at: a right answer is judged without running a single mistake.
    """

    def __init__(
        self, reference: Callable, mistakes: tuple[Mistake, ...], case: Case, others: dict[str, Callable]
    ) -> None:
        self._reference, self._case, self._others = reference, case, others
        self._mistakes = {mistake.name: mistake for mistake in mistakes}
        self._answers: dict[str, Any] = {}
        self._raised: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        """The answer of a mistake; KeyError where it raises the error it declares, UndeclaredCrash where another."""
        if name not in self._answers and name not in self._raised:
            mistake = self._mistakes[name]
            try:
                with np.errstate(all="ignore"):
                    self._answers[name] = self._answer_of(mistake)
            except Exception as error:
                if type(error) is not mistake.raises:
                    raise UndeclaredCrash(
                        f"{self._reference.__name__}: the known mistake {name!r} raises {type(error).__name__} ({error}). "
                        f"Mend its function or, if that is the mistake, declare raises={type(error).__name__}."
                    ) from error
                self._raised.add(name)
        if name in self._raised:
            raise KeyError(name)
        return self._answers[name]

    def _answer_of(self, mistake: Mistake) -> Any:
        if self._case.ask is Ask.DEFAULTS:  # a mistake of ours is written with a def line of its own
            return answer_to(self._reference, self._case, {})
        return answer_to(mistake.answer, self._case, self._others)

    def __iter__(self) -> Iterator[str]:
        """The names of those that answer, in the order of the exercise."""
        return (name for name in self._mistakes if name in self)

    def __len__(self) -> int:
        """How many answer."""
        return sum(1 for _ in self)

    def __reduce__(self) -> tuple:
        """A plain dictionary is what travels to another process: functions of a table cannot."""
        return dict, (dict(self),)


def answer_to(function: Callable, case: Case, others: dict[str, Callable]) -> Any:
    """What one of our own functions answers to a case, with other functions in place of those that it builds on."""
    accepted = inspect.signature(function).parameters
    if not any(p.kind == p.VAR_KEYWORD for p in accepted.values()):
        others = {name: other for name, other in others.items() if name in accepted}
    own = [name for name, parameter in accepted.items() if parameter.kind != parameter.KEYWORD_ONLY]
    answer = ask(functools.partial(function, **others), case.ask, copy.deepcopy(case.arguments), own)
    return decode(encode(answer))  # the same kinds of values as an answer that has travelled
