"""`python -m tests.support.tolerances 200`: how far right answers are from the expected ones, and how far wrong ones.

The table in docs/tolerances.md is what it printed. A deviation is the largest difference within a component, divided by
its largest expected entry (plus a hundredth, so that zeros are no rule of their own): the measure that tolerances use.
"""

import contextlib
import io
import sys
import warnings
from collections import defaultdict

import numpy as np

from helpers.assessment.case_runner import Answer, run_cases
from helpers.assessment.comparison import NUMBERS
from helpers.assessment.components import components_of
from helpers.exercises import ASSIGNMENTS
from tests.support.right_variants import VARIANTS
from tests.support.wrong_functions import function_from, right_sources, wrong_sources

SAME = 1e-11  # below it a wrong function is right in that component
TRAININGS = {"optimize", "model", "nn_model", "two_layer_model", "L_layer_model"}
HEAD = (
    "| exercise | component | largest right | tolerance | smallest wrong |",
    "| --- | --- | --- | --- | --- |",
)


def deviation(want, got, floor):
    """The deviation of a value from the expected one; None where they are no numbers of the same shape."""
    if isinstance(want, dict) and isinstance(got, dict):
        return _largest(deviation(item, got.get(key), floor) for key, item in want.items())
    if isinstance(want, (list, tuple)) and isinstance(got, (list, tuple)) and len(want) == len(got):
        return _largest(deviation(*pair, floor) for pair in zip(want, got, strict=True))
    if not isinstance(want, NUMBERS) or not isinstance(got, NUMBERS) or np.size(want) != np.size(got):
        return None
    want, got = np.asarray(want, float), np.asarray(got, float).reshape(np.shape(want))
    with np.errstate(all="ignore"):
        found = float(np.abs(got - want).max(initial=0.0) / (np.abs(want).max(initial=0.0) + floor))
    return found if np.isfinite(found) else None


def _largest(found):
    found = list(found)
    return None if None in found else max(found, default=0.0)


def deviations(exercise, sheet, answers):
    """Component -> its largest deviation, in the better of the two ways; those without numbers are not in it."""
    relative, absolute = exercise.tolerance
    result = {}
    for component in components_of(sheet, answers):
        ways = [
            _largest(deviation(part.expected, part.got, absolute / relative) for part in way)
            for way in component.ways
            if not (exercise.measure and not way[0].case.stubs)
        ]
        if None not in ways and ways:
            result[component.name] = min(ways)
    return result


def answers_of(function, sheet):
    """What a function answers, without what it says on the way."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return run_cases(function, sheet)


def functions(assignment, name):
    """The right functions of an exercise, and the wrong ones."""
    right = []
    for source in VARIANTS.get((assignment, name), []):
        scope = {"np": np}
        exec(source, scope)
        right.append(scope[name])
    right += [function_from(assignment, name, source) for source in right_sources(assignment, name).values()]
    return right, [function_from(assignment, name, source) for source in wrong_sources(assignment, name).values()]


def rows(assignment, name, seeds):
    """The rows of an exercise: component, largest right deviation, tolerance, smallest wrong one."""
    exercise = ASSIGNMENTS[assignment][name]
    right, wrong = functions(assignment, name)
    largest, smallest = defaultdict(float), defaultdict(lambda: np.inf)
    for seed in seeds:
        sheet = exercise.sheet(seed)
        for function in right:
            for component, found in deviations(exercise, sheet, answers_of(function, sheet)).items():
                largest[component] = max(largest[component], found)
        given = [answers_of(function, sheet) for function in wrong]
        given += [[Answer(case.mistakes.get(one.name)) for case in sheet.cases] for one in exercise.mistakes]
        for answers in given:
            for component, found in deviations(exercise, sheet, answers).items():
                if found > SAME:
                    smallest[component] = min(smallest[component], found)
    return [(one, largest[one], exercise.tolerance[0], smallest[one]) for one in largest if one in exercise.shares]


def main():
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print("\n".join(HEAD))
    for assignment, exercises in ASSIGNMENTS.items():
        for name in exercises:
            for component, right, tolerance, wrong in rows(
                assignment, name, range(max(2, count // 10) if name in TRAININGS else count)
            ):
                print(f"| `{name}` | {component} | {right:.0e} | {tolerance:.0e} | {wrong:.0e} |", flush=True)


if __name__ == "__main__":
    main()
