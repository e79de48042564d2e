"""`make mutants`: change every solution mechanically, and see whether the hidden tests notice."""

import re
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat
import numpy as np
from nbgrader.utils import is_solution

from helpers.authoring.mutating import mutants
from helpers.exercises import ASSIGNMENTS
from helpers.grading.grade import sources_of
from helpers.grading.judge import judge_function
from helpers.grading.nbgrader_hooks.check_release import run_solution

EXPLAINED = Path(__file__).with_name("equivalent_mutants.toml")
SEEDS = (1, 2)
SECONDS = 20  # longer than any exercise's cases take; a mutant that needs more never ends


@dataclass(frozen=True)
class Result:
    """What became of an exercise's mutants: how many there were, and the changes that no hidden case noticed."""

    assignment: str
    exercise: str
    count: int
    survivors: tuple[str, ...]
    seconds: float


def solutions(assignment: str) -> Iterator[tuple[str, str, Path]]:
    """The exercises of an assignment: name, source of the solution, notebook."""
    for path in sources_of(assignment):
        for cell in nbformat.read(path, as_version=4).cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if is_solution(cell) and name in ASSIGNMENTS[assignment]:
                yield name, cell.source, path


def survivors_of(assignment: str, exercise: str) -> Result:
    """Judge every mutant of an exercise's solutions by its hidden cases."""
    started, count, alive = time.perf_counter(), 0, []
    for name, source, path in solutions(assignment):
        if name == exercise:
            scope = run_solution(nbformat.read(path, as_version=4), ASSIGNMENTS[assignment])
            for change, text in mutants(source):
                count += 1
                if survives(assignment, exercise, text, dict(scope)):
                    alive.append(change)
    return Result(assignment, exercise, count, tuple(sorted(set(alive))), time.perf_counter() - started)


def survives(assignment: str, name: str, source: str, scope: dict) -> bool:
    """Whether a function in place of the solution earns full marks with every seed."""
    exercise = ASSIGNMENTS[assignment][name]
    signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, SECONDS, SECONDS)  # again and again: a case's own error is caught
    try:
        with np.errstate(all="ignore"):
            exec(compile(source, "<mutant>", "exec"), scope)
            return all(judge_function(exercise, scope[name], seed).fraction == 1 for seed in SEEDS)
    except Exception:  # a mutant that crashes is noticed
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _too_long(*_) -> None:
    raise TimeoutError


def explained() -> dict[str, dict[str, str]]:
    """The survivors that change nothing: exercise -> change -> why."""
    return tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))


def main() -> None:
    """Print a table of all exercises and the list of unexplained survivors; fail where there is one."""
    known = explained()
    todo = [(assignment, name) for assignment, exercises in ASSIGNMENTS.items() for name in exercises]
    print(f"{'exercise':<52}{'mutants':>8}{'killed':>8}{'explained':>11}{'survive':>9}{'seconds':>9}")
    totals: Counter[int] = Counter()
    left: list[str] = []
    with ProcessPoolExecutor() as pool:
        for result in pool.map(survivors_of, *zip(*todo, strict=True)):
            key = f"{result.assignment}/{result.exercise}"
            alive = [change for change in result.survivors if change not in known.get(key, {})]
            numbers = (
                result.count,
                result.count - len(result.survivors),
                len(result.survivors) - len(alive),
                len(alive),
            )
            totals.update(dict(enumerate(numbers)))
            left += [f"{key}: {change}" for change in alive]
            print("{:<52}{:>8}{:>8}{:>11}{:>9}{:>9.1f}".format(key, *numbers, result.seconds), flush=True)
    print("{:<52}{:>8}{:>8}{:>11}{:>9}".format("all", *totals.values()))
    if left:
        print("\nNot noticed by any hidden case, and not explained in", EXPLAINED.name)
        sys.exit("\n".join(re.sub(r"\s+", " ", line) for line in left))


if __name__ == "__main__":
    main()
