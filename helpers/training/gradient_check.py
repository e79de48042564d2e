"""Compare your gradients with measured slopes: a test of a backward pass that needs no answers."""

from collections.abc import Callable

import numpy as np

GOOD, DOUBTFUL = 1e-6, 1e-4  # relative differences


def gradient_check(cost_of: Callable[[dict], float], parameters: dict, gradients: dict, epsilon: float = 1e-6) -> float:
    """Measure the slope of the cost along every single parameter, and print how far the gradients are from it.

    Args:
        cost_of: From parameters to the cost: a forward pass from scratch.
        parameters: {"W1": array, …}, of any shapes; left as they are.
        gradients: {"dW1": array, …}, each of the shape of its parameter.
        epsilon: The step to either side.

    Returns:
        The largest relative difference of a parameter, ‖measured − yours‖ / (‖measured‖ + ‖yours‖).

    Raises:
        KeyError: A gradient is missing.
        ValueError: A gradient has another shape than its parameter.

    Source: central differences, (J(θ + ε) − J(θ − ε)) / 2ε.
    """
    print(f"{'gradient':<10}{'shape':<12}{'relative difference':<22}verdict")
    largest = 0.0
    for name, values in parameters.items():
        yours = _given_gradient(name, values, gradients)
        measured = _measure(cost_of, parameters, name, epsilon)
        size = np.linalg.norm(measured) + np.linalg.norm(yours)
        difference = float(np.linalg.norm(measured - yours) / size) if size else 0.0
        verdict = "fine" if difference < GOOD else "look again" if difference < DOUBTFUL else "WRONG"
        print(f"{'d' + name:<10}{yours.shape!s:<12}{difference:<22.1e}{verdict}")
        largest = max(largest, difference) if np.isfinite(difference) else np.inf
    return largest


def _given_gradient(name: str, values: np.ndarray, gradients: dict) -> np.ndarray:
    key = "d" + name
    if key not in gradients:
        raise KeyError(f"The gradients lack {key!r}; their keys are {', '.join(map(repr, gradients))}.")
    yours = np.asarray(gradients[key], dtype=float)
    if yours.shape != np.shape(values):
        raise ValueError(
            f"{key} is {yours.shape}, but {name} is {np.shape(values)}: a gradient looks like its parameter."
        )
    return yours


def _measure(cost_of: Callable[[dict], float], parameters: dict, name: str, epsilon: float) -> np.ndarray:
    gradient = np.zeros(np.shape(parameters[name]))
    for index in np.ndindex(gradient.shape):
        costs = []
        for step in (epsilon, -epsilon):
            nudged = np.array(parameters[name], dtype=float)
            nudged[index] += step
            costs.append(float(np.squeeze(cost_of(parameters | {name: nudged}))))
        gradient[index] = (costs[0] - costs[1]) / (2 * epsilon)
    return gradient
