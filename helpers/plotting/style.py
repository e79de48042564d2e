"""The look of the course's figures: one set of colours, and the pieces that its drawings are made of."""

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.text import Text

# Colours that people with any common colour blindness can tell apart (M. Okabe and K. Ito, Color Universal Design, 2008).
BLUE, ORANGE, GREEN, PURPLE, AMBER, SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"
GREY, PALE_GREY = "#666666", "#DDDDDD"
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, AMBER, SKY)  # of several curves in one figure, in this order
LINE_STYLES = ("-", "--", "-.", ":", "-", "--")  # of the same curves, for those who print in grey

Point = tuple[float, float]  # x and y


def draw_arrow(ax: Axes, start: Point, end: Point, colour: str, **look: Any) -> None:
    """Draw an arrow.

    Args:
        ax: The axes to draw in.
        start: (x, y) of its tail, in data coordinates.
        end: (x, y) of its head, in data coordinates.
        colour: Its colour.
        **look: More of matplotlib's arrow properties, such as `linewidth` in points, `linestyle` or `connectionstyle`.
    """
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 1.6} | look)


def draw_box(
    ax: Axes, corner: Point, width: float, height: float, colour: str, alpha: float = 0.2, linewidth: float = 1.6
) -> None:
    """Draw a rectangle with a pale inside and an outline of the same colour.

    Args:
        ax: The axes to draw in.
        corner: (x, y) of its lower left corner, in data coordinates.
        width: In data units.
        height: In data units.
        colour: Of the outline and, paler, of the inside.
        alpha: How opaque the inside is, from 0 to 1.
        linewidth: Of the outline, in points.
    """
    ax.add_patch(plt.Rectangle(corner, width, height, facecolor=colour, alpha=alpha, linewidth=0))
    ax.add_patch(plt.Rectangle(corner, width, height, fill=False, edgecolor=colour, linewidth=linewidth))


def draw_node(
    ax: Axes, place: Point, text: str, colour: str, shape: str = "round,pad=0.35", linewidth: float = 1.6, **look: Any
) -> Text:
    """Draw a node of a graph: a text in a white box with a coloured outline.

    Args:
        ax: The axes to draw in.
        place: (x, y) of its middle, in data coordinates.
        text: What stands in it.
        colour: Of the outline.
        shape: One of matplotlib's box styles.
        linewidth: Of the outline, in points.
        **look: More of matplotlib's text properties, such as `fontsize` in points.

    Returns:
        The text, which knows the size of its box once the figure is drawn.
    """
    box = {"boxstyle": shape, "facecolor": "white", "edgecolor": colour, "linewidth": linewidth}
    x, y = place
    return ax.text(x, y, text, ha="center", va="center", bbox=box, **look)


def draw_units(ax: Axes, places: Sequence[Point], colour: str, radius: float, linewidth: float = 2.0) -> None:
    """Draw the units of a layer as white circles with a coloured outline.

    Args:
        ax: The axes to draw in.
        places: (x, y) of each unit's middle, in data coordinates.
        colour: Of the outlines.
        radius: In data units.
        linewidth: Of the outlines, in points.
    """
    for place in places:
        circle = plt.Circle(place, radius, facecolor="white", edgecolor=colour, linewidth=linewidth, zorder=2)
        ax.add_patch(circle)


def draw_weights(ax: Axes, layers: Sequence[Sequence[Point]], alpha: float, linewidth: float) -> None:
    """Draw a line for each weight, from every unit of a layer to every unit of the next one.

    Args:
        ax: The axes to draw in.
        layers: For each layer, (x, y) of each unit's middle, in data coordinates.
        alpha: How opaque the lines are, from 0 to 1.
        linewidth: In points.
    """
    for left, right in zip(layers[:-1], layers[1:], strict=True):
        for start in left:
            for end in right:
                ax.plot(*zip(start, end, strict=True), color=BLUE, alpha=alpha, linewidth=linewidth, zorder=1)
