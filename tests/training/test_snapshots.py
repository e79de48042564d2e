"""Snapshots of the parameters along a training."""

import numpy as np

from helpers.reference import week4
from helpers.training.snapshots import keep_snapshots


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
