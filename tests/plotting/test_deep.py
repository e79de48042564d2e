"""Week 4's drawings draw what they are given."""

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from helpers.plotting.deep import draw_blocks, plot_spreads, plot_stopping, print_accuracies


@pytest.fixture(autouse=True)
def no_figure_before_and_after():
    plt.close("all")
    yield
    plt.close("all")


def test_the_blocks_name_every_cache_and_gradient():
    texts = " ".join(text.get_text() for text in draw_blocks().axes[0].texts)
    assert all(part in texts for part in ("cache 1", "cache 2", "cache L", "dW^{[L]}", "dA^{[0]}", "cost $J$"))


def test_the_lowest_test_cost_is_marked_in_every_panel():
    figure = plot_stopping({"a": ([0.7, 0.3, 0.1], [0.7, 0.4, 0.5]), "b": ([0.7, 0.2], [0.7, 0.3]), "none": ([], [])})
    marks = [ax.lines[-1].get_xdata() for ax in figure.axes[:2]]
    assert marks == [[100, 100], [100, 100]] and len(figure.axes[2].lines) == 2


def test_spreads_are_means_over_the_units():
    ax = plot_spreads({"net": [np.array([[0.0, 2.0], [0.0, 4.0]]), np.array([[1.0, 1.5]])]})
    assert ax.lines[0].get_ydata() == pytest.approx([1.5, 0.25])


def test_the_table_lines_up(capsys):
    print_accuracies({"short": (100.0, 70.04), "a longer name": (99.0, 9.96)})
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["short", "100.0", "%", "70.0", "%"]
    assert len({len(line) for line in lines[1:]}) == 1 and lines[2].endswith(" 10.0 %")
