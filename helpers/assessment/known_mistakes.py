"""Which known mistake gives the very numbers that came."""

from collections.abc import Iterable
from typing import Any

from helpers.assessment.components import AnswerPart, Component, compare_part, split_case
from helpers.assessment.problems import Problem
from helpers.assessment.worksheet import Sheet


class KnownMistakes:
    """What the known mistakes of an exercise give in every case, taken apart into components."""

    def __init__(self, sheet: Sheet):
        self.names = list(sheet.hints)
        self._given = [
            {name: split_case(sheet, case, answer) for name, answer in case.mistakes.items()} for case in sheet.cases
        ]

    def given(self, mistake: str, part: AnswerPart) -> Any:
        """What a mistake gives in place of a part; None where it raises an error there."""
        return self._given[part.number].get(mistake, {}).get(part.component)

    def recognise(self, components: list[Component]) -> dict[str, str]:
        """Find the mistake that explains each wrong component, where one does.

        A mistake that explains several components, right ones included, goes before others.
        """
        wrong = [component for component in components if all(any(p.problem for p in way) for way in component.ways)]
        fits = {(mistake, one.name): self._fits(mistake, one) for one in wrong for mistake in self.names}
        likely = [mistake for mistake in self.names if any(any(fits[mistake, one.name]) for one in wrong)]
        explained = {mistake: sum(any(self._fits(mistake, one)) for one in components) for mistake in likely}
        likely.sort(key=lambda mistake: -explained[mistake])
        found = {}
        for component in wrong:
            for mistake in likely:
                ways = zip(fits[mistake, component.name], component.ways, strict=True)
                if any(same and self._is_wrong_in(mistake, way) for same, way in ways):
                    found[component.name] = mistake
                    break
        return found

    def _fits(self, mistake: str, component: Component) -> list[bool]:
        """For each way of a component, whether a mistake gives the same."""
        return [self._gives_the_same(mistake, component, way) for way in component.ways]

    def _gives_the_same(self, mistake: str, component: Component, parts: Iterable[AnswerPart]) -> bool:
        """Whether a mistake gives what came in all these cases, and no value where it raises an error."""
        for part in parts:
            if mistake not in self._given[part.number]:
                if not isinstance(part.got, Problem):
                    return False
                continue
            wrong = self.given(mistake, part)
            if isinstance(wrong, Problem) or isinstance(part.got, Problem):
                if not (isinstance(wrong, Problem) and isinstance(part.got, Problem) and wrong == part.got):
                    return False
            elif compare_part(part.component, wrong, part.got, component.tolerance):
                return False
        return True

    def _is_wrong_in(self, mistake: str, parts: Iterable[AnswerPart]) -> bool:
        """Whether there is a problem in a case in which a mistake gives a value."""
        return any(part.problem and mistake in self._given[part.number] for part in parts)
