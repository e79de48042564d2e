"""A cost curve that draws itself while a network trains."""

import time

import matplotlib.pyplot as plt
from IPython.display import DisplayHandle, display
from matplotlib.figure import Figure

from helpers.plotting.costs import draw_costs

PAUSE = 1.0  # seconds between two drawings: drawing takes longer than many steps of training


class CostCurve:
    """Collects costs, and shows them as a curve: live inside `with curve:`, silently anywhere else.

    A notebook makes one, `curve = CostCurve()`, for its training functions to report to.

    Attributes:
        iterations: Those whose costs were reported since the last `with curve:` began.
        costs: Their costs.
    """

    def __init__(self) -> None:
        self.iterations: list[int] = []
        self.costs: list[float] = []
        self._handle: DisplayHandle | None = None
        self._drawn = 0.0

    def add(self, iteration: int, cost: float) -> None:
        """Note the cost of an iteration; a curve that is shown is drawn anew now and then.

        Args:
            iteration: Its number, from 0.
            cost: The cost before its step.
        """
        if self._handle is None:
            return
        self.iterations.append(iteration)
        self.costs.append(float(cost))
        if time.monotonic() - self._drawn > PAUSE:
            self._draw()

    def __enter__(self) -> "CostCurve":
        self.iterations, self.costs = [], []
        self._handle = display(self._figure(), display_id=True)
        self._drawn = time.monotonic()
        return self

    def __exit__(self, *error: object) -> None:
        self._draw()
        self._handle = None

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
