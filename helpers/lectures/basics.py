"""Figures of the lecture notes on weeks 1 to 3: kinds of data and of networks, surfaces of a cost, shapes."""

from collections.abc import Mapping, Sequence
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.plotting.style import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    draw_arrow,
    draw_node,
    draw_units,
    draw_weights,
)

# Of the models whose errors fall: the best one stands out, the simplest one steps back.
GROWTH_LOOKS = ((GREY, ":"), (ORANGE, "--"), (GREEN, "-."), (BLUE, "-"), (PURPLE, "-"))


def draw_kinds_of_data(table: np.ndarray, names: Sequence[str], picture: np.ndarray, sentence: str) -> Figure:
    """Draw one kind of structured data and three of unstructured data, each as numbers (lecture 1).

    Args:
        table: Some samples, (rows, columns).
        names: Of the columns.
        picture: Grey values, (h, w).
        sentence: A text, to be written letter by letter.

    Returns:
        The figure.
    """
    figure, axes = plt.subplot_mosaic("TTTPP;SSSXX", figsize=(11, 5.6), layout="constrained")
    axes["T"].axis("off")
    cells = axes["T"].table([[f"{number:g}" for number in row] for row in table], colLabels=names, loc="center")
    cells.auto_set_font_size(False)
    cells.set_fontsize(10)
    cells.scale(1, 1.6)
    axes["T"].set_title("structured: a row a sample, each column with a meaning", color=BLUE)

    axes["P"].imshow(picture, cmap="gray_r")
    for (row, column), number in np.ndenumerate(picture):
        ink = "white" if number > picture.max() / 2 else "black"
        axes["P"].text(column, row, f"{number:g}", ha="center", va="center", color=ink, fontsize=8)
    axes["P"].set_title("unstructured: a picture", color=ORANGE)
    axes["P"].axis("off")

    seconds = np.linspace(0, 0.03, 600)
    sound = np.sin(2 * np.pi * 440 * seconds) * np.exp(-40 * seconds) + 0.4 * np.sin(2 * np.pi * 660 * seconds)
    axes["S"].plot(1000 * seconds, sound, color=ORANGE, linewidth=1.2)
    axes["S"].set_title("unstructured: a sound", color=ORANGE)
    axes["S"].set(xlabel="milliseconds", ylabel="air pressure")

    axes["X"].set(xlim=(-0.5, 8.5), ylim=(5.2, -0.8))
    for i, letter in enumerate(sentence[:27]):
        row, column = 2 * (i // 9), i % 9
        axes["X"].text(column, row, letter, ha="center", va="center", fontsize=13, family="monospace")
        axes["X"].text(column, row + 0.7, str(ord(letter)), ha="center", va="center", fontsize=9, color=GREY)
    axes["X"].set_title("unstructured: a text, with the number of each letter", color=ORANGE)
    axes["X"].axis("off")
    return figure


def draw_architectures() -> Figure:
    """Draw a standard, a convolutional and a recurrent network beside one another (lecture 1).

    Returns:
        The figure.
    """
    figure, (standard, convolutional, recurrent) = plt.subplots(1, 3, figsize=(13, 4.2), layout="constrained")
    draw_columns(standard, (4, 5, 3, 1))
    standard.set_title("standard: every unit looks at\neverything in the layer before")

    for i in range(6):
        for j in range(6):
            inside = i < 3 and 2 <= j < 5
            _square(convolutional, j, 5 - i, ORANGE if inside else GREY, 0.45 if inside else 0.1)
    for shift, colour in ((0.5, GREEN), (0, BLUE)):
        for i in range(4):
            for j in range(4):
                chosen = (i, j, shift) == (0, 2, 0)
                _square(convolutional, 8.5 + j + shift, 4 - i + shift, ORANGE if chosen else colour, 0.55)
    draw_arrow(convolutional, (5.1, 4.6), (10.4, 4.5), ORANGE)
    convolutional.text(7.3, 5.1, "nine weights,\nthe same at\nevery place", color=ORANGE, ha="center", va="bottom")
    convolutional.text(3, -0.7, "picture", ha="center", va="top")
    convolutional.text(10.7, -0.7, "two maps: where is\nwhat I look for?", ha="center", va="top")
    convolutional.set(xlim=(-0.3, 13.3), ylim=(-2.4, 7.6), aspect="equal")
    convolutional.set_title("convolutional: a small window\nslides over the picture")

    for step in range(4):
        x = 2 * step
        for y, text, colour in ((0, "x", GREY), (1.6, "a", BLUE), (3.2, r"\hat y", ORANGE)):
            draw_units(recurrent, [(x, y)], colour, radius=0.45)
            recurrent.text(x, y, rf"${text}^{{\langle {step + 1} \rangle}}$", ha="center", va="center", fontsize=12)
        draw_arrow(recurrent, (x, 0.45), (x, 1.15), GREY)
        draw_arrow(recurrent, (x, 2.05), (x, 2.75), ORANGE)
        if step:
            draw_arrow(recurrent, (x - 1.55, 1.6), (x - 0.45, 1.6), BLUE)
    recurrent.text(3, -0.8, "time →   the same weights at every step", ha="center", va="top")
    recurrent.set(xlim=(-0.7, 6.7), ylim=(-1.5, 3.9), aspect="equal")
    recurrent.set_title("recurrent: one step after another,\nwith a memory of the steps before")
    for ax in (standard, convolutional, recurrent):
        ax.axis("off")
    return figure


def draw_columns(ax: Axes, widths: Sequence[int]) -> None:
    """Draw a network as columns of units with a line for each weight.

    Args:
        ax: The axes to draw in.
        widths: n_0 … n_L.
    """
    places = [[(2.2 * x, (n - 1) / 2 - unit) for unit in range(n)] for x, n in enumerate(widths)]
    draw_weights(ax, places, alpha=0.4, linewidth=1)
    for layer, column in enumerate(places):
        colour = GREY if layer == 0 else ORANGE if layer == len(widths) - 1 else BLUE
        draw_units(ax, column, colour, radius=0.33)
    ax.set(aspect="equal", xlim=(-0.6, 2.2 * len(widths) - 1.6), ylim=(-max(widths) / 2 - 0.3, max(widths) / 2 + 0.3))
    ax.axis("off")


def plot_growth(sizes: Sequence[int], errors: Mapping[str, np.ndarray]) -> Axes:
    """Draw how the errors on a test set fall as the training set grows, a line for each model (lecture 1).

    Args:
        sizes: Of the training sets.
        errors: Name → shares of wrong answers, (repetitions, sizes): their median is a line, their range a band.

    Returns:
        The axes.
    """
    _, ax = plt.subplots(figsize=(8, 4.4), layout="constrained")
    for (name, shares), (colour, style) in zip(errors.items(), cycle(GROWTH_LOOKS), strict=False):
        ax.plot(sizes, 100 * np.median(shares, axis=0), style, marker="o", markersize=4, color=colour, label=name)
        ax.fill_between(
            sizes, 100 * shares.min(axis=0), 100 * shares.max(axis=0), color=colour, alpha=0.15, linewidth=0
        )
    ax.set(xscale="log", yscale="log", xlabel="samples in the training set", ylabel="wrong answers on the test set, %")
    ax.set_xticks(sizes, [f"{size:,}" for size in sizes])
    ax.minorticks_off()
    ticks = [2, 5, 10, 20, 50, 90]
    ax.set_yticks(ticks, map(str, ticks))
    ax.grid(alpha=0.3)
    ax.legend()
    return ax


def _square(ax: Axes, x: float, y: float, colour: str, alpha: float) -> None:
    ax.add_patch(plt.Rectangle((x, y), 1, 1, facecolor="white"))
    ax.add_patch(plt.Rectangle((x, y), 1, 1, facecolor=colour, edgecolor="white", alpha=alpha))


def plot_surfaces(ws: np.ndarray, bs: np.ndarray, surfaces: Mapping[str, np.ndarray]) -> Figure:
    """Draw costs as mountains over w and b, side by side.

    Args:
        ws: Values of w, (k,).
        bs: Values of b, (l,).
        surfaces: Title → costs, (l, k).

    Returns:
        The figure.
    """
    figure = plt.figure(figsize=(5.5 * len(surfaces), 4.6), layout="constrained")
    for number, (title, costs) in enumerate(surfaces.items(), start=1):
        ax = figure.add_subplot(1, len(surfaces), number, projection="3d")
        ax.plot_surface(*np.meshgrid(ws, bs), costs, cmap="viridis", rcount=60, ccount=60, linewidth=0)
        ax.set(xlabel="w", ylabel="b", title=title)
        ax.view_init(elev=38, azim=-62)
    return figure


def draw_valley(ax: Axes, ws: np.ndarray, bs: np.ndarray, costs: np.ndarray, paths: Sequence = ()) -> None:
    """Draw a cost over w and b as a map, with the ways that gradient descent takes.

    Args:
        ax: The axes to draw in.
        ws: Values of w, (k,).
        bs: Values of b, (l,).
        costs: (l, k).
        paths: Each (steps, 2), drawn from a ring to a star.
    """
    levels = costs.min() + (costs.max() - costs.min()) * np.linspace(0, 1, 22) ** 2  # closer together in the valley
    ax.contourf(ws, bs, costs, levels=levels, cmap="Blues_r", alpha=0.75)
    ax.contour(ws, bs, costs, levels=levels, colors="white", linewidths=0.6)
    for path, colour in zip(paths, (ORANGE, "black", AMBER), strict=False):
        ax.plot(*path.T, ".-", color=colour, linewidth=1.2, markersize=4)
        ax.plot(*path[0], "o", markersize=9, markerfacecolor="white", markeredgecolor=colour, markeredgewidth=2)
        ax.plot(*path[-1], "*", markersize=14, color=colour, markeredgecolor="white")
    ax.set(xlabel="w", ylabel="b", xlim=(ws[0], ws[-1]), ylim=(bs[0], bs[-1]), aspect="equal")


def draw_computation(nodes: Mapping[str, tuple], edges: Sequence[tuple[str, str]]) -> Figure:
    """Draw a computation graph: blue for what goes forward, orange for the slopes that come back (lectures 2.7 to 2.9).

    Args:
        nodes: Name → (x, y, text, value, slope), the last two as texts; without a slope nothing comes back to a node.
        edges: Pairs of names, from and to.

    Returns:
        The figure.
    """
    xs, ys = [node[0] for node in nodes.values()], [node[1] for node in nodes.values()]
    figure, ax = plt.subplots(figsize=(10, 1.3 + 1.1 * (max(ys) - min(ys))), layout="constrained")
    ax.set(xlim=(min(xs) - 1.4, max(xs) + 0.9), ylim=(min(ys) - 0.5, max(ys) + 0.5))
    ax.axis("off")
    boxes, inner = {}, {end for _, end in edges}
    for name, (x, y, text, value, slope) in nodes.items():
        boxes[name] = draw_node(ax, (x, y), text, GREY, "round,pad=0.4", fontsize=13, zorder=3)
        (aside, off), where = ((0, 0.33), "center") if name in inner else ((-0.35, 0.03), "right")
        ax.text(x + aside, y + off, value, ha=where, va="bottom", fontsize=11, color=BLUE)
        ax.text(x + aside, y - off, slope, ha=where, va="top", fontsize=11, color=ORANGE)
    figure.canvas.draw()  # now the boxes know their size
    for start, end in edges:
        patches = {"patchA": boxes[start].get_bbox_patch(), "patchB": boxes[end].get_bbox_patch()}
        (x, y), (to_x, to_y) = nodes[start][:2], nodes[end][:2]
        ways = ((-0.12, BLUE, "-|>"), (0.12, ORANGE, "<|-")) if nodes[start][4] else ((0, BLUE, "-|>"),)
        for bend, colour, head in ways:
            bow = f"arc3,rad={bend}"
            draw_arrow(ax, (x, y), (to_x, to_y), colour, arrowstyle=head, connectionstyle=bow, linewidth=1.4, **patches)
    return figure
