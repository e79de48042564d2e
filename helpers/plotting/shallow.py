"""The drawings of week 3's notebook: the network, and the graph of its computation."""

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#666666"


def draw_network(n_x: int = 2, n_h: int = 4) -> Figure:
    """Draw a network with one hidden layer and one output unit, its units and weights by name (lecture 3.1).

    Arguments: n_x, n_h, the sizes of the input and of the hidden layer.
    Returns: the figure.
    """
    figure, ax = plt.subplots(figsize=(9, 4.2))
    columns = {0: n_x, 3: n_h, 6: 1}
    places = {x: [(x, (n - 1) / 2 - unit) for unit in range(n)] for x, n in columns.items()}
    for left, right in ((0, 3), (3, 6)):
        for start in places[left]:
            for end in places[right]:
                ax.plot(*zip(start, end, strict=True), color=BLUE, alpha=0.5, linewidth=1.2, zorder=1)
    for (x, units), name, colour in zip(places.items(), ("x", "a^{[1]}", "a^{[2]}"), (GREY, BLUE, ORANGE), strict=True):
        for unit, place in enumerate(units):
            ax.add_patch(plt.Circle(place, 0.36, facecolor="white", edgecolor=colour, linewidth=2, zorder=2))
            index = f"_{{{unit + 1}}}" if x < 6 else ""
            ax.text(*place, f"${name}{index}$", ha="center", va="center", fontsize=13, zorder=3)
    _arrow(ax, (6.4, 0), (7.2, 0), ORANGE)
    ax.text(7.3, 0, r"$\hat y$", va="center", fontsize=15)
    top = max(columns.values()) / 2
    titles = ("input\n(layer 0, not counted)", "hidden layer\n(layer 1)", "output layer\n(layer 2)")
    for x, title in zip(columns, titles, strict=True):
        ax.text(x, top + 0.25, title, ha="center", va="bottom", fontsize=11)
    for x, layer in ((1.5, 1), (4.5, 2)):
        ax.text(x, -top - 0.1, f"$W^{{[{layer}]}},\\ b^{{[{layer}]}}$", ha="center", va="top", fontsize=13, color=BLUE)
    ax.set(xlim=(-1.2, 7.8), ylim=(-top - 0.5, top + 1.1), aspect="equal")
    ax.axis("off")
    return figure


def draw_graph() -> Figure:
    """Draw the computation graph of a network with one hidden layer: forward above, backward below (lecture 3.10).

    Returns: the figure.
    """
    figure, ax = plt.subplots(figsize=(11, 3.6))
    steps = {0: "$X$", 2.6: "$Z^{[1]}$", 5.0: "$A^{[1]}$", 7.4: "$Z^{[2]}$", 9.8: "$A^{[2]}$", 12.0: "$J$"}
    for x, text in steps.items():
        _node(ax, x, 0, text, GREEN if text == "$J$" else BLUE)
    for x, layer in ((2.6, 1), (7.4, 2)):
        _node(ax, x, 1.6, f"$W^{{[{layer}]}},\\ b^{{[{layer}]}}$", GREY)
        _arrow(ax, (x - 0.1, 1.25), (x - 0.1, 0.35), BLUE)
        _arrow(ax, (x + 0.15, 0.35), (x + 0.15, 1.25), ORANGE)
        ax.text(x + 0.3, 0.8, f"$dW^{{[{layer}]}},\\ db^{{[{layer}]}}$", color=ORANGE, fontsize=12, va="center")
    forward = ("linear", "tanh", "linear", "σ", "with $Y$")
    back = ("", "$dZ^{[1]}$", "$dA^{[1]}$", "$dZ^{[2]}$", "")
    xs = list(steps)
    for left, right, name, slope in zip(xs, xs[1:], forward, back, strict=False):
        _arrow(ax, (left + 0.5, 0.08), (right - 0.5, 0.08), BLUE)
        ax.text((left + right) / 2, 0.2, name, ha="center", va="bottom", color=BLUE, fontsize=11)
        if slope:
            _arrow(ax, (right - 0.5, -0.14), (left + 0.5, -0.14), ORANGE)
            ax.text(left, -0.5, slope, ha="center", va="top", color=ORANGE, fontsize=13)
    _arrow(ax, (xs[5] - 0.5, -0.14), (xs[4] + 0.5, -0.14), ORANGE)
    ax.text(-0.4, 1.75, "forward →", color=BLUE, fontsize=12, weight="bold", va="center")
    ax.text(-0.4, 1.35, "← backward", color=ORANGE, fontsize=12, weight="bold", va="center")
    ax.set(xlim=(-0.6, 12.6), ylim=(-1.1, 2.1))
    ax.axis("off")
    return figure


def _node(ax: Axes, x: float, y: float, text: str, colour: str) -> None:
    box = {"boxstyle": "round,pad=0.35", "facecolor": "white", "edgecolor": colour, "linewidth": 1.6}
    ax.text(x, y, text, ha="center", va="center", fontsize=14, bbox=box)


def _arrow(ax: Axes, start: tuple, end: tuple, colour: str) -> None:
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 1.6})
