"""The cost curve collects what is reported while it is shown, and nothing otherwise."""

from helpers.plotting.cost_curve import CostCurve


def test_it_collects_only_while_it_is_shown(monkeypatch):
    drawn = []

    class Handle:
        def update(self, figure):
            drawn.append(len(figure.axes[0].lines[0].get_xdata()))

    monkeypatch.setattr("helpers.plotting.cost_curve.display", lambda figure, display_id: Handle())
    curve = CostCurve()
    curve.add(0, 1.0)
    assert curve.costs == []
    with curve:
        for i in range(5):
            curve.add(100 * i, 1.0 / (i + 1))
    curve.add(500, 0.1)
    assert curve.iterations == [0, 100, 200, 300, 400] and len(curve.costs) == 5
    assert drawn[-1] == 5


def test_it_begins_anew_each_time(monkeypatch):
    monkeypatch.setattr("helpers.plotting.cost_curve.display", lambda figure, display_id: None)
    curve = CostCurve()
    with curve:
        pass
    assert curve.costs == []
