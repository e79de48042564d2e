"""How a class is graded: the traits of helpers.grading.nbgrader_hooks.plugins.Grade, as the functions behind it take them."""

from dataclasses import dataclass
from typing import Literal

from helpers.grading.execution.kernels import Limits


@dataclass(frozen=True)
class Settings:
    """Seed of the hidden cases; which cells run; limits of a notebook; whether in the sandbox; jobs at a time; a scheduler."""

    seed: int
    cells: Literal["needed", "all"]
    limits: Limits
    locked: bool
    jobs: int
    scheduler: str
