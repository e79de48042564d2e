"""The drawings of week 3's notebook: the network, and the graph of its computation."""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from helpers.plotting.style import BLUE, GREEN, GREY, ORANGE, draw_arrow, draw_node, draw_units, draw_weights


def draw_network(n_x: int = 2, n_h: int = 4) -> Figure:
    """Draw a network with one hidden layer and one output unit, its units and weights by name (lecture 3.1).

    Args:
        n_x: Size of the input.
        n_h: Number of hidden units.

    Returns:
        The figure.
    """
    figure, ax = plt.subplots(figsize=(9, 4.2))
    columns = {0: n_x, 3: n_h, 6: 1}
    places = {x: [(x, (n - 1) / 2 - unit) for unit in range(n)] for x, n in columns.items()}
    draw_weights(ax, list(places.values()), alpha=0.5, linewidth=1.2)
    for (x, units), name, colour in zip(places.items(), ("x", "a^{[1]}", "a^{[2]}"), (GREY, BLUE, ORANGE), strict=True):
        draw_units(ax, units, colour, radius=0.36)
        for unit, place in enumerate(units):
            index = f"_{{{unit + 1}}}" if x < 6 else ""
            ax.text(*place, f"${name}{index}$", ha="center", va="center", fontsize=13, zorder=3)
    draw_arrow(ax, (6.4, 0), (7.2, 0), ORANGE)
    ax.text(7.3, 0, r"$\hat y$", va="center", fontsize=15)
    top = max(columns.values()) / 2
    titles = ("input\n(layer 0, not counted)", "hidden layer\n(layer 1)", "output layer\n(layer 2)")
    for x, title in zip(columns, titles, strict=True):
        ax.text(x, top + 0.25, title, ha="center", va="bottom", fontsize=11)
    for middle, layer in ((1.5, 1), (4.5, 2)):
        names = f"$W^{{[{layer}]}},\\ b^{{[{layer}]}}$"
        ax.text(middle, -top - 0.1, names, ha="center", va="top", fontsize=13, color=BLUE)
    ax.set(xlim=(-1.2, 7.8), ylim=(-top - 0.5, top + 1.1), aspect="equal")
    ax.axis("off")
    return figure


def draw_graph() -> Figure:
    """Draw the computation graph of a network with one hidden layer: forward above, backward below (lecture 3.10).

    Returns:
        The figure.
    """
    figure, ax = plt.subplots(figsize=(11, 3.6))
    steps = {0: "$X$", 2.6: "$Z^{[1]}$", 5.0: "$A^{[1]}$", 7.4: "$Z^{[2]}$", 9.8: "$A^{[2]}$", 12.0: "$J$"}
    for x, text in steps.items():
        draw_node(ax, (x, 0), text, GREEN if text == "$J$" else BLUE, fontsize=14)
    for x, layer in ((2.6, 1), (7.4, 2)):
        draw_node(ax, (x, 1.6), f"$W^{{[{layer}]}},\\ b^{{[{layer}]}}$", GREY, fontsize=14)
        draw_arrow(ax, (x - 0.1, 1.25), (x - 0.1, 0.35), BLUE)
        draw_arrow(ax, (x + 0.15, 0.35), (x + 0.15, 1.25), ORANGE)
        ax.text(x + 0.3, 0.8, f"$dW^{{[{layer}]}},\\ db^{{[{layer}]}}$", color=ORANGE, fontsize=12, va="center")
    forward = ("linear", "tanh", "linear", "σ", "with $Y$")
    back = ("", "$dZ^{[1]}$", "$dA^{[1]}$", "$dZ^{[2]}$", "")
    xs = list(steps)
    for left, right, name, gradient in zip(xs, xs[1:], forward, back, strict=False):
        draw_arrow(ax, (left + 0.5, 0.08), (right - 0.5, 0.08), BLUE)
        ax.text((left + right) / 2, 0.2, name, ha="center", va="bottom", color=BLUE, fontsize=11)
        if gradient:
            draw_arrow(ax, (right - 0.5, -0.14), (left + 0.5, -0.14), ORANGE)
            ax.text(left, -0.5, gradient, ha="center", va="top", color=ORANGE, fontsize=13)
    draw_arrow(ax, (xs[5] - 0.5, -0.14), (xs[4] + 0.5, -0.14), ORANGE)
    ax.text(-0.4, 1.75, "forward →", color=BLUE, fontsize=12, weight="bold", va="center")
    ax.text(-0.4, 1.35, "← backward", color=ORANGE, fontsize=12, weight="bold", va="center")
    ax.set(xlim=(-0.6, 12.6), ylim=(-1.1, 2.1))
    ax.axis("off")
    return figure
