"""Whose fault is it that the kernel ended? Not always that of the cell at which it did: hooks and threads strike later."""

from helpers.grading.execution.stop_reason import StopReason


class CrashSearch:
    """Finds the cells to leave out so that the kernel lives through all others.

    Suspected are, one after the other: cells that left threads behind, where the caller names them; the cell at which the
    kernel ended; the cells before it, the nearest first. Guilty is the first without which the kernel gets further.
    """

    def __init__(self, cells: list[int]):
        self.cells = cells
        self.reasons: dict[int, StopReason] = {}  # guilty cell -> why it is left out
        self.suspects: list[int] = []
        self.victim = -1  # the cell at which the kernel ended when the suspects were chosen
        self.reason: StopReason | None = None  # and why

    @property
    def left_out(self) -> dict[int, StopReason]:
        """The cells to leave out of the next attempt, and why."""
        return self.reasons if self.reason is None else self.reasons | dict.fromkeys(self.suspects[:1], self.reason)

    def ended_at(self, cell: int, reason: StopReason, threads: list[int]) -> None:
        """Take note of where an attempt ended, although `left_out` was left out of it.

        Arguments: cell, at which the kernel ended; reason, why whoever is guilty is to be left out; threads, the cells to
        suspect first.
        """
        if self.suspects and not self._got_further(cell):
            self.suspects.pop(0)
            if not self.suspects and self.reason:  # it takes more than one: then each cell stands for itself
                self.reasons[self.victim] = self.reason
            return
        self.reasons = self.left_out
        before = [other for other in self.cells if other < cell and other not in self.reasons]
        self.suspects = list(dict.fromkeys([*threads, cell, *reversed(before)]))
        self.victim, self.reason = cell, reason

    def _got_further(self, cell: int) -> bool:
        """Past the victim and the cell behind it: a hook that strikes at every cell would come to that one as well."""
        behind = [other for other in self.cells if other > self.victim and other not in self.reasons][:1]
        return cell > self.victim and cell not in behind
