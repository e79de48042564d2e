"""Numbers that follow from the right ones by a simple formula: a factor, a sum, a root, a step of another length."""

import functools
import itertools
import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from helpers.assessment.comparison import NUMBERS
from helpers.assessment.diagnosis.array_pairs import ArrayPair
from helpers.assessment.diagnosis.case_properties import shared
from helpers.assessment.diagnosis.observation import EXPECTED, Claim

ENOUGH = 3  # entries, to conclude anything from
LOGARITHMS = {"1 / ln 2": 1 / math.log(2), "1 / ln 10": 1 / math.log(10), "ln 2": math.log(2), "ln 10": math.log(10)}
FORMULAS: dict[str, Callable[[np.ndarray], Any]] = {
    f"1 minus {EXPECTED}": lambda want: 1 - want,
    f"the absolute value of {EXPECTED}": np.abs,
    f"the square of {EXPECTED}": np.square,
    f"the square root of {EXPECTED}": np.sqrt,
    f"1 divided by {EXPECTED}": np.reciprocal,
    f"the exponential of {EXPECTED}": np.exp,
    f"the logarithm of {EXPECTED}": np.log,
    f"{EXPECTED} without its decimals": np.trunc,
    **{f"{EXPECTED} rounded to {n} decimals": functools.partial(np.round, decimals=n) for n in range(6)},
}


def rescaled(pairs: list[ArrayPair]) -> Claim | None:
    """The first formula that gives all the answers from what is expected.

    Args:
        pairs: Arrays whose numbers are finite.

    Returns:
        None where there is none, or where shapes differ.
    """
    if any(pair.want.shape != pair.have.shape for pair in pairs):
        return None
    if claim := _factor(pairs) or _step(pairs):
        return claim
    if any(pair.given.stubs for pair in pairs):
        return None  # simple stubs make simple formulas of what is none
    return _constant(pairs) or _formula(pairs) or _line(pairs)


def _factor(pairs: list[ArrayPair], what: str = EXPECTED) -> Claim | None:
    telling = np.array([np.abs(pair.want).max(initial=0) > 1e-6 for pair in pairs])
    if sum(np.count_nonzero(pair.want) for pair in pairs) < ENOUGH or not telling.any():
        return None
    want, have = pairs[telling.argmax()].want, pairs[telling.argmax()].have
    constant = float(have.flat[np.abs(want).argmax()] / want.flat[np.abs(want).argmax()])
    if constant and _is_plain(constant) and _times([constant] * len(pairs), pairs):
        return Claim(_number(constant, what))
    for words, factors, symbols in _sizes_and_their_ratios(pairs):
        changing = np.ptp(factors[telling]) > 0
        for sign, name in ((1, words), (-1, f"-{words}")):
            if changing and _times(sign * factors, pairs):
                return Claim(f"is {name} times {what}", _about(symbols, pairs, words))
    return None


def _is_plain(number: float) -> bool:
    """Whether it is a number that people write: a small fraction, a logarithm, or one of three digits."""
    if not 1e-4 < abs(number) < 1e5:
        return False
    simple = Fraction(number).limit_denominator(12)
    written = [float(simple), float(f"{number:.3g}"), *LOGARITHMS.values(), *(-value for value in LOGARITHMS.values())]
    inverse = round(1 / number)
    written += [1 / inverse] if inverse else []
    return any(math.isclose(number, value, rel_tol=1e-6) for value in written)


def _sizes_and_their_ratios(pairs: list[ArrayPair]) -> Iterator[tuple[str, np.ndarray, list[tuple[str, str]]]]:
    """Factors that change from case to case: in words, their values, and the symbols in the words with their meanings."""
    sizes = {key: np.array([pair.given.sizes[key] for pair in pairs]) for key in shared([x.given.sizes for x in pairs])}
    sizes = {key: values for key, values in sizes.items() if values.all()}
    for key, n in sizes.items():
        for words, factors in (("{}", n), ("1/{}", 1 / n), ("{}²", n**2), ("1/{}²", 1 / n**2), ("√{}", n**0.5)):
            yield words.format(key[0]), factors, [key]
        yield f"1/√{key[0]}", 1 / n**0.5, [key]
    for (one, m), (other, n) in itertools.permutations(sizes.items(), 2):
        if one[0] == "m" != other[0] or other[0] == "m" != one[0]:
            yield f"{one[0]}/{other[0]}", m / n, [one, other]


def _times(factors: Any, pairs: list[ArrayPair]) -> bool:
    return all(pair.equal(factor * pair.want, pair.have) for factor, pair in zip(factors, pairs, strict=True))


def _number(factor: float, what: str) -> str:
    if math.isclose(factor, -1, rel_tol=1e-6):
        return f"is {what} with the opposite sign"
    simple = Fraction(factor).limit_denominator(12) or Fraction(1, round(1 / factor))
    if math.isclose(factor, simple, rel_tol=1e-6):
        words = {2: "twice", Fraction(1, 2): "half of"}.get(simple, f"{simple} times")
        return f"is {words} {what}"
    note = next((f" ({name})" for name, v in LOGARITHMS.items() if math.isclose(abs(factor), v, rel_tol=1e-6)), "")
    return f"is {factor:.4g}{note} times {what}"


def _about(symbols: list[tuple[str, str]], pairs: list[ArrayPair], factor: str) -> str:
    """What symbols stand for and how large they are in the case that is printed, with the question they raise."""
    texts = []
    for symbol, meaning in symbols:
        shown = [f"{pair.given.sizes[symbol, meaning]:g} in the case shown" for pair in pairs if pair.shown][:1]
        texts += [f"{symbol} is {': '.join([meaning] * bool(meaning) + shown)}"] if meaning or shown else []
    question = " Is it a sum or a mean over the samples?" if factor in ("m", "1/m") else ""
    return f"Here {' and '.join(texts)}.{question}" if texts else ""


def _constant(pairs: list[ArrayPair]) -> Claim | None:
    if sum(pair.want.size for pair in pairs) < ENOUGH or not pairs[0].want.size:
        return None
    constant = float(pairs[0].have.flat[0] - pairs[0].want.flat[0])
    if _is_plain(constant) and all(pair.equal(pair.want + constant, pair.have) for pair in pairs):
        return Claim(f"is {EXPECTED} {'plus' if constant > 0 else 'minus'} {abs(constant):.6g}")
    for name in shared([pair.given.named for pair in pairs]):
        for word, sign in (("plus", 1), ("minus", -1)):
            if all(_moved_by(pair.given.named[name], sign, pair) for pair in pairs):
                return Claim(f"is {EXPECTED} {word} {name}")
    several = sum(pair.want.size - 1 for pair in pairs) >= ENOUGH and all(pair.want.size for pair in pairs)
    if several and all(pair.equal(pair.want + (pair.have - pair.want).flat[0], pair.have) for pair in pairs):
        return Claim("is right up to a constant, one number for all entries of a case")
    return None


def _moved_by(value: Any, sign: int, pair: ArrayPair) -> bool:
    if not isinstance(value, NUMBERS) or np.ndim(value) > pair.want.ndim:
        return False
    try:
        return pair.equal(pair.want + sign * np.asarray(value, float), pair.have)
    except ValueError:  # shapes that do not go together
        return False


def _formula(pairs: list[ArrayPair]) -> Claim | None:
    if sum(pair.want.size for pair in pairs if pair.wrong) < ENOUGH:
        return None
    for words, formula in FORMULAS.items():
        if all(pair.equal(formula(pair.want), pair.have) for pair in pairs):
            return Claim(f"is {words}")
    return None


def _line(pairs: list[ArrayPair]) -> Claim | None:
    want, have = (np.concatenate([getattr(pair, name).ravel() for pair in pairs]) for name in ("want", "have"))
    if len(want) < 2 + ENOUGH or not np.ptp(want):
        return None
    slope, start = np.polyfit(want, have, 1)
    if not (_is_plain(slope) and _is_plain(start)) or not all(
        pair.equal(slope * pair.want + start, pair.have) for pair in pairs
    ):
        return None
    return Claim(f"is {slope:.6g} times {EXPECTED} {'plus' if start > 0 else 'minus'} {abs(start):.6g}")


def _step(pairs: list[ArrayPair]) -> Claim | None:
    """What holds of the way from an argument of the same name, such as a parameter that is updated."""
    steps = []
    for pair in pairs:
        given = pair.given.named
        names = [name for name in given if name == pair.key or name.endswith(f"[{pair.key!r}]")]
        if not names or np.shape(given[names[0]]) != pair.want.shape:
            return None
        before = np.asarray(given[names[0]], float)
        steps.append(pair.with_arrays(pair.want - before, pair.have - before))
    if not any(step.have.any() for step in steps):
        return Claim("still is what was given")
    claim = _factor(steps, "the expected one")
    return Claim(f"takes a step that {claim.words}", claim.question) if claim else None
