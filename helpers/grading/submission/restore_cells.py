"""Put the graded cells of a submission back as they were released, whatever became of them."""

from collections import Counter

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from nbgrader.preprocessors import OverwriteCells

from helpers.grading.names import PREFIX, unused_id
from helpers.grading.submission.copies import Definitions, counting_cells
from helpers.grading.submission.definitions import defined_in
from helpers.grading.submission.released_cells import ReleasedCells, grade_id
from helpers.grading.submission.tolerant_reader import UNREADABLE


class RestoreCells(OverwriteCells):
    """nbgrader's OverwriteCells, made to cope with copied, deleted, moved, merged and retyped cells and with lost metadata.

    Afterwards every released cell stands once, and each test behind a definition of what it tests; then the base class
    restores sources and points.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Restore the cells of one notebook; what was changed is logged as a warning."""
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            self.where = f"{names['student']}/{names['notebook']}"
            self.released = ReleasedCells.of(gradebook.find_notebook(names["notebook"], names["assignment"]))
            self.unreadable = UNREADABLE in nb.metadata
            self._recognise(nb.cells)
            self._unique(nb.cells)
            self._keep_own_code(nb.cells)
            self._add_missing(nb.cells)
            self._move_behind_definitions(nb.cells)
        return super().preprocess(nb, resources)

    def report_change(self, name: str, attr: str, old: object, new: object) -> None:
        """Say what was changed; a checksum always differs, since the hidden tests come back into the cell."""
        if attr != "checksum":
            self.log.warning("%s: the %s of cell %s was %s and is %s again", self.where, attr, name, new, old)

    def update_cell_type(self, cell: NotebookNode, cell_type: str) -> None:
        """Make a cell's type again what it was released as; a code cell has no place for attached pictures."""
        if cell_type == "code":
            cell.pop("attachments", None)
        super().update_cell_type(cell, cell_type)

    def _recognise(self, cells: list[NotebookNode]) -> None:
        """A cell that lost its metadata is known by its text; metadata that is not of this notebook goes."""
        for cell in cells:
            if grade_id(cell) not in self.released.sources:
                cell.metadata.pop("nbgrader", None)
        present = {grade_id(cell) for cell in cells}
        lost = {self.released.visible(name): name for name in self.released.sources if name not in present}
        for cell in cells:
            if grade_id(cell) is None and (name := lost.pop(cell.source.strip(), None)):
                self.released.mark(cell, name)

    def _unique(self, cells: list[NotebookNode]) -> None:
        """Of copies only the one that counts stays a graded cell."""
        counting = counting_cells(cells, self.released)
        copies = Counter(map(grade_id, cells))
        seen: Counter[str | None] = Counter()
        for index, cell in enumerate(cells):
            name = grade_id(cell)
            seen[name] += 1
            if name is not None and counting.get(name) == index:
                self.released.mark(cell, name)
                if copies[name] > 1:
                    which = "the last one counts"
                    if seen[name] < copies[name]:
                        which = f"number {seen[name]} of {copies[name]} counts, as a run from top to bottom shows it"
                    self.log.warning("%s: the cell %s stands there more than once; %s", self.where, name, which)
            else:
                cell.metadata.pop("nbgrader", None)

    def _keep_own_code(self, cells: list[NotebookNode]) -> None:
        """The text of locked cells is restored; what a student defined there, as by merging two cells, runs before it."""
        for cell in list(cells):
            name = grade_id(cell)
            if name is None or not self.released.sources[name].locked:
                continue
            visible = self.released.visible(name)
            if cell.source.strip() == visible:
                continue
            self.log.warning("%s: the locked cell %s was changed; its released text counts", self.where, name)
            if (
                cell.cell_type == "code"
                and defined_in(cell.source).names - defined_in(self.released.sources[name].source).names
            ):
                self.log.warning("%s: what was defined in the locked cell %s runs before it", self.where, name)
                at = next(i for i, other in enumerate(cells) if other is cell)
                cells.insert(at, new_code_cell(cell.source.replace(visible, ""), id=unused_id(cells, f"own-{name}")))

    def _add_missing(self, cells: list[NotebookNode]) -> None:
        present = {grade_id(cell) for cell in cells}
        for name in [*self.released.points, *self.released.tasks]:
            if name not in present:
                if not self.unreadable:
                    self.log.warning("%s: the cell %s was missing and has been put back", self.where, name)
                task = name in self.released.tasks
                points = self.released.tasks[name] if task else self.released.points[name]
                cell = self.missing_cell_transform(
                    self.released.sources[name], points, is_solution=name in self.released.solutions, is_task=task
                )
                at = self._place_of_lost(cells, name)
                cells.insert(at, nbformat.from_dict(cell | {"id": unused_id(cells, name)}))

    def _place_of_lost(self, cells: list[NotebookNode], name: str) -> int:
        """Right behind what it tests, else at the end."""
        place = None
        if self.released.is_test(name):
            place = Definitions(cells, self.released).place_for(self.released.tested[name])
        if place is None:
            exercise = name.removeprefix(PREFIX)
            place = next((i for i, cell in enumerate(cells) if grade_id(cell) == exercise != name), len(cells) - 1)
        return place + 1

    def _move_behind_definitions(self, cells: list[NotebookNode]) -> None:
        """A test that no definition precedes moves behind the last one."""
        tests = [cell for cell in cells if (name := grade_id(cell)) and self.released.is_test(name)]
        definitions = Definitions(cells, self.released)
        for cell in tests:
            at = next(i for i, other in enumerate(cells) if other is cell)
            name = cell.metadata.nbgrader["grade_id"]
            place = definitions.place_for(self.released.tested[name], at)
            if place is not None:
                self.log.warning(
                    "%s: the cell %s stood before its exercise and has been moved behind it", self.where, name
                )
                cells.insert(place + 1, cell)
                del cells[at]
                definitions = Definitions(cells, self.released)
