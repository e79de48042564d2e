"""A cost curve that draws itself while a network trains."""

import time

import matplotlib.pyplot as plt
from IPython.display import DisplayHandle, display

PAUSE = 1.0  # seconds between two drawings: drawing takes longer than many steps of training


class CostCurve:
    """Collects costs, and shows them as a curve: live inside `with curve:`, silently anywhere else."""

    def __init__(self) -> None:
        self.iterations: list[int] = []
        self.costs: list[float] = []
        self._handle: DisplayHandle | None = None
        self._drawn = 0.0

    def add(self, iteration: int, cost: float) -> None:
        """Note the cost of an iteration; a curve that is shown is drawn anew now and then."""
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

    def _figure(self) -> plt.Figure:
        figure, ax = plt.subplots(figsize=(8, 3.5))
        ax.plot(self.iterations, self.costs, color="#0072B2")
        ax.set(xlabel="iteration", ylabel="cost", title="The cost during training", ylim=(0, None))
        ax.grid(alpha=0.3)
        plt.close(figure)  # it is shown by its handle, and not once more at the end of the cell
        return figure


curve = CostCurve()  # the one that training functions report to
