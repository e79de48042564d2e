"""From an error to its clues: those of the student's own line first, then those of the function that it called."""

import logging
from collections.abc import Callable, Iterable

import numpy as np

from helpers.assessment.exceptions.calls import clues_of_call
from helpers.assessment.exceptions.clues import MOST_CLUES, Clue, ClueKind
from helpers.assessment.exceptions.containers import (
    clues_of_arguments,
    clues_of_assert,
    clues_of_index,
    clues_of_key,
    clues_of_numbers,
)
from helpers.assessment.exceptions.handing_on import clues_of_handing_on, clues_of_recursion
from helpers.assessment.exceptions.names import clues_of_attribute, clues_of_import, clues_of_name
from helpers.assessment.exceptions.operands import clues_of_operands
from helpers.assessment.exceptions.scene import Scene
from helpers.assessment.exceptions.shapes import clues_of_shapes, clues_of_single_array, sizes_in
from helpers.assessment.exceptions.unpacking import clues_of_unpacking

log = logging.getLogger(__name__)
SEARCHES: tuple[tuple[type | tuple[type, ...], tuple[Callable[[Scene], list[Clue]], ...]], ...] = (
    (RecursionError, (clues_of_recursion,)),
    (NameError, (clues_of_name,)),
    (AttributeError, (clues_of_attribute,)),
    (ImportError, (clues_of_import,)),
    (KeyError, (clues_of_key,)),
    (np.exceptions.AxisError, (clues_of_single_array,)),
    (IndexError, (clues_of_index,)),
    (AssertionError, (clues_of_assert,)),
    ((ArithmeticError, RuntimeError), (clues_of_numbers,)),
    (
        ValueError,
        (clues_of_unpacking, clues_of_shapes, clues_of_single_array, clues_of_call, clues_of_operands, clues_of_arguments),
    ),
    (TypeError, (clues_of_unpacking, clues_of_index, clues_of_operands, clues_of_call, clues_of_arguments)),
)  # fmt: skip


def diagnose_error(scene: Scene) -> tuple[Clue, ...]:
    """What the error of a scene shows, the most telling first; nothing where nothing is known for certain."""
    try:
        return tuple(_clues(scene)[:MOST_CLUES])
    except Exception:  # a hint is help: whatever keeps it from being found costs no mark
        log.debug("No clues could be found", exc_info=True)
        return ()


def _clues(scene: Scene) -> list[Clue]:
    if isinstance(scene.error, RecursionError):
        return clues_of_recursion(scene)
    if not scene.below:
        return _at(scene)
    handed = clues_of_handing_on(scene)
    deepest = scene.below[-1]
    inside = (
        [one for one in _at(deepest) if one.kind not in (ClueKind.FITS, ClueKind.FITS_TARGET)] if deepest.own else []
    )
    return [*handed, *inside]


def _at(scene: Scene) -> list[Clue]:
    found = next((clues for clues in _searched(scene) if clues), [])
    return found or [one for one in [sizes_in(scene.error)] if one]


def _searched(scene: Scene) -> Iterable[list[Clue]]:
    for kinds, searches in SEARCHES:
        if isinstance(scene.error, kinds):
            for search in searches:
                yield search(scene)
