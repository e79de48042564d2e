"""The activations that week 4 hands out, the scaled start, and snapshots."""

import numpy as np
import pytest

from helpers.reference import week4
from helpers.training.activations import (
    keep_snapshots,
    relu,
    relu_backward,
    scale_initialization,
    sigmoid,
    sigmoid_backward,
)

BOTH = [(sigmoid, sigmoid_backward), (relu, relu_backward)]


def test_sigmoid_of_0_is_one_half_and_its_tails_are_exact():
    np.testing.assert_allclose(
        sigmoid(np.array([0.0, -40.0, 40.0]))[0], [0.5, np.exp(-40), 1 - np.exp(-40)], rtol=1e-15
    )


@pytest.mark.parametrize(("forward", "backward"), BOTH)
def test_activations_survive_enormous_input_without_a_warning(forward, backward):
    Z = np.array([[-1000.0, 1000.0, 0.0]])
    with np.errstate(all="raise", under="ignore"):
        A, cache = forward(Z)
        dZ = backward(np.ones_like(Z), cache)
    assert np.isfinite(A).all() and np.isfinite(dZ).all()


@pytest.mark.parametrize(("forward", "backward"), BOTH)
def test_the_way_back_is_the_derivative_of_the_way_forward(forward, backward):
    rng = np.random.default_rng(1)
    Z, dA, step = rng.normal(size=(4, 3)), rng.normal(size=(4, 3)), 1e-6
    slope = (forward(Z + step)[0] - forward(Z - step)[0]) / (2 * step)
    np.testing.assert_allclose(backward(dA, forward(Z)[1]), dA * slope, atol=1e-9)


def test_the_cache_is_z_itself():
    Z = np.array([[1.0, -2.0]])
    assert relu(Z)[1] is Z and sigmoid(Z)[1] is Z


def test_relu_lets_no_gradient_through_at_exactly_0():
    assert relu_backward(np.array([[3.0, 3.0, 3.0]]), np.array([[-1.0, 0.0, 2.0]])).tolist() == [[0, 0, 3]]


def test_nothing_is_changed_in_place():
    Z, dA = np.array([[-1.0, 2.0]]), np.array([[5.0, 5.0]])
    for forward, backward in BOTH:
        forward(Z), backward(dA, Z)
    assert Z.tolist() == [[-1, 2]] and dA.tolist() == [[5, 5]]


def test_scaled_weights_spread_by_one_over_the_root_of_the_layer_before():
    scaled = scale_initialization(week4.initialize_parameters_deep)
    parameters = scaled([400, 300, 50])
    assert parameters["W1"].std() == pytest.approx(1 / 20, rel=0.02)
    assert parameters["W2"].std() == pytest.approx(300**-0.5, rel=0.05)
    assert not parameters["b1"].any() and list(parameters) == ["W1", "b1", "W2", "b2"]


def test_scaling_twice_scales_once():
    once = scale_initialization(week4.initialize_parameters_deep)
    twice = scale_initialization(once)
    assert twice.__name__ == "initialize_parameters_deep"
    assert twice([900, 100])["W1"].std() == pytest.approx(1 / 30, rel=0.02)


def test_snapshots_are_kept_every_so_many_calls_and_stay_as_they_were():
    update = keep_snapshots(week4.update_parameters, every=2)
    params = {"W1": np.zeros((1, 1))}
    for _ in range(5):
        params = update(params, {"dW1": np.ones((1, 1))}, learning_rate=1.0)
    params["W1"] += 100
    assert [float(kept["W1"][0, 0]) for kept in update.snapshots] == [0, -2, -4]


def test_keeping_snapshots_again_starts_afresh():
    update = keep_snapshots(week4.update_parameters)
    update({}, {}, 1.0)
    again = keep_snapshots(update)
    assert again.snapshots == [] and again.plain is week4.update_parameters
