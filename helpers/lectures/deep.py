"""Drawings of the lecture notes on deep networks: layers, shapes, one block and its cache, parity, folds."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from helpers.plotting.style import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    Point,
    draw_arrow,
    draw_box,
    draw_node,
    draw_units,
    draw_weights,
)

WEIGHT_ALPHA, WEIGHT_WIDTH = 0.35, 0.9  # how opaque, and points
UNIT_RADIUS, UNIT_OUTLINE = 0.3, 1.8  # data units, and points


def draw_layers(widths: Sequence[int]) -> Figure:
    """Draw a network of any depth with the size of each layer (lecture 4).

    Args:
        widths: n_0 … n_L.

    Returns:
        The figure.
    """
    figure, ax = plt.subplots(figsize=(2.2 * len(widths), 3.8))
    top, last = max(widths) / 2, len(widths) - 1
    places = [[(3 * x, (n - 1) / 2 - unit) for unit in range(n)] for x, n in enumerate(widths)]
    draw_weights(ax, places, WEIGHT_ALPHA, WEIGHT_WIDTH)
    for layer, (column, n) in enumerate(zip(places, widths, strict=True)):
        colour = GREY if layer == 0 else ORANGE if layer == last else BLUE
        draw_units(ax, column, colour, UNIT_RADIUS, UNIT_OUTLINE)
        name = "input" if layer == 0 else "output" if layer == last else "hidden"
        x = column[0][0]
        ax.text(x, top + 0.2, f"{name}\n$n^{{[{layer}]}} = {n}$", ha="center", va="bottom", color=colour)
        ax.text(x, -top - 0.1, "$X$" if layer == 0 else f"$A^{{[{layer}]}}$", ha="center", va="top")
        if layer:
            text = f"$W^{{[{layer}]}}, b^{{[{layer}]}}$"
            ax.text(x - 1.5, -top - 0.1, text, ha="center", va="top", color=GREEN)
    ax.set(xlim=(-0.8, 3 * last + 0.8), ylim=(-top - 0.7, top + 1.2), aspect="equal")
    ax.axis("off")
    return figure


def draw_products(widths: Sequence[int], m: int) -> Figure:
    """Draw Z = W A + b of every layer as rectangles, to scale (lecture 4).

    Args:
        widths: n_0 … n_L.
        m: Number of samples.

    Returns:
        The figure, a panel for each layer.
    """
    last = len(widths) - 1
    figure, axes = plt.subplots(1, last, figsize=(3.4 * last, 2.3), layout="constrained")
    for layer, ax in enumerate(axes, start=1):
        n, before = widths[layer], widths[layer - 1]
        boxes = [("Z", layer, n, m, BLUE, "="), ("W", layer, n, before, GREEN, "")]
        boxes += [("A", layer - 1, before, m, BLUE, "+"), ("b", layer, n, 1, ORANGE, "")]
        x = 0.0
        for symbol, index, rows, columns, colour, sign in boxes:
            draw_box(ax, (x, -rows / 2), columns, rows, colour)
            name = f"${symbol}^{{[{index}]}}$"
            ax.text(x + columns / 2, max(widths) / 2 + 0.5, name, ha="center", va="bottom", fontsize=12)
            shape = f"{rows}×{columns}"
            ax.text(x + columns / 2, -max(widths) / 2 - 0.5, shape, ha="center", va="top", fontsize=9, color=colour)
            x += columns + 1.0
            ax.text(x, 0, sign, ha="center", va="center", fontsize=15)
            x += 1.0
        ax.set(xlim=(-0.5, x), ylim=(-max(widths) / 2 - 1.6, max(widths) / 2 + 1.8), aspect="equal")
        ax.set_title(f"layer {layer}", fontsize=11)
        ax.axis("off")
    return figure


def draw_block() -> Figure:
    """Draw one layer as a pair of blocks, with the shapes of what goes in and out, and the cache between them.

    Returns:
        The figure.
    """
    figure, ax = plt.subplots(figsize=(10, 4.6))
    blocks = (
        (2.4, BLUE, "forward\n$Z = W A_{prev} + b$\n$A = g(Z)$"),
        (-2.4, ORANGE, "backward\n$dZ = dA * g'(Z)$\n$dA_{prev} = W^{T} dZ$"),
    )
    for y, colour, text in blocks:
        draw_box(ax, (-2, y - 1.2), 4, 2.4, colour, alpha=0.14, linewidth=1.8)
        ax.text(0, y, text, ha="center", va="center", fontsize=12)
    cache = r"cache:  $A_{prev},\ W,\ b,\ Z$"
    draw_node(ax, (0, 0), cache, GREEN, "round,pad=0.5", linewidth=1.8, fontsize=12, color=GREEN)
    here, before = r"$(n^{[l]}, m)$", r"$(n^{[l-1]}, m)$"
    both = r"$(n^{[l]}, n^{[l-1]}),\ (n^{[l]}, 1)$"
    arrows: tuple[
        tuple[Point, Point, str, str, Point], ...
    ] = (  # start, end, colour, text, and where the text goes: left of, right of, above or below its arrow
        ((-4.2, 2.4), (-2.1, 2.4), BLUE, f"$A_{{prev}} = A^{{[l-1]}}$\n{before}", (-3.2, 2.6)),
        ((2.1, 2.4), (4.2, 2.4), BLUE, f"$A = A^{{[l]}}$\n{here}", (3.2, 2.6)),
        ((4.2, -2.4), (2.1, -2.4), ORANGE, f"$dA^{{[l]}}$\n{here}", (3.2, -2.2)),
        ((-2.1, -2.4), (-4.2, -2.4), ORANGE, f"$dA^{{[l-1]}}$\n{before}", (-3.2, -2.2)),
        ((0, 4.4), (0, 3.7), BLUE, "", (0, 0)),
        ((0, -3.7), (0, -4.4), ORANGE, "", (0, 0)),
        ((0, 1.15), (0, 0.55), GREEN, "", (0, 0)),
        ((0, -0.55), (0, -1.15), GREEN, "", (0, 0)),
    )
    for start, end, colour, text, place in arrows:
        draw_arrow(ax, start, end, colour, linewidth=1.8)
        ax.text(place[0], place[1], text, ha="center", va="bottom", fontsize=11, color=colour)
    ax.text(0.3, 4.15, f"$W^{{[l]}},\\ b^{{[l]}}$   {both}", va="center", fontsize=11, color=BLUE)
    ax.text(0.3, -4.15, f"$dW^{{[l]}},\\ db^{{[l]}}$   {both}", va="center", fontsize=11, color=ORANGE)
    ax.set(xlim=(-4.8, 4.8), ylim=(-4.7, 4.7))
    ax.axis("off")
    return figure


def draw_parity() -> Figure:
    """Draw two networks for the parity of four bits: one layer of patterns, and a tree of exclusive ors.

    Returns:
        The figure.
    """
    figure, (flat, tree) = plt.subplots(1, 2, figsize=(11, 4), layout="constrained")
    wide: list[list[Point]] = [[(0, 1.5 - i) for i in range(4)], [(3.6, 3.5 - i) for i in range(8)], [(7.2, 0)]]
    deep: list[list[Point]] = [[(0, 1.5 - i) for i in range(4)], [(1.8, 1.5 - i) for i in range(4)]]
    deep += [[(3.6, 1), (3.6, -1)], [(5.4, 0.5), (5.4, -0.5)], [(7.2, 0)]]
    draw_weights(flat, wide, WEIGHT_ALPHA, WEIGHT_WIDTH)
    for before, after in ((deep[0][:2], deep[1][:2]), (deep[0][2:], deep[1][2:]), (deep[1][:2], deep[2][:1])):
        draw_weights(tree, [before, after], WEIGHT_ALPHA, WEIGHT_WIDTH)
    for before, after in ((deep[1][2:], deep[2][1:]), (deep[2], deep[3]), (deep[3], deep[4])):
        draw_weights(tree, [before, after], WEIGHT_ALPHA, WEIGHT_WIDTH)
    for ax, network, title in ((flat, wide, "one layer: 8 + 1 units"), (tree, deep, "a tree: 3 · 3 units")):
        for layer, column in enumerate(network):
            colour = GREY if layer == 0 else ORANGE if layer == len(network) - 1 else BLUE
            draw_units(ax, column, colour, UNIT_RADIUS, UNIT_OUTLINE)
        ax.set(xlim=(-0.7, 7.9), ylim=(-4.1, 4.1), aspect="equal")
        ax.set_title(title)
        ax.axis("off")
    flat.text(4.2, 3.5, "one unit for each\nodd pattern", fontsize=9, va="center")
    tree.text(2.7, 2.3, "OR and AND of a pair,\nthen one but not the other", fontsize=9, ha="center")
    return figure


def plot_folds(x: np.ndarray, folds: Mapping[str, np.ndarray]) -> Figure:
    """Draw functions on the interval from 0 to 1, a panel for each.

    Args:
        x: (1, k).
        folds: Title → the function's values, (1, k).

    Returns:
        The figure.
    """
    figure, axes = plt.subplots(1, len(folds), figsize=(3 * len(folds), 2.6), sharey=True, layout="constrained")
    for ax, (title, values) in zip(axes, folds.items(), strict=True):
        ax.plot(x[0], values[0], color=BLUE, linewidth=1.8)
        ax.set(title=title, xlabel="x", xticks=[0, 0.5, 1])
        ax.grid(alpha=0.3)
    return figure
