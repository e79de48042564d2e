"""Drawings with a value to play with: side by side for a few values on paper, with sliders where a kernel listens."""

from collections.abc import Callable, Sequence
from itertools import product

import matplotlib.pyplot as plt
from IPython import get_ipython
from IPython.display import display
from matplotlib.figure import Figure

MOST_COLUMNS, MOST_ROWS = 4, 3  # of small multiples: more would be too small to read, or too long to scroll
PANEL_SIZE = (3.2, 3.0)  # inches
SINGLE_SIZE = (6.0, 4.0)  # inches, of the drawing below the sliders
NO_SLIDERS = (
    'For sliders here, run `%pip install "ipywidgets>=8"` in a new cell, restart the kernel, and load the page anew.'
)


def explore(draw: Callable[..., None], **choices: Sequence) -> None:
    """Show a drawing for a few values of each choice side by side and, in a live notebook, for any of them by sliders.

    Args:
        draw: Called as draw(ax, name=value, …); the axes have the values as their title already.
        **choices: One or two of name=[values in order]; of the first one up to four are shown as columns, of the second one
            up to three as rows.

    Raises:
        ValueError: There are not one or two choices, or one has no values.
    """
    display(small_multiples(draw, **choices))
    if _has_live_front_end():
        _show_sliders(draw, choices)


def small_multiples(draw: Callable[..., None], **choices: Sequence) -> Figure:
    """Draw the static half of `explore`.

    Args:
        draw: As for explore.
        **choices: As for explore.

    Returns:
        The figure, which matplotlib forgets at once, so that a notebook does not show it once more.

    Raises:
        ValueError: There are not one or two choices, or one has no values.
    """
    if len(choices) not in (1, 2) or not all(len(values) for values in choices.values()):
        raise ValueError("explore takes one or two choices, each a list of values.")
    columns, rows = (
        _evenly_spaced(values, count)
        for values, count in zip((*choices.values(), [None]), (MOST_COLUMNS, MOST_ROWS), strict=False)
    )
    size = (PANEL_SIZE[0] * len(columns), PANEL_SIZE[1] * len(rows))
    figure, axes = plt.subplots(len(rows), len(columns), figsize=size, squeeze=False, layout="constrained")
    for ax, (row, column) in zip(axes.flat, product(rows, columns), strict=True):
        _draw_one(draw, ax, dict(zip(choices, (column, row), strict=False)))
    for ax in axes[:, 1:].flat:
        ax.set_ylabel("")
    for ax in axes[:-1].flat:
        ax.set_xlabel("")
    plt.close(figure)
    return figure


def _evenly_spaced(values: Sequence, most: int) -> list:
    """At most so many of the values, evenly spread from the first to the last."""
    count = min(most, len(values))
    return [values[round(i * (len(values) - 1) / max(1, count - 1))] for i in range(count)]


def _draw_one(draw: Callable[..., None], ax: plt.Axes, values: dict) -> None:
    ax.set_title(", ".join(f"{_spaced(name)} = {_text(value)}" for name, value in values.items()), fontsize=11)
    draw(ax, **values)


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _text(value: object) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def _has_live_front_end() -> bool:
    """Whether a person's front end runs this cell: those tell the kernel which cell it is; nbclient and nbconvert do not."""
    kernel = getattr(get_ipython(), "kernel", None)
    return kernel is not None and "cellId" in kernel.get_parent().get("metadata", {})


def _show_sliders(draw: Callable[..., None], choices: dict[str, Sequence]) -> None:
    try:
        from ipywidgets import SelectionSlider, interactive

        show = interactive._repr_mimebundle_  # how ipywidgets 8 tells a notebook what to show
    except (ImportError, AttributeError):
        print(NO_SLIDERS)
        return

    def redraw(**values: object) -> None:
        _draw_one(draw, plt.subplots(figsize=SINGLE_SIZE, layout="constrained")[1], values)
        plt.show()

    sliders = {
        name: SelectionSlider(
            options=[(_text(value), value) for value in values],
            value=values[len(values) // 2],
            description=_spaced(name),
            continuous_update=False,  # a drawing takes longer than the mouse between two values
            style={"description_width": "initial"},
        )
        for name, values in choices.items()
    }
    together = interactive(redraw, **sliders)
    together.out.layout.min_height = f"{100 * SINGLE_SIZE[1]:.0f}px"  # or the page jumps at each change
    bundle = show(together) | {"text/plain": "(With a running kernel, there are sliders here.)"}
    display(bundle, raw=True)
