"""The file of results: what the week's trainings gave, in one JSON file beside the notebooks that is handed in with them."""

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from helpers.lab_report.environment import environment

LARGEST = 5_000_000  # characters of a file that is read


class ResultsUnreadable(ValueError):
    """The file of results is missing or damaged; the text says what to do."""


@dataclass(frozen=True)
class ExperimentRun:
    """One training of an experiment. What was not measured is None, or empty."""

    experiment: str  # what it belongs to
    name: str
    settings: dict[str, Any] = field(default_factory=dict)  # name → number, text, or list of them
    iterations: list[int] = field(default_factory=list)
    costs: list[float | None] = field(default_factory=list)  # at these iterations; None where a cost overflowed
    train: float | None = None  # right answers on the training set, in percent
    test: float | None = None  # right answers on the test set, in percent
    seconds: float | None = None


@dataclass(frozen=True)
class Results:
    """All runs, in the order in which they were first made."""

    runs: tuple[ExperimentRun, ...] = ()
    when: str = ""  # the last one was made, in ISO 8601
    environment: dict[str, str] = field(default_factory=dict)  # in which the last one was made

    def of(self, experiment: str) -> list[ExperimentRun]:
        """List the runs of an experiment.

        Args:
            experiment: Its name.

        Returns:
            Its runs, in the order in which they were first made.
        """
        return [run for run in self.runs if run.experiment == experiment]


def read_results() -> Results:
    """Read what was noted in the working directory.

    Returns:
        All runs.

    Raises:
        ResultsUnreadable: There is no file, or it is damaged; the message says what to do.
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
        runs = tuple(ExperimentRun(**run) for run in data["runs"])
        _check(runs)
        return Results(runs, str(data["when"]), {str(k): str(v) for k, v in data["environment"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ResultsUnreadable(
            f"{_shown(path)} is damaged and cannot be read ({type(error).__name__}). Delete it, then run the training cells "
            "of this week's notebook again."
        ) from None


def results_file() -> Path:
    """Tell where results are kept: beside the notebook; the instructor's own lie beside source/, whose files are given out.

    Returns:
        The path of results.json, which need not be there.
    """
    here = Path.cwd()
    if here.parent.name == "source":
        return here.parent.parent / "results" / here.name / "results.json"
    return here / "results" / "results.json"


def write_run(run: ExperimentRun) -> None:
    """Add a run to the file of results, in place of an earlier one of the same experiment and name.

    Args:
        run: A finished training.

    Raises:
        OSError: The file cannot be written.
        ValueError: A setting is no number that JSON can hold.
    """
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


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _check(runs: tuple[ExperimentRun, ...]) -> None:
    """Raise ValueError where a run is not made of what it should be: the file may have been edited by hand."""
    for run in runs:
        texts, numbers = (run.experiment, run.name), (*run.costs, *run.iterations, run.train, run.test, run.seconds)
        if not all(isinstance(text, str) for text in texts) or not isinstance(run.settings, dict):
            raise ValueError("a run without a name or settings")
        if not all(value is None or isinstance(value, (int, float)) for value in numbers):
            raise ValueError("something that is not a number")
        if len(run.costs) != len(run.iterations):
            raise ValueError("costs without their iterations")
