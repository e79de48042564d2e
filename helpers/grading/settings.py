"""How a class is graded: every setting with its default, its unit and its help text, once.

nbgrader's `c.GradeStep.…` and the options of `python -m helpers grade` are made from these fields.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, replace
from typing import Any, Self

LARGEST_NOTEBOOK = 64_000_000  # bytes


class WrongSettings(ValueError):
    """Settings that make no sense; the text says which, and what there is."""


def _option(default: Any, help_text: str, choices: tuple[str, ...] = ()) -> Any:
    return field(default=default, metadata={"help": help_text, "choices": choices})


@dataclass(frozen=True)
class Limits:
    """What one notebook may use."""

    timeout: float = _option(60.0, "Seconds that a cell may take.")
    budget: float = _option(300.0, "Seconds that a notebook may take in all.")
    memory: int = _option(4 << 30, "Bytes of address space that a kernel may use.")
    disk: int = _option(256 << 20, "Bytes of files that a notebook may write.")
    output: int = _option(10_000_000, "Bytes that a cell may print and show.")
    outputs: int = _option(32_000_000, "Bytes that all cells of a notebook may show together; the rest is cut.")
    notebook_size: int = _option(LARGEST_NOTEBOOK, "Bytes of a notebook's file; of a larger one nothing is read.")


@dataclass(frozen=True)
class Settings:
    """All that a run is told: how, where and within which limits it grades."""

    seed: int | None = _option(None, "Seed of the hidden cases; a fresh one for each run by default.")
    cells: str = _option(
        "needed",
        "Which cells run: those that marks may depend on, or also the course's own demonstrations.",
        choices=("needed", "all"),
    )
    jobs: int = _option(os.cpu_count() or 1, "How many notebooks run at a time; the number of cores by default.")
    scheduler: str = _option("", "Address of a dask scheduler, tcp://HOST:PORT, whose workers run the notebooks.")
    sandbox: str = _option(
        "required",
        "'off' runs submissions as ordinary processes of yours: only where you must.",
        choices=("required", "off"),
    )
    limits: Limits = field(default_factory=Limits)
    limits_of: Mapping[str, Mapping[str, float]] = field(
        default_factory=dict,
        metadata={"help": "An assignment's own limits, in place of those for all: {'ASSIGNMENT': {'timeout': 120}}."},
    )

    def __post_init__(self) -> None:
        known = [limit.name for limit in fields(Limits)]
        for assignment, own in self.limits_of.items():
            for name, value in own.items():
                if name not in known:
                    raise WrongSettings(
                        f"limits_of[{assignment!r}] has no limit {name!r}; there are {', '.join(known)}."
                    )
                if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
                    raise WrongSettings(
                        f"limits_of[{assignment!r}][{name!r}] is {value!r}; it must be a positive number."
                    )

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Settings of options by name, those of the limits among them; what is not named has its default."""
        limits = {limit.name: values[limit.name] for limit in fields(Limits) if limit.name in values}
        others = {name: value for name, value in values.items() if name not in limits}
        return cls(**others, limits=Limits(**limits))

    @property
    def sandboxed(self) -> bool:
        """Whether submissions run in the sandbox."""
        return self.sandbox == "required"

    def limits_for(self, assignment: str) -> Limits:
        """The limits of an assignment's notebooks."""
        own: Mapping[str, Any] = self.limits_of.get(assignment, {})
        return replace(self.limits, **own)

    def with_seed(self) -> tuple[Self, int]:
        """These settings with a seed, a fresh one where they have none; and that seed."""
        seed = secrets.randbelow(2**32) if self.seed is None else self.seed
        return replace(self, seed=seed), seed


def options() -> dict[str, Field]:
    """Every setting that has a name of its own on a command line or in nbgrader_config.py, by that name."""
    return {one.name: one for one in (*fields(Settings), *fields(Limits)) if one.name != "limits"}
