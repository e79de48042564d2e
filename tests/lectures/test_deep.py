"""The figures of the lecture notes on deep learning show what they are given."""

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from helpers.lectures.activations import (
    ACTIVATION_COLOURS,
    plot_activations,
    plot_bands,
    plot_fits,
    plot_rows,
    plot_saturation,
)
from helpers.lectures.deep import draw_block, draw_layers, draw_parity, draw_products, plot_folds


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def words(figure):
    return " ".join(text.get_text() for ax in figure.axes for text in ax.texts)


def circles(ax):
    return [patch for patch in ax.patches if isinstance(patch, plt.Circle)]


def test_a_network_has_all_its_units_and_names_its_layers():
    figure = draw_layers([3, 5, 2, 1])
    assert len(circles(figure.axes[0])) == 11 and len(figure.axes[0].lines) == 15 + 10 + 2
    assert all(name in words(figure) for name in ("W^{[3]}", "A^{[2]}", "n^{[1]} = 5"))


def test_products_are_drawn_with_their_shapes():
    figure = draw_products([3, 5, 1], m=6)
    assert all(shape in words(figure) for shape in ("5×3", "3×6", "5×6", "5×1", "1×5", "1×6", "1×1"))


def test_the_parity_networks_have_as_many_units_as_their_titles_say():
    flat, tree = draw_parity().axes
    assert len(circles(flat)) - 4 == 8 + 1 and len(circles(tree)) - 4 == 3 * 3


def test_a_block_shows_its_cache():
    assert "cache" in words(draw_block())


def test_the_share_on_the_flat_ends_is_that_of_the_answers():
    figure = plot_saturation({"a": np.array([[0.0, 0.99, -0.99, 1.0]]), "b": np.zeros((2, 3))})
    assert [ax.get_title() for ax in figure.axes] == ["a: 75% on the flat ends", "b: 0% on the flat ends"]


def test_rows_start_and_end_where_the_weights_do():
    path = [[np.array([[9.0, 1, 2], [9, 3, 4]])], [np.array([[9.0, 5, 6], [9, 7, 8]])]]
    ways = [line.get_xydata().tolist() for line in plot_rows({"two": path, "same": path}).axes[0].lines]
    assert [[1, 2], [5, 6]] in ways and [[3, 4], [7, 8]] in ways


def test_bands_show_the_median_of_the_starts():
    costs = np.array([[3.0, 1], [5, 2], [9, 6]])
    figure = plot_bands({"one": {"tanh": costs}, "two": {"ReLU": costs}})
    assert figure.axes[0].lines[0].get_ydata().tolist() == [5, 2]


def test_fits_folds_and_activations_are_drawn_a_panel_each():
    x = np.linspace(0, 1, 5)[None]
    assert len(plot_fits(x, x, {"a": x, "b": x}).axes) == 2 and len(plot_folds(x, {"a": x, "b": x, "c": x}).axes) == 3
    assert [ax.get_title() for ax in plot_activations().axes[:4]] == list(ACTIVATION_COLOURS)
