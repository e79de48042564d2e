"""What a wrong answer's numbers show by themselves where no known mistake gives them; nothing that a single case denies.

An example: a `propagate` that sums dw over the samples where the mean is asked for. Its dw comes here as one array pair
for each case, say of m = 3 and of m = 5 samples:

    want [[1.], [2.]]   have [[ 3.], [ 6.]]   m = 3
    want [[2.], [0.]]   have [[10.], [ 0.]]   m = 5

1. `_claim` asks for something that holds of all the pairs. They are finite, not all the same number, not what an argument
   holds, and not the right numbers at a wrong place; but `rescaled` finds that the factor, 3 and 5, is m in both. The
   observation "in every case dw is m times what is expected" is made.
2. Had only the cases with m > 100 been wrong, no claim would hold of all pairs. Then `_right_entries` looks for a fact of
   single entries ("wherever Z < 0"), and `_right_elsewhere` for one of whole cases ("wherever m > 100"), that divides the
   wrong from the right; the same claims are tried on the wrong ones alone.
3. Where nothing holds without exception, nothing is said.
"""

import math
import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from helpers.assessment.comparison import NUMBERS
from helpers.assessment.diagnosis.arrangement import LOST, arrangements, flattened, transposed, without_axes
from helpers.assessment.diagnosis.array_pairs import ArrayPair
from helpers.assessment.diagnosis.case_properties import Fact, case_facts, entry_facts, shared
from helpers.assessment.diagnosis.observation import Claim, Observation
from helpers.assessment.diagnosis.scaling import ENOUGH, rescaled

WRONG = Claim("is wrong")  # all that can be said of a part that is wrong where another is right


def diagnose(component: str, pairs: list[ArrayPair], others: dict[str, dict[int, Any]]) -> Observation | None:
    """Find what the numbers of a wrong component have in common in all cases.

    Args:
        component: Its name.
        pairs: Its arrays in all cases.
        others: What each other component should be, by the number of the case.

    Returns:
        None where they show nothing.
    """
    if not any(pair.wrong for pair in pairs):
        return None
    with np.errstate(all="ignore"):
        if claim := _claim(pairs, others):
            return Observation(component, claim)
        found = _right_entries(component, pairs) or _right_elsewhere(component, pairs, others)
    if found and found.claim is WRONG and pairs[0].given.stubs:
        return None  # where made-up functions go wrong says little by itself
    return found


def _claim(pairs: list[ArrayPair], others: dict[str, dict[int, Any]]) -> Claim | None:
    """The first thing that holds of all the arrays."""
    if any(pair.missing for pair in pairs):
        return None
    if not all(np.isfinite(pair.have).all() and np.isfinite(pair.want).all() for pair in pairs):
        return _nowhere_finite(pairs)
    return _same_everywhere(pairs) or _held(pairs, others) or _arranged(pairs) or rescaled(pairs) or _turned(pairs)


def _claim_of_entries(pairs: list[ArrayPair]) -> Claim | None:
    """The first thing that holds of all the wrong entries."""
    wrong = [(pair, pair.wrong_entries()) for pair in pairs if pair.wrong]
    entries = [pair.with_arrays(pair.want[bad], pair.have[bad]) for pair, bad in wrong]
    if not all(np.isfinite(pair.have).all() for pair in entries):
        return _nowhere_finite(entries)
    return _same_everywhere(entries) or rescaled(entries)


def _nowhere_finite(pairs: list[ArrayPair]) -> Claim | None:
    for test, words in ((np.isnan, "is NaN (not a number)"), (np.isinf, "is infinite")):
        if all(pair.have.size and test(pair.have).all() for pair in pairs):
            return Claim(words)
    return None


def _same_everywhere(pairs: list[ArrayPair]) -> Claim | None:
    if not all(pair.have.size for pair in pairs) or not any(pair.want.any() for pair in pairs):
        return None
    if not any(pair.have.any() for pair in pairs):
        return Claim("is 0" if all(pair.have.size == 1 for pair in pairs) else "is all zeros")
    numbers = {float(pair.have) for pair in pairs if pair.have.ndim == 0}
    wanted = {float(pair.want) for pair in pairs if pair.want.ndim == 0}
    if len(numbers) == 1 and len(wanted) > 2 and all(pair.have.ndim == 0 for pair in pairs):
        return Claim(f"is {numbers.pop():.6g}, whatever the arguments")
    varied = any(pair.have.size > 2 and pair.want.shape == pair.have.shape and np.ptp(pair.want) for pair in pairs)
    if varied and not any(np.ptp(pair.have) for pair in pairs):
        return Claim("holds one and the same number in all its entries")
    return None


def _held(pairs: list[ArrayPair], others: dict[str, dict[int, Any]]) -> Claim | None:
    """What an argument holds, or what another component should."""
    if sum(pair.have.size for pair in pairs) < ENOUGH:
        return None
    for name in shared([pair.given.named for pair in pairs]):
        if all(_is(pair.given.named[name], pair) for pair in pairs):
            given = name == pairs[0].key or name.endswith(f"[{pairs[0].key!r}]")
            return Claim("still is what was given" if given else f"holds what {name} holds")
    for key in shared([pair.given.sizes for pair in pairs]):
        if key[1] and all(pair.have.ndim == 0 and pair.have == pair.given.sizes[key] for pair in pairs):
            return Claim(f"is {key[1]}")
    for component, expected in others.items():
        if all(_is(expected[pair.case], pair) for pair in pairs):
            return Claim(f"holds what is expected for {component}")
    return None


def _is(value: Any, pair: ArrayPair) -> bool:
    alike = isinstance(value, NUMBERS) and (np.shape(value) == pair.have.shape or np.size(value) == pair.have.size == 1)
    return alike and pair.equal(np.reshape(value, pair.have.shape), pair.have)


def _arranged(pairs: list[ArrayPair]) -> Claim | None:
    """The right numbers at the wrong place; a single number is at its place anyway."""
    moved = [pair for pair in pairs if pair.wrong or pair.want.size > 1]
    found = [
        dict.fromkeys([*flattened(pair.given.named, *arrays), *arrangements(*arrays)])
        for pair in moved
        for arrays in [(pair.want, pair.have, pair.equal)]
    ]
    return next(iter(shared(found)), None)


def _turned(pairs: list[ArrayPair]) -> Claim | None:
    """What holds of arrays that are transposed everywhere, or have lost an axis everywhere."""
    for turn, words, question in ((transposed, "is transposed", ""), (without_axes, "has lost an axis", LOST)):
        arrays = [turn(pair.want, pair.have) for pair in pairs if pair.want.ndim >= pair.have.ndim]
        turned = [array for array in arrays if array is not None]
        if len(turned) < len(pairs):
            continue
        if claim := rescaled([pair.with_arrays(pair.want, array) for pair, array in zip(pairs, turned, strict=True)]):
            return Claim(f"{words}, and besides it {claim.words}", f"{question} {claim.question}".strip())
        if question:
            return Claim(f"{words}, and holds other numbers besides", question)
    return None


def _right_entries(component: str, pairs: list[ArrayPair]) -> Observation | None:
    """Where entries are right, where they are wrong, and what holds there; if a fact of single entries tells them apart."""
    if any(pair.missing or pair.have.shape != pair.want.shape for pair in pairs):
        return None
    bad = [pair.wrong_entries() for pair in pairs]
    if min(sum(mask.sum() for mask in bad), sum((~mask).sum() for mask in bad)) < ENOUGH:
        return None
    for fact in entry_facts([pair.given for pair in pairs], [mask.shape for mask in bad]):
        for right, wrong, flip in ((fact.elsewhere, fact.where, False), (fact.where, fact.elsewhere, True)):
            if all(np.array_equal(mask ^ flip, wanted) for mask, wanted in zip(fact.holds, bad, strict=True)):
                return Observation(component, _claim_of_entries(pairs) or WRONG, wrong, right)
    return None


def _right_elsewhere(component: str, pairs: list[ArrayPair], others: dict[str, dict[int, Any]]) -> Observation | None:
    """The same for whole arrays: a fact that holds for all the wrong ones, and for the right ones only if the claim does."""
    exact = None
    for fact in (*_facts_of_keys(pairs), *_facts_of_cases(pairs)):
        for right, wrong, flip in ((fact.elsewhere, fact.where, False), (fact.where, fact.elsewhere, True)):
            inside = [pair for pair, flag in zip(pairs, fact.holds, strict=True) if flag != flip]
            if len(inside) == len(pairs) or sum(pair.wrong for pair in pairs) > sum(pair.wrong for pair in inside):
                continue
            if claim := _claim(inside, others):
                return Observation(component, claim, wrong, right)
            if all(pair.wrong for pair in inside):
                exact = exact or Observation(component, WRONG, wrong, right)
    return exact


def _facts_of_keys(pairs: list[ArrayPair]) -> Iterable[Fact]:
    """Facts of the numbers in the arrays' names, as in dW1, dW2, dW3."""
    keys = [(pair.case, re.search(r"\d+$", str(pair.key))) for pair in pairs]
    numbered = [(case, int(number[0])) for case, number in keys if number]
    if len(numbered) < len(pairs) or len(pairs) == len({pair.case for pair in pairs}):
        return
    parts = all(isinstance(pair.key, int) for pair in pairs)
    for end, first, then in (
        (max, "in its last part", "in all parts but the last")
        if parts
        else (max, "for the highest index", "for all other indices"),
        (min, "in its first part", "in all parts but the first")
        if parts
        else (min, "for the lowest index", "for all other indices"),
    ):
        ends = {(case, end(n for other, n in numbered if other == case)) for case, _ in numbered}
        yield Fact(first, then, [place in ends for place in numbered])


def _facts_of_cases(pairs: list[ArrayPair]) -> Iterable[Fact]:
    """Facts of the arguments, where not a mere accident decides in which cases an answer is right."""
    cases = {pair.case: pair.given for pair in pairs}
    chances = math.comb(len(cases), len({pair.case for pair in pairs if pair.wrong}))
    labels = all(set(np.unique(pair.want)) <= {0, 1} for pair in pairs)
    if chances >= (20 if labels else 3):
        yield from case_facts([pair.given for pair in pairs])
