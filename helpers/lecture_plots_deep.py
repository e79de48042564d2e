"""Figures of the lecture notes on activation functions, backpropagation and initialization."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from helpers.lecture_nets import ACTIVATIONS

BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#666666"
COLOURS = {"sigmoid": ORANGE, "tanh": BLUE, "ReLU": GREEN, "leaky ReLU": "#CC79A7"}
DASHES = {"sigmoid": ":", "tanh": "-", "ReLU": "--", "leaky ReLU": "-."}
FLAT = 0.1  # a slope below this counts as flat in the figures


def plot_fits(x: np.ndarray, y: np.ndarray, fits: Mapping[str, np.ndarray]) -> Figure:
    """Draw a curve and what networks with one linear output make of it, a panel for each.

    Arguments: x, y, (1, k); fits, title → (1, k).
    Returns: the figure.
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
    """Draw the four activations above and their slopes below, the flat parts shaded (lectures 3.6 and 3.8)."""
    z = np.linspace(-5, 5, 1000)  # an even number: no point at 0, where ReLU has a corner
    figure, axes = plt.subplots(2, 4, figsize=(12, 4.8), sharex=True, sharey="row", layout="constrained")
    for (above, below), (name, colour) in zip(axes.T, COLOURS.items(), strict=True):
        function, slope = ACTIVATIONS[name]
        pieces = np.where(z > 0, 1, 0) if "ReLU" in name else np.zeros(len(z))
        above.plot(z, function(z), color=colour, linewidth=2.2)
        for piece in np.unique(pieces):  # no line across the jump of a slope
            below.plot(z[pieces == piece], slope(z)[pieces == piece], color=colour, linewidth=2.2)
        for ax in (above, below):
            ax.fill_between(z, -2, 3, where=slope(z) < FLAT, color="#DDDDDD", linewidth=0)
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

    Arguments: panels, title → name of an activation → costs (starts, steps).
    Returns: the figure, a panel for each title.
    """
    figure, axes = plt.subplots(1, len(panels), figsize=(5.5 * len(panels), 3.6), sharey=True, layout="constrained")
    for ax, (title, runs) in zip(axes, panels.items(), strict=True):
        for name, costs in runs.items():
            steps = np.arange(costs.shape[1])
            ax.fill_between(steps, costs.min(axis=0), costs.max(axis=0), color=COLOURS[name], alpha=0.15, linewidth=0)
            ax.plot(steps, np.median(costs, axis=0), DASHES[name], color=COLOURS[name], linewidth=2, label=name)
        ax.set(title=title, xlabel="step", ylim=(0, 0.75))
        ax.grid(alpha=0.3)
    axes[0].set_ylabel("cost")
    axes[-1].legend(loc="center right")
    return figure
