"""The log of what is trained: the week's notebooks write it as they go, and the lab report reads it."""

import time
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from IPython import get_ipython

from helpers.lab_report.results import results_file, shown, write_runs
from helpers.lab_report.runs import ExperimentRun, Results, results_to_bytes


class ExperimentLog:
    """Notes trainings for the lab report, with the time that each of them took."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._waiting: list[ExperimentRun] = []  # noted, and not yet in the file

    def record(
        self,
        experiment: str,
        name: str,
        settings: Mapping[str, Any] | None = None,
        *,
        costs: Iterable[Any] = (),
        iterations: Iterable[int] | None = None,
        train: float | None = None,
        test: float | None = None,
        timed: bool = True,
    ) -> None:
        """Note a training, in place of an earlier one of the same name. It never stops a notebook.

        Args:
            experiment: What it belongs to.
            name: Its own name.
            settings: Such as {"learning_rate": 0.5, "seed": 1}.
            costs: The cost curve.
            iterations: Those that the costs belong to; 0, 100, 200, … if None.
            train: Right answers on the training set, in percent.
            test: Right answers on the test set, in percent.
            timed: Whether the training took the time since the clock was started, or since the last training was noted.
        """
        seconds = round(time.perf_counter() - self._started, 3) if timed else None
        try:
            curve = [_number(cost) for cost in costs]
            steps = list(range(0, 100 * len(curve), 100)) if iterations is None else [int(i) for i in iterations]
            plain = {str(key): _plain(value) for key, value in (settings or {}).items()}
            run = ExperimentRun(experiment, name, plain, steps, curve, _number(train), _number(test), seconds)
            results_to_bytes(Results((run,)))  # what waits to be written must not be refused then
        except (TypeError, ValueError, OverflowError) as error:
            print(f"This run is not noted for the lab report ({str(error)[:200]}).")
        else:
            self._waiting.append(run)
            self._write()
        self.start_clock()

    def start_clock(self, *_: object) -> None:
        """Begin to measure a training."""
        self._started = time.perf_counter()

    def _write(self) -> None:
        """Write what waits, and say so where something is wrong with the file."""
        file = shown(results_file())
        try:
            kept = write_runs(self._waiting)
        except OSError as error:
            print(
                f"This run is not noted for the lab report yet: {file} cannot be written ({error.strerror or error}). Close what "
                "else has it open, make room on the disk, or allow writing in its folder; the next training notes this one, too."
            )
            return
        self._waiting.clear()
        if kept:
            print(
                f"{file} was damaged: what could be read of it is still there, and the damaged file is now {shown(kept)}."
            )


def start_log() -> ExperimentLog:
    """Begin to note this notebook's trainings.

    Returns:
        A log whose clock starts anew with each cell that is run, by a hook in IPython; without IPython, only where it is told.
    """
    log = ExperimentLog()
    shell = get_ipython()
    if shell is not None:
        shell.events.register("pre_run_cell", log.start_clock)
    return log


def _number(value: Any) -> float | None:
    """A number as JSON can hold it: what overflowed becomes None."""
    if value is None:
        return None
    number = float(np.squeeze(value))
    return number if np.isfinite(number) else None


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    value = value.item() if isinstance(value, np.generic) else value
    finite = isinstance(value, (bool, int)) or (isinstance(value, float) and np.isfinite(value))
    return value if finite else str(value)
