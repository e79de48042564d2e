"""The cost curve collects what is added while it is shown, and nothing otherwise."""

import pytest

from helpers.plotting import cost_curve
from helpers.plotting.cost_curve import CostCurve


@pytest.fixture
def drawn(monkeypatch):
    """The number of points in each drawing after the first."""
    counts = []

    class Handle:
        def update(self, figure):
            counts.append(len(figure.axes[0].lines[0].get_xdata()))

    monkeypatch.setattr("helpers.plotting.cost_curve.display", lambda figure, display_id: Handle())
    return counts


def test_it_collects_only_while_it_is_shown(drawn):
    cost_curve.add(0, 1.0)
    with CostCurve() as curve:
        for i in range(5):
            cost_curve.add(100 * i, 1.0 / (i + 1))
    cost_curve.add(500, 0.1)
    assert curve.iterations == [0, 100, 200, 300, 400] and len(curve.costs) == 5
    assert drawn[-1] == 5


def test_each_begins_anew(drawn):
    for _ in range(2):
        with CostCurve() as curve:
            cost_curve.add(0, 1.0)
        assert curve.costs == [1.0]


def test_a_training_that_fails_leaves_no_curve_behind(drawn):
    with pytest.raises(ZeroDivisionError), CostCurve() as curve:
        1 / 0  # noqa: B018
    cost_curve.add(0, 1.0)
    assert curve.costs == []


def test_a_curve_inside_another_one_takes_over_for_as_long_as_it_is_shown(drawn):
    with CostCurve() as outer:
        with CostCurve() as inner:
            cost_curve.add(0, 1.0)
        cost_curve.add(100, 0.5)
    assert (inner.costs, outer.costs) == ([1.0], [0.5])


def test_without_a_front_end_it_collects_all_the_same(monkeypatch):
    monkeypatch.setattr("helpers.plotting.cost_curve.display", lambda figure, display_id: None)
    with CostCurve() as curve:
        cost_curve.add(0, 1.0)
    assert curve.costs == [1.0]
