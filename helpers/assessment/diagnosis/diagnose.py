"""What a wrong answer's numbers show by themselves where no known mistake gives them; nothing that a single case denies."""

import math
import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from helpers.assessment.comparison import NUMBERS
from helpers.assessment.diagnosis.arrangement import LOST, arrangements, flattened, transposed, without_axes
from helpers.assessment.diagnosis.array_pairs import Look
from helpers.assessment.diagnosis.case_properties import Fact, case_facts, entry_facts, shared
from helpers.assessment.diagnosis.scaling import ENOUGH, Claim, rescaled

ALWAYS = "In every case"
WRONG: Claim = ("is wrong", "")


def what_numbers_show(component: str, looks: list[Look], others: dict[str, dict[int, Any]]) -> str | None:
    """Say in a sentence or two what the numbers of a wrong component have in common in all cases.

    Arguments: component, its name; looks, its arrays in all cases; others, what each other component should be in a case.
    Returns: None where they show nothing.
    """
    if not any(look.wrong for look in looks):
        return None
    with np.errstate(all="ignore"):
        if claim := _claim(looks, others):
            return f"{ALWAYS} {component} {claim[0]}. {claim[1]}".strip()
        found = _right_entries(looks) or _right_elsewhere(looks, others)
    if not found or (found[2] == WRONG and looks[0].given.stubs):
        return None  # where made-up functions go wrong says little by itself
    right, wrong, (fragment, more) = found
    return f"{wrong[0].upper()}{wrong[1:]}, {component} {fragment}; {right} it is right. {more}".strip()


def _claim(looks: list[Look], others: dict[str, dict[int, Any]]) -> Claim | None:
    """The first thing that holds of all the arrays."""
    if any(look.have is None for look in looks):
        return None
    if not all(np.isfinite(look.have).all() and np.isfinite(look.want).all() for look in looks):
        return _nowhere_finite(looks)
    return _same_everywhere(looks) or _held(looks, others) or _arranged(looks) or rescaled(looks) or _turned(looks)


def _claim_of_entries(looks: list[Look]) -> Claim | None:
    """The first thing that holds of all the wrong entries."""
    entries = [look.of(look.want[look.bad()], look.have[look.bad()]) for look in looks if look.wrong]
    if not all(np.isfinite(look.have).all() for look in entries):
        return _nowhere_finite(entries)
    return _same_everywhere(entries) or rescaled(entries)


def _nowhere_finite(looks: list[Look]) -> Claim | None:
    for test, words in ((np.isnan, "is NaN (not a number)"), (np.isinf, "is infinite")):
        if all(look.have.size and test(look.have).all() for look in looks):
            return words, ""
    return None


def _same_everywhere(looks: list[Look]) -> Claim | None:
    if not all(look.have.size for look in looks) or not any(look.want.any() for look in looks):
        return None
    if not any(look.have.any() for look in looks):
        return "is 0" if all(look.have.size == 1 for look in looks) else "is all zeros", ""
    varied = any(look.have.size > 2 and look.want.shape == look.have.shape and np.ptp(look.want) for look in looks)
    if varied and not any(np.ptp(look.have) for look in looks):
        return "holds one and the same number in all its entries", ""
    return None


def _held(looks: list[Look], others: dict[str, dict[int, Any]]) -> Claim | None:
    """What an argument holds, or what another component should."""
    if sum(look.have.size for look in looks) < ENOUGH:
        return None
    for name in shared([look.given.named for look in looks]):
        if all(_is(look.given.named[name], look) for look in looks):
            given = name == looks[0].key or name.endswith(f"[{looks[0].key!r}]")
            return "still is what was given" if given else f"holds what {name} holds", ""
    for key in shared([look.given.sizes for look in looks]):
        if key[1] and all(look.have.ndim == 0 and look.have == look.given.sizes[key] for look in looks):
            return f"is {key[1]}", ""
    for component, expected in others.items():
        if all(_is(expected[look.case], look) for look in looks):
            return f"holds what is expected for {component}", ""
    return None


def _is(value: Any, look: Look) -> bool:
    alike = isinstance(value, NUMBERS) and (np.shape(value) == look.have.shape or np.size(value) == look.have.size == 1)
    return alike and look.equal(np.reshape(value, look.have.shape), look.have)


def _arranged(looks: list[Look]) -> Claim | None:
    """The right numbers at the wrong place; a single number is at its place anyway."""
    moved = [look for look in looks if look.wrong or look.want.size > 1]
    found = [
        dict([*flattened(look.given.named, *pair), *arrangements(*pair)])
        for look in moved
        for pair in [(look.want, look.have, look.equal)]
    ]
    words = shared(found)
    return (words[0], found[0][words[0]]) if words else None


def _turned(looks: list[Look]) -> Claim | None:
    """What holds of arrays that are transposed everywhere, or have lost an axis everywhere."""
    for turn, words, question in ((transposed, "is transposed", ""), (without_axes, "has lost an axis", LOST)):
        arrays = [turn(look.want, look.have) for look in looks]
        if any(array is None or look.want.ndim < look.have.ndim for array, look in zip(arrays, looks, strict=True)):
            continue
        if claim := rescaled([look.of(look.want, array) for look, array in zip(looks, arrays, strict=True)]):
            return f"{words}, and besides it {claim[0]}", f"{question} {claim[1]}".strip()
        if question:
            return f"{words}, and holds other numbers besides", question
    return None


def _right_entries(looks: list[Look]) -> tuple[str, str, Claim] | None:
    """Where entries are right, where they are wrong, and what holds there; if a fact of single entries tells them apart."""
    if any(look.have is None or look.have.shape != look.want.shape for look in looks):
        return None
    bad = [look.bad() for look in looks]
    if min(sum(mask.sum() for mask in bad), sum((~mask).sum() for mask in bad)) < ENOUGH:
        return None
    for where, elsewhere, masks in entry_facts([look.given for look in looks], [mask.shape for mask in bad]):
        for right, wrong, flip in ((elsewhere, where, False), (where, elsewhere, True)):
            if all(np.array_equal(mask ^ flip, wanted) for mask, wanted in zip(masks, bad, strict=True)):
                return right, wrong, _claim_of_entries(looks) or WRONG
    return None


def _right_elsewhere(looks: list[Look], others: dict[str, dict[int, Any]]) -> tuple[str, str, Claim] | None:
    """The same for whole arrays: a fact that holds for all the wrong ones, and for the right ones only if the claim does."""
    exact = None
    for where, elsewhere, holds in (*_facts_of_keys(looks), *_facts_of_cases(looks)):
        for right, wrong, flip in ((elsewhere, where, False), (where, elsewhere, True)):
            inside = [look for look, flag in zip(looks, holds, strict=True) if flag != flip]
            if len(inside) == len(looks) or sum(look.wrong for look in looks) > sum(look.wrong for look in inside):
                continue
            if claim := _claim(inside, others):
                return right, wrong, claim
            if all(look.wrong for look in inside):
                exact = exact or (right, wrong, WRONG)
    return exact


def _facts_of_keys(looks: list[Look]) -> Iterable[Fact]:
    """Facts of the numbers in the arrays' names, as in dW1, dW2, dW3."""
    numbers = [re.search(r"\d+$", str(look.key)) for look in looks]
    if not all(numbers) or len(looks) == len({look.case for look in looks}):
        return
    numbered = [(look.case, int(number[0])) for look, number in zip(looks, numbers, strict=True)]
    parts = all(isinstance(look.key, int) for look in looks)
    for end, first, then in (
        (max, "in its last part", "in all parts but the last")
        if parts
        else (max, "for the highest index", "for all other indices"),
        (min, "in its first part", "in all parts but the first")
        if parts
        else (min, "for the lowest index", "for all other indices"),
    ):
        ends = {(case, end(n for other, n in numbered if other == case)) for case, _ in numbered}
        yield first, then, [pair in ends for pair in numbered]


def _facts_of_cases(looks: list[Look]) -> Iterable[Fact]:
    """Facts of the arguments, where not a mere accident decides in which cases an answer is right."""
    cases = {look.case: look.given for look in looks}
    chances = math.comb(len(cases), len({look.case for look in looks if look.wrong}))
    labels = all(set(np.unique(look.want)) <= {0, 1} for look in looks)
    if chances >= (20 if labels else 3):
        yield from case_facts([look.given for look in looks])
