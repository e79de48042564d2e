"""What the exporters share: whose grades go out, and in which columns."""

from dataclasses import dataclass

from nbgrader.api import Gradebook, Student
from nbgrader.plugins import ExportPlugin
from traitlets import Enum

from helpers.grading.class_run.gradebook import Points, read_points


@dataclass(frozen=True)
class Column:
    """Something with a grade: its title, its points, and each student's score by id; who handed in nothing is not in it."""

    title: str
    points: float
    scores: dict[str, float]

    def score(self, student: Student) -> float:
        """A student's points with two decimals; zero for nothing handed in, as nbgrader's own export has it."""
        return round(self.scores.get(student.id, 0.0), 2)


class Exporter(ExportPlugin):
    """An exporter of nbgrader's that knows whose grades of which assignments were asked for."""

    def wanted_students(self, gradebook: Gradebook) -> list[Student]:
        """The students asked for, or all of them, by last name."""
        wanted = {str(name) for name in self.student}
        chosen = [student for student in gradebook.students if not wanted or student.id in wanted]
        return sorted(chosen, key=lambda s: (s.last_name or "", s.first_name or "", s.id))

    def wanted_assignments(self, gradebook: Gradebook) -> list[str]:
        """The names of the assignments asked for, or of all of them."""
        wanted = {str(name) for name in self.assignment}
        known = {assignment.name for assignment in gradebook.assignments}
        for name in sorted(wanted - known):
            self.log.warning("The gradebook has no assignment %s", name)
        return sorted(wanted & known if wanted else known)


class GradeTable(Exporter):
    """A file with a row for each student and a column for each exercise and each assignment's total."""

    columns = Enum(("all", "totals", "exercises"), "all", help="Which grades to export.").tag(config=True)

    def wanted_columns(self, gradebook: Gradebook) -> list[Column]:
        """The columns of the assignments asked for; those that nobody handed in are left out."""
        columns: list[Column] = []
        for name in self.wanted_assignments(gradebook):
            points = read_points(gradebook, name)
            if points and points.scores:
                columns += self._of_assignment(name, points)
            else:
                self.log.warning("Nobody handed in %s: it is left out", name)
        return columns

    def _of_assignment(self, assignment: str, points: Points) -> list[Column]:
        exercises = [
            Column(f"{assignment}: {item.label}", item.points, {name: own[item] for name, own in points.scores.items()})
            for item in points.items
        ]
        whole = sum(item.points for item in points.items)
        total = Column(assignment, whole, {student: points.total(student) for student in points.scores})
        return {"all": [*exercises, total], "totals": [total], "exercises": exercises}[self.columns]
