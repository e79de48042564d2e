"""Which of several copies of a cell counts: the one that a student sees who runs the notebook from top to bottom.

A test stays where it is as long as a definition of what it tests precedes it. So a copy of a solution further down, an old
attempt or a whole notebook pasted in changes nothing for the tests above it.
"""

from collections.abc import Sequence

from nbformat.notebooknode import NotebookNode

from helpers.grading.submission.definitions import Defined, defined_in
from helpers.grading.submission.released_cells import ReleasedCells, grade_id


class Definitions:
    """Where in a notebook each name is defined, by the indices of cells: where it is done, and where it is still open."""

    def __init__(self, cells: Sequence[NotebookNode], released: ReleasedCells):
        self.done: dict[str, list[int]] = {}
        self.open: dict[str, list[int]] = {}
        defined = [defined_in(cell.source) if cell.cell_type == "code" else Defined() for cell in cells]
        self.retyped = _to_retype(cells, defined, released)
        for index, (cell, names) in enumerate(zip(cells, defined, strict=True)):
            name = grade_id(cell)
            if index in self.retyped:
                names = defined_in(cell.source)
            elif cell.cell_type != "code":
                continue
            for one in names.done:
                self.done.setdefault(one, []).append(index)
            for one in names.open:
                self.open.setdefault(one, []).append(index)
            if name in released.solutions:  # it may define nothing that can be told, as where it is no Python
                written = released.is_nameless(name) and cell.source.strip() != released.visible(name)
                for one in released.to_define[name] - names.names:
                    (self.done if written else self.open).setdefault(one, []).append(index)

    def of(self, names: frozenset[str]) -> list[list[int]]:
        """Where each of some names is defined; where it is done nowhere, where it is open; without names found nowhere."""
        return [where for name in names if (where := self.done.get(name) or self.open.get(name))]

    def seen_by(self, at: int, names: frozenset[str]) -> int:
        """What a test at an index sees of names: 2 where all are done, 1 where some later cell opened one again, else 0."""
        found = [self.done[name] for name in names if name in self.done]
        if not found or any(where[0] > at for where in found):
            return 0
        last_done = {name: max(i for i in self.done[name] if i <= at) for name in names if name in self.done}
        return 1 if any(last_done[name] < i <= at for name in last_done for i in self.open.get(name, [])) else 2

    def place_for(self, names: frozenset[str], at: int = -1) -> int | None:
        """The last cell behind which a test at `at` has to stand to see definitions of names; None where it sees them."""
        unseen = [where for where in self.of(names) if where[0] > at]
        return max((where[-1] for where in unseen), default=None)


def _to_retype(cells: Sequence[NotebookNode], defined: Sequence[Defined], released: ReleasedCells) -> set[int]:
    """Solutions that were made text by accident: no code cell stands in for them. The others are notes of their authors."""
    in_code = {grade_id(cell) for cell in cells if cell.cell_type == "code"}.union(*(one.done for one in defined))
    lost = {
        name: index
        for index, cell in enumerate(cells)
        if (name := grade_id(cell)) in released.solutions
        and released.sources[name].cell_type == "code"
        and not in_code & {name, *released.to_define[name]}
    }
    return set(lost.values())


def counting_cells(cells: Sequence[NotebookNode], released: ReleasedCells) -> dict[str, int]:
    """Choose, of the cells that carry the same grade id, the one that counts.

    Returns: index by grade id. A solution that was made text is none any more where a code cell stands in for it.
    """
    copies: dict[str, list[int]] = {}
    for index, cell in enumerate(cells):
        carried = grade_id(cell)
        if carried is not None and carried in released.sources:
            copies.setdefault(carried, []).append(index)
    definitions = Definitions(cells, released)
    counting: dict[str, int] = {}
    sees_until: dict[str, int] = {}  # the last place from which a test of a name looks back
    for name in filter(released.is_test, copies):
        tested = released.tested[name]
        counting[name] = max(
            copies[name],
            key=lambda i: (
                cells[i].cell_type == "code",
                definitions.seen_by(i, tested),
                cells[i].source.strip() == released.visible(name),
                i,
            ),
        )
        place = definitions.place_for(tested, counting[name])
        for one in tested:
            sees_until[one] = max(counting[name], sees_until.get(one, 0), place or 0)
    for name in copies.keys() - counting.keys():
        to_define = released.to_define.get(name, frozenset({name}))
        until = max((sees_until[one] for one in to_define if one in sees_until), default=len(cells))
        usable = [i for i in copies[name] if released.may_be(name, cells[i]) or i in definitions.retyped]
        if usable or name in released.points:
            counting[name] = max(
                usable or copies[name],
                key=lambda i: (
                    any(i in definitions.done.get(one, ()) for one in to_define),
                    (cells[i].source.strip() == released.visible(name)) == released.sources[name].locked,
                    i <= until,
                    i,
                ),
            )
    return counting
