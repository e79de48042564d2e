"""Figures of the lecture notes on activation functions, backpropagation and initialization."""

from collections.abc import Mapping
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.lectures.networks import ACTIVATIONS
from helpers.plotting.style import BLUE, COLOURS, GREEN, GREY, ORANGE, PALE_GREY, PURPLE, Point, draw_arrow, draw_node

ACTIVATION_COLOURS = {"sigmoid": ORANGE, "tanh": BLUE, "ReLU": GREEN, "leaky ReLU": PURPLE}
DASHES = {"sigmoid": ":", "tanh": "-", "ReLU": "--", "leaky ReLU": "-."}
FLAT = 0.1  # a slope below this counts as flat in the figures


def plot_fits(x: np.ndarray, y: np.ndarray, fits: Mapping[str, np.ndarray]) -> Figure:
    """Draw a curve and what networks with one linear output make of it, a panel for each.

    Args:
        x: (1, k).
        y: The curve, (1, k).
        fits: Title → what a network makes of it, (1, k).

    Returns:
        The figure.
    """
    figure, axes = plt.subplots(1, len(fits), figsize=(4 * len(fits), 3.2), sharey=True, layout="constrained")
    for ax, (title, fit) in zip(axes, fits.items(), strict=True):
        ax.plot(x[0], y[0], color=GREY, linewidth=5, alpha=0.4, label="to be learnt")
        ax.plot(x[0], fit[0], color=BLUE, linewidth=2, label="network")
        ax.set(title=title, xlabel="x")
        ax.grid(alpha=0.3)
    axes[0].legend()
    return figure


def plot_activations() -> Figure:
    """Draw the four activations above and their slopes below, the flat parts shaded (lectures 3.6 and 3.8).

    Returns:
        The figure.
    """
    z = np.linspace(-5, 5, 1000)  # an even number: no point at 0, where ReLU has a corner
    figure, axes = plt.subplots(2, 4, figsize=(12, 4.8), sharex=True, sharey="row", layout="constrained")
    for (above, below), (name, colour) in zip(axes.T, ACTIVATION_COLOURS.items(), strict=True):
        function, slope = ACTIVATIONS[name]
        pieces = np.where(z > 0, 1, 0) if "ReLU" in name else np.zeros(len(z))
        above.plot(z, function(z), color=colour, linewidth=2.2)
        for piece in np.unique(pieces):  # no line across the jump of a slope
            below.plot(z[pieces == piece], slope(z)[pieces == piece], color=colour, linewidth=2.2)
        for ax in (above, below):
            ax.fill_between(z, -2, 3, where=slope(z) < FLAT, color=PALE_GREY, linewidth=0)
            ax.axhline(0, color="black", linewidth=0.6)
            ax.grid(alpha=0.3)
        above.set(title=name, ylim=(-1.2, 2.2))
        below.set(xlabel="z", ylim=(-0.1, 1.15))
    axes[0, 0].set_ylabel("value")
    axes[1, 0].set_ylabel("slope")
    axes[0, 0].text(-4.8, 1.95, f"grey: slope below {FLAT}", va="top", fontsize=9)
    return figure


def plot_bands(panels: Mapping[str, Mapping[str, np.ndarray]]) -> Figure:
    """Draw cost curves over several starts: the median as a line, the range as a band.

    Args:
        panels: Title → name of an activation → costs, (starts, steps).

    Returns:
        The figure, a panel for each title.
    """
    figure, axes = plt.subplots(1, len(panels), figsize=(5.5 * len(panels), 3.6), sharey=True, layout="constrained")
    for ax, (title, runs) in zip(axes, panels.items(), strict=True):
        for name, costs in runs.items():
            steps = np.arange(costs.shape[1])
            ax.fill_between(
                steps, costs.min(axis=0), costs.max(axis=0), color=ACTIVATION_COLOURS[name], alpha=0.15, linewidth=0
            )
            ax.plot(
                steps, np.median(costs, axis=0), DASHES[name], color=ACTIVATION_COLOURS[name], linewidth=2, label=name
            )
        ax.set(title=title, xlabel="step", ylim=(0, 0.75))
        ax.grid(alpha=0.3)
    axes[0].set_ylabel("cost")
    axes[-1].legend(loc="center right")
    return figure


def draw_paths() -> Figure:
    """Draw how one hidden unit reaches the loss through two output units, and what comes back (lecture 3.10).

    Returns:
        The figure.
    """
    figure, ax = plt.subplots(figsize=(10, 3.6))
    nodes: dict[str, Point] = {
        "$z^{[1]}_j$": (0, 0),
        "$a^{[1]}_j$": (2, 0),
        "$z^{[2]}_1$": (5, 1),
        "$z^{[2]}_2$": (5, -1),
    }
    nodes |= {"$L_1$": (7.4, 1), "$L_2$": (7.4, -1), r"$\mathcal{L}$": (9.2, 0)}
    for text, (x, y) in nodes.items():
        colour = GREEN if "L" in text else BLUE
        draw_node(ax, (x, y), text, colour, "circle,pad=0.25", fontsize=13, zorder=3)
    _both_ways(ax, (0, 0), (2, 0))
    _label(ax, (1, 0.16), "tanh", BLUE)
    _label(ax, (1, -0.27), r"$\cdot\,(1-a_j^2)$", ORANGE)
    for k, y in ((1, 1), (2, -1)):
        _both_ways(ax, (2, 0), (5, y))
        _both_ways(ax, (5, y), (7.4, y))
        _both_ways(ax, (7.4, y), (9.2, 0))
        forward, backward = f"$W^{{[2]}}_{{{k}j}}$", f"$W^{{[2]}}_{{{k}j}}\\, dz^{{[2]}}_{k}$"
        _label(ax, (3.2, 0.78 * y), forward if k == 1 else backward, BLUE if k == 1 else ORANGE)
        _label(ax, (4.2, 0.36 * y), backward if k == 1 else forward, ORANGE if k == 1 else BLUE)
        _label(ax, (6.2, y - 0.26), f"$dz^{{[2]}}_{k} = a^{{[2]}}_{k} - y_{k}$", ORANGE)
    ax.text(1.4, -0.95, "$da^{[1]}_j$: what both paths\nbring back, added up", ha="center", va="top", color=ORANGE)
    ax.text(-0.4, 1.35, "forward →", color=BLUE, fontsize=12, weight="bold")
    ax.text(-0.4, 1.05, "← backward", color=ORANGE, fontsize=12, weight="bold")
    ax.set(xlim=(-0.6, 9.8), ylim=(-1.6, 1.6))
    ax.axis("off")
    return figure


def _both_ways(ax: Axes, start: Point, end: Point) -> None:
    for (tail, head), colour, shift in (((start, end), BLUE, 0.07), ((end, start), ORANGE, -0.07)):
        ends = (tail[0], tail[1] + shift), (head[0], head[1] + shift)
        draw_arrow(ax, *ends, colour, linewidth=1.5, shrinkA=19, shrinkB=19)


def _label(ax: Axes, place: Point, text: str, colour: str) -> None:
    ax.text(place[0], place[1], text, color=colour, ha="center", va="center", fontsize=12)


def plot_rows(paths: Mapping[str, list]) -> Figure:
    """Draw the way of each hidden unit's two weights during training, a panel for each training.

    Args:
        paths: Title → the `path` of a Training with two inputs.

    Returns:
        The figure; a ring marks the start, a disc the end.
    """
    figure, axes = plt.subplots(1, len(paths), figsize=(4 * len(paths), 3.8), layout="constrained")
    for ax, (title, path) in zip(axes, paths.items(), strict=True):
        rows = np.array([layers[0][:, 1:] for layers in path])  # (moments, units, 2)
        for unit, colour in zip(range(rows.shape[1]), cycle(COLOURS), strict=False):
            width = 7 - 1.8 * unit  # so that twins show as one line inside the other
            ax.plot(*rows[:, unit].T, color=colour, linewidth=width, label=f"unit {unit + 1}", solid_capstyle="round")
            ax.plot(*rows[-1, unit], "o", color=colour, markersize=width + 5)
            ax.plot(*rows[0, unit], "o", color="black", markerfacecolor="none", markersize=13)
        reach = 1.15 * max(np.abs(rows).max(), 1)
        ax.set(title=title, xlabel="weight of $x_1$", xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal")
        ax.grid(alpha=0.3)
    axes[0].set_ylabel("weight of $x_2$")
    axes[-1].legend(loc="center left", bbox_to_anchor=(1, 0.5))
    return figure


def plot_saturation(starts: Mapping[str, np.ndarray]) -> Figure:
    """Draw how the answers of tanh units are spread, the flat ends shaded.

    Args:
        starts: Title → activations between -1 and 1, of any shape.

    Returns:
        The figure, a panel for each start.
    """
    figure, axes = plt.subplots(1, len(starts), figsize=(4 * len(starts), 3), sharey=True, layout="constrained")
    edge = np.sqrt(1 - FLAT)  # where the slope 1 - a² falls to FLAT
    for ax, (title, A) in zip(axes, starts.items(), strict=True):
        share = np.full(A.size, 1 / A.size)
        ax.hist(np.ravel(A), bins=np.linspace(-1, 1, 41), weights=share, color=BLUE)
        for left, right in ((-1, -edge), (edge, 1)):
            ax.axvspan(left, right, color=ORANGE, alpha=0.25, linewidth=0)
        flat = np.mean(np.abs(A) > edge)
        ax.set(title=f"{title}: {flat:.0%} on the flat ends", xlabel="answer $a$ of a hidden unit", xlim=(-1, 1))
        ax.set_xticks([-1, 0, 1])
    axes[0].set_ylabel("share of all answers")
    return figure
