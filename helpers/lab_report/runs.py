"""Runs of experiments, and the text of the file that keeps them. Reading takes what it can, whatever became of the file."""

import codecs
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

LARGEST = 5_000_000  # bytes of a file that is read


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
    more: dict[str, Any] = field(default_factory=dict)  # what a newer kit noted besides: kept, not looked at


@dataclass(frozen=True)
class Results:
    """All runs, in the order in which they were first made."""

    runs: tuple[ExperimentRun, ...] = ()
    when: str = ""  # the last one was made, in ISO 8601
    environment: dict[str, str] = field(default_factory=dict)  # in which the last one was made
    more: dict[str, Any] = field(default_factory=dict)  # what a newer kit noted besides
    damage: str = ""  # what is wrong with the file, where a part of it could not be read

    def of(self, experiment: str) -> list[ExperimentRun]:
        """List the runs of an experiment.

        Args:
            experiment: Its name.

        Returns:
            Its runs, in the order in which they were first made.
        """
        return [run for run in self.runs if run.experiment == experiment]


KNOWN = [each.name for each in fields(ExperimentRun) if each.name != "more"]


def results_to_bytes(results: Results) -> bytes:
    """Write results as JSON.

    Args:
        results: All runs.

    Returns:
        The content of the file: pure ASCII, which every editor keeps as it is.

    Raises:
        ValueError: A setting is no number that JSON can hold.
    """
    runs = [run.more | {name: getattr(run, name) for name in KNOWN} for run in results.runs]
    data = results.more | {"when": results.when, "environment": results.environment, "runs": runs}
    return json.dumps(data, indent=1, allow_nan=False).encode("ascii")


def results_from_bytes(content: bytes) -> Results:
    """Read results, or what is left of them.

    Args:
        content: Of the file, in UTF-8, UTF-16 or UTF-32, with a byte order mark or without.

    Returns:
        All runs that could be read; `damage` says what is wrong where there was more.
    """
    if len(content) > LARGEST:
        return Results(damage=f"it is larger than {LARGEST:,} bytes")
    data, damage = _load(content)
    entries, when, environment = data.pop("runs", None), data.pop("when", ""), data.pop("environment", {})
    if not isinstance(entries, list):
        return Results(damage=damage or "it holds no list of runs")
    runs, strange = _runs_of(entries)
    if strange:
        damage = damage or f"{strange} of its {len(entries)} entries cannot be read"
    if not isinstance(environment, dict):
        environment, damage = {}, damage or "it does not say with what it was made"
    return Results(runs, str(when), {str(key): str(value) for key, value in environment.items()}, data, damage)


def _load(content: bytes) -> tuple[dict[str, Any], str]:
    """What the JSON of a file holds, or what is left of it; and what is wrong with it, if anything is."""
    try:
        data = json.loads(content, parse_float=_finite, parse_constant=_finite)
        return (data if isinstance(data, dict) else {"runs": data}), ""
    except json.JSONDecodeError as error:
        damage = f"it breaks off or was changed, in line {error.lineno}"
    except (ValueError, RecursionError):  # not text, a number of thousands of digits, brackets too deep
        damage = "it holds something that cannot be read"
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    objects = list(_whole_objects(content.decode("utf-16" if marked else "utf-8", errors="replace")))
    files = (each for each in objects if isinstance(each.get("runs"), list))
    return next(files, {"runs": objects}), damage


def _whole_objects(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects that are whole in a text which is not, the outermost first: of a file that breaks off, its runs."""
    decoder, place = json.JSONDecoder(parse_float=_finite, parse_constant=_finite), text.find("{")
    while place >= 0:
        end = place + 1
        try:
            found, end = decoder.raw_decode(text, place)
            yield found
        except RecursionError:
            return
        except ValueError:
            pass  # this one is not whole; one inside it may be
        place = text.find("{", end)


def _finite(text: str) -> float | None:
    """A number of the file; nothing for those that JSON does not know, such as NaN."""
    return float(text) if math.isfinite(float(text)) else None


def _runs_of(entries: list[Any]) -> tuple[tuple[ExperimentRun, ...], int]:
    """The runs among a file's entries, of two with the same names the later one; and how many are none."""
    found: dict[tuple[str, str], ExperimentRun] = {}
    strange = 0
    for entry in entries:
        run = _run_of(entry)
        if run is None:
            strange += 1
        else:
            found[run.experiment, run.name] = run
    return tuple(found.values()), strange


def _run_of(entry: Any) -> ExperimentRun | None:
    """An entry of the file as a run; nothing where it is not made of what a run is: it may have been edited by hand."""
    if not isinstance(entry, dict) or not {"experiment", "name"} <= entry.keys():
        return None
    known = {name: entry[name] for name in KNOWN if name in entry}
    run = ExperimentRun(**known, more={name: value for name, value in entry.items() if name not in known})
    if not isinstance(run.experiment, str) or not isinstance(run.name, str) or not isinstance(run.settings, dict):
        return None
    if not isinstance(run.costs, list) or not isinstance(run.iterations, list):
        return None
    numbers = (*run.costs, *run.iterations, run.train, run.test, run.seconds)
    if not all(value is None or isinstance(value, (int, float)) for value in numbers):
        return None
    return run if len(run.costs) == len(run.iterations) else None
