"""A cost curve that draws itself while a network trains.

    with CostCurve() as shown:
        train(…)  # calls add(iteration, cost) now and then

A training function need not know whether anybody looks: without a curve that is shown, what it adds is dropped.
"""

import time
from contextvars import ContextVar, Token

import matplotlib.pyplot as plt
from IPython.display import DisplayHandle, display
from matplotlib.figure import Figure

from helpers.plotting.costs import draw_costs

PAUSE = 1.0  # seconds between two drawings: drawing takes longer than many steps of training
_SHOWN: ContextVar["CostCurve | None"] = ContextVar("the curve that is shown", default=None)


def add(iteration: int, cost: float) -> None:
    """Add a cost to the curve that is shown, if there is one.

    Args:
        iteration: Its number, from 0.
        cost: The cost before its step.
    """
    curve = _SHOWN.get()
    if curve is not None:
        curve.add(iteration, cost)


class CostCurve:
    """Collects the costs that are added inside its `with` statement, and shows them as a curve that is drawn live.

    Attributes:
        iterations: Those whose costs were added.
        costs: Their costs.
    """

    def __init__(self) -> None:
        self.iterations: list[int] = []
        self.costs: list[float] = []
        self._handle: DisplayHandle | None = None
        self._drawn = 0.0
        self._before: Token[CostCurve | None] | None = None

    def add(self, iteration: int, cost: float) -> None:
        """Add a cost; the curve is drawn anew now and then.

        Args:
            iteration: Its number, from 0.
            cost: The cost before its step.
        """
        self.iterations.append(iteration)
        self.costs.append(float(cost))
        if time.monotonic() - self._drawn > PAUSE:
            self._draw()

    def __enter__(self) -> "CostCurve":
        self._handle = display(self._figure(), display_id=True)
        self._drawn = time.monotonic()
        self._before = _SHOWN.set(self)
        return self

    def __exit__(self, *error: object) -> None:
        if self._before is not None:
            _SHOWN.reset(self._before)
        self._draw()

    def _draw(self) -> None:
        if self._handle is not None:
            self._handle.update(self._figure())
            self._drawn = time.monotonic()

    def _figure(self) -> Figure:
        figure, ax = plt.subplots(figsize=(8, 3.5))
        draw_costs(ax, {"cost": (self.iterations, self.costs)}, "The cost during training")
        ax.grid(alpha=0.3)
        plt.close(figure)  # it is shown by its handle, and not once more at the end of the cell
        return figure
