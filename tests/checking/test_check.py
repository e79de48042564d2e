"""What a student sees of `check`: one clear sentence for each kind of mistake, and help that fits."""

import json
import sys

import numpy as np
import pytest

from helpers.assessment.serialization import MIME
from helpers.assessment.worksheet import HIDDEN, VISIBLE
from helpers.checking import CheckFailed, NotDoneYet, Pending, check, submit
from helpers.grading.student_kit import worksheets_of, write_bundle

ASSIGNMENT = "week2_logistic_regression"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A student's folder: worksheets, no answer key in reach."""
    write_bundle(tmp_path, worksheets_of(ASSIGNMENT))
    monkeypatch.setattr("helpers.checking.notebook_folder", lambda: tmp_path)
    return tmp_path


def define(source, **names):
    scope = {"np": np, "NotDoneYet": NotDoneYet} | names
    exec(source, scope)
    return list(scope.values())[-1]


def complaint(function):
    with pytest.raises(CheckFailed) as failure:
        check(function)
    return str(failure.value)


RIGHT = """
def propagate(w, b, X, Y):
    A = 1 / (1 + np.exp(-(w.T @ X + b)))
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return {"dw": X @ (A - Y).T / X.shape[1], "db": np.mean(A - Y)}, cost
"""


def test_a_right_function_gets_one_line(capsys):
    check(define(RIGHT))
    assert capsys.readouterr().out == "propagate: right in all 14 visible cases.\n"


def test_a_wrong_value_shows_question_expected_yours_difference_and_hint():
    text = complaint(define(RIGHT.replace("(A - Y).T / X.shape[1]", "(A - Y).T")))
    assert text.startswith("propagate: 2 of 3 parts right.")
    for part in (
        "  dw      ✗",
        "  db      ✓",
        "dw is wrong: largest difference",
        "propagate(w, b, X, Y), where",
        "expected:",
        "yours:",
    ):
        assert part in text
    assert "Hint: dw came out m times too large" in text and "✓ cost" in text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            ("cost\n", "cost, 1\n"),
            "should return 2 values ('dw', 'db'}, cost); yours returned 3".replace("('dw'", "({'dw'"),
        ),
        (("}, cost", "}"), "yours returned a dictionary"),
        (('"db": ', '"d b": '), "The key 'db' is missing from the dictionary; its keys are 'dw', 'd b'"),
        (("X @ (A - Y).T", "(A - Y) @ X.T"), "dw has the wrong shape: shape (2, 1) is expected, yours is shape (1, 2)"),
        (("cost = -np.mean", "cost = np.nan * np.mean"), "cost is NaN (not a number)"),
        (("cost = -np.mean", "cost = np.inf * np.mean"), "cost is infinite"),
        (("np.mean(A - Y)", "'much'"), "db is a text; a number is expected"),
        (("np.mean(A - Y)", "None"), "db is None"),
        (("np.mean(A - Y)", "(n for n in A)"), "db is an object of type generator; a number is expected"),
        (("np.mean(A - Y)", "np.complex128(np.mean(A - Y))"), "db holds complex numbers"),
        (
            ("X @ (A - Y).T / X.shape[1]", "(X @ (A - Y).T / X.shape[1]).tolist()"),
            "dw is a list of 2 values; an array of shape (2, 1)",
        ),
        (
            ("    cost", "    w.nothing\n    cost"),
            "raised AttributeError: 'numpy.ndarray' object has no attribute 'nothing'",
        ),
        (("    return {", "    {"), "yours returned None"),
    ],
)
def test_each_kind_of_mistake_has_its_sentence(change, sentence):
    assert sentence in complaint(define(RIGHT.replace(*change)))


def test_a_changed_argument_is_told():
    text = complaint(
        define(
            "def normalize_rows(x):\n    x = x.view()\n    x[:] = x / np.linalg.norm(x, axis=1, keepdims=True)\n    return x"
        )
    )
    assert "changes its argument x in place" in text


def test_an_open_hole_is_told_kindly():
    function = define("def propagate(w, b, X, Y):\n    raise NotDoneYet()")
    with pytest.raises(NotDoneYet) as failure:
        check(function)
    assert failure.value._render_traceback_() == [
        "`propagate` is not done yet: replace `raise NotDoneYet()` in its cell by your code, and run that cell."
    ]


def test_an_earlier_hole_or_mistake_is_not_this_functions(capsys):
    calls_sigmoid = RIGHT.replace("1 / (1 + np.exp(-(w.T @ X + b)))", "sigmoid(w.T @ X + b)")
    for sigmoid in (define("def sigmoid(z):\n    raise NotDoneYet()"), define("def sigmoid(z):\n    return z")):
        check(define(calls_sigmoid, sigmoid=sigmoid))
        out = capsys.readouterr().out
        assert "  Remark: dw, db and cost are right once `sigmoid` is replaced by a function that works:" in out
        assert out.count("Remark") == out.count("replaced") == 1


def test_stubs_leave_no_trace():
    scope = {"np": np}
    exec(RIGHT, scope)
    before = dict(scope)
    check(scope["propagate"])
    assert scope == before


def test_an_alias_or_a_wrapper_counts(monkeypatch, capsys):
    helper = define("def my_version(z):\n    return 1 / (1 + np.exp(-z))")
    monkeypatch.setattr(sys.modules["__main__"], "sigmoid", helper, raising=False)
    check(helper)
    assert capsys.readouterr().out.startswith("sigmoid: right")


def test_a_function_of_no_exercise_is_told_which_there_are():
    assert "no exercise called `other` here; the exercises are basic_sigmoid, sigmoid" in complaint(
        define("def other():\n    pass")
    )


@pytest.mark.parametrize("content", ["", "{", "[]", '{"sigmoid": {}}'])
def test_a_damaged_worksheet_says_what_to_do(folder, content):
    (folder / VISIBLE).write_text(content)
    with pytest.raises(ValueError, match="visible.json is damaged .* copy it again"):
        check(define(RIGHT))


def test_a_missing_worksheet_says_what_to_do(folder):
    (folder / VISIBLE).unlink()
    with pytest.raises(FileNotFoundError, match="visible.json is missing beside this notebook: copy it again"):
        check(define(RIGHT))


def test_submit_publishes_answers_and_no_verdict(folder, monkeypatch):
    write_bundle(folder, worksheets_of(ASSIGNMENT, hidden_seed=5))
    shown = []
    monkeypatch.setattr("helpers.checking.display", lambda data, raw: shown.append(data))
    submit(define(RIGHT))
    assert len(shown) == 1
    message = json.loads(shown[0][MIME]["message"])
    assert message["exercise"] == "propagate" and len(message["answers"]) == 14


def test_the_hidden_worksheet_holds_questions_only(folder):
    write_bundle(folder, worksheets_of(ASSIGNMENT, hidden_seed=5))
    for sheet in json.loads((folder / HIDDEN).read_text()).values():
        assert sheet["hints"] == {}
        assert all(case["expected"] is None and case["mistakes"] == {"dict": []} for case in sheet["cases"])


@pytest.mark.parametrize(
    "use",
    [
        lambda p: p["costs"],
        lambda p: p.costs,
        lambda p: p + 1,
        len,
        np.asarray,
        iter,
        float,
        str,
        lambda p: p(1),
        lambda p: p > 1,
    ],
)
def test_a_pending_result_says_what_to_run_first(use):
    with pytest.raises(NotDoneYet, match="Run the training cell first"):
        use(Pending("Run the training cell first."))


def test_large_arrays_are_summarised_small_ones_shown():
    from helpers.assessment.formatting import show

    assert show(np.eye(6)).count("\n") == 5
    assert show(np.ones((7, 7))) == "array of shape (7, 7), from 1 to 1, mean 1"


def test_a_cell_that_changes_the_folder_does_not_lose_the_worksheets(folder, tmp_path_factory, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    check(define(RIGHT))
    assert "propagate: right" in capsys.readouterr().out
