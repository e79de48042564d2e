"""The scaled start of a deep network: spread as asked for, and scaled once only."""

import pytest

from helpers.reference import week4
from helpers.training.initialization import scale_initialization


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
