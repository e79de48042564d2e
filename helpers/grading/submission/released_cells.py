"""The cells of a notebook as it was released, by their grade ids: what nbgrader's gradebook knows of them."""

from dataclasses import dataclass

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Notebook, SourceCell

from helpers.grading.names import PREFIX
from helpers.grading.submission.definitions import defined_in, names_in


@dataclass(frozen=True)
class ReleasedCells:
    """The released cells.

    points: of those that are graded; tasks: of the questions for a person; solutions: those to write in; to_define: the names
    to define in each solution, its own grade id where its text says none; tested: the names that each other graded cell needs
    of these.
    """

    sources: dict[str, SourceCell]
    points: dict[str, float]
    tasks: dict[str, float]
    solutions: frozenset[str]
    to_define: dict[str, frozenset[str]]
    tested: dict[str, frozenset[str]]

    @classmethod
    def of(cls, notebook: Notebook) -> "ReleasedCells":
        """Read what a gradebook, which has to stay open, knows of a notebook."""
        sources = {cell.name: cell for cell in notebook.source_cells}
        points = {cell.name: cell.max_score for cell in notebook.grade_cells}
        solutions = frozenset(cell.name for cell in notebook.solution_cells)
        to_define = {name: defined_in(sources[name].source).names or frozenset({name}) for name in solutions}
        known = frozenset().union(*to_define.values())
        tested = {
            name: known & names_in(sources[name].source).read or frozenset({name.removeprefix(PREFIX)})
            for name in points.keys() - solutions
        }
        tasks = {cell.name: cell.max_score for cell in notebook.task_cells}
        return cls(sources, points, tasks, solutions, to_define, tested)

    def is_test(self, name: str) -> bool:
        """Whether a cell tests what others define."""
        return name in self.tested and self.sources[name].cell_type == "code"

    def may_be(self, name: str, cell: NotebookNode) -> bool:
        """Whether a cell is of the type that this one was released as; of text cells, also whether it is not code."""
        return (cell.cell_type == "code") == (self.sources[name].cell_type == "code")

    def is_nameless(self, name: str) -> bool:
        """Whether the text of a solution cell does not say what is to be defined in it."""
        return not defined_in(self.sources[name].source).names

    def visible(self, name: str) -> str:
        """The text of a cell as students received it, without its hidden tests or its mark scheme."""
        lines, hidden = [], False
        for line in self.sources[name].source.split("\n"):
            if "BEGIN HIDDEN TESTS" in line or "BEGIN MARK SCHEME" in line:
                hidden = True
            elif "END HIDDEN TESTS" in line or "END MARK SCHEME" in line:
                hidden = False
            elif not hidden:
                lines.append(line)
        return "\n".join(lines).strip()

    def mark(self, cell: NotebookNode, name: str) -> None:
        """Give a cell the metadata that this one was released with."""
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


def grade_id(cell: NotebookNode) -> str | None:
    """The grade id that a cell carries, whatever else became of its metadata."""
    nbgrader = cell.metadata.get("nbgrader")
    name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return name if isinstance(name, str) else None
