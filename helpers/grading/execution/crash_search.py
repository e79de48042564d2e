"""Whose fault is it that the kernel ended? Not always that of the cell at which it did: hooks and threads strike later."""

from collections.abc import Hashable


class Blame:
    """Finds the cells to leave out so that the kernel lives through all others.

    Suspected are, one after the other: cells that left threads behind, where the caller names them; the cell at which the
    kernel ended; the cells before it, the nearest first. Guilty is the first without which the kernel gets further.
    """

    def __init__(self, cells: list[int]):
        self.cells = cells
        self.charges: dict[int, Hashable] = {}  # guilty cell -> what is told of it
        self.suspects: list[int] = []
        self.victim = -1
        self.charge: Hashable = None

    @property
    def left_out(self) -> dict[int, Hashable]:
        """The cells to leave out of the next attempt, and what is told of each."""
        return self.charges | dict.fromkeys(self.suspects[:1], self.charge)

    def ended_at(self, cell: int, charge: Hashable, threads: list[int]) -> None:
        """Take note of where an attempt ended, although `left_out` was left out of it.

        Arguments: cell, at which the kernel ended; charge, what is to be told of whoever is guilty; threads, the cells to
        suspect first.
        """
        if self.suspects and not self._got_further(cell):
            self.suspects.pop(0)
            if not self.suspects:  # it takes more than one: then each cell stands for itself
                self.charges[self.victim] = self.charge
            return
        self.charges = self.left_out
        before = [other for other in self.cells if other < cell and other not in self.charges]
        self.suspects = list(dict.fromkeys([*threads, cell, *reversed(before)]))
        self.victim, self.charge = cell, charge

    def _got_further(self, cell: int) -> bool:
        """Past the victim and the cell behind it: a hook that strikes at every cell would come to that one as well."""
        behind = [other for other in self.cells if other > self.victim and other not in self.charges][:1]
        return cell > self.victim and cell not in behind
