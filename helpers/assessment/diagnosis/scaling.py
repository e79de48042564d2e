"""Numbers that follow from the right ones by a simple formula: a factor, a sum, a root, a step of another length."""

import itertools
import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from helpers.assessment.comparison import NUMBERS
from helpers.assessment.diagnosis.array_pairs import Look
from helpers.assessment.diagnosis.case_properties import shared

Claim = tuple[str, str]  # what holds, as the end of a sentence about the component; what else there is to say
EXPECTED = "what is expected"
ENOUGH = 3  # entries, to conclude anything from
LOGARITHMS = {"1 / ln 2": 1 / math.log(2), "1 / ln 10": 1 / math.log(10), "ln 2": math.log(2), "ln 10": math.log(10)}
FORMULAS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "1 minus what is expected": lambda want: 1 - want,
    "the absolute value of what is expected": np.abs,
    "the square of what is expected": np.square,
    "the square root of what is expected": np.sqrt,
    "1 divided by what is expected": np.reciprocal,
    "the exponential of what is expected": np.exp,
    "the logarithm of what is expected": np.log,
    "what is expected without its decimals": np.trunc,
} | {f"what is expected rounded to {n} decimals": lambda want, n=n: np.round(want, n) for n in range(6)}


def rescaled(looks: list[Look]) -> Claim | None:
    """The first formula that gives all the answers from what is expected.

    Arguments: looks, whose numbers are finite.
    Returns: None where there is none, or where shapes differ.
    """
    if any(look.want.shape != look.have.shape for look in looks):
        return None
    if claim := _factor(looks) or _step(looks):
        return claim
    if any(look.given.stubs for look in looks):
        return None  # simple stubs make simple formulas of what is none
    return _constant(looks) or _formula(looks) or _line(looks)


def _factor(looks: list[Look], what: str = EXPECTED) -> Claim | None:
    telling = np.array([np.abs(look.want).max(initial=0) > 1e-6 for look in looks])
    if sum(np.count_nonzero(look.want) for look in looks) < ENOUGH or not telling.any():
        return None
    want, have = looks[telling.argmax()].want, looks[telling.argmax()].have
    constant = float(have.flat[np.abs(want).argmax()] / want.flat[np.abs(want).argmax()])
    if constant and _times([constant] * len(looks), looks):
        return _number(constant, what), ""
    for words, factors, symbols in _sizes_and_their_ratios(looks):
        changing = np.ptp(factors[telling]) > 0
        for sign, name in ((1, words), (-1, f"-{words}")):
            if changing and _times(sign * factors, looks):
                return f"is {name} times {what}", _about(symbols, looks, words)
    return None


def _sizes_and_their_ratios(looks: list[Look]) -> Iterator[tuple[str, np.ndarray, list[tuple[str, str]]]]:
    """Factors that change from case to case: in words, their values, and the symbols in the words with their meanings."""
    sizes = {key: np.array([look.given.sizes[key] for look in looks]) for key in shared([x.given.sizes for x in looks])}
    sizes = {key: values for key, values in sizes.items() if values.all()}
    for key, n in sizes.items():
        for words, factors in (("{}", n), ("1/{}", 1 / n), ("{}²", n**2), ("1/{}²", 1 / n**2), ("√{}", n**0.5)):
            yield words.format(key[0]), factors, [key]
        yield f"1/√{key[0]}", 1 / n**0.5, [key]
    for (one, m), (other, n) in itertools.permutations(sizes.items(), 2):
        if one[0] == "m" != other[0] or other[0] == "m" != one[0]:
            yield f"{one[0]}/{other[0]}", m / n, [one, other]


def _times(factors: Any, looks: list[Look]) -> bool:
    return all(look.equal(factor * look.want, look.have) for factor, look in zip(factors, looks, strict=True))


def _number(factor: float, what: str) -> str:
    if math.isclose(factor, -1, rel_tol=1e-6):
        return f"is {what} with the opposite sign"
    simple = Fraction(factor).limit_denominator(12) or Fraction(1, round(1 / factor))
    if math.isclose(factor, simple, rel_tol=1e-6):
        words = {2: "twice", Fraction(1, 2): "half of"}.get(simple, f"{simple} times")
        return f"is {words} {what}"
    note = next((f" ({name})" for name, v in LOGARITHMS.items() if math.isclose(abs(factor), v, rel_tol=1e-6)), "")
    return f"is {factor:.4g}{note} times {what}"


def _about(symbols: list[tuple[str, str]], looks: list[Look], factor: str) -> str:
    """What symbols stand for and how large they are in the case that is printed, with the question they raise."""
    texts = []
    for symbol, meaning in symbols:
        shown = [f"{look.given.sizes[symbol, meaning]:g} in the case shown" for look in looks if look.shown][:1]
        texts += [f"{symbol} is {': '.join([meaning] * bool(meaning) + shown)}"] if meaning or shown else []
    question = " Is it a sum or a mean over the samples?" if factor in ("m", "1/m") else ""
    return f"Here {' and '.join(texts)}.{question}" if texts else ""


def _constant(looks: list[Look]) -> Claim | None:
    if sum(look.want.size for look in looks) < ENOUGH or not looks[0].want.size:
        return None
    constant = float(looks[0].have.flat[0] - looks[0].want.flat[0])
    if all(look.equal(look.want + constant, look.have) for look in looks):
        return f"is what is expected {'plus' if constant > 0 else 'minus'} {abs(constant):.6g}", ""
    for name in shared([look.given.named for look in looks]):
        for word, sign in (("plus", 1), ("minus", -1)):
            if all(_moved_by(look.given.named[name], sign, look) for look in looks):
                return f"is what is expected {word} {name}", ""
    several = sum(look.want.size - 1 for look in looks) >= ENOUGH and all(look.want.size for look in looks)
    if several and all(look.equal(look.want + (look.have - look.want).flat[0], look.have) for look in looks):
        return "is right up to a constant, one number for all entries of a case", ""
    return None


def _moved_by(value: Any, sign: int, look: Look) -> bool:
    if not isinstance(value, NUMBERS) or np.ndim(value) > look.want.ndim:
        return False
    try:
        return look.equal(look.want + sign * np.asarray(value, float), look.have)
    except ValueError:  # shapes that do not go together
        return False


def _formula(looks: list[Look]) -> Claim | None:
    if sum(look.want.size for look in looks if look.wrong) < ENOUGH:
        return None
    for words, formula in FORMULAS.items():
        if all(look.equal(formula(look.want), look.have) for look in looks):
            return f"is {words}", ""
    return None


def _line(looks: list[Look]) -> Claim | None:
    want, have = (np.concatenate([getattr(look, name).ravel() for look in looks]) for name in ("want", "have"))
    if len(want) < 2 + ENOUGH or not np.ptp(want):
        return None
    slope, start = np.polyfit(want, have, 1)
    if not slope or not all(look.equal(slope * look.want + start, look.have) for look in looks):
        return None
    return f"is {slope:.6g} times what is expected {'plus' if start > 0 else 'minus'} {abs(start):.6g}", ""


def _step(looks: list[Look]) -> Claim | None:
    """What holds of the way from an argument of the same name, such as a parameter that is updated."""
    steps = []
    for look in looks:
        given = look.given.named
        names = [name for name in given if name == look.key or name.endswith(f"[{look.key!r}]")]
        if not names or np.shape(given[names[0]]) != look.want.shape:
            return None
        before = np.asarray(given[names[0]], float)
        steps.append(look.of(look.want - before, look.have - before))
    if not any(step.have.any() for step in steps):
        return "still is what was given", ""
    claim = _factor(steps, "the expected one")
    return (f"takes a step that {claim[0]}", claim[1]) if claim else None
