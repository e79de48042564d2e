"""The gradient check finds right gradients fine, wrong ones wrong, and changes nothing."""

import copy

import numpy as np
import pytest

from helpers.training.gradient_check import gradient_check

rng = np.random.default_rng(3)
X = rng.normal(size=(3, 7))
PARAMETERS = {"W1": rng.normal(size=(2, 3)), "b1": rng.normal(size=(2, 1))}


def cost(parameters):
    return np.mean(np.sin(parameters["W1"] @ X + parameters["b1"]))


def gradients(parameters=PARAMETERS):
    slope = np.cos(parameters["W1"] @ X + parameters["b1"]) / (2 * X.shape[1])
    return {"dW1": slope @ X.T, "db1": slope.sum(axis=1, keepdims=True)}


def test_right_gradients_are_fine(capsys):
    assert gradient_check(cost, PARAMETERS, gradients()) < 1e-7
    text = capsys.readouterr().out
    assert text.count("fine") == 2 and "(2, 3)" in text


@pytest.mark.parametrize(
    "wrong",
    [
        lambda g: g | {"dW1": 7 * g["dW1"]},
        lambda g: g | {"db1": -g["db1"]},
        lambda g: g | {"dW1": g["dW1"] + 0.01},
        lambda g: g | {"db1": np.full((2, 1), np.nan)},
    ],
)
def test_wrong_gradients_are_found_and_named(wrong, capsys):
    assert not gradient_check(cost, PARAMETERS, wrong(gradients())) < 1e-4
    assert capsys.readouterr().out.count("WRONG") == 1


def test_small_wrong_gradients_are_not_overlooked():
    assert gradient_check(lambda p: 1e-9 * cost(p), PARAMETERS, gradients()) > 0.9


def test_zero_gradients_do_not_divide_by_zero():
    with np.errstate(all="raise"):
        assert gradient_check(lambda p: 0.0, {"b1": np.zeros((2, 1))}, {"db1": np.zeros((2, 1))}) == 0


def test_nothing_is_changed():
    before, mine = copy.deepcopy(PARAMETERS), gradients()
    gradient_check(cost, PARAMETERS, mine)
    assert all(np.array_equal(before[name], PARAMETERS[name]) for name in before)


def test_whole_numbers_as_parameters_work():
    assert (
        gradient_check(lambda p: np.sum(p["b1"] ** 2), {"b1": np.array([[1], [2]])}, {"db1": np.array([[2], [4]])})
        < 1e-7
    )


def test_a_missing_or_misshapen_gradient_is_told():
    with pytest.raises(KeyError, match="lack 'db1'"):
        gradient_check(cost, PARAMETERS, {"dW1": gradients()["dW1"]})
    with pytest.raises(ValueError, match="a gradient looks like its parameter"):
        gradient_check(cost, PARAMETERS, gradients() | {"dW1": gradients()["dW1"].T})
