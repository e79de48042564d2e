"""Points in the plane for week 3: data sets of X (2, m) and Y (1, m), and plots of what a model makes of them."""

from collections.abc import Callable

import matplotlib.pyplot as plt
import numpy as np
from sklearn import datasets

PETALS = (1, 1, 0, 1, 0, 0, 1, 0)  # class of each petal: balanced, so that no straight line is better than another
PETAL_LENGTH = 4.0
COLOURS = ("#0072b2", "#e69f00")  # blue and orange: told apart by everybody
MARKERS = ("o", "^")
GRID = 200  # points a side, for decision boundaries


def load_flower() -> tuple[np.ndarray, np.ndarray]:
    """Load 400 points on the petals of a flower, noisy in angle and radius, half of them of each class.

    Returns: X (2, 400), Y (1, 400) of 0 and 1.
    """
    rng = np.random.RandomState(1)  # whose stream is frozen for good, unlike default_rng's
    point = np.arange(400)
    petal, along = point % len(PETALS), (point // len(PETALS) + 0.5) * len(PETALS) / len(point)
    angle = 2 * np.pi * (petal + along) / len(PETALS) + 0.12 * rng.standard_normal(len(point))
    radius = PETAL_LENGTH * np.sin(np.pi * along) + 0.2 * rng.standard_normal(len(point))
    X = np.round([radius * np.cos(angle), radius * np.sin(angle)], 3)
    return X, np.array(PETALS)[petal][None]


def load_planar(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Load one of the other sets of 400 points, made by scikit-learn's generators.

    Arguments: name, "noisy_moons", "noisy_circles", "blobs", "gaussian_quantiles" or "no_structure".
    Returns: X (2, 400), Y (1, 400) of 0 and 1.
    Raises: ValueError for another name.
    """
    if name not in _PLANAR:
        raise ValueError(f"There is no planar set {name!r}; choose one of {', '.join(_PLANAR)}.")
    points, labels = _PLANAR[name]()
    return points.T, labels[None] % 2


def plot_points(X: np.ndarray, Y: np.ndarray, ax: plt.Axes | None = None, title: str = "") -> None:
    """Draw points: blue discs for class 0, orange triangles for class 1.

    Arguments: X (2, m), Y (1, m) of 0 and 1; ax to draw in, else a new figure.
    """
    _draw_points(X, Y, ax or _new_axes(), title)


def plot_decision_boundary(
    predict: Callable[[np.ndarray], np.ndarray],
    X: np.ndarray,
    Y: np.ndarray,
    ax: plt.Axes | None = None,
    title: str = "",
) -> None:
    """Draw the regions that a model gives to each class, and the points on top.

    Arguments: predict, from points (2, k) to labels (1, k); X (2, m), Y (1, m) of 0 and 1; ax, else a new figure.
    Raises: ValueError where predict does not give one label a point.
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
    ax.contourf(xs, ys, labels, levels=[-np.inf, 0.5, np.inf], colors=COLOURS, alpha=0.25)
    if labels.min() <= 0.5 < labels.max():  # else there is no line to draw
        ax.contour(xs, ys, labels, levels=[0.5], colors="black", linewidths=1)
    _draw_points(X, Y, ax, title)


def sigmoid(z: np.ndarray) -> np.ndarray:
    """Apply 1 / (1 + e^(-z)) entry by entry, without overflow for any z.

    Arguments: z, a number or an array of any shape.
    Returns: the same shape, between 0 and 1.
    """
    z = np.asarray(z, dtype=float)
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small)[()] / (1.0 + small)


def _new_axes() -> plt.Axes:
    return plt.subplots(figsize=(5, 4.2))[1]


def _draw_points(X: np.ndarray, Y: np.ndarray, ax: plt.Axes, title: str) -> None:
    classes = np.ravel(Y).astype(int)
    for label, (colour, marker) in enumerate(zip(COLOURS, MARKERS, strict=True)):
        chosen = X[:, classes == label]
        ax.scatter(*chosen, s=18, c=colour, marker=marker, edgecolors="black", linewidths=0.4)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", title=title)


def _no_structure() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.RandomState(5)
    return rng.uniform(-1.5, 1.5, (400, 2)), rng.permutation(np.arange(400) % 2)


_PLANAR = {
    "noisy_moons": lambda: datasets.make_moons(400, noise=0.2, random_state=1),
    "noisy_circles": lambda: datasets.make_circles(400, factor=0.5, noise=0.16, random_state=2),
    "blobs": lambda: datasets.make_blobs(400, centers=6, cluster_std=0.5, center_box=(-3, 3), random_state=6),
    "gaussian_quantiles": lambda: datasets.make_gaussian_quantiles(n_samples=400, n_classes=2, random_state=4),
    "no_structure": _no_structure,
}
