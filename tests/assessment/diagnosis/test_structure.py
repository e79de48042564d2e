"""A wrong answer whose build tells what happened: that is said, rather than what its numbers are like."""

import pytest

from tests.support.raising import Row, findings_of

LAYERS = "What belongs to some layers is there"


@pytest.mark.parametrize(
    ("notebook", "exercise", "old", "new", "says"),
    [
        (
            "week2",
            "propagate",
            'return {"dw": dw, "db": db}, cost',
            'return cost, {"dw": dw, "db": db}',
            "first dw and db, then cost",
        ),
        ("week2", "initialize_with_zeros", "return w, b", "return b, w", "returned in another order: first w, then b"),
        ("week4", "linear_backward", "return dA_prev, dW, db", "return dW, db, dA_prev", "returned in another order"),
        ("week2", "propagate", '    return {"dw": dw, "db": db}, cost', "", "returned None"),
        ("week3", "backward_propagation", "    return {", "    kept = {", "returned None"),
        ("week4", "initialize_parameters_deep", "    return parameters", "        return parameters", LAYERS),
        ("week4", "L_model_backward", "    return grads", "        return grads", LAYERS),
        ("week4", "update_parameters", "range(1, L + 1)", "range(1, L)", LAYERS),
        ("week3", "layer_sizes", "n_x = X.shape[0]", "n_x = 2", "n_x is 2, whatever the arguments"),
    ],
)
def test_the_build_of_an_answer_is_told(notebook, exercise, old, new, says):
    hints = [finding.hint for finding in findings_of(Row(notebook, exercise, old, new, ())) if finding.hint]
    assert says in hints[0]


@pytest.mark.parametrize(
    ("notebook", "exercise", "old", "new"),
    [
        ("week3", "layer_sizes", "n_x = X.shape[0]", "n_x = 2"),
        ("week2", "propagate", "cost = -np.sum", "cost = 0.123456789 + 1.0987654321 * -np.sum"),
        ("week2", "propagate", "dw = np.dot(X, dZ.T) / m", "dw = 0.123456789 * np.dot(X, dZ.T) / m"),
    ],
)
def test_no_factor_is_told_that_nobody_would_write(notebook, exercise, old, new):
    hints = [finding.hint or "" for finding in findings_of(Row(notebook, exercise, old, new, ()))]
    assert hints and not any("times" in hint for hint in hints)
