"""A progress bar for long loops."""

import warnings
from collections.abc import Callable, Iterable, Sized

LONG = 500


def progress(steps: Iterable) -> Iterable:
    """Go through steps with a progress bar if they are many, without one if they are few or tqdm is not installed.

    Args:
        steps: Anything to loop over that knows its length, such as range(num_iterations).

    Returns:
        The same steps.
    """
    many = isinstance(steps, Sized) and len(steps) >= LONG
    bar = _find_bar() if many else None
    return bar(steps, leave=False, mininterval=0.2) if bar else steps


def _find_bar() -> Callable[..., Iterable] | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # without ipywidgets, tqdm would ask for them; a bar of characters does as well
        try:
            from tqdm.auto import tqdm
        except ImportError:
            return None
    return tqdm
