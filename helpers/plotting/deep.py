"""The drawings and the table of week 4's notebook."""

from collections.abc import Mapping, Sequence
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.plotting.style import BLUE, COLOURS, GREEN, GREY, ORANGE, draw_arrow, draw_box


def draw_blocks() -> Figure:
    """Draw a network as blocks: forward in the upper row, backward in the lower one, caches in between.

    Returns:
        The figure.
    """
    figure, ax = plt.subplots(figsize=(11, 4.4))
    for layer, before, x in (("1", "0", 1.3), ("2", "1", 3.9), ("L", "L-1", 8.1)):
        activation = "sigmoid" if layer == "L" else "ReLU"
        W, b, Z, A = (f"{symbol}^{{[{n}]}}" for symbol, n in (("W", layer), ("b", layer), ("Z", layer), ("A", before)))
        _block(ax, x, 3, f"linear → {activation}\n${W},\\ {b}$", BLUE)
        _block(ax, x, 0.6, f"{activation} → linear\nbackward", ORANGE)
        draw_arrow(ax, (x, 2.55), (x, 1.05), GREY, linestyle="--", linewidth=1.5)
        ax.text(x + 0.1, 1.8, f"cache {layer}:\n${A}, {W}$\n${b}, {Z}$", va="center", fontsize=10)
        draw_arrow(ax, (x - 0.5, 0.15), (x - 0.5, -0.5), ORANGE, linewidth=1.5)
        ax.text(x - 0.4, -0.35, f"$d{W},\\ d{b}$", fontsize=10, va="center")
    for n, left, right in (("0", -0.6, 0.4), ("1", 2.2, 3.0), ("2", 4.8, 5.6), ("L-1", 6.4, 7.2), ("L", 9.0, 9.9)):
        draw_arrow(ax, (left, 3), (right, 3), BLUE, linewidth=1.5)
        draw_arrow(ax, (right, 0.6), (left, 0.6), ORANGE, linewidth=1.5)
        forward = "$X$" if n == "0" else f"$A^{{[{n}]}}$"
        for y, text, colour in ((3.14, forward, BLUE), (0.74, f"$dA^{{[{n}]}}$", ORANGE)):
            ax.text((left + right) / 2, y, text, ha="center", fontsize=11, color=colour)
    for y in (3, 0.6):
        ax.text(6, y, "· · ·", ha="center", va="center", fontsize=16, color=GREY)
    _block(ax, 10.4, 1.8, "cost $J$\nwith $Y$", GREEN, half_width=0.5)
    draw_arrow(ax, (9.95, 2.95), (10.4, 2.3), BLUE, linewidth=1.5)
    draw_arrow(ax, (10.4, 1.3), (9.95, 0.65), ORANGE, linewidth=1.5)
    ax.text(-0.6, 3.7, "forward →", color=BLUE, fontsize=12, weight="bold")
    ax.text(9.0, -0.4, "← backward", color=ORANGE, fontsize=12, weight="bold")
    ax.set(xlim=(-0.75, 11), ylim=(-0.7, 4.0))
    ax.axis("off")
    return figure


def _block(ax: Axes, x: float, y: float, text: str, colour: str, half_width: float = 0.9) -> None:
    draw_box(ax, (x - half_width, y - 0.45), 2 * half_width, 0.9, colour, alpha=0.16)
    ax.text(x, y, text, ha="center", va="center", fontsize=10)


def plot_stopping(runs: Mapping[str, tuple[Sequence[float], Sequence[float]]], every: int = 100) -> Figure:
    """Draw the costs on training and test set along trainings and mark where the one on the test set is lowest.

    Args:
        runs: Name → costs on the training set and costs on the test set.
        every: Iterations between two costs.

    Returns:
        The figure, a panel for each training.
    """
    figure, panels = plt.subplots(1, len(runs), figsize=(5 * len(runs), 3.8), sharey=True, squeeze=False)
    for ax, (name, (train, test)) in zip(panels[0], runs.items(), strict=True):
        for label, costs, colour in (("training set", train, BLUE), ("test set", test, ORANGE)):
            ax.plot(every * np.arange(len(costs)), costs, "o-", markersize=3, color=colour, label=label)
        if len(test):
            best = int(np.argmin(test))
            ax.axvline(every * best, color=GREY, linestyle="--", linewidth=1)
            left, side = (-5, "right") if best > len(test) / 2 else (5, "left")
            ax.annotate(
                "lowest test cost", (every * best, 0.72), (left, 0), textcoords="offset points", ha=side, color=GREY
            )
        ax.set(xlabel="iteration", title=name, ylim=(0, 0.78))
    panels[0, 0].set_ylabel("cost")
    panels[0, -1].legend(loc="center right")
    return figure


def plot_spreads(networks: Mapping[str, Sequence[np.ndarray]]) -> Axes:
    """Draw the standard deviation of each layer's activations over the samples, on a logarithmic scale.

    Args:
        networks: Name → the activations A[0] … A[L], each (n_l, m).

    Returns:
        The axes.
    """
    _, ax = plt.subplots(figsize=(8, 4))
    for (name, activations), colour in zip(networks.items(), cycle(COLOURS), strict=False):
        spreads = [float(np.std(A, axis=1).mean()) for A in activations]
        ax.semilogy(range(len(spreads)), spreads, "o-", color=colour, label=name)
    ax.set(xlabel="layer", ylabel="spread of its activations", xticks=range(len(spreads)))
    ax.legend()
    return ax


def print_accuracies(rows: Mapping[str, tuple[float, float]]) -> None:
    """Print a table of models with their accuracies on the training and the test set.

    Args:
        rows: Name → accuracy on the training set and on the test set, in percent.
    """
    width = max(map(len, rows), default=0)
    print(f"{'model':<{width}}   training set   test set")
    for name, (train, test) in rows.items():
        print(f"{name:<{width}}   {train:10.1f} %   {test:6.1f} %")
