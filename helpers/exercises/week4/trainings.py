"""Week 4: the cases of the two trainings, and what is measured of a training with a random start."""

import itertools
import math
from typing import Any

import numpy as np

from helpers.assessment.asking import Ask
from helpers.assessment.serialization import Between
from helpers.exercises.exercise import Rare
from helpers.exercises.numbers import ONE_LAYER, PRINTS, labels, normal
from helpers.reference import week4 as reference

LONG = 100  # iterations after which the two clouds are learnt


def two_clouds(rng, n_x, m, uneven=False):
    """Two clouds of samples around opposite points, far enough apart for a short training; uneven ones for a large first step."""
    Y = (np.arange(m) != rng.integers(m)).astype(int).reshape(1, m) if uneven else labels(rng, m)
    centre = np.sign(normal(rng, n_x, 1) + 0.0005)
    return {"X": np.round(centre * (2 * Y - 1) + 0.5 * normal(rng, n_x, m), 3), "Y": Y}


def trainings(runs):
    """Trainings by (sizes, m, learning_rate, num_iterations); those of one layer stand apart, and one prints."""

    def cases(rng):
        for widths, m, rate, count in runs:
            start = two_clouds(rng, widths[0], m, uneven=count == 1)
            case = start | {"layers_dims": widths, "learning_rate": rate, "num_iterations": count}
            yield Rare(ONE_LAYER, case) if len(widths) == 2 else case
        widths = runs[0][0] if len(runs[0][0]) > 2 else (3, 2, 1)
        case = two_clouds(rng, widths[0], 6) | {"layers_dims": widths, "learning_rate": 0.4, "num_iterations": 2}
        yield Rare(PRINTS, case | {"print_cost": True}, Ask.PRINTED)

    return cases


def expectation(model):
    """With stubs the reference's answer; else what the figures of `measure` must be whatever the random start."""

    def expect(X, Y, layers_dims, learning_rate, num_iterations, print_cost=False, **others):
        if others:
            return model(X, Y, layers_dims, learning_rate, num_iterations, **others)
        parameters: dict[str, Any] = {}
        for layer, (n_prev, n) in enumerate(itertools.pairwise(layers_dims), start=1):
            parameters |= {f"W{layer}": (n, n_prev), f"b{layer}": (n, 1)}
        costs: dict[str, Any] = {"number": math.ceil(num_iterations / 100)}
        if num_iterations > LONG:
            parameters |= {"cost": Between(0.0, 0.2), "accuracy": 100.0}
            costs["cost at the end / last cost"] = Between(0.5, 1.5)
        elif num_iterations == 1:
            parameters["largest bias at the start / step"] = Between(0.0, 3e-4)
            costs["first cost / cost at the start"] = Between(1 - 3e-5, 1 + 3e-5)
        return parameters, costs

    return expect


def measure(arguments, answer):
    """Figures of a training: of a long one at its end, of a single step at its start, found by undoing the step.

    An answer without costs is measured by its parameters; costs that cannot be measured stay what they are.
    """
    parameters, costs = (answer, None) if isinstance(answer, dict) else answer[:2]
    X, Y = arguments["X"], arguments["Y"]
    single = arguments["num_iterations"] == 1
    after, figures = parameters, {name: value.shape for name, value in parameters.items()}
    if single:
        parameters = step_back(parameters, X, Y, arguments["learning_rate"])
    AL, _ = reference.L_model_forward(X, parameters)
    if single:
        biases = [(value, after[name]) for name, value in parameters.items() if name.startswith("b")]
        moved = [
            float(np.abs(start).max() / np.abs(end - start).max()) for start, end in biases if np.any(end != start)
        ]
        figures["largest bias at the start / step"] = max(moved, default=0.0)
    else:
        figures |= {"cost": float(reference.compute_cost(AL, Y)), "accuracy": float(100 * np.mean((AL > 0.5) == Y))}
    return figures, figures_of(costs, float(reference.compute_cost(AL, Y)), single)


def figures_of(costs, cost, single):
    """Figures of a list of costs, given the cost of the parameters: those at the start of a single step, else at the end."""
    try:
        if single:
            return {"number": len(costs), "first cost / cost at the start": float(costs[0]) / cost}
        return {"number": len(costs), "cost at the end / last cost": cost / float(costs[-1])}
    except (TypeError, IndexError, ValueError, ZeroDivisionError):
        return costs


def step_back(parameters, X, Y, rate):
    """The parameters from which one step of gradient descent leads to the given ones: start = end + rate · gradient(start)."""
    start = parameters
    for _ in range(60):
        before = start
        AL, caches = reference.L_model_forward(X, start)
        start = reference.update_parameters(parameters, reference.L_model_backward(AL, Y, caches), -rate)
        if all(np.abs(start[name] - before[name]).max() < 1e-13 for name in start):
            break
    return start
