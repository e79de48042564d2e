"""The demonstration's table and its folders, without grading anything."""

import pytest
from nbgrader.api import Gradebook

from helpers.demo.course import DemoCourse
from helpers.demo.students import CLASSES, DemoStudent
from helpers.demo.summary import gradebook_table, places
from tests.support.course import ROOT

ADA = DemoStudent("ada", "everything right")
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.fixture
def database(tmp_path):
    url = f"sqlite:///{tmp_path}/gradebook.db"
    with Gradebook(url) as gradebook:
        gradebook.add_assignment("week")
        for name, points in (("basics", 40), ("model", 60)):
            gradebook.add_notebook(name, "week")
            gradebook.add_grade_cell(f"test_{name}", name, "week", max_score=points, cell_type="code")
        gradebook.add_student("ada")
        for notebook in gradebook.add_submission("week", "ada").notebooks:
            for grade in notebook.grades:
                grade.auto_score = 37.5
        gradebook.db.commit()
    return url


def test_the_table_has_the_points_of_each_notebook_the_total_and_the_story(database):
    assert gradebook_table(database, "week", [ADA]).splitlines() == [
        "student  basics (40)  model (60)  total (100)  what happened",
        "-" * 100,
        "ada            37.50       37.50        75.00  everything right",
    ]


def test_a_fresh_folder_holds_the_sources_and_the_configuration(tmp_path):
    course = DemoCourse(tmp_path / "demo")
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "old").write_text("")
    assignment = list(CLASSES)[0]
    course.create([assignment])
    assert sorted(path.name for path in course.folder.iterdir()) == ["nbgrader_config.py", "source"]
    names = [path.name for path in sorted(course.source(assignment).iterdir())]
    assert names == [path.name for path in sorted((ROOT / "source" / assignment).glob("*.ipynb"))]
    assert course.gradebook == f"sqlite:///{tmp_path}/demo/gradebook.db"


def test_folders_are_where_the_configuration_says(tmp_path):
    course = DemoCourse(tmp_path)
    course.directories.feedback_directory = "answers"
    page = tmp_path / "answers" / "dmitri" / list(CLASSES)[0] / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text("")
    (tmp_path / "grades.csv").write_text("student,score\nada,1\nbo,2\n")
    text = places(course, tmp_path / "grades.csv")
    assert f"{page}\n" in text and "(2 rows)" in text


def test_students_of_one_class_have_different_names():
    for students in CLASSES.values():
        assert len({student.name for student in students}) == len(students)


def test_a_command_that_fails_ends_with_the_end_of_its_log(tmp_path):
    with pytest.raises(SystemExit, match="nbgrader export failed; the end of .* says why"):
        DemoCourse(tmp_path).nbgrader("export", ["--no-such-option=1", "x"], title="Failing", count=1)
