"""The report's figures as SVG to be put into a page: text stays text, colours of text are the page's, bytes repeat."""

import io
import re
from collections.abc import Sequence
from html import escape
from typing import Any

import matplotlib
import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from helpers.grading.report.records import ClassRecord
from helpers.grading.report.statistics import LEVELS, ItemStatistics, level

# Blue against orange, told apart in every common colour blindness and in grey; the page's table uses the same.
COLOURS = dict(zip(LEVELS, ("#1f6fae", "#8dbbdc", "#f4c98b", "#d9762b", "#a9a9a9", "#dcdcdc"), strict=True))
INK = "#010203"  # stands for the page's text colour
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "class report",
    "text.parse_math": False,
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    **dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"), INK),
}
WIDTH = 4.3  # inches; drawn small, so that letters stay readable on a phone


def score_histogram(record: ClassRecord) -> str:
    """How many submissions reached how much of the points, in tenths, with mean and median."""
    shares = _shares(record)
    counts = tenths(record)
    with matplotlib.rc_context(STYLE):
        figure = Figure((WIDTH, 2.7), layout="constrained")
        axes = figure.subplots()
        bars = axes.bar(np.arange(10) * 10 + 5, counts, width=9.2, color=COLOURS["full"])
        axes.bar_label(bars, [str(count) if count else "" for count in counts], padding=1)
        ticks = np.linspace(0, 100, 6)
        axes.set_xticks(ticks, [f"{tick * record.points / 100:g}" for tick in ticks])
        axes.set(xlabel=f"points of {record.points:g}", ylabel="submissions", ylim=(0, max(counts) * 1.3))
        axes.locator_params(axis="y", integer=True, nbins=5)
        marks = sorted([(shares.mean(), "mean", "--"), (np.median(shares), "median", ":")])
        for (value, name, style), side, gap in zip(marks, ("right", "left"), (-1, 1), strict=True):
            axes.axvline(value, color=INK, linestyle=style, linewidth=1)
            text = f"{name} {round(value * record.points / 100, 1):g}"
            axes.text(value + gap, 1, text, transform=axes.get_xaxis_transform(), ha=side, va="top")
        told = ", ".join(f"{10 * i} to {10 * i + 10} %: {count}" for i, count in enumerate(counts))
        return _svg(figure, "scores", "Distribution of scores", f"Submissions by share of the points. {told}.")


def outcome_bars(statistics: Sequence[ItemStatistics]) -> str:
    """For each exercise, the share of submissions that reached full points, most, some, none."""
    with matplotlib.rc_context(STYLE):
        figure = Figure((WIDTH, 0.9 + 0.27 * len(statistics)), layout="constrained")
        axes = figure.subplots()
        left = np.zeros(len(statistics))
        for name in LEVELS:
            shares = np.array([100 * s.levels[name] / sum(s.levels.values()) for s in statistics])
            if shares.any():
                axes.barh(range(len(left)), shares, 0.75, left, color=COLOURS[name], label=_label(name))
            left += shares
        axes.set_yticks(range(len(left)), [s.item.label for s in statistics])
        axes.set(xlim=(0, 100), xlabel="% of submissions")
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        _legend(figure)
        told = "; ".join(f"{s.item.label}: {_counts(s.levels)}" for s in statistics)
        return _svg(figure, "outcomes", "What became of each exercise", f"Submissions by what they reached. {told}.")


def heat_map(record: ClassRecord) -> str:
    """Students by exercises at one glance, the best total at the top; names are in the table, not here."""
    cells = np.array([[LEVELS.index(level(o)) for o in submission.outcomes] for submission in record.submissions])
    with matplotlib.rc_context(STYLE):
        figure = Figure((WIDTH, min(2.6 + 0.05 * len(cells), 7)), layout="constrained")
        axes = figure.subplots()
        colours = ListedColormap(list(COLOURS.values()))
        size = (0, cells.shape[1], len(cells), 0)
        axes.imshow(cells, colours, aspect="auto", interpolation="none", vmin=0, vmax=len(COLOURS), extent=size)
        axes.vlines(range(1, cells.shape[1]), 0, len(cells), color="white", linewidth=1.5)
        names = [item.label for item in record.items]
        axes.set_xticks(np.arange(len(names)) + 0.5, names, rotation=50, ha="right", rotation_mode="anchor")
        axes.set_ylabel("best first")
        axes.tick_params(length=0)
        axes.locator_params(axis="y", integer=True, nbins=5)
        for spine in axes.spines.values():
            spine.set_visible(False)
        for name in LEVELS:
            if (cells == LEVELS.index(name)).any():
                axes.bar(0, 0, color=COLOURS[name], label=_label(name))
        _legend(figure)
        text = "A coloured field for each submission and exercise; the table below has the same in numbers."
        return _svg(figure, "heat", "Heat map of students by exercises", text)


def tenths(record: ClassRecord) -> list[int]:
    """How many submissions have 0 to 10 % of the points, 10 to 20 %, and so on; exactly 100 % belongs to the last."""
    return np.histogram(_shares(record), np.arange(0, 101, 10))[0].tolist()


def _shares(record: ClassRecord) -> np.ndarray:
    whole = record.points or 1.0
    return np.array([min(100.0, 100 * submission.total / whole) for submission in record.submissions])


def _label(name: str) -> str:
    return {"full": "full points", "most": "half or more", "some": "less than half"}.get(name, name)


def _counts(levels: dict[str, int]) -> str:
    return ", ".join(f"{_label(name)} {count}" for name, count in levels.items() if count)


def _legend(figure: Figure) -> None:
    figure.legend(loc="outside upper center", ncols=3, frameon=False, handlelength=1, columnspacing=1.2)


def _svg(figure: Figure, name: str, title: str, description: str) -> str:
    """The figure with ids of its own, a title and a description, and without anything that points out of the page."""
    for artist in figure.findobj():
        artist.set_clip_on(False)  # clipping would need url(…)
    file = io.StringIO()
    figure.savefig(file, format="svg", transparent=True, dpi=300, metadata={"Date": None})
    svg = file.getvalue()
    svg = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->|<\?.*?\?>|<!DOCTYPE.*?>", "", svg, flags=re.S)
    svg = (
        re.sub(r'\s(?:xmlns(?::\w+)?|version|width|height)="[^"]*"', "", svg[: svg.index(">")]) + svg[svg.index(">") :]
    )
    svg = re.sub(r'(\bid="|href="#)', rf"\g<1>{name}-", svg).replace("xlink:href", "href").replace(INK, "currentColor")
    box, rest = svg.split(">", 1)
    labels = f'<title id="{name}-title">{title}</title><desc id="{name}-desc">{escape(description)}</desc>'
    opening = f'{box.strip()} role="img" aria-labelledby="{name}-title {name}-desc">'
    return f"{opening}{labels}{rest}".strip()
