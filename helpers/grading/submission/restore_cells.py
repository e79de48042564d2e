"""Put the graded cells of a submission back as they were released, whatever became of them."""

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import OverwriteCells

from helpers.grading.names import PREFIX
from helpers.grading.submission.tolerant_reader import UNREADABLE


class RestoreCells(OverwriteCells):
    """nbgrader's OverwriteCells, made to cope with copied, deleted, moved and retyped cells and with lost metadata.

    Afterwards every released cell stands once and in its place; then the base class restores sources and points.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Restore the cells of one notebook; what was changed is logged as a warning."""
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            released = gradebook.find_notebook(names["notebook"], names["assignment"])
            self.where = f"{names['student']}/{names['notebook']}"
            self.sources = {cell.name: cell for cell in released.source_cells}
            self.points = {cell.name: cell.max_score for cell in released.grade_cells}
            self.tasks = {cell.name: cell.max_score for cell in released.task_cells}
            self.solutions = {cell.name for cell in released.solution_cells}
            self.unreadable = UNREADABLE in nb.metadata
            self._unique(nb.cells)
            self._recognise(nb.cells)
            self._add_missing(nb.cells)
            self._move_behind_solutions(nb.cells)
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

    def _unique(self, cells: list[NotebookNode]) -> None:
        """Of copies only the last stays a graded cell; metadata that is not of this assignment goes."""
        seen = set()
        for cell in reversed(cells):
            name = _grade_id(cell)
            if name in seen:
                self.log.warning("%s: the cell %s stands there more than once; the last one counts", self.where, name)
            if name is not None and name in self.sources and name not in seen:
                seen.add(name)
                self._mark(cell, name)
                if self.sources[name].locked and cell.source.strip() != _visible(self.sources[name].source):
                    self.log.warning("%s: the locked cell %s was changed; its released text counts", self.where, name)
            else:
                cell.metadata.pop("nbgrader", None)

    def _recognise(self, cells: list[NotebookNode]) -> None:
        """A cell that lost its metadata is known by its text."""
        present = {_grade_id(cell) for cell in cells}
        by_text = {_visible(source.source): name for name, source in self.sources.items() if name not in present}
        for cell in cells:
            name = by_text.get(cell.source.strip())
            if name and _grade_id(cell) is None:
                del by_text[cell.source.strip()]
                self._mark(cell, name)

    def _add_missing(self, cells: list[NotebookNode]) -> None:
        present = {_grade_id(cell) for cell in cells}
        for name in [*self.points, *self.tasks]:
            if name not in present:
                if not self.unreadable:
                    self.log.warning("%s: the cell %s was missing and has been put back", self.where, name)
                task = name in self.tasks
                points = self.tasks[name] if task else self.points[name]
                cell = self.missing_cell_transform(
                    self.sources[name], points, is_solution=name in self.solutions, is_task=task
                )
                cells.insert(self._place(cells, name), nbformat.from_dict(cell | {"id": name}))

    def _place(self, cells: list[NotebookNode], name: str) -> int:
        """Right behind the exercise it tests, else at the end."""
        exercise = name.removeprefix(PREFIX)
        return next((i + 1 for i, cell in enumerate(cells) if _grade_id(cell) == exercise != name), len(cells))

    def _move_behind_solutions(self, cells: list[NotebookNode]) -> None:
        for cell, name in [(cell, name) for cell in cells if (name := _grade_id(cell)) and name in self.points]:
            at = next(i for i, other in enumerate(cells) if other is cell)
            there = self._place(cells, name)
            if at < there < len(cells) or (at < there and _grade_id(cells[-1]) == name.removeprefix(PREFIX)):
                self.log.warning(
                    "%s: the cell %s stood before its exercise and has been moved behind it", self.where, name
                )
                cells.insert(there, cells[at])
                del cells[at]

    def _mark(self, cell: NotebookNode, name: str) -> None:
        """Give a cell the metadata it was released with."""
        source = self.sources[name]
        graded, task = name in self.points, name in self.tasks
        cell.metadata["nbgrader"] = NotebookNode(
            grade=graded,
            grade_id=name,
            locked=source.locked,
            solution=name in self.solutions,
            task=task,
            schema_version=3,
            cell_type=source.cell_type,
            checksum=source.checksum,
        )
        if graded or task:
            cell.metadata["nbgrader"]["points"] = self.points[name] if graded else self.tasks[name]


def _grade_id(cell: NotebookNode) -> str | None:
    nbgrader = cell.metadata.get("nbgrader")
    name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return name if isinstance(name, str) else None


def _visible(source: str) -> str:
    """A source as students received it, without its hidden tests or its mark scheme."""
    lines, hidden = [], False
    for line in source.split("\n"):
        if "BEGIN HIDDEN TESTS" in line or "BEGIN MARK SCHEME" in line:
            hidden = True
        elif "END HIDDEN TESTS" in line or "END MARK SCHEME" in line:
            hidden = False
        elif not hidden:
            lines.append(line)
    return "\n".join(lines).strip()
