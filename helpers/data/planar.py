"""Points in the plane for week 3: data sets of X (2, m) and Y (1, m)."""

import numpy as np
from sklearn import datasets

PETALS = (1, 1, 0, 1, 0, 0, 1, 0)  # class of each petal: balanced, so that no straight line is better than another
PETAL_LENGTH = 4.0


def load_flower() -> tuple[np.ndarray, np.ndarray]:
    """Load 400 points on the petals of a flower, noisy in angle and radius, half of them of each class.

    Returns:
        X (2, 400), the points; Y (1, 400), their classes, 0 or 1.
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

    Args:
        name: "noisy_moons", "noisy_circles", "blobs", "gaussian_quantiles" or "no_structure".

    Returns:
        X (2, 400), the points; Y (1, 400), their classes, 0 or 1.

    Raises:
        ValueError: There is no set of this name.
    """
    if name not in _PLANAR:
        raise ValueError(f"There is no planar set {name!r}; choose one of {', '.join(_PLANAR)}.")
    points, labels = _PLANAR[name]()
    return points.T, labels[None] % 2


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
