"""Cost curves stand where they belong, and nothing is drawn at all while a result is still pending."""

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from helpers.checking import NotDoneYet, Pending
from helpers.plotting.costs import draw_costs, plot_costs
from helpers.plotting.style import COLOURS


@pytest.fixture(autouse=True)
def no_figure_before_and_after():
    plt.close("all")
    yield
    plt.close("all")


def test_cost_curves_stand_at_every_hundredth_iteration():
    ax = plot_costs({"one": [0.7, 0.5], "two": np.array([0.69, 0.6, 0.4])})
    assert [line.get_xdata().tolist() for line in ax.lines[:2]] == [[0, 100], [0, 100, 200]]
    assert ax.get_ylim()[1] > np.log(2)


def test_a_pending_curve_says_so_and_leaves_no_empty_figure():
    with pytest.raises(NotDoneYet, match="Train it first"):
        plot_costs({"one": [0.7], "two": Pending("Train it first.")})
    assert not plt.get_fignums()


def test_more_curves_than_colours_are_drawn_all_the_same():
    ax = plt.subplots()[1]
    draw_costs(ax, {str(i): ([0, 1], [1.0, i]) for i in range(len(COLOURS) + 2)}, looks=("-", "--"))
    assert len(ax.lines) == len(COLOURS) + 2
    assert [line.get_linestyle() for line in ax.lines[:3]] == ["-", "--", "-"]
    assert ax.lines[0].get_color() == ax.lines[len(COLOURS)].get_color() == COLOURS[0]
