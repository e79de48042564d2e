"""Pictures of arrays and their shapes, for the lecture notes on weeks 2 and 3."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from helpers.plotting.style import BLUE, COLOURS, GREEN, GREY, ORANGE

HEIGHT = 0.75  # of a cell that is 1 wide


class Table(NamedTuple):
    """A table to draw."""

    cells: ArrayLike  # (rows, columns), texts or numbers
    title: str = ""
    colour: str = GREY  # of all cells; or "row" or "column": by which they are coloured
    solid: tuple[int, int] | None = (
        None  # of a broadcast array, the shape that is really there: cells beyond it are pale
    )


def draw_equation(*parts: Table | str, scale: float = 0.55) -> Figure:
    """Draw tables with signs between them in one line, such as Table, "+", Table, "=", Table.

    Args:
        *parts: Tables, and the signs between them.
        scale: Width of a cell, in inches.

    Returns:
        The figure.
    """
    tables = [part for part in parts if isinstance(part, Table)]
    widths = [np.shape(part.cells)[1] if isinstance(part, Table) else 0.9 for part in parts]
    height = HEIGHT * max(len(np.asarray(table.cells)) for table in tables)
    figure, ax = plt.subplots(figsize=(scale * (sum(widths) + 0.4), scale * (height + 1.5)), layout="constrained")
    left = 0.0
    for part, width in zip(parts, widths, strict=True):
        if isinstance(part, Table):
            _draw_table(ax, part, left)
        else:
            ax.text(left + width / 2, 0, part, ha="center", va="center", fontsize=15)
        left += width
    ax.set(xlim=(-0.2, left + 0.2), ylim=(-height / 2 - 0.2, height / 2 + 1.1), aspect="equal")
    ax.axis("off")
    return figure


def _draw_table(ax: Axes, table: Table, left: float) -> None:
    cells = np.asarray(table.cells)
    top = HEIGHT * len(cells) / 2
    there = table.solid or cells.shape
    for (row, column), text in np.ndenumerate(cells):
        number = {"row": row, "column": column}.get(table.colour)
        colour = table.colour if number is None else COLOURS[number % len(COLOURS)]
        pale = row >= there[0] or column >= there[1]
        corner = left + column, top - HEIGHT * (row + 1)
        ax.add_patch(plt.Rectangle(corner, 1, HEIGHT, facecolor="white"))
        alpha = 0.12 if pale else 0.4
        ax.add_patch(plt.Rectangle(corner, 1, HEIGHT, facecolor=colour, edgecolor="white", linewidth=2, alpha=alpha))
        middle = corner[0] + 0.5, corner[1] + HEIGHT / 2
        ink = GREY if pale else "black"
        ax.text(*middle, f"{text}", ha="center", va="center", fontsize=10, color=ink)
    ax.text(left + cells.shape[1] / 2, top + 0.2, table.title, ha="center", va="bottom", fontsize=11)


def draw_broadcasts(pairs: Sequence[tuple[tuple, tuple]]) -> Figure:
    """Draw pairs of shapes one below the other, aligned on the right, with what NumPy makes of them (lecture 2.15).

    Args:
        pairs: Two shapes each, of up to three axes.

    Returns:
        The figure: green sizes are stretched, dashed ones were added, orange ones do not fit.
    """
    figure, axes = plt.subplots(1, len(pairs), figsize=(2.2 * len(pairs), 2.8), layout="constrained")
    for ax, pair in zip(np.atleast_1d(axes), pairs, strict=True):
        for place, sizes in enumerate(zip_longest(*(shape[::-1] for shape in pair))):
            largest = max(size or 1 for size in sizes)
            fits = all((size or 1) in (1, largest) for size in sizes)
            for line, size in enumerate(sizes):
                stretched = fits and (size or 1) != largest
                colour = GREEN if stretched else GREY if fits else ORANGE
                _draw_size(ax, -place, -line, size or 1, colour, "--" if size is None else "-")
            _draw_size(ax, -place, -2.4, largest if fits else "?", GREY if fits else ORANGE, "-")
        ax.plot([-2.5, 0.5], [-1.7, -1.7], color="black", linewidth=1)
        first, second = (str(shape) for shape in pair)
        ax.set(xlim=(-2.7, 0.7), ylim=(-3, 0.6), aspect="equal", title=f"{first}\nand {second}")
        ax.axis("off")
    return figure


def _draw_size(ax: Axes, x: float, y: float, size: object, colour: str, line: str) -> None:
    corner = x - 0.42, y - 0.4
    ax.add_patch(plt.Rectangle(corner, 0.84, 0.8, facecolor="white", edgecolor=colour, linewidth=1.8, linestyle=line))
    ax.text(x, y, str(size), ha="center", va="center", fontsize=13, color=colour)


def draw_product(left: tuple[str, str, str], right: tuple[str, str, str], result: str) -> Figure:
    """Draw a matrix product as rectangles: the inner size, which is summed over, in orange (lecture 2.13).

    Args:
        left: (name, number of rows, number of columns), the numbers as texts: "1" is drawn narrow.
        right: The same of the second factor.
        result: The name of the product.

    Returns:
        The figure.
    """
    figure, ax = plt.subplots(figsize=(8, 2.3), layout="constrained")
    widths, heights = {"1": 0.35, "m": 2.6}, {"1": 0.35, "m": 1.9}
    rectangles = (("", left, "black", ORANGE), ("·", right, ORANGE, "black"))
    x = 0.0
    for sign, (name, rows, columns), rows_colour, columns_colour in (
        *rectangles,
        ("=", (result, left[1], right[2]), "black", "black"),
    ):
        width, height = widths.get(columns, 1.3), heights.get(rows, 1.3)
        x += 0.75
        ax.text(x - 0.55, 0, sign, ha="center", va="center", fontsize=18)
        ax.add_patch(plt.Rectangle((x, -height / 2), width, height, facecolor=BLUE, alpha=0.2))
        ax.text(x + width / 2, 0, name, ha="center", va="center", fontsize=12)
        ax.text(x - 0.07, 0, rows, ha="right", va="center", fontsize=12, color=rows_colour)
        ax.text(x + width / 2, height / 2 + 0.06, columns, ha="center", va="bottom", fontsize=12, color=columns_colour)
        x += width
    ax.set(xlim=(0, x + 0.2), ylim=(-1.05, 1.35), aspect="equal")
    ax.axis("off")
    return figure
