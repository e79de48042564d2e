"""The answer key of week 2 against independent authorities: complex steps, scikit-learn, identities."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.preprocessing import normalize

from helpers.reference import week2

rng = np.random.default_rng(7)


def complex_slope(f, x, step=1e-30):
    return np.imag(f(x + 1j * step)) / step


def plain_sigmoid(z):
    return 1 / (1 + np.exp(-z))


def test_sigmoid_is_stable_and_right():
    z = np.array([-1000.0, -30, -1, 0, 1, 30, 1000])
    with np.errstate(all="raise", under="ignore"):
        s = week2.sigmoid(z)
    assert np.all((s >= 0) & (s <= 1)) and s[0] == 0 and s[-1] == 1
    assert np.allclose(s[1:-1], plain_sigmoid(z[1:-1]), rtol=1e-14)
    assert [week2.basic_sigmoid(x) for x in (-1000, 0, 1000)] == [0, 0.5, 1]


def test_the_slope_of_the_sigmoid():
    x = rng.normal(size=20)
    assert np.allclose(week2.sigmoid_derivative(x), complex_slope(plain_sigmoid, x))


def test_rows_and_softmax():
    x = rng.normal(size=(4, 3))
    assert np.allclose(week2.normalize_rows(x), normalize(x))
    assert np.allclose(week2.softmax(1000 + x), week2.softmax(x)) and np.allclose(week2.softmax(x).sum(axis=1), 1)


def test_losses():
    assert week2.L1(np.array([0.5, 2.0]), np.array([1, 0])) == 2.5
    assert week2.L2(np.array([0.5, 2.0]), np.array([1, 0])) == 4.25


def test_a_picture_keeps_the_order_of_its_numbers():
    image = np.arange(24).reshape(2, 3, 4)
    assert np.array_equal(week2.image2vector(image), np.arange(24)[:, None])


@pytest.mark.parametrize(("n_x", "m"), [(1, 1), (3, 5), (4, 2)])
def test_the_gradient_is_the_slope_of_the_cost(n_x, m):
    w, b, X, Y = rng.normal(size=(n_x, 1)), 0.3, rng.normal(size=(n_x, m)), rng.integers(0, 2, (1, m))

    def cost(w, b):
        A = plain_sigmoid(w.T @ X + b)
        return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))

    grads, value = week2.propagate(w, b, X, Y)
    assert np.isclose(value, cost(w, b)) and np.isclose(
        value, log_loss(Y[0], plain_sigmoid(w.T @ X + b)[0], labels=[0, 1])
    )
    assert np.isclose(grads["db"], complex_slope(lambda t: cost(w, t), b))
    for i in range(n_x):
        unit = np.eye(n_x)[:, [i]]
        assert np.isclose(grads["dw"][i, 0], complex_slope(lambda t, unit=unit: cost(w + t * unit, b), 0.0))


def test_the_cost_is_finite_for_certain_models():
    A, Y = np.array([[0.0, 1.0, 0.0, 1.0]]), np.array([[0, 1, 1, 0]])
    with np.errstate(all="raise"):
        assert np.isfinite(week2.cross_entropy(A, Y))
    assert week2.cross_entropy(A[:, :2], Y[:, :2]) == 0


def test_training_finds_what_scikit_learn_finds():
    X = rng.normal(size=(2, 60))
    Y = (X[:1] - 0.5 * X[1:] + rng.normal(size=(1, 60)) > 0).astype(int)
    answer = week2.model(X, Y, X, Y, num_iterations=5000, learning_rate=0.5)
    judge = LogisticRegression(C=np.inf, tol=1e-8).fit(X.T, Y[0])
    assert np.allclose(answer["w"].ravel(), judge.coef_, atol=1e-4) and np.isclose(
        answer["b"], judge.intercept_[0], atol=1e-4
    )
    assert np.array_equal(answer["Y_prediction_test"][0], judge.predict(X.T))
    assert len(answer["costs"]) == 50 and np.all(np.diff(answer["costs"]) < 1e-12)
