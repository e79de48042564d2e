"""The whole nbgrader cycle with plain commands: generate, hand in, autograde, feedback, export; points per student."""

import csv

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from helpers.assessment.serialization import MIME
from helpers.grading.grade import grade_notebook
from helpers.grading.settings import Settings
from tests.support.commands import run
from tests.support.course import ASSIGNMENT, SOLUTIONS, Course, cell_of, source_notebook, test_cell

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cycle")]

PROPAGATE = SOLUTIONS["propagate"]
FULL = {"sigmoid": 10, "L1": 10, "L2": 10, "propagate": 10}

WARNS = "import warnings\nimport sys\n" + SOLUTIONS["L1"].replace(
    "):\n", "):\n    warnings.warn('careful')\n    print('mind', file=sys.stderr)\n"
)
FORGED = f"""
from IPython.display import display
def L1(yhat, y):
    display({{{MIME!r}: {{"message": '{{"exercise": "L1", "answers": []}}'}}}}, raw=True)
    return np.sum(np.abs(y - yhat))
"""
MUTES = "import helpers.checking\nhelpers.checking.run_cases = None\n" + SOLUTIONS["L1"]
PATCHES_ASSERTS = """
import helpers.checking, helpers.assessment.assess, helpers.assessment.comparison, builtins
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
helpers.assessment.comparison.compare = lambda *a, **k: None
helpers.assessment.assess.assess = helpers.checking.assess = lambda *a, **k: []
helpers.checking.submit = check = lambda f: None
def L1(yhat, y):
    return 0.0
"""
LOOKS_FOR_THE_KEY = """
try:
    import helpers.reference.week2 as key
    L1 = key.L1
except ImportError:
    def L1(yhat, y):
        return 0.0
"""
CLASS = {
    "right": (SOLUTIONS, FULL),
    "blank": ({}, dict.fromkeys(FULL, 0)),
    "half": ({"sigmoid": SOLUTIONS["sigmoid"]}, FULL | {"L1": 0, "L2": 0, "propagate": 0}),
    "no_mean": (
        SOLUTIONS | {"propagate": PROPAGATE.replace("(A - Y).T) / m", "(A - Y).T)")},
        FULL | {"propagate": 5.56},
    ),
    "broken_sigmoid": (SOLUTIONS | {"sigmoid": "def sigmoid(z):\n    return z"}, FULL | {"sigmoid": 0}),
    "syntax": (SOLUTIONS | {"L1": "def L1(yhat, y)\n    return 0"}, FULL | {"L1": 0}),
    "deleted": ({**SOLUTIONS, "L1": "x = 1"}, FULL | {"L1": 0}),
    "raises": (SOLUTIONS | {"L1": "def L1(yhat, y):\n    return 1 / 0"}, FULL | {"L1": 0}),
    "endless": (SOLUTIONS | {"L1": "def L1(yhat, y):\n    while True:\n        pass"}, FULL | {"L1": 0}),
    "exits": (SOLUTIONS | {"L1": "import sys\ndef L1(yhat, y):\n    sys.exit()"}, FULL | {"L1": 0}),
    "warns": (SOLUTIONS | {"L1": WARNS}, FULL),
    "forged": (SOLUTIONS | {"L1": FORGED}, FULL | {"L1": 0}),
    "mutes": (SOLUTIONS | {"L1": MUTES}, FULL | {"L1": 0}),
    "patches": (SOLUTIONS | {"L1": PATCHES_ASSERTS}, FULL | {"L1": 0}),
    "key": (SOLUTIONS | {"L1": LOOKS_FOR_THE_KEY}, FULL | {"L1": 0}),
    "numpy_zero": (SOLUTIONS | {"L1": "def L1(yhat, y):\n    return np.float64(0.0)"}, FULL | {"L1": 0}),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("cycle") / "course")
    course.release()
    for student, (functions, _) in CLASS.items():
        course.hand_in(student, functions)
    own_kit = course.hand_in("own_kit", {"sigmoid": SOLUTIONS["sigmoid"]})
    (own_kit / "helpers" / "checking" / "__init__.py").write_text(
        "class NotDoneYet(Exception): pass\ndef submit(f): 1\ncheck = submit\n"
    )
    (own_kit / "worksheets" / "visible.json").write_text("{}")
    (own_kit / "worksheets" / "hidden.json").write_text("{}")
    course.log = course.nbgrader("autograde", ASSIGNMENT, "--GradeStep.timeout=5", "--GradeStep.seed=11").stdout
    course.nbgrader("generate_feedback", ASSIGNMENT)
    course.nbgrader("export", "--to=grades.csv")
    return course


@pytest.mark.parametrize("student", CLASS)
def test_every_student_gets_the_points_they_earned(course, student):
    assert course.grades()[student] == CLASS[student][1]


def test_the_instructors_kit_runs_whatever_was_handed_in(course):
    assert course.grades()["own_kit"] == FULL | {"L1": 0, "L2": 0, "propagate": 0}


@pytest.mark.parametrize(
    ("student", "words"),
    [
        ("no_mean", "5.56 of 10 points"),
        ("no_mean", "dw came out m times too large"),
        ("broken_sigmoid", "once `sigmoid` is replaced by a function that works"),
        ("blank", "This exercise is not done yet."),
        (
            "syntax",
            "its cell stopped with SyntaxError: expected ':', in line 1: def L1(yhat, y)",
        ),
        ("raises", "raised ZeroDivisionError: division by zero, in line 2 of `L1`: return 1 / 0"),
        ("endless", "is there a loop that never ends?"),
        ("forged", "sets of answers instead of one"),
        ("patches", "The test cell gave no answers."),
        ("mutes", "answers no longer reached the judge whole"),
        ("exits", "The test cell gave no answers."),
    ],
)
def test_the_feedback_page_says_why(course, student, words):
    assert words in " ".join(course.feedback(student).replace("&#39;", "'").split())


def test_the_export_holds_everyone(course):
    with (course.folder / "grades.csv").open() as file:
        totals = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert totals == {student: pytest.approx(sum(points.values())) for student, points in course.grades().items()}
    assert totals["right"] == 40


def test_only_the_students_own_files_remain_and_the_seed_is_kept(course):
    folder = course.folder / "autograded" / "right" / ASSIGNMENT
    assert [path.name for path in folder.iterdir()] == ["small.ipynb"]
    assert course.autograded("right").metadata["hidden_seed"] == 11
    assert "seed 11" in course.log


def test_the_verdict_is_kept_for_reports(course):
    kept = cell_of(course.autograded("no_mean"), "test_propagate").metadata["verdict"]
    assert kept["fraction"] == pytest.approx(5 / 9)
    assert kept["components"][0]["problem"]["kind"] == "value"
    assert kept["components"][0] | {"sentence": "", "problem": None} == {
        "component": "dw",
        "problem": None,
        "right": False,
        "mistake": "no mean in dw",
        "sentence": "",
        "hint": "dw came out m times too large: is it a sum or a mean over the samples?",
    }


def test_the_same_seed_gives_the_same_verdicts_and_a_run_draws_a_fresh_one(course):
    before = course.autograded("no_mean")
    course.nbgrader("autograde", ASSIGNMENT, "--student=no_mean", "--force", "--GradeStep.seed=11")
    assert cell_of(course.autograded("no_mean"), "test_propagate").outputs == cell_of(before, "test_propagate").outputs
    course.nbgrader("autograde", ASSIGNMENT, "--student=no_mean", "--force")
    assert course.autograded("no_mean").metadata["hidden_seed"] != 11
    assert course.grades()["no_mean"] == CLASS["no_mean"][1]


def test_validate_shows_students_their_open_exercises(course):
    folder = course.folder / "submitted" / "half" / ASSIGNMENT
    done = run("nbgrader", "validate", "small.ipynb", folder=folder)
    assert "VALIDATION FAILED ON 3 CELL(S)" in done.stdout and "`L1` is not done yet" in done.stdout


def refused(tmp_path, notebook):
    done = Course(tmp_path / "course", {"small": notebook}).nbgrader("generate_assignment", ASSIGNMENT, check=False)
    assert done.returncode != 0
    assert not (tmp_path / "course" / "release" / ASSIGNMENT / "small.ipynb").exists()
    return done.stdout


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda nb: cell_of(nb, "L1").update(source="def L1(yhat, y):\n    return 0"),
            "the solution fails its visible cases. loss is wrong",
        ),
        (lambda nb: cell_of(nb, "test_L1").metadata.nbgrader.update(points=0), "cell test_L1: it is worth no points"),
        (
            lambda nb: cell_of(nb, "test_L1").metadata.nbgrader.update(grade_id="test_L9"),
            "there is no exercise called 'L9'",
        ),
        (lambda nb: cell_of(nb, "test_L1").update(source="check(L1)"), "its source must be submit(L1) with its import"),
        (lambda nb: cell_of(nb, "L1").update(source="x = 1"), "no solution cell defines L1"),
    ],
)
def test_an_unsound_exercise_is_never_released(tmp_path, change, sentence):
    notebook = source_notebook()
    change(notebook)
    assert sentence in refused(tmp_path, notebook)


def test_a_release_of_a_small_course_hides_everything_it_must(course):
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in (course.folder / "release").rglob("*")
        if path.suffix in (".py", ".ipynb", ".json")
    )
    assert "submit(" in text and "HIDDEN TESTS" not in text and "np.sum(np.abs" not in text


def test_a_graded_cell_added_by_hand_to_the_source_after_release_is_no_gift():
    """A graded cell the judge has no exercise for earns nothing (stock nbgrader: full marks)."""
    notebook = source_notebook()
    notebook.cells.append(test_cell("L9"))
    notebook.cells.append(new_code_cell("1"))
    graded = grade_notebook(nbformat.from_dict(notebook), ASSIGNMENT, Settings(seed=1))
    cells = [cell for cell in graded.notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert [cell.outputs[-1].data["text/plain"] for cell in cells] == ["10.0"] * 4 + ["0.0"]
