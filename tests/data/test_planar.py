"""The points of week 3: sets that tell the week's story, and plots that show what a model makes of them."""

import warnings

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from helpers.data.planar import load_flower, load_planar, plot_decision_boundary, plot_points, sigmoid

matplotlib.use("agg")
NAMES = ["noisy_moons", "noisy_circles", "blobs", "gaussian_quantiles", "no_structure"]


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def score(model, X, Y):
    return model.fit(X.T, Y[0]).score(X.T, Y[0])


def network(units):
    return MLPClassifier((units,), "tanh", solver="lbfgs", alpha=0, max_iter=3000, random_state=1)


@pytest.mark.parametrize("name", ["flower", *NAMES])
def test_a_set_has_400_points_half_of_each_class_and_is_always_the_same(name):
    X, Y = load_flower() if name == "flower" else load_planar(name)
    again, _ = load_flower() if name == "flower" else load_planar(name)
    assert X.shape == (2, 400) and Y.shape == (1, 400) and Y.sum() == 200 and set(Y.ravel()) == {0, 1}
    assert np.isfinite(X).all() and np.abs(X).max() < 5  # close enough to 0 for tanh units to learn from
    assert np.array_equal(X, again)


def test_the_flower_defeats_a_straight_line_but_not_four_hidden_units():
    X, Y = load_flower()
    assert score(LogisticRegression(), X, Y) < 0.56
    assert score(network(1), X, Y) < 0.8
    assert 0.87 < score(network(4), X, Y) < 0.95
    assert score(network(20), X, Y) > score(network(4), X, Y)


def test_where_there_is_no_structure_nothing_is_found():
    X, Y = load_planar("no_structure")
    assert score(LogisticRegression(), X, Y) < 0.56
    assert score(network(4), X, Y) < 0.65


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match="no planar set 'moons'.*noisy_moons, noisy_circles, blobs"):
        load_planar("moons")


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


def test_sigmoid_keeps_the_shape_and_does_not_overflow():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        s = sigmoid(np.array([[-1000.0, -1.0, 0.0], [1.0, 40.0, 1000.0]]))
    assert s.shape == (2, 3) and s[0, 0] == 0 and s[0, 2] == 0.5 and s[1, 2] == 1
    assert np.allclose(s[0, 1] + s[1, 0], 1) and np.isclose(s[1, 0], np.e / (1 + np.e))
    assert sigmoid(0) == 0.5 and np.ndim(sigmoid(0)) == 0
