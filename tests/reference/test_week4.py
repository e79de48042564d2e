"""Week 4's answers against independent authorities: complex steps, central differences, scikit-learn, PyTorch."""

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier

from helpers.reference import week4

WIDTHS = [[3, 1], [4, 3, 1], [5, 2, 4, 1], [2, 6, 3, 5, 1], [7, 5, 3, 6, 4, 1]]


def network(widths, seed=0, m=8):
    """Random weights, biases, samples and labels."""
    rng = np.random.default_rng([seed, len(widths)])
    parameters = {}
    for layer, (before, here) in enumerate(zip(widths[:-1], widths[1:], strict=True), start=1):
        parameters[f"W{layer}"] = rng.normal(size=(here, before)) / np.sqrt(before / 2)
        parameters[f"b{layer}"] = rng.normal(size=(here, 1)) / 3
    return rng.normal(size=(widths[0], m)), rng.integers(0, 2, (1, m)), parameters


def complex_cost(X, Y, parameters):
    """The cost of the whole network in formulas that hold for complex numbers, too: a second implementation."""
    A, L = X.astype(complex), len(parameters) // 2
    for layer in range(1, L + 1):
        Z = np.einsum("ij,jk->ik", parameters[f"W{layer}"], A) + parameters[f"b{layer}"]
        A = np.where(Z.real > 0, Z, 0) if layer < L else Z
    return np.mean(np.log(1 + np.exp(A)) - Y * A)


@pytest.mark.parametrize("widths", WIDTHS, ids=str)
@pytest.mark.parametrize("seed", range(3))
def test_every_gradient_agrees_with_a_complex_step(widths, seed):
    X, Y, parameters = network(widths, seed)
    AL, caches = week4.L_model_forward(X, parameters)
    grads = week4.L_model_backward(AL, Y, caches)
    assert week4.compute_cost(AL, Y) == pytest.approx(complex_cost(X, Y, parameters).real, rel=1e-12)
    for name, value in parameters.items():
        for index in np.ndindex(value.shape):
            nudged = value.astype(complex)
            nudged[index] += 1e-30j
            slope = complex_cost(X, Y, parameters | {name: nudged}).imag / 1e-30
            assert grads[f"d{name}"][index] == pytest.approx(slope, rel=1e-9, abs=1e-13), (name, index)


@pytest.mark.parametrize("widths", WIDTHS, ids=str)
def test_da0_is_m_times_the_slope_of_the_cost_along_the_input(widths):
    X, Y, parameters = network(widths)
    AL, caches = week4.L_model_forward(X, parameters)
    grads = week4.L_model_backward(AL, Y, caches)
    for index in np.ndindex(X.shape):
        nudge = np.zeros_like(X)
        nudge[index] = 1e-6
        ends = [week4.compute_cost(week4.L_model_forward(X + s * nudge, parameters)[0], Y) for s in (1, -1)]
        assert grads["dA0"][index] / X.shape[1] == pytest.approx((ends[0] - ends[1]) / 2e-6, abs=1e-8)


@pytest.mark.parametrize("widths", WIDTHS, ids=str)
@pytest.mark.parametrize("m", [1, 8])
def test_every_gradient_has_the_shape_of_what_it_belongs_to(widths, m):
    X, Y, parameters = network(widths, m=m)
    AL, caches = week4.L_model_forward(X, parameters)
    grads = week4.L_model_backward(AL, Y, caches)
    L = len(widths) - 1
    outputs = {f"dA{layer}": caches[layer][0][0].shape for layer in range(L)}
    assert {name: g.shape for name, g in grads.items()} == outputs | {f"d{n}": v.shape for n, v in parameters.items()}


def test_saturated_outputs_keep_cost_and_gradients_finite_without_a_warning():
    parameters = {"W1": np.array([[1000.0]]), "b1": np.zeros((1, 1))}
    X, Y = np.array([[1.0, 1.0, -1.0, -1.0]]), np.array([[0, 1, 0, 1]])
    with np.errstate(all="raise", under="ignore"):
        AL, caches = week4.L_model_forward(X, parameters)
        cost, grads = week4.compute_cost(AL, Y), week4.L_model_backward(AL, Y, caches)
    assert AL[0, 0] == 1 and np.isfinite(cost)
    assert all(np.isfinite(g).all() for g in grads.values())
    assert week4.compute_cost(np.array([[0.0, 1.0]]), np.array([[0, 1]])) == 0


def test_one_step_agrees_with_scikit_learn_from_the_same_weights():
    X, Y, parameters = network([4, 5, 3, 1], m=9)
    theirs = MLPClassifier(
        (5, 3), solver="sgd", alpha=0, batch_size=9, momentum=0, learning_rate_init=0.3, shuffle=False
    )
    theirs.partial_fit(X.T, Y[0], classes=[0, 1])
    theirs.coefs_ = [parameters[f"W{layer}"].T.copy() for layer in (1, 2, 3)]
    theirs.intercepts_ = [parameters[f"b{layer}"][:, 0].copy() for layer in (1, 2, 3)]
    theirs._optimizer.params = theirs.coefs_ + theirs.intercepts_
    theirs._optimizer.velocities = [np.zeros_like(param) for param in theirs._optimizer.params]
    theirs.partial_fit(X.T, Y[0])
    AL, caches = week4.L_model_forward(X, parameters)
    ours = week4.update_parameters(parameters, week4.L_model_backward(AL, Y, caches), 0.3)
    assert theirs.loss_ == pytest.approx(week4.compute_cost(AL, Y))
    for layer in (1, 2, 3):
        np.testing.assert_allclose(ours[f"W{layer}"], theirs.coefs_[layer - 1].T, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(ours[f"b{layer}"][:, 0], theirs.intercepts_[layer - 1], rtol=1e-9, atol=1e-12)


def test_a_training_run_agrees_with_pytorch():
    torch = pytest.importorskip("torch")
    X, Y, parameters = network([4, 6, 3, 1], m=20)
    theirs = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    optimizer = torch.optim.SGD(theirs.values(), lr=0.2)
    losses = []
    for _ in range(201):
        A = torch.tensor(X)
        for layer in (1, 2, 3):
            Z = theirs[f"W{layer}"] @ A + theirs[f"b{layer}"]
            A = torch.relu(Z)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(Z, torch.tensor(Y, dtype=Z.dtype))
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    ours, costs = week4.L_layer_model(X, Y, [4, 6, 3, 1], 0.2, 201, initialize_parameters_deep=lambda dims: parameters)
    np.testing.assert_allclose(costs, losses[::100], rtol=1e-9)
    for name, value in ours.items():
        np.testing.assert_allclose(value, theirs[name].detach().numpy(), rtol=1e-7, atol=1e-10)


def test_a_training_run_agrees_with_plain_loops_over_samples_and_units():
    X, Y, parameters = network([3, 4, 1], m=5)
    start = {name: value.copy() for name, value in parameters.items()}
    ours, costs = week4.two_layer_model(X, Y, (3, 4, 1), 0.4, 120, initialize_parameters=lambda *dims: parameters)
    deep, deep_costs = week4.L_layer_model(
        X, Y, (3, 4, 1), 0.4, 120, initialize_parameters_deep=lambda dims: parameters
    )
    W1, b1, W2, b2 = (start[name].tolist() for name in ("W1", "b1", "W2", "b2"))
    loop_costs = [_one_step_in_loops(X.tolist(), Y[0].tolist(), W1, b1, W2, b2, 0.4) for _ in range(120)]
    assert costs == pytest.approx(loop_costs[::100], rel=1e-9) and deep_costs == pytest.approx(costs, rel=1e-12)
    for name, value in (("W1", W1), ("b1", b1), ("W2", W2), ("b2", b2)):
        np.testing.assert_allclose(ours[name], value, rtol=1e-7)
        np.testing.assert_allclose(deep[name], value, rtol=1e-7)
        assert (parameters[name] == start[name]).all()


def _one_step_in_loops(X, Y, W1, b1, W2, b2, rate):
    """One step on plain lists, changed in place; returns the cost before it."""
    m, units = len(Y), range(len(W1))
    gW1, gb1, gW2, gb2, cost = [[0.0] * len(X) for _ in W1], [0.0] * len(W1), [0.0] * len(W1), 0.0, 0.0
    for k in range(m):
        z = [sum(w * X[j][k] for j, w in enumerate(W1[i])) + b1[i][0] for i in units]
        a = [max(0.0, value) for value in z]
        out = 1 / (1 + np.exp(-(sum(W2[0][i] * a[i] for i in units) + b2[0][0])))
        cost -= (np.log(out) if Y[k] else np.log(1 - out)) / m
        slope = (out - Y[k]) / m
        gb2 += slope
        for i in units:
            gW2[i] += slope * a[i]
            back = slope * W2[0][i] * (z[i] > 0)
            gb1[i] += back
            for j in range(len(X)):
                gW1[i][j] += back * X[j][k]
    b2[0][0] -= rate * gb2
    for i in units:
        W2[0][i] -= rate * gW2[i]
        b1[i][0] -= rate * gb1[i]
        for j in range(len(X)):
            W1[i][j] -= rate * gW1[i][j]
    return cost


def test_the_first_weights_are_random_small_and_the_biases_zero():
    np.random.seed(3)
    parameters = week4.initialize_parameters_deep([300, 40, 50, 2])
    assert list(parameters) == ["W1", "b1", "W2", "b2", "W3", "b3"]
    assert parameters["W2"].shape == (50, 40) and parameters["b3"].shape == (2, 1)
    assert parameters["W1"].std() == pytest.approx(0.01, rel=0.03) and not parameters["b2"].any()
    assert week4.initialize_parameters(6, 5, 2)["W2"].shape == (2, 5)


def test_labels_of_rank_1_do_not_blow_up_the_way_back():
    X, Y, parameters = network([3, 4, 1])
    AL, caches = week4.L_model_forward(X, parameters)
    flat = week4.L_model_backward(AL, Y[0], caches)
    assert all((flat[name] == value).all() for name, value in week4.L_model_backward(AL, Y, caches).items())


def test_predictions_are_0_or_1_in_a_row():
    X, _, parameters = network([3, 4, 1], seed=1, m=30)
    labels = week4.predict(X, parameters)
    assert labels.shape == (1, 30) and set(labels[0].tolist()) == {0, 1}
    assert (labels == (week4.L_model_forward(X, parameters)[0] > 0.5)).all()


def test_the_cost_is_printed_every_100_iterations_when_asked(capsys):
    X, Y, _ = network([3, 2, 1])
    week4.L_layer_model(X, Y, [3, 2, 1], num_iterations=201, print_cost=True)
    printed = [line.split(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert printed == [f"Cost after iteration {i}" for i in (0, 100, 200)]
