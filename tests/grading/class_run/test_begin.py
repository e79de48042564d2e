"""Which submissions a run takes up, and that it does not begin before the release."""

import shutil

import pytest

from tests.support.course import ASSIGNMENT, SOLUTIONS, Course

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("begin")]

FULL = dict.fromkeys(SOLUTIONS, 10)
WRONG = SOLUTIONS | {"L1": "def L1(yhat, y):\n    return 0"}
PATTERNS = ("a*", "a[d]a", "[ab]*", "?ob", "*", "**", "a[", "[!a]")
PEOPLE = ("ada", "bob", "abc")


@pytest.fixture
def course(tmp_path):
    """Ordinary students whose L1 is wrong, before anything is graded."""
    course = Course(tmp_path / "course")
    course.release()
    for student in PEOPLE:
        course.hand_in(student, WRONG)
    return course


def test_a_name_that_nbgrader_takes_for_a_pattern_is_one_student(course):
    for student in PATTERNS:
        work = course.hand_in(student, SOLUTIONS)
        (work / "notes.txt").write_text(student)
        (work / ".ipynb_checkpoints").mkdir()
        (work / ".ipynb_checkpoints" / "old.txt").touch()
        (work / "mine.ipynb").write_text("{}")
    log = course.nbgrader("autograde", ASSIGNMENT).stdout
    points = course.grades()
    assert points == dict.fromkeys(PEOPLE, FULL | {"L1": 0}) | dict.fromkeys(PATTERNS, FULL)
    graded = course.folder / "autograded"
    for student in PEOPLE:
        assert log.count(f"Autograding {graded / student}/") == 1
    for student in PATTERNS:
        folder = graded / student / ASSIGNMENT
        assert sorted(path.name for path in folder.iterdir()) == ["notes.txt", "small.ipynb"]
        assert (folder / "notes.txt").read_text() == student
        [said] = [line for line in log.splitlines() if f"/{student}/" in line and "this student alone" in line]
        assert "WARNING" in said
    course.nbgrader("generate_feedback", ASSIGNMENT)
    for student in (*PATTERNS, *PEOPLE):
        assert (course.folder / "feedback" / student / ASSIGNMENT / "small.html").exists(), student


def test_graded_alone_such_a_student_touches_nobody_else(course):
    course.hand_in("a*", SOLUTIONS)
    course.nbgrader("autograde", ASSIGNMENT)
    graded = course.folder / "autograded" / "ada" / ASSIGNMENT / "small.ipynb"
    before = graded.stat().st_mtime_ns, graded.stat().st_ino
    log = course.nbgrader("autograde", ASSIGNMENT, "--student=a*", "--force").stdout
    assert log.count("Removing existing assignment") == 1 and log.count("| INFO] Autograding") == 1
    assert (graded.stat().st_mtime_ns, graded.stat().st_ino) == before
    course.nbgrader("generate_feedback", ASSIGNMENT, "--student=a*")
    assert [path.name for path in (course.folder / "feedback").iterdir()] == ["a*"]


def test_a_pattern_that_is_nobodys_name_still_means_all_whom_it_matches(course):
    course.nbgrader("autograde", ASSIGNMENT, "--student=a*")
    assert course.grades() == dict.fromkeys(("ada", "abc"), FULL | {"L1": 0})


def test_a_name_that_no_student_can_have_is_passed_over(course):
    course.hand_in("two\nlines", SOLUTIONS)
    log = course.nbgrader("autograde", ASSIGNMENT).stdout
    assert "is passed over, since no student can be called so: rename it" in log
    assert course.grades() == dict.fromkeys(PEOPLE, FULL | {"L1": 0})


def test_a_named_student_whose_folder_is_empty_is_one_sentence(course):
    folder = course.hand_in("a*")
    shutil.rmtree(folder)
    folder.mkdir()
    done = course.nbgrader("autograde", ASSIGNMENT, "--student=a*", check=False)
    errors = [line for line in done.stdout.splitlines() if "ERROR" in line]
    assert done.returncode == 1 and len(errors) == 1 and "Traceback" not in done.stdout
    assert "holds no notebook, so nothing was graded" in errors[0]


def test_a_named_student_without_a_notebook_is_in_the_gradebook_with_the_reason(course):
    (course.hand_in("a*") / "small.ipynb").unlink()
    log = course.nbgrader("autograde", ASSIGNMENT, "--student=a*").stdout
    assert course.grades() == {"a*": dict.fromkeys(SOLUTIONS, 0)}
    [said] = [line for line in log.splitlines() if "handed in, but not readable" in line]
    assert f"/a*/{ASSIGNMENT}: " in said and "small.ipynb was not found in what was handed in" in said


@pytest.mark.parametrize("flags", [[], ["--create"], ["--create", "--force"]], ids=str)
def test_before_the_release_one_sentence_says_what_to_do(course, flags):
    """Also for a class whose gradebook holds other assignments, or this one without its notebooks."""
    (course.folder / "gradebook.db").unlink()
    for known in ("nothing", "the assignment"):
        if known == "the assignment":
            course.nbgrader("db", "assignment", "add", ASSIGNMENT)
        done = course.nbgrader("autograde", ASSIGNMENT, *flags, check=False)
        [error] = [line for line in done.stdout.splitlines() if "ERROR" in line]
        assert done.returncode == 1 and "Traceback" not in done.stdout
        assert f"run `nbgrader generate_assignment {ASSIGNMENT}` first" in error
        assert list((course.folder / "autograded").glob("*")) == []
    assert course.grades() == {}
