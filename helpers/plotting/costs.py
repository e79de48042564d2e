"""Cost curves: one way to draw them, whoever asks."""

from collections.abc import Mapping, Sequence
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from helpers.plotting.style import COLOURS, GREY


def draw_costs(
    ax: Axes, curves: Mapping[str, tuple[ArrayLike, ArrayLike]], title: str = "", looks: Sequence[str] = ("-",)
) -> None:
    """Draw cost curves over iterations, from a cost of 0 upwards.

    Args:
        ax: The axes to draw in.
        curves: Name → iterations and costs, both of the same length.
        title: Of the axes.
        looks: Line and marker of each curve as matplotlib writes them, such as "-" or "o-"; they begin again when all are used.
    """
    for (name, (iterations, costs)), colour, look in zip(curves.items(), cycle(COLOURS), cycle(looks), strict=False):
        ax.plot(iterations, costs, look, markersize=3, color=colour, label=name)
    ax.set(xlabel="iteration", ylabel="cost", title=title, ylim=(0, None))


def plot_costs(curves: Mapping[str, Sequence[float]], every: int = 100, title: str = "") -> Axes:
    """Plot the cost curves of several trainings beside the cost of pure guessing.

    Args:
        curves: Name → costs, as a training function returns them.
        every: Iterations between two costs.
        title: Of the figure.

    Returns:
        The axes.
    """
    curves = {name: list(costs) for name, costs in curves.items()}  # a result that is not there yet says so here
    _, ax = plt.subplots(figsize=(8, 4))
    draw_costs(ax, {name: (every * np.arange(len(c)), c) for name, c in curves.items()}, title, looks=("o-",))
    ax.axhline(np.log(2), color=GREY, linestyle=":", linewidth=1)
    ax.text(0.99, np.log(2) + 0.01, "log 2: pure guessing", transform=ax.get_yaxis_transform(), ha="right", color=GREY)
    ax.set_ylim(0, max(0.78, ax.get_ylim()[1]))
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    return ax
