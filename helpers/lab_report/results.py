"""The file of results: what the week's trainings gave, in one JSON file beside the notebooks that is handed in with them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from helpers.files.notebook_folder import is_kit, notebook_folder
from helpers.files.safe_files import alone_with, read_file, replace_file
from helpers.lab_report.environment import environment
from helpers.lab_report.runs import ExperimentRun, Results, results_from_bytes, results_to_bytes


class ResultsUnreadable(ValueError):
    """There are no results that can be read; the text says what to do."""


def read_results() -> Results:
    """Read what was noted.

    Returns:
        All runs that can be read; `damage` says so where there were more.

    Raises:
        ResultsUnreadable: There is no file, or nothing of it can be read; the message says what to do.
    """
    path = results_file()
    try:
        results = results_from_bytes(read_file(path))
    except FileNotFoundError:
        raise ResultsUnreadable(
            f"There are no results yet: {shown(path)} is not there. Run the training cells of this week's notebook in this "
            "folder; they write it."
        ) from None
    except OSError as error:
        raise ResultsUnreadable(
            f"{shown(path)} cannot be read now ({error.strerror or error}). Close what else has it open, then run "
            "this cell again."
        ) from None
    if results.damage and not results.runs:
        raise ResultsUnreadable(
            f"{shown(path)} is damaged and cannot be read ({results.damage}). Run the training cells of this week's notebook "
            "again: they begin a new file, and keep this one under another name."
        )
    return results


def results_file() -> Path:
    """Tell where results are kept: beside the notebook; the instructor's own lie beside source/, whose files are given out.

    Returns:
        The path of results.json, which need not be there.
    """
    folder = notebook_folder()
    course = folder.parent.parent
    in_source = (course / "nbgrader_config.py").is_file() and not (folder / "worksheets").exists()
    if in_source and not is_kit():
        return course / "results" / folder.name / "results.json"
    return folder / "results" / "results.json"


def write_runs(runs: Iterable[ExperimentRun]) -> Path | None:
    """Add runs to the file of results, each in place of an earlier one of the same experiment and name.

    Args:
        runs: Finished trainings.

    Returns:
        Where the file as it was is kept, if a part of it could not be read; its name says that it is damaged.

    Raises:
        OSError: The file cannot be read or written; it is as it was.
    """
    path, now = results_file(), datetime.now().astimezone().isoformat(timespec="seconds")
    machine = environment()
    with alone_with(path):
        try:
            there = read_file(path)
        except FileNotFoundError:
            there = results_to_bytes(Results())
        earlier = results_from_bytes(there)
        merged = {(run.experiment, run.name): run for run in earlier.runs}
        merged |= {(run.experiment, run.name): run for run in runs}
        content = results_to_bytes(replace(earlier, runs=tuple(merged.values()), when=now, environment=machine))
        kept = _keep(there, path) if earlier.damage else None
        replace_file(path, content)
    return kept


def shown(path: Path) -> str:
    """Name a file of results as a student knows it.

    Args:
        path: Of the file.

    Returns:
        Its name, with that of its folder.
    """
    return f"{path.parent.name}/{path.name}"


def _keep(damaged: bytes, path: Path) -> Path:
    """Keep what a damaged file holds under a name that says so and is free."""
    number = 1
    while (copy := path.with_name(f"{path.stem}-damaged-{number}{path.suffix}")).exists():
        if copy.read_bytes() == damaged:  # kept before, when the new file could not take this one's place
            return copy
        number += 1
    replace_file(copy, damaged)
    return copy
