"""The whole cycle in a scratch folder, with a small made-up class: release, hand in, autograde, feedback, export, table."""

from pathlib import Path

from helpers.demo.course import DemoCourse
from helpers.demo.students import CLASSES, DemoStudent, hand_in
from helpers.demo.summary import gradebook_table, places

SECONDS_PER_CELL = 10  # enough for every honest cell of the course, and short for the endless loop
EXPORT = "grades.csv"


def run_demo(folder: Path) -> None:
    """Run the demonstration.

    Arguments: folder, replaced by a fresh course folder in which everything stays for a look.
    """
    course = DemoCourse(folder)
    course.create(list(CLASSES))
    for assignment, students in CLASSES.items():
        print(f"\n{assignment}", flush=True)
        _run_assignment(course, assignment, students)
    course.nbgrader("export", [f"--to={EXPORT}"], title="Exporting the grades", count=1)
    for assignment, students in CLASSES.items():
        print("\n" + gradebook_table(course.gradebook, assignment, students))
    print("\nLab reports earn their points by hand, in Formgrader: nobody has read these yet.")
    print(places(course, folder / EXPORT))


def _run_assignment(course: DemoCourse, assignment: str, students: tuple[DemoStudent, ...]) -> None:
    notebooks = sorted(course.source(assignment).glob("*.ipynb"))
    course.nbgrader("generate_assignment", [assignment], title="Making the release", count=len(notebooks))
    for student in students:
        for source in notebooks:
            released = course.release(assignment) / source.name
            hand_in(student, source, released, course.submitted(student.name, assignment) / source.name)
    count = len(students) * len(notebooks)
    words = [assignment, f"--GradeStep.timeout={SECONDS_PER_CELL}"]
    course.nbgrader("autograde", words, title="Autograding", count=count, step="| INFO] Autograding")
    course.nbgrader("generate_feedback", [assignment], title="Writing feedback", count=count)
