"""The activations that week 4 hands out: right, safe for any numbers, and the way back is the derivative of the way forward."""

import numpy as np
import pytest

from helpers.training.activations import relu, relu_backward, sigmoid, sigmoid_backward

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
