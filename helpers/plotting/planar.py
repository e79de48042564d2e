"""Points in the plane, and what a model makes of them."""

from collections.abc import Callable

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from helpers.plotting.style import AMBER, BLUE

CLASS_COLOURS = (BLUE, AMBER)  # of classes 0 and 1
MARKERS = ("o", "^")
GRID = 200  # points a side, for decision boundaries


def plot_points(X: np.ndarray, Y: np.ndarray, ax: Axes | None = None, title: str = "") -> None:
    """Draw points: blue discs for class 0, orange triangles for class 1.

    Args:
        X: The points, (2, m).
        Y: Their classes, (1, m) of 0 and 1.
        ax: The axes to draw in, else those of a new figure.
        title: Of the axes.
    """
    _draw_points(X, Y, ax or _new_axes(), title)


def plot_decision_boundary(
    predict: Callable[[np.ndarray], np.ndarray],
    X: np.ndarray,
    Y: np.ndarray,
    ax: Axes | None = None,
    title: str = "",
) -> None:
    """Draw the regions that a model gives to each class, and the points on top.

    Args:
        predict: The model, from points (2, k) to labels (1, k).
        X: The points, (2, m).
        Y: Their classes, (1, m) of 0 and 1.
        ax: The axes to draw in, else those of a new figure.
        title: Of the axes.

    Raises:
        ValueError: The model does not give one label a point.
    """
    low, high = X.min(axis=1), X.max(axis=1)
    margin = 0.08 * (high - low)
    xs, ys = (np.linspace(a, b, GRID) for a, b in zip(low - margin, high + margin, strict=True))
    grid = np.stack(np.meshgrid(xs, ys))
    labels = np.asarray(predict(grid.reshape(2, -1)), dtype=float)
    if labels.size != GRID * GRID:
        raise ValueError(
            f"predict should give one label for each of {GRID * GRID} points, but gave shape {labels.shape}."
        )
    ax = ax or _new_axes()
    labels = labels.reshape(GRID, GRID)
    ax.contourf(xs, ys, labels, levels=[-np.inf, 0.5, np.inf], colors=CLASS_COLOURS, alpha=0.25)
    if labels.min() <= 0.5 < labels.max():  # else there is no line to draw
        ax.contour(xs, ys, labels, levels=[0.5], colors="black", linewidths=1)
    _draw_points(X, Y, ax, title)


def _new_axes() -> Axes:
    return plt.subplots(figsize=(5, 4.2))[1]


def _draw_points(X: np.ndarray, Y: np.ndarray, ax: Axes, title: str) -> None:
    classes = np.ravel(Y).astype(int)
    for label, (colour, marker) in enumerate(zip(CLASS_COLOURS, MARKERS, strict=True)):
        x1, x2 = X[:, classes == label]
        ax.scatter(x1, x2, s=18, c=colour, marker=marker, edgecolors="black", linewidths=0.4)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", title=title)
