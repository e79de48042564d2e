"""Plots of points and of what a model makes of them."""

import warnings

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.data.planar import load_flower, load_planar
from helpers.plotting.planar import plot_decision_boundary, plot_points

matplotlib.use("agg")


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_a_boundary_is_drawn_between_the_regions_of_a_model():
    X, Y = load_flower()
    ax = plt.subplots()[1]
    plot_decision_boundary(lambda points: points[:1] > 1, X, Y, ax, "a straight line")
    assert ax.get_title() == "a straight line" and ax.get_xlim()[0] < X[0].min() and ax.get_xlim()[1] > X[0].max()
    drawn = [len(points.get_offsets()) for points in ax.collections if len(points.get_offsets()) > 1]
    assert drawn == [200, 200]
    line = ax.collections[1].get_paths()[0].vertices  # after the regions
    assert np.allclose(line[:, 0], 1, atol=0.05)


@pytest.mark.parametrize("answer", [0, 1, True, 0.0])
def test_a_model_that_gives_one_class_only_is_drawn_without_complaint(answer):
    X, Y = load_planar("blobs")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plot_decision_boundary(lambda points: np.full((1, points.shape[1]), answer), X, Y)
        plot_points(X, Y, title="alone")


def test_a_model_that_gives_the_wrong_number_of_labels_is_told_so():
    X, Y = load_planar("blobs")
    with pytest.raises(ValueError, match=r"one label for each of 40000 points, but gave shape \(2, 40000\)"):
        plot_decision_boundary(lambda points: points > 0, X, Y)
