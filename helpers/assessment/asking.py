"""How a function is asked: called in the way that its def line allows, or looked at from outside."""

import contextlib
import copy
import inspect
import io
import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

import numpy as np

NUMBER = re.compile(r"[-+]?\d+\.\d*(?:[eE][-+]?\d+)?|\bnan\b|\binf\b")


class Ask(StrEnum):
    """What a case asks of a function."""

    RETURNED = "returned"
    PRINTED = "printed"  # what it returned, and the numbers that it printed on the way
    AGAIN = "again"  # whether a second call gives the same arrays of numbers as the first
    DEFAULTS = "defaults"  # the defaults of its def line; it is not called


def ask(function: Callable, what: Ask, arguments: Mapping[str, Any], parameters: Sequence[str]) -> Any:
    """Ask a function what a case wants to know.

    Args:
        function: A student's or one of ours.
        what: What is asked.
        arguments: Those of the case by name, in order; the function gets these very objects.
        parameters: The names in the def line as the exercise has it.

    Returns:
        RETURNED: what it returned. PRINTED: that, and a list of the numbers printed. AGAIN: a bool. DEFAULTS: a dictionary
        by the exercise's names; a parameter without a default is not in it.
    """
    if what is Ask.DEFAULTS:
        return defaults_of(function, parameters)
    if what is Ask.AGAIN:
        return same_arrays(*(call(function, copy.deepcopy(dict(arguments)), parameters) for _ in range(2)))
    if what is Ask.PRINTED:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            value = call(function, arguments, parameters)
        return value, [float(number) for number in NUMBER.findall(printed.getvalue())][:100]
    return call(function, arguments, parameters)


def call(function: Callable, arguments: Mapping[str, Any], parameters: Sequence[str]) -> Any:
    """Call a function, also one whose def line has our parameters in another order, or further ones that it never uses.

    Further ones get None: a function that looks at one ends with an error of its own. What `parameters` names is not further.
    """
    own = parameters_of(function)
    names = list(own)
    needed = [name for name, one in own.items() if one.default is one.empty and name not in parameters]
    if names[: len(arguments)] != list(arguments) and set(arguments) <= set(names):
        return function(**arguments, **dict.fromkeys(needed))
    further = [name for name in names[len(arguments) :] if name in needed]
    return function(*arguments.values(), **dict.fromkeys(further))


def defaults_of(function: Callable, parameters: Sequence[str]) -> dict[str, Any]:
    """The defaults in a function's def line, by our names; a parameter of another name counts by its place."""
    own = parameters_of(function)
    by_place = dict(zip(parameters, own.values(), strict=False))
    found = {name: own.get(name, by_place.get(name)) for name in parameters}
    return {name: found.default for name, found in found.items() if found and found.default is not found.empty}


def parameters_of(function: Callable) -> dict[str, inspect.Parameter]:
    """The parameters that can be given by name; none where that cannot be told, as in `def f(*args)`."""
    try:
        own = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return {}
    by_name = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return {name: parameter for name, parameter in own.items() if parameter.kind in by_name}


def same_arrays(first: Any, second: Any) -> bool:
    """Whether any array of two answers, of more than one value, is the same in both."""
    if isinstance(first, dict) and isinstance(second, dict):
        return any(same_arrays(first[key], second[key]) for key in first if key in second)
    if isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)):
        return any(same_arrays(*pair) for pair in zip(first, second, strict=False))
    if not (isinstance(first, np.ndarray) and isinstance(second, np.ndarray)):
        return False
    return first.dtype.kind in "if" and bool(np.ptp(first) > 0) and np.array_equal(first, second)
