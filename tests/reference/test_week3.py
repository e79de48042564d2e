"""The answer key of week 3 against independent authorities: complex steps and scikit-learn."""

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier

from helpers.data.planar import load_flower
from helpers.reference import week3

rng = np.random.default_rng(5)


def problem(n_x, n_h, m):
    parameters = {
        "W1": rng.normal(size=(n_h, n_x)),
        "b1": rng.normal(size=(n_h, 1)),
        "W2": rng.normal(size=(1, n_h)),
        "b2": rng.normal(size=(1, 1)),
    }
    return parameters, rng.normal(size=(n_x, m)), rng.integers(0, 2, (1, m))


def cost(parameters, X, Y):
    """The cost written out anew, for complex numbers."""
    A1 = np.tanh(parameters["W1"] @ X + parameters["b1"])
    A2 = 1 / (1 + np.exp(-(parameters["W2"] @ A1 + parameters["b2"])))
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


@pytest.mark.parametrize(("n_x", "n_h", "m"), [(1, 1, 1), (2, 4, 7), (3, 5, 2), (6, 2, 1)])
def test_gradients_are_the_slopes_of_the_cost(n_x, n_h, m):
    parameters, X, Y = problem(n_x, n_h, m)
    A2, cache = week3.forward_propagation(X, parameters)
    assert np.isclose(week3.compute_cost(A2, Y), cost(parameters, X, Y))
    grads = week3.backward_propagation(parameters, cache, X, Y)
    for name, value in parameters.items():
        assert grads["d" + name].shape == value.shape
        for index in np.ndindex(value.shape):
            nudged = value.astype(complex)
            nudged[index] += 1e-30j
            slope = np.imag(cost(parameters | {name: nudged}, X, Y)) / 1e-30
            assert np.isclose(grads["d" + name][index], slope)


def test_one_step_is_scikit_learns():
    parameters, X, Y = problem(3, 4, 20)
    judge = MLPClassifier(
        (4,), activation="tanh", solver="sgd", alpha=0, momentum=0, learning_rate_init=0.3, batch_size=20
    )
    judge.partial_fit(X.T, Y[0], classes=[0, 1])
    judge.coefs_ = [parameters["W1"].T.copy(), parameters["W2"].T.copy()]
    judge.intercepts_ = [parameters["b1"][:, 0].copy(), parameters["b2"][:, 0].copy()]
    judge._optimizer.params = judge.coefs_ + judge.intercepts_
    judge._optimizer.velocities = [np.zeros_like(p) for p in judge._optimizer.params]
    judge.partial_fit(X.T, Y[0])
    _, cache = week3.forward_propagation(X, parameters)
    ours = week3.update_parameters(parameters, week3.backward_propagation(parameters, cache, X, Y), 0.3)
    assert np.allclose(ours["W1"], judge.coefs_[0].T) and np.allclose(ours["W2"], judge.coefs_[1].T)
    assert np.allclose(ours["b1"][:, 0], judge.intercepts_[0]) and np.allclose(ours["b2"][:, 0], judge.intercepts_[1])


def test_the_flower_is_learnt():
    X, Y = load_flower()
    np.random.seed(1)
    parameters = week3.nn_model(X, Y, 4, num_iterations=2000)
    assert np.mean(week3.predict(parameters, X) == Y) > 0.85


def test_updating_leaves_the_old_parameters_alone():
    parameters, X, Y = problem(2, 3, 4)
    before = {name: value.copy() for name, value in parameters.items()}
    _, cache = week3.forward_propagation(X, parameters)
    week3.update_parameters(parameters, week3.backward_propagation(parameters, cache, X, Y))
    assert all(np.array_equal(before[name], parameters[name]) for name in before)


def test_certain_networks_have_finite_costs():
    with np.errstate(all="raise", under="ignore"):
        A2, _ = week3.forward_propagation(
            np.array([[1000.0, -1000.0]]),
            {"W1": np.eye(1), "b1": np.zeros((1, 1)), "W2": np.array([[1e4]]), "b2": np.zeros((1, 1))},
        )
        assert np.isfinite(week3.compute_cost(A2, np.array([[0, 1]])))
