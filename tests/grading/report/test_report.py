"""The class report from the command line, from whatever grading left behind."""

import csv
import io
import json
from dataclasses import asdict, replace

import pytest
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from helpers.assessment.case_runner import Raised
from helpers.assessment.finding import Finding
from helpers.assessment.problems import ProblemKind, problem
from helpers.demo.large_class import write_synthetic_records
from helpers.exercises import ASSIGNMENTS
from helpers.grading.exports.spreadsheet import write_csv
from helpers.grading.report.anonymous import anonymous
from helpers.grading.report.attention import concerns
from helpers.grading.report.misconceptions import unexplained
from helpers.grading.report.page import page
from helpers.grading.report.records import State, Student, read_class
from helpers.grading.report.statistics import item_statistics
from helpers.grading.report.write import rows
from helpers.grading.verdict import Verdict, VerdictKind, to_record
from tests.support.class_records import WEEK3, Words, of, submission
from tests.support.commands import run

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def test_the_table_comes_back_as_it_was_and_computes_nothing(tmp_path):
    formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", 'a"b,c', "two\nlines"]
    submissions = [submission(i, [4, 10, 6], name=name) for i, name in enumerate(formulas, 1)]
    write_csv(tmp_path / "t.csv", rows(of(*submissions)))
    table = list(csv.DictReader(io.StringIO((tmp_path / "t.csv").read_bytes().decode(), newline="")))
    assert [row["name"] for row in table[::3]] == ["'" + name for name in formulas[:8]] + formulas[8:]
    assert [float(row["score"]) for row in table[:3]] == [4, 10, 6] and float(table[0]["total"]) == 20


def test_ids_stay_letter_by_letter_as_in_the_exports(tmp_path):
    """Other programs know a student by the id; one that no platform gives out is defused like any text."""
    ids = ["-n", "@ada", "+49", "=1+1", "-n x"]
    people = [
        replace(submission(i, [4, 10, 6]), student=Student(name, f"name of {name}", i)) for i, name in enumerate(ids, 1)
    ]
    write_csv(tmp_path / "t.csv", rows(of(*people)))
    table = list(csv.DictReader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8"))))
    assert [row["student_id"] for row in table[::3]] == ["-n", "@ada", "+49", "'=1+1", "'-n x"]


def command(folder, *words):
    """Run the command in a course folder."""
    return run("helpers", "report", *words, folder=folder)


def test_the_command_writes_page_and_table(folder):
    done = command(folder, WEEK3, "--out", "r/page.html", "--csv", "r/table.csv", "--no-names")
    assert done.returncode == 0, done.stderr
    assert "Björn" not in (folder / "r" / "page.html").read_text(encoding="utf-8")
    with (folder / "r" / "table.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert len(table) == 64 * len(ASSIGNMENTS[WEEK3])
    assert {row["student_id"] for row in table} == {f"S{i:03}" for i in range(1, 65)}


@pytest.mark.parametrize("state", ["no gradebook", "no assignment", "no submission"])
def test_an_ungraded_assignment_is_one_clear_sentence(tmp_path, state):
    if state != "no gradebook":
        with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as gradebook:
            if state == "no submission":
                gradebook.add_assignment(WEEK3)
                gradebook.add_notebook("nb", WEEK3)
                gradebook.add_grade_cell("test_predict", "nb", WEEK3, max_score=5, cell_type="code")
    done = command(tmp_path, WEEK3)
    assert done.returncode == 1 and not (tmp_path / "reports").exists()
    assert f"run `nbgrader autograde {WEEK3}` in the course's folder first." in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "gradebook.db").exists() == (state != "no gradebook")


def test_what_only_waits_for_another_exercise_is_not_done(tmp_path):
    write_synthetic_records(tmp_path, WEEK3, size=1)
    (path,) = tmp_path.glob("autograded/s1001/*/*.ipynb")
    data = json.loads(path.read_text())
    waits = problem(ProblemKind.EARLIER_NOT_DONE, exercise="predict", function="forward_propagation")
    verdict = Verdict("predict", findings=(Finding("labels", waits),))
    data["cells"][-1]["metadata"]["verdict"] = to_record(verdict)
    path.write_text(json.dumps(data))
    record = read_class(CourseDirectory(root=str(tmp_path)), WEEK3)
    assert record.submissions[0].outcomes[-1].item.name == "predict"
    assert [concern.reason for concern in concerns(record)] == ["Nothing done"] and unexplained(record) == []


def test_a_verdict_that_a_student_wrote_into_a_text_cell_is_none(tmp_path):
    write_synthetic_records(tmp_path, WEEK3, size=1)
    (path,) = tmp_path.glob("autograded/s1001/*/*.ipynb")
    data = json.loads(path.read_text())
    data["cells"][-1] |= {"cell_type": "markdown"}
    data["cells"][-1]["metadata"]["verdict"] = {"components": [7], "exercise": "predict", "reason": ""}
    path.write_text(json.dumps(data))
    record = read_class(CourseDirectory(root=str(tmp_path)), WEEK3)
    assert record.submissions[0].outcomes[-1].state is State.BY_HAND


def test_namesakes_are_told_apart(tmp_path):
    write_synthetic_records(tmp_path, WEEK3, size=3)
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as gradebook:
        gradebook.update_or_create_student("s1001", first_name="Björn", last_name="Fiorentino")
    names = {s.student.id: s.student.name for s in read_class(CourseDirectory(root=str(tmp_path)), WEEK3).submissions}
    assert (names["s1001"], names["s1002"]) == ("Björn Fiorentino (s1001)", "Björn Fiorentino (s1002)")


def test_autograded_files_that_are_damaged_or_gone_are_told(tmp_path):
    write_synthetic_records(tmp_path, WEEK3, size=12)
    paths = sorted(tmp_path.glob("autograded/*/*/*.ipynb"))
    paths[3].unlink()
    paths[4].write_text("{")
    data = json.loads(paths[5].read_text())
    for cell in data["cells"]:
        cell["metadata"].pop("verdict", None)
    paths[5].write_text(json.dumps(data))
    ids = {path.parts[-3] for path in paths[3:6]}
    record = read_class(CourseDirectory(root=str(tmp_path)), WEEK3)
    states = {s.student.id: {o.state for o in s.outcomes} for s in record.submissions if s.student.id in ids}
    assert sorted(states.items()) == [("s1004", {"missing"}), ("s1005", {"unreadable"}), ("s1006", {"by hand"})]
    page(record)


def test_a_record_of_another_version_says_what_to_do(tmp_path):
    write_synthetic_records(tmp_path, WEEK3, size=1)
    (path,) = tmp_path.glob("autograded/s1001/*/*.ipynb")
    data = json.loads(path.read_text())
    data["cells"][-1]["metadata"]["verdict"] = {"exercise": "predict", "fraction": 1, "reason": "", "trouble": None}
    path.write_text(json.dumps(data))
    record = read_class(CourseDirectory(root=str(tmp_path)), WEEK3)
    assert record.submissions[0].outcomes[-1].state is State.UNREADABLE
    assert "graded by another version of this course; autograde it again" in Words(page(record)).text


def test_the_class_report_quotes_the_reason_and_counts_the_error(tmp_path):
    write_synthetic_records(tmp_path, WEEK3, size=1)
    (path,) = tmp_path.glob("autograded/s1001/*/*.ipynb")
    data = json.loads(path.read_text())
    error = asdict(Raised("SyntaxError", "expected ':'", 1, code="def predict(parameters, X)"))
    above = problem(ProblemKind.RAISED_ABOVE, exercise="nn_model", error=error, above="compute_cost")
    written = [
        Verdict("nn_model", findings=(Finding("parameters", above),)),
        Verdict("predict", kind=VerdictKind.UNDEFINED, facts={"exercise": "predict", "error": error}),
    ]
    for cell, verdict in zip(data["cells"][-2:], written, strict=True):
        assert cell["metadata"]["verdict"]["exercise"] == verdict.exercise
        cell["metadata"]["verdict"] = to_record(verdict)
    path.write_text(json.dumps(data))
    record = read_class(CourseDirectory(root=str(tmp_path)), WEEK3)
    *_, model, predict = record.submissions[0].outcomes
    assert predict.state is State.SILENT and model.state is State.JUDGED
    details = [detail for concern in concerns(record) for _, detail in concern.cases]
    assert any("SyntaxError: expected ':', in line 1: def predict(parameters, X)" in detail for detail in details)
    assert [statistics.errors for statistics in item_statistics(record)][-2:] == [1, 1]
    assert "SyntaxError" not in "".join(d for c in concerns(anonymous(record)) for _, d in c.cases)
