"""Week 4: the cases of the two trainings, and what is measured of a training with a random start."""

import math
from typing import Any

import numpy as np

from helpers.assessment.serialization import Between
from helpers.exercises.numbers import labels, normal
from helpers.reference import week4 as reference

LONG = 100  # iterations after which the two clouds are learnt


def two_clouds(rng, n_x, m):
    """Two clouds of samples around opposite points, far enough apart for a short training."""
    Y = labels(rng, m)
    centre = np.sign(normal(rng, n_x, 1) + 0.0005)
    return {"X": np.round(centre * (2 * Y - 1) + 0.5 * normal(rng, n_x, m), 3), "Y": Y}


def trainings(runs):
    """Trainings by (sizes, m, learning_rate, num_iterations)."""

    def cases(rng):
        for widths, m, rate, count in runs:
            start = two_clouds(rng, widths[0], m)
            yield start | {"layers_dims": widths, "learning_rate": rate, "num_iterations": count}

    return cases


def expectation(model):
    """With stubs the reference's answer; else what the figures of `measure` must be whatever the random start."""

    def expect(X, Y, layers_dims, learning_rate, num_iterations, **others):
        if others:
            return model(X, Y, layers_dims, learning_rate, num_iterations, **others)
        parameters: dict[str, Any] = {"layers": len(layers_dims) - 1}
        costs: dict[str, Any] = {"number": math.ceil(num_iterations / 100)}
        if num_iterations > LONG:
            parameters |= {"cost": Between(0.0, 0.2), "accuracy": 100.0, "cost / last cost": Between(0.9, 1 - 1e-6)}
            costs["last cost"] = Between(0.0, 0.2)
        elif num_iterations == 1:
            parameters["largest bias at the start"] = Between(0.0, 1e-7)
            costs["first cost / cost at the start"] = Between(1 - 1e-6, 1 + 1e-6)
        return parameters, costs

    return expect


def measure(arguments, answer):
    """Figures of a training: of a long one at its end, of a single step at its start, found by undoing the step."""
    parameters, costs = answer
    X, Y = arguments["X"], arguments["Y"]
    single = arguments["num_iterations"] == 1
    if single:
        parameters = step_back(parameters, X, Y, arguments["learning_rate"])
    AL, caches = reference.L_model_forward(X, parameters)
    cost = float(reference.compute_cost(AL, Y))
    of_parameters: dict[str, float] = {"layers": len(caches)}
    of_costs: dict[str, float] = {"number": len(costs)}
    if single:
        biases = [value for name, value in parameters.items() if name.startswith("b")]
        of_parameters["largest bias at the start"] = max(float(np.abs(bias).max()) for bias in biases)
        of_costs["first cost / cost at the start"] = float(costs[0]) / cost
    else:
        accuracy = float(100 * np.mean((AL > 0.5) == Y))
        of_parameters |= {"cost": cost, "accuracy": accuracy, "cost / last cost": cost / float(costs[-1])}
        of_costs["last cost"] = float(costs[-1])
    return of_parameters, of_costs


def step_back(parameters, X, Y, rate):
    """The parameters from which one step of gradient descent leads to the given ones: start = end + rate · gradient(start)."""
    start = parameters
    for _ in range(60):
        AL, caches = reference.L_model_forward(X, start)
        start = reference.update_parameters(parameters, reference.L_model_backward(AL, Y, caches), -rate)
    return start
