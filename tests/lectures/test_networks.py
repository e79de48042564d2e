"""The networks of the lecture notes: their slopes are those of their cost, and training follows them."""

import numpy as np
import pytest

from helpers.lectures.networks import ACTIVATIONS, accuracy, cost_and_gradients, forward, initialize, train

RNG = np.random.default_rng(5)
X, Y = RNG.normal(size=(3, 7)), RNG.integers(0, 2, (2, 7))


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("widths", [(3, 2), (3, 5, 2), (3, 4, 6, 5, 2)], ids=str)
def test_slopes_agree_with_measured_ones(widths, activation):
    layers = [layer + RNG.normal(size=layer.shape) for layer in initialize(widths)]
    _, slopes = cost_and_gradients(layers, X, Y, activation)
    for number, layer in enumerate(layers):
        for index in np.ndindex(layer.shape):
            costs = []
            for step in (1e-6, -1e-6):
                moved = [array.copy() for array in layers]
                moved[number][index] += step
                costs.append(cost_and_gradients(moved, X, Y, activation)[0])
            assert slopes[number][index] == pytest.approx((costs[0] - costs[1]) / 2e-6, rel=1e-4, abs=1e-8)


def test_the_cost_is_the_mean_cross_entropy():
    layers = initialize((3, 4, 2), seed=3)
    A = forward(layers, X)[-1][1]
    expected = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / 7
    assert cost_and_gradients(layers, X, Y)[0] == pytest.approx(expected)


def test_extreme_weights_give_finite_costs():
    layers = [1e6 * layer for layer in initialize((3, 4, 2))]
    for activation in ACTIVATIONS:
        cost, slopes = cost_and_gradients(layers, X, Y, activation)
        assert np.isfinite(cost) and all(np.isfinite(slope).all() for slope in slopes)


def test_the_layers_to_start_from_have_the_asked_spread_zero_biases_and_repeat_by_seed():
    layers = initialize((400, 300, 200), seed=1)
    assert [layer.shape for layer in layers] == [(300, 401), (200, 301)]
    assert all(np.all(layer[:, 0] == 0) for layer in layers)
    assert layers[0][:, 1:].std() == pytest.approx(1 / 20, rel=0.02)
    assert initialize((400, 300), 0.01)[0][:, 1:].std() == pytest.approx(0.01, rel=0.02)
    assert np.array_equal(layers[1], initialize((400, 300, 200), seed=1)[1])
    assert not np.array_equal(layers[1], initialize((400, 300, 200), seed=2)[1])


def test_training_lowers_the_cost_keeps_its_path_and_leaves_the_start_alone():
    labels = (X.sum(axis=0, keepdims=True) > 0).astype(int)
    start = initialize((3, 4, 1))
    before = [layer.copy() for layer in start]
    done = train(start, X, labels, learning_rate=0.5, steps=250, keep=100)
    assert all(np.array_equal(a, b) for a, b in zip(start, before, strict=True))
    assert len(done.path) == 4 and done.path[-1] is done.layers
    assert done.costs.shape == (250,) and np.all(np.diff(done.costs) < 0)
    assert accuracy(done.layers, X, labels) == 1.0
