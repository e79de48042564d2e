"""Pictures in a grid, with a title each."""

import math
from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure


def show_pictures(pictures: np.ndarray, titles: Sequence[object] | None = None, columns: int = 8) -> Figure:
    """Draw pictures in a grid.

    Args:
        pictures: (m, size, size, 3), or a single one, (size, size, 3).
        titles: One a picture, or none at all.
        columns: Of the grid.

    Returns:
        The figure.

    Raises:
        ValueError: The pictures have another shape, or are not as many as the titles.
    """
    pictures = np.asarray(pictures)
    if pictures.ndim == 3:
        pictures = pictures[None]
    if pictures.ndim != 4 or pictures.shape[-1] != 3:
        raise ValueError(f"show_pictures wants pictures of shape (m, size, size, 3), but these have {pictures.shape}.")
    if titles is not None and len(titles) != len(pictures):
        raise ValueError(f"There are {len(pictures)} pictures, but {len(titles)} titles.")
    columns = max(1, min(columns, len(pictures)))
    rows = max(1, math.ceil(len(pictures) / columns))
    height = 1.2 if titles is None else 1.45
    figure, axes = plt.subplots(rows, columns, figsize=(1.2 * columns, height * rows), squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for i, (ax, picture) in enumerate(zip(axes.flat, pictures, strict=False)):
        ax.imshow(picture)
        if titles is not None:
            ax.set_title(str(titles[i]), fontsize=9)
    figure.tight_layout(pad=0.3)
    return figure
