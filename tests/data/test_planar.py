"""The points of week 3: sets that tell the week's story."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from helpers.data.planar import load_flower, load_planar

NAMES = ["noisy_moons", "noisy_circles", "blobs", "gaussian_quantiles", "no_structure"]


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
