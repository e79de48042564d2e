"""What the lab report shows: the environment, a table and figures, from the runs that the week's notebooks noted."""

import functools
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

import matplotlib.pyplot as plt
from IPython.display import HTML, display

from helpers.lab_report.environment import environment
from helpers.lab_report.results import ResultsUnreadable, read_results
from helpers.lab_report.runs import ExperimentRun
from helpers.plotting.costs import draw_costs
from helpers.plotting.style import BLUE, LINE_STYLES, ORANGE

NONE = "–"


def _explain_missing_results(show: Callable[..., None]) -> Callable[..., None]:
    """Where results are missing or damaged, show the sentence that says what to do."""

    @functools.wraps(show)
    def explained(*arguments: Any, **named: Any) -> None:
        try:
            show(*arguments, **named)
        except ResultsUnreadable as error:
            notice(str(error))

    return explained


def notice(sentence: str) -> None:
    """Show a sentence that nobody overlooks.

    Args:
        sentence: In plain text.
    """
    display(HTML(f'<div style="border: 2px solid {ORANGE}; padding: 10px; margin: 10px">{escape(sentence)}</div>'))


def show_environment() -> None:
    """Show what the results were computed with, the seeds they were drawn from, and what this notebook runs on now."""
    now = environment()
    try:
        results = read_results()
    except ResultsUnreadable as error:
        _table(["", "this notebook"], [*now.items(), ("seeds", NONE)])
        notice(str(error))
        return
    if results.damage:
        notice(
            f"A part of the results could not be read: {results.damage}. Run again the trainings that are missing below."
        )
    seeds = {str(run.settings["seed"]): None for run in results.runs if "seed" in run.settings}
    there = results.environment | {"seeds": ", ".join(seeds) or "none: nothing random", "last run": results.when}
    if all(there.get(name) == value for name, value in now.items()):
        _table(["", "results, and this notebook"], list(there.items()))
    else:
        names = [*now, "seeds", "last run"]
        rows = [(name, there.get(name, NONE), now.get(name, "")) for name in names]
        _table(["", "the results were made with", "this notebook runs with"], rows)


@_explain_missing_results
def show_results(*experiments: str) -> None:
    """Show a table of runs: settings, cost at both ends, accuracies in percent, seconds.

    Args:
        *experiments: The names of those whose runs are explained; all of them without a name.
    """
    runs = _runs(*experiments)
    rows = []
    for number, run in enumerate(runs):
        ends = "\u00a0→\u00a0".join(_number(cost, 4) for cost in (run.costs[0], run.costs[-1])) if run.costs else NONE
        settings = ", ".join(_setting(name, value) for name, value in run.settings.items())
        accuracies = (_number(run.train, 1), _number(run.test, 1))
        again = number and run.experiment == runs[number - 1].experiment
        rows.append(
            ("" if again else run.experiment, run.name, settings or NONE, ends, *accuracies, _number(run.seconds, 2))
        )
    heads = ("experiment", "run", "settings", "cost: first → last", "training set, %", "test set, %", "seconds")
    used = [i for i in range(len(heads)) if i < 2 or any(row[i] != NONE for row in rows)]
    _table([heads[i] for i in used], [[row[i] for i in used] for row in rows])


@_explain_missing_results
def show_costs(experiment: str, log: bool = False) -> None:
    """Show the cost curves of an experiment's runs.

    Args:
        experiment: Its name.
        log: Whether the axis of iterations is logarithmic.
    """
    runs = [run for run in _runs(experiment) if run.costs]
    if not runs:
        raise ResultsUnreadable(f"No run of “{experiment}” noted its costs.")
    ax = plt.subplots(figsize=(8, 3.8), layout="constrained")[1]
    curves = {run.name: _without_gaps(run.iterations, run.costs) for run in runs}
    draw_costs(ax, curves, f"Cost: {experiment}", looks=LINE_STYLES)
    if log:
        ax.set_xscale("symlog")
        ax.set_xlim(left=0)
    ax.grid(alpha=0.3)
    ax.legend()
    plt.show()


@_explain_missing_results
def show_accuracies(experiment: str) -> None:
    """Show how much of the training set, and of the test set where there is one, each run of an experiment got right.

    Args:
        experiment: Its name.
    """
    runs = _runs(experiment)
    figure, ax = plt.subplots(figsize=(8, 1.3 + 0.32 * len(runs)), layout="constrained")
    sets = (
        ("training set", "o", BLUE, [run.train for run in runs]),
        ("test set", "s", ORANGE, [run.test for run in runs]),
    )
    for label, mark, colour, accuracies in sets:
        points = [(accuracy, place) for place, accuracy in enumerate(accuracies) if accuracy is not None]
        if points:
            ax.plot(*zip(*points, strict=True), mark, color=colour, label=label)
    ax.set_yticks(range(len(runs)), [run.name for run in runs])
    ax.invert_yaxis()
    ax.set(xlabel="right, in %", title=f"Accuracy: {experiment}", ylim=(len(runs) - 0.5, -0.5))
    ax.grid(alpha=0.3)
    figure.legend(loc="outside right upper")
    plt.show()


def _runs(*experiments: str) -> list[ExperimentRun]:
    """The noted runs of these experiments, or of all. Raises ResultsUnreadable where there is none."""
    runs = [run for run in read_results().runs if not experiments or run.experiment in experiments]
    if not runs:
        names = ", ".join(f"“{name}”" for name in experiments)
        raise ResultsUnreadable(
            f"No run of {names} is noted yet. Run its cell in this week's notebook, then this one again."
            if names
            else "No run is noted yet. Run the training cells of this week's notebook, then this one again."
        )
    return runs


def _without_gaps(iterations: list[int], costs: list[float | None]) -> tuple[list[int], list[float]]:
    points = [(i, cost) for i, cost in zip(iterations, costs, strict=True) if cost is not None]
    return [i for i, _ in points], [cost for _, cost in points]


def _number(value: float | None, digits: int) -> str:
    return NONE if value is None else f"{value:,.{digits}f}"


def _setting(name: str, value: Any) -> str:
    """A setting in words that stay on one line."""
    if isinstance(value, list):
        value = "\u2011".join(map(str, value))
    elif isinstance(value, int) and not isinstance(value, bool):
        value = f"{value:,}"
    return f"{name} {value}".replace("_", "\u00a0").replace(" ", "\u00a0")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Show a table, its first column as names of the rows."""
    style = 'style="text-align: left; padding: 3px 8px; vertical-align: top"'
    lines = ["".join(f"<th {style}>{escape(head)}</th>" for head in heads)]
    lines += ["".join(f"<td {style}>{escape(str(value))}</td>" for value in row) for row in rows]
    display(HTML("<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"))
