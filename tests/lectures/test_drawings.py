"""The drawings of lecture notes 1 to 4 show what they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.lectures.arrays import Table, draw_broadcasts, draw_equation, draw_product
from helpers.lectures.basics import (
    draw_architectures,
    draw_columns,
    draw_computation,
    draw_kinds_of_data,
    draw_valley,
    plot_growth,
    plot_surfaces,
)


@pytest.fixture(autouse=True)
def no_figures_left():
    yield
    plt.close("all")


def texts(figure):
    return [text.get_text() for ax in figure.axes for text in ax.texts]


def test_a_network_of_layers_has_a_circle_a_unit_and_a_line_a_weight():
    _, ax = plt.subplots()
    draw_columns(ax, (3, 5, 2))
    assert len(ax.patches) == 10 and len(ax.lines) == 3 * 5 + 5 * 2


def test_kinds_of_data_and_of_networks_are_named():
    figure = draw_kinds_of_data(np.eye(2), ["age", "price"], np.eye(3), "a text")
    assert [ax.get_title().split(":")[0] for ax in figure.axes].count("unstructured") == 3
    titles = [ax.get_title() for ax in draw_architectures().axes]
    assert [title.split(":")[0] for title in titles] == ["standard", "convolutional", "recurrent"]


def test_growth_is_drawn_as_medians_in_percent():
    ax = plot_growth([10, 100], {"small": np.array([[0.5, 0.1], [0.4, 0.2], [0.1, 0.3]])})
    assert list(ax.lines[0].get_ydata()) == [40, 20]


def test_each_surface_and_each_way_down_is_drawn():
    ws, bs = np.linspace(0, 1, 5), np.linspace(0, 2, 7)
    costs = np.add.outer(bs, ws)
    assert len(plot_surfaces(ws, bs, {"one": costs, "two": -costs}).axes) == 2
    _, ax = plt.subplots()
    draw_valley(ax, ws, bs, costs, [np.array([[0.0, 0.5], [1.0, 2.0]])])
    way, start, end = ax.lines
    assert len(way.get_xdata()) == 2 and start.get_ydata()[0] == 0.5 and end.get_xdata()[0] == 1.0


def test_slopes_come_back_only_to_nodes_that_have_one():
    nodes = {"x": (0, 1, "x", "1", ""), "w": (0, 0, "w", "2", "dw = 1"), "z": (2, 0, "z", "2", "dz = 1")}
    figure = draw_computation(nodes, [("x", "z"), ("w", "z")])
    arrows = [text for text in figure.axes[0].texts if getattr(text, "arrow_patch", None)]
    assert len(arrows) == 3 and {"dw = 1", "dz = 1"} <= set(texts(figure))


def test_an_equation_shows_all_cells_and_pales_those_that_are_stretched():
    figure = draw_equation(Table(np.arange(6).reshape(2, 3), "A", solid=(1, 3)), "=", Table([["p"], ["q"]], "B", "row"))
    assert {*map(str, range(6)), "p", "q", "A", "B", "="} == set(texts(figure))
    shades = [patch.get_alpha() for patch in figure.axes[0].patches if patch.get_alpha()]
    assert len(shades) == 8 and len(set(shades[:3])) == len(set(shades[3:6])) == 1 and shades[0] > shades[3]


@pytest.mark.parametrize("pair", [((3, 4), (4,)), ((3, 1), (1, 4)), ((2, 3, 4), (3, 1)), ((5,), ())])
def test_a_broadcast_ends_in_the_shape_that_numpy_gives(pair):
    shown = texts(draw_broadcasts([pair]))
    result = np.broadcast_shapes(*pair)
    assert [int(size) for size in shown[2::3]] == list(result[::-1])


def test_sizes_that_do_not_fit_are_marked():
    assert "?" in texts(draw_broadcasts([((3, 4), (3,))]))


def test_a_product_takes_its_outer_sizes_from_its_factors():
    shown = texts(draw_product(("A", "p", "n"), ("B", "n", "q"), "C"))
    assert shown[-3:] == ["C", "p", "q"]
