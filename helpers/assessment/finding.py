"""What the answers show about one component: right, or wrong in which way and where."""

from dataclasses import dataclass
from typing import Any

from helpers.assessment.problems import Problem, sentence_of

ARGUMENTS = "arguments unchanged"


@dataclass(frozen=True)
class Finding:
    """What the answers show about one component.

    A wrong one has the problem of its first wrong case (an index into the sheet's cases), what was expected there and what
    came, and a hint: that of the known mistake that gives these numbers, else what the numbers show by themselves.
    `inside` is the component that is wrong where this one stands for rare cases. `right_cases` tells of each case with the
    student's own functions whether the component is right there; `with_stubs`, that it is right only with stubs for those.
    `remarks` cost nothing.
    """

    component: str
    problem: Problem | None = None
    case: int = 0
    expected: Any = None
    got: Any = None
    mistake: str | None = None
    hint: str | None = None
    right_cases: tuple[bool, ...] = ()
    with_stubs: bool = False
    remarks: tuple[str, ...] = ()
    inside: str = ""

    @property
    def right(self) -> bool:
        """Whether the component earns its share."""
        return self.problem is None

    @property
    def sentence(self) -> str:
        """What is wrong, with the component's name in front; empty where nothing is."""
        if self.inside:
            return f"{self.component}: {sentence_of(self.inside, self.problem)}"
        return sentence_of(self.component, self.problem)
