"""A record of what was trained: the week's notebooks write it as they go, and the lab report reads it.

It is one JSON file beside the notebooks, results/results.json, and is handed in with them.
"""

import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from helpers.lab_report.environment import environment

LARGEST = 5_000_000  # characters of a file that is read
_lap = time.perf_counter()


class ResultsUnreadable(ValueError):
    """The file of results is missing or damaged; the text says what to do."""


@dataclass(frozen=True)
class Run:
    """One training.

    experiment, what it belongs to; name; settings, name -> number or text; iterations and costs, the cost curve;
    train and test, percentages of right answers; seconds it took. What was not measured is None, or empty.
    """

    experiment: str
    name: str
    settings: dict[str, Any] = field(default_factory=dict)
    iterations: list[int] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    train: float | None = None
    test: float | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Results:
    """All runs, in the order in which they were first made; when and where the last one was made."""

    runs: tuple[Run, ...] = ()
    when: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def of(self, experiment: str) -> list[Run]:
        """The runs of an experiment."""
        return [run for run in self.runs if run.experiment == experiment]


def record(
    experiment: str,
    name: str,
    settings: Mapping[str, Any] | None = None,
    *,
    costs: Iterable[float] = (),
    iterations: Iterable[int] | None = None,
    train: float | None = None,
    test: float | None = None,
    timed: bool = True,
) -> None:
    """Note a training for the lab report, in place of an earlier one of the same name. It never stops a notebook.

    Arguments: experiment and name of the run; settings, such as {"learning_rate": 0.5, "seed": 1}; costs, and the iterations
    they belong to (by default 0, 100, 200, …); train and test, percentages of right answers; timed, whether the time since
    the cell began, or since the last run was noted, is the time that this training took.
    """
    seconds = round(time.perf_counter() - _lap, 3) if timed else None
    try:
        costs = [_number(cost) for cost in costs]
        iterations = list(range(0, 100 * len(costs), 100)) if iterations is None else [int(i) for i in iterations]
        settings = {str(key): _plain(value) for key, value in (settings or {}).items()}
        run = Run(experiment, name, settings, iterations, costs, _number(train), _number(test), seconds)
        _write(run)
    except (TypeError, ValueError, OverflowError, OSError) as error:
        print(f"This run is not noted for the lab report ({str(error)[:200]}).")
    start_clock()


def start_clock(*_: object) -> None:
    """Begin to measure a training: called before each cell, and after each run that was noted."""
    global _lap
    _lap = time.perf_counter()


def read_results() -> Results:
    """Read what was noted in this folder.

    Raises: ResultsUnreadable, with a sentence that says what to do, where there is nothing or the file is damaged.
    """
    path = results_file()
    if not path.is_file():
        raise ResultsUnreadable(
            f"There are no results yet: {_shown(path)} is not there. Run the training cells of this week's notebook in this "
            "folder; they write it."
        )
    try:
        text = path.read_text(encoding="utf-8")
        if len(text) > LARGEST:
            raise ValueError(f"{len(text):,} characters")
        data = json.loads(text)
        runs = tuple(Run(**run) for run in data["runs"])
        _check(runs)
        return Results(runs, str(data["when"]), {str(k): str(v) for k, v in data["environment"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ResultsUnreadable(
            f"{_shown(path)} is damaged and cannot be read ({type(error).__name__}). Delete it, then run the training cells "
            "of this week's notebook again."
        ) from None


def results_file() -> Path:
    """Where results are kept: beside the notebook; the instructor's own lie beside source/, whose files are given out."""
    here = Path.cwd()
    if here.parent.name == "source":
        return here.parent.parent / "results" / here.name / "results.json"
    return here / "results" / "results.json"


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _write(run: Run) -> None:
    try:
        runs = {(old.experiment, old.name): old for old in read_results().runs}
    except ResultsUnreadable:
        runs = {}
    runs[run.experiment, run.name] = run
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    data = {"when": when, "environment": environment(), "runs": [asdict(run) for run in runs.values()]}
    path = results_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(data, indent=1, allow_nan=False), encoding="utf-8")
    os.replace(new, path)  # whoever reads meanwhile sees the old file or the new one


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


def _check(runs: tuple[Run, ...]) -> None:
    """Raise ValueError where a run is not made of what it should be: the file may have been edited by hand."""
    for run in runs:
        texts, numbers = (run.experiment, run.name), (*run.costs, *run.iterations, run.train, run.test, run.seconds)
        if not all(isinstance(text, str) for text in texts) or not isinstance(run.settings, dict):
            raise ValueError("a run without a name or settings")
        if not all(value is None or isinstance(value, (int, float)) for value in numbers):
            raise ValueError("something that is not a number")
        if len(run.costs) != len(run.iterations):
            raise ValueError("costs without their iterations")


def _register_clock() -> None:
    """In a notebook, measure from the beginning of each cell."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is not None:
        shell.events.register("pre_run_cell", start_clock)


_register_clock()
