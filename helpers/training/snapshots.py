"""Parameters kept along a training, to look at afterwards."""

import functools
import itertools
from collections.abc import Callable
from typing import Any

import numpy as np


def keep_snapshots(update: Callable, every: int = 100) -> Callable:
    """Make an update of parameters that also keeps what it is given at calls 0, every, 2·every, …

    Args:
        update: A function such as update_parameters(params, grads, learning_rate). One that keeps snapshots already starts
            afresh.
        every: Calls between two snapshots.

    Returns:
        A function of the same name and arguments; its attribute `snapshots` is a list of parameters.
    """
    update = getattr(update, "plain", update)
    snapshots: list[dict[str, np.ndarray]] = []
    calls = itertools.count()

    @functools.wraps(update)
    def updating(params: dict[str, np.ndarray], *args: Any, **kwargs: Any) -> dict[str, np.ndarray]:
        if next(calls) % every == 0:
            snapshots.append({name: np.copy(value) for name, value in params.items()})
        return update(params, *args, **kwargs)

    vars(updating).update(plain=update, snapshots=snapshots)
    return updating
