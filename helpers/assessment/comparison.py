"""Is an answer the expected one? Checked in the order a person debugs: missing, type, shape, finite, value."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import numpy as np

from helpers.assessment.formatting import kind, show
from helpers.assessment.serialization import Between, Normal, Opaque, Twins, Uniform

NUMBERS = (bool, int, float, np.ndarray)


@dataclass(frozen=True)
class Problem:
    """What is wrong with (a part of) an answer, as one sentence."""

    sentence: str


class Exactly(dict):
    """A dictionary to which another one with further keys is not equal."""


def split(returns: Any, answer: Any) -> dict[str, Any]:
    """Take an answer apart into its named components.

    Arguments: returns, the shape of the answer with component names at its leaves; a dictionary key with * collects every
    key that fits, and no others may be there unless a + follows. answer, what the function gave.
    Returns: component → value, or a Problem where the value is not there.
    """
    if isinstance(returns, str):
        return {returns: answer}
    if isinstance(returns, dict):
        return _split_dict(returns, answer)
    names = f"{len(returns)} values ({', '.join(_title(part) for part in returns)})"
    if not isinstance(answer, (tuple, list)):
        return _all_missing(returns, f"It should return {names}; yours returned {kind(answer)}.")
    if len(answer) != len(returns):
        return _all_missing(returns, f"It should return {names}; yours returned {len(answer)}.")
    parts = {}
    for part, value in zip(returns, answer, strict=True):
        parts |= split(part, value)
    return parts


def _split_dict(returns: dict, answer: Any) -> dict[str, Any]:
    if not isinstance(answer, dict):
        return _all_missing(
            returns, f"A dictionary with {', '.join(map(repr, returns))} is expected; yours is {kind(answer)}."
        )
    parts = {}
    for key, part in returns.items():
        if "*" in key:
            kind_of_dict = dict if key.endswith("+") else Exactly
            parts |= split(
                part, kind_of_dict((k, v) for k, v in answer.items() if fnmatchcase(str(k), key.rstrip("+")))
            )
        elif key in answer:
            parts |= split(part, answer[key])
        else:
            there = ", ".join(repr(k) for k in list(answer)[:12]) or "none"
            parts |= _all_missing(part, f"The key {key!r} is missing from the dictionary; its keys are {there}.")
    return parts


def component_names(returns: Any) -> list[str]:
    """List the names of the components of an answer, in order and each once."""
    if isinstance(returns, str):
        return [returns]
    parts = returns.values() if isinstance(returns, dict) else returns
    return list(dict.fromkeys(name for part in parts for name in component_names(part)))


def _all_missing(returns: Any, sentence: str) -> dict[str, Any]:
    return {name: Problem(sentence) for name in component_names(returns)}


def _title(part: Any) -> str:
    return part if isinstance(part, str) else "{" + ", ".join(map(repr, part)) + "}"


def compare(expected: Any, got: Any, tolerance: tuple[float, float], name: str = "the value") -> Problem | None:
    """Compare a component with what is expected.

    Arguments: expected and got, decoded values; tolerance, (relative to the largest expected entry, absolute);
    name, how the sentence calls the component.
    Returns: None where they agree, else the first Problem in the order type, shape, finite, value.
    """
    if isinstance(got, Problem):
        return got
    if got is None and expected is not None:
        return Problem(f"{name} is None: is there a `return`, and was the value ever computed?")
    if isinstance(got, Opaque) and not isinstance(expected, Opaque):
        return Problem(f"{name} is {got.kind}; {_wanted(expected)} is expected.")
    if isinstance(expected, (Normal, Uniform, Twins, Between)):
        return _compare_rule(expected, got, name)
    if isinstance(expected, dict):
        return _compare_dict(expected, got, tolerance, name)
    if isinstance(expected, (list, tuple)):
        return _compare_list(expected, got, tolerance, name)
    if isinstance(expected, NUMBERS):
        return _compare_numbers(expected, got, tolerance, name)
    if type(expected) is type(got) and expected == got:
        return None
    return Problem(f"{name} is {show(got)}; {show(expected)} is expected.")


def remark(expected: Any, got: Any, name: str) -> str | None:
    """Say what is unusual about a right component but costs nothing."""
    if is_number(expected) and isinstance(got, np.ndarray) and got.ndim:
        return (
            f"{name} has the right value but is an array of shape {got.shape}; a plain number is easier to work with."
        )
    return None


def is_number(value: Any) -> bool:
    """Whether a value is a single number."""
    return isinstance(value, (bool, int, float)) or (isinstance(value, np.ndarray) and value.ndim == 0)


def _wanted(expected: Any) -> str:
    if isinstance(expected, Normal):
        return f"an array of shape {expected.shape}"
    return "a number" if isinstance(expected, Between) else kind(expected)


def _compare_dict(expected: dict, got: Any, tolerance: tuple[float, float], name: str) -> Problem | None:
    if not isinstance(got, dict):
        return Problem(f"{name} is {kind(got)}; a dictionary is expected.")
    for key, value in expected.items():
        if key not in got:
            return Problem(f"{name} lacks the key {key!r}.")
        if problem := compare(value, got[key], tolerance, f"{name}[{key!r}]" if name != key else name):
            return problem
    further = [key for key in got if key not in expected] if isinstance(expected, Exactly) else []
    if further:
        return Problem(f"{name} has the key {further[0]!r} too, which is not expected.")
    return None


def _compare_list(expected: list | tuple, got: Any, tolerance: tuple[float, float], name: str) -> Problem | None:
    if isinstance(got, np.ndarray) and got.ndim == 1:
        got = list(got)  # a list of numbers collected in an array says the same
    if not isinstance(got, (list, tuple)):
        return Problem(f"{name} is {kind(got)}; {kind(expected)} is expected.")
    if len(got) != len(expected):
        return Problem(f"{name} has {len(got)} entries; {len(expected)} are expected.")
    for index, (want, have) in enumerate(zip(expected, got, strict=True)):
        if problem := compare(want, have, tolerance, f"{name}[{index}]"):
            return problem
    return None


def _compare_numbers(expected: Any, got: Any, tolerance: tuple[float, float], name: str) -> Problem | None:
    if not isinstance(got, NUMBERS):
        return Problem(f"{name} is {kind(got)}; {kind(expected)} is expected.")
    want, have = np.asarray(expected), np.asarray(got)
    if is_number(expected) and have.size == 1:
        have = have.reshape(())
    elif want.shape != have.shape:
        return Problem(f"{name} has the wrong shape: {_shape(want)} is expected, yours is {_shape(have)}.")
    if np.iscomplexobj(have):
        return Problem(f"{name} holds complex numbers.")
    want, have = want.astype(float), have.astype(float)
    return _not_finite(want, have, name) or _too_far(want, have, tolerance, name)


def _shape(array: np.ndarray) -> str:
    return f"shape {array.shape}" if array.ndim else "a plain number"


def _not_finite(want: np.ndarray, have: np.ndarray, name: str) -> Problem | None:
    bad = ~np.isfinite(have) & np.isfinite(want)
    if not bad.any():
        return None
    what = "NaN (not a number)" if np.isnan(have[bad]).any() else "infinite"
    return Problem(f"{name} is {what}{_where(bad)}; {show(float(want[bad][0]))} is expected there.")


def _too_far(want: np.ndarray, have: np.ndarray, tolerance: tuple[float, float], name: str) -> Problem | None:
    if want.size == 0:
        return None
    relative, absolute = tolerance
    scale = np.abs(want[np.isfinite(want)]).max(initial=0.0)
    with np.errstate(invalid="ignore"):
        distance = np.where((want == have) | (np.isnan(want) & np.isnan(have)), 0.0, np.abs(have - want))
    worst = np.unravel_index(np.argmax(distance), distance.shape)
    if distance[worst] <= absolute + relative * scale:
        return None
    place = f" at [{', '.join(map(str, map(int, worst)))}]" if worst else ""
    return Problem(
        f"{name} is wrong: largest difference {distance[worst]:.4g}{place} "
        f"(expected {want[worst]:.8g}, got {have[worst]:.8g})."
    )


def _where(mask: np.ndarray) -> str:
    if mask.ndim == 0:
        return ""
    first = ", ".join(str(int(index)) for index in np.argwhere(mask)[0])
    return f" in {int(mask.sum())} of {mask.size} entries, first at [{first}]"


def _compare_rule(rule: Normal | Uniform | Twins | Between, got: Any, name: str) -> Problem | None:
    if not isinstance(got, NUMBERS):
        return Problem(f"{name} is {kind(got)}; {_wanted(rule)} is expected.")
    have = np.asarray(got)
    if isinstance(rule, Between):
        if have.size != 1 or np.iscomplexobj(have):
            return Problem(f"{name} is {kind(got)}; a number is expected.")
        value = float(have.reshape(()))
        return None if rule.low <= value <= rule.high else Problem(f"{name} is {value:.6g}; {show(rule)} is expected.")
    if have.shape != rule.shape:
        return Problem(f"{name} has the wrong shape: {rule.shape} is expected, yours is {have.shape}.")
    if have.dtype.kind not in "biuf" or not np.isfinite(have).all():
        return Problem(f"{name} must hold finite numbers.")
    have = have.astype(float)
    if isinstance(rule, Uniform):
        right = have.min() >= 0 and have.max() <= rule.high and (have.max() > rule.high / 2 or have.size < 20)
        return None if right else Problem(f"the entries of {name} do not fill the range from 0 to {rule.high:g}.")
    if isinstance(rule, Twins) and len(have) > 1:
        if not (have == have[0]).all():
            return Problem(f"the rows of {name} are not all alike.")
        have = have[:1]
    return _not_normal(have, rule.scale, name)


def _not_normal(have: np.ndarray, scale: float, name: str) -> Problem | None:
    """Five standard errors each way: a right answer fails once in a million draws."""
    n = have.size
    if n > 1 and (have == have.flat[0]).all():
        return Problem(f"all entries of {name} are equal ({have.flat[0]:g}); random numbers are expected.")
    if have.ndim == 2 and len(np.unique(have, axis=0)) < len(have):
        return Problem(f"two rows of {name} are alike; every unit needs random numbers of its own.")
    spread = np.sqrt(np.mean(have**2))
    slack = 5 / np.sqrt(2 * n)
    if not max(1 - slack, 0) <= spread / scale <= 1 + slack + 4 / n:
        return Problem(f"the entries of {name} spread by {spread:.3g}; a standard deviation of {scale:g} is expected.")
    if abs(have.mean()) > 5 * scale / np.sqrt(n):
        return Problem(f"the entries of {name} have mean {have.mean():.3g}; random numbers around 0 are expected.")
    return None
