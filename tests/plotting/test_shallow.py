"""The drawings of week 3 show every unit, and every gradient."""

import matplotlib.pyplot as plt
import pytest

from helpers.plotting.shallow import draw_graph, draw_network


def texts(figure):
    return [text.get_text() for text in figure.axes[0].texts]


@pytest.mark.parametrize(("n_x", "n_h"), [(2, 4), (3, 1), (1, 6)])
def test_a_network_has_a_circle_for_each_unit_and_a_line_for_each_weight(n_x, n_h):
    figure = draw_network(n_x, n_h)
    ax = figure.axes[0]
    assert len(ax.patches) == n_x + n_h + 1
    assert len(ax.lines) == n_x * n_h + n_h
    assert f"$a^{{[1]}}_{{{n_h}}}$" in texts(figure)
    plt.close(figure)


def test_the_graph_names_every_gradient():
    figure = draw_graph()
    everything = " ".join(texts(figure))
    assert all(f"$d{name}^{{[{layer}]}}" in everything for name in ("W", "Z") for layer in (1, 2))
    plt.close(figure)
