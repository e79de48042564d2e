"""The cells of a notebook as it was released, by their grade ids: what nbgrader's gradebook knows of them."""

from dataclasses import dataclass

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Notebook, SourceCell

from helpers.grading.names import PREFIX
from helpers.grading.submission.definitions import defined_in, names_in


@dataclass(frozen=True)
class ReleasedCells:
    """The released cells; `points` of those that are graded, `tasks` of the questions for a person; `solutions` to write in."""

    sources: dict[str, SourceCell]
    points: dict[str, float]
    tasks: dict[str, float]
    solutions: frozenset[str]

    @classmethod
    def of(cls, notebook: Notebook) -> "ReleasedCells":
        """Read what a gradebook, which has to stay open, knows of a notebook."""
        return cls(
            {cell.name: cell for cell in notebook.source_cells},
            {cell.name: cell.max_score for cell in notebook.grade_cells},
            {cell.name: cell.max_score for cell in notebook.task_cells},
            frozenset(cell.name for cell in notebook.solution_cells),
        )

    def is_test(self, name: str) -> bool:
        """Whether a cell tests what others define."""
        return name in self.points and name not in self.solutions and self.sources[name].cell_type == "code"

    def may_be(self, name: str, cell: NotebookNode) -> bool:
        """Whether a cell is of the type that this one was released as; of text cells, also whether it is not code."""
        return (cell.cell_type == "code") == (self.sources[name].cell_type == "code")

    def is_nameless(self, name: str) -> bool:
        """Whether the text of a solution cell does not say what is to be defined in it."""
        return not defined_in(self.sources[name].source).names

    def to_define(self, name: str) -> frozenset[str]:
        """The names that are to be defined in a solution cell; where its text defines none, it stands for its own grade id."""
        return defined_in(self.sources[name].source).names or frozenset({name})

    def tested(self, name: str) -> frozenset[str]:
        """The names that a test cell needs of those that solution cells define."""
        known = {one for solution in self.solutions for one in self.to_define(solution)}
        return frozenset(names_in(self.sources[name].source).read & known) or frozenset({name.removeprefix(PREFIX)})

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
