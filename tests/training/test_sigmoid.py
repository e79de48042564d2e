"""The one sigmoid that is handed out."""

import warnings

import numpy as np

from helpers.training.sigmoid import sigmoid


def test_sigmoid_keeps_the_shape_and_does_not_overflow():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        s = sigmoid(np.array([[-1000.0, -1.0, 0.0], [1.0, 40.0, 1000.0]]))
    assert s.shape == (2, 3) and s[0, 0] == 0 and s[0, 2] == 0.5 and s[1, 2] == 1
    assert np.allclose(s[0, 1] + s[1, 0], 1) and np.isclose(s[1, 0], np.e / (1 + np.e))
    assert sigmoid(0) == 0.5 and np.ndim(sigmoid(0)) == 0
