"""The class report says what grading recorded: figures that one can check by hand, no more names than asked for."""

import csv
import io
import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import numpy as np
import pytest
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from helpers.assessment.assess import ARGUMENTS, Finding
from helpers.assessment.case_runner import Raised
from helpers.assessment.problems import ProblemKind, problem
from helpers.demo.large_class import write_synthetic_records
from helpers.exercises import ASSIGNMENTS
from helpers.grading.class_run.gradebook import Item
from helpers.grading.execution.stop_reason import StopKind
from helpers.grading.exports.spreadsheet import write_csv
from helpers.grading.report.anonymous import anonymous
from helpers.grading.report.attention import concerns
from helpers.grading.report.misconceptions import misconceptions, unexplained
from helpers.grading.report.page import page
from helpers.grading.report.records import ClassRecord, Outcome, State, Student, Submission, read_class
from helpers.grading.report.statistics import item_statistics
from helpers.grading.report.write import rows
from helpers.grading.verdict import Verdict, to_record

WEEK3 = "week3_planar_network"
ITEMS = (Item("nb", "test_layer_sizes", 4), Item("nb", "test_compute_cost", 10), Item("nb", "test_predict", 6))
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def submission(number, scores, name=None, **changes):
    """A submission with these points; changes: item number as 'o0' -> fields of its outcome."""
    outcomes = tuple(
        Outcome(item, score, **{"state": State.JUDGED} | changes.get(f"o{i}", {}))
        for i, (item, score) in enumerate(zip(ITEMS, scores, strict=True))
    )
    return Submission(Student(f"id{number}", name or f"Name {number}", number), outcomes, float(sum(scores)))


def of(*submissions):
    return ClassRecord(WEEK3, ITEMS, submissions, absent=0)


WRONG = problem(ProblemKind.NONE)
NO_MINUS = Finding("cost", WRONG, mistake="no minus")
NO_MEAN = Finding("cost", WRONG, mistake="no mean")
SMALL = of(
    submission(1, [4, 10, 6]),
    submission(2, [4, 5, 6], o1={"findings": (NO_MINUS,)}),
    submission(3, [4, 0, 6], o1={"findings": (NO_MINUS, NO_MEAN)}),
    submission(4, [4, 0, 0], o2={"state": State.SILENT, "stop": StopKind.TIMEOUT}, o1={"state": State.NOT_DONE}),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    write_synthetic_records(folder, WEEK3)
    return folder


@pytest.fixture(scope="module")
def record(folder):
    return read_class(CourseDirectory(root=str(folder)), WEEK3)


class Words(HTMLParser):
    """The text of a page, its start tags and its ids."""

    def __init__(self, text):
        super().__init__()
        self.text, self.tags, self.ids = "", [], []
        self.feed(text)

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.ids += [value for name, value in attributes if name == "id"]


def test_difficulty_and_discrimination_are_those_of_test_theory():
    first, second, third = item_statistics(SMALL)
    assert (second.mean, second.difficulty) == (3.75, 0.375) and third.difficulty == 0.75
    assert second.discrimination == pytest.approx(np.corrcoef([10, 5, 0, 0], [10, 10, 10, 4])[0, 1])
    assert second.discrimination == pytest.approx(0.5222, abs=1e-4)  # by hand: 22.5 / sqrt(68.75 * 27)
    assert first.discrimination is None and first.undefined == "everybody has the same points here"
    assert (third.timeouts, third.crashes, third.errors) == (1, 0, 0)
    assert second.levels == {"full": 1, "most": 1, "some": 0, "none": 1, "not done": 1, "not read": 0}


def test_an_unreadable_notebook_says_nothing_on_the_exercises():
    lost = {f"o{i}": {"state": State.UNREADABLE} for i in range(3)}
    figures = item_statistics(of(*SMALL.submissions, submission(5, [0, 0, 0], **lost)))
    assert figures[1].difficulty == 0.375 and figures[1].levels["not read"] == 1


def test_discrimination_of_the_made_up_class_is_numpys(record):
    scores = np.array(
        [[o.score for o in s.outcomes] for s in record.submissions if s.outcomes[0].state is not State.UNREADABLE]
    )
    for number, figures in enumerate(item_statistics(record)):
        rest = np.delete(scores, number, axis=1).sum(axis=1)
        assert figures.discrimination == pytest.approx(np.corrcoef(scores[:, number], rest)[0, 1])


def test_misconceptions_are_ranked_and_a_student_may_have_two():
    found = misconceptions(SMALL)
    assert [(m.name, [s.id for s in m.students]) for m in found] == [
        ("no minus", ["id2", "id3"]),
        ("no mean", ["id3"]),
    ]
    assert found[0].hint.endswith("?") and found[0].components == ("cost",)


def test_wrong_answers_without_a_known_mistake_are_listed_apart():
    findings = (Finding("cost", WRONG), Finding(ARGUMENTS, problem(ProblemKind.NOTHING_RIGHT)))
    (found,) = unexplained(of(*SMALL.submissions, submission(5, [4, 0, 6], o1={"findings": findings})))
    assert (found.item, [s.id for s in found.students]) == (ITEMS[1], ["id5"])


IN_PLACE = Finding(ARGUMENTS, problem(ProblemKind.CHANGED_ARGUMENTS, exercise="predict", arguments=["X"]))


def reasons(*submissions):
    return {concern.reason: [student.id for student, _ in concern.cases] for concern in concerns(of(*submissions))}


def every(**fields):
    return {f"o{i}": fields for i in range(3)}


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (submission(9, [0, 0, 0], **every(state=State.UNREADABLE, reason="not JSON")), "A file could not be read"),
        (submission(9, [0, 0, 0], **every(state=State.MISSING)), "A notebook is missing"),
        (submission(9, [4, 0, 6], o1={"state": State.REFUSED, "reason": "2 sets"}), "The judge refused the answers"),
        (submission(9, [4, 0, 6], o1={"stop": StopKind.KILLED}), "Stopped for time, memory or output"),
        (submission(9, [4, 0, 6], o1={"state": State.SILENT}), "A test cell gave no answers"),
        (submission(9, [4, 0, 6], o1={"waits": True}), "Waits to be graded by hand"),
        (submission(9, [0, 10, 6]), "Full points where it is hard, none where it is easy"),
        (submission(9, [0, 0, 0]), "Everything tried, nothing earned"),
        (submission(9, [0, 0, 0], **every(state=State.NOT_DONE)), "Nothing done"),
        (
            submission(9, [4, 10, 5], o2={"findings": (IN_PLACE,)}),
            "An argument was changed in place",
        ),
    ],
)
def test_what_needs_a_persons_eye_is_named_with_the_reason(odd, reason):
    assert reasons(*SMALL.submissions[:3] * 3, odd) == {reason: ["id9"]}


def test_nothing_needs_an_eye_where_all_is_well():
    assert reasons(*SMALL.submissions[:3]) == {}


def test_the_made_up_class_is_read_as_it_was_made(record):
    assert len(record.submissions) == 64 and record.absent == 3 and record.points == 100
    assert [item.name for item in record.items] == list(ASSIGNMENTS[WEEK3])  # as in the notebook
    ids = {concern.reason: {student.id for student, _ in concern.cases} for concern in concerns(record)}
    assert ids["A file could not be read"] == {"s1003"} and ids["Nothing done"] == {"s1001", "s1002"}
    assert {"s1005", "s1006"} <= ids["Stopped for time, memory or output"]
    assert ids["The judge refused the answers"] == {"s1007"} and "s1009" in ids["An argument was changed in place"]
    assert "s1004" in ids["Full points where it is hard, none where it is easy"]


def test_the_page_needs_nothing_from_outside_and_no_script(record):
    text = page(record)
    assert not re.search(r"https?://|@import|url\((?!data:)", text)
    words = Words(text)
    assert not {tag for tag, _ in words.tags} & {"script", "link", "iframe", "object", "embed"}
    for _, attributes in words.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert attributes.get("src") is None
        assert attributes.get("href", "#").startswith(("#", "data:image/png"))


def test_ids_are_unique_and_figures_and_tables_can_be_read_aloud(record):
    words = Words(page(record))
    assert len(set(words.ids)) == len(words.ids)
    figures = [attributes for tag, attributes in words.tags if tag == "svg"]
    assert len(figures) == 3 and all(a["role"] == "img" for a in figures)
    assert all(set(a["aria-labelledby"].split()) <= set(words.ids) for a in figures)
    names = [tag for tag, _ in words.tags]
    assert names.count("table") == names.count("caption") >= 4
    assert all(attributes.get("scope") in ("row", "col") for tag, attributes in words.tags if tag == "th")


def test_the_same_records_give_the_same_bytes(record):
    assert page(record) == page(record)


def test_the_page_says_what_matters(record):
    text = " ".join(Words(page(record)).text.split())
    assert "64 submissions; 3 handed in nothing" in text and "The most common misconception is" in text
    assert "six different ones, so likeness of code proves nothing" in text


def test_without_names_no_file_holds_one(record):
    hidden = anonymous(record)
    text = page(hidden, names=False) + "".join(map(str, sum(rows(hidden), [])))
    for one in record.submissions:
        assert one.student.name not in text and one.student.id not in text
        for name in one.student.name.split():
            assert not re.search(rf"\b{name}\b", text), name
    assert "S001" in text


def test_without_names_nothing_that_a_student_wrote_is_shown():
    error = Raised("ValueError", "I am Ada")._asdict()
    secret = Finding("cost", problem(ProblemKind.RAISED, exercise="compute_cost", error=error))
    silent = {"state": State.SILENT, "reason": "Ada was here"}
    telling = submission(9, [4, 0, 0], o1={"findings": (secret,)}, o2=silent)
    shown = of(*SMALL.submissions, telling)
    assert "Ada" in page(shown)
    assert "Ada" not in page(anonymous(shown), names=False)
    assert item_statistics(anonymous(shown)) == item_statistics(shown)


@pytest.mark.parametrize(
    "name",
    [
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\u202egnp.exe",
        '"><b>',
        "{{ 7*7 }}",
        "$x$",
    ],
)
def test_names_are_text_whatever_they_hold(name):
    text = page(of(*SMALL.submissions, submission(9, [0, 0, 0], name=name)))
    words = Words(text)
    assert name in words.text
    assert not {"script", "img"} & {tag for tag, _ in words.tags}
    assert re.search(r"<bdi>[^<]*</bdi>", text)


def test_the_table_comes_back_as_it_was_and_computes_nothing(tmp_path):
    formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", 'a"b,c', "two\nlines"]
    submissions = [submission(i, [4, 10, 6], name=name) for i, name in enumerate(formulas, 1)]
    write_csv(tmp_path / "t.csv", rows(of(*submissions)))
    table = list(csv.DictReader(io.StringIO((tmp_path / "t.csv").read_bytes().decode(), newline="")))
    assert [row["name"] for row in table[::3]] == ["'" + name for name in formulas[:8]] + formulas[8:]
    assert [float(row["score"]) for row in table[:3]] == [4, 10, 6] and float(table[0]["total"]) == 20


@pytest.mark.parametrize("count", [1, 2])
def test_a_class_of_one_or_two_gets_a_page_that_says_what_it_cannot_say(count):
    text = Words(page(of(*SMALL.submissions[:count]))).text
    assert "undefined: fewer than 3 submissions" in text


def test_a_class_of_which_nothing_could_be_read_gets_a_page():
    lost = [submission(i, [0, 0, 0], **every(state=State.UNREADABLE)) for i in (1, 2, 3)]
    assert "A file could not be read" in Words(page(of(*lost))).text


def command(folder, *words):
    """Run the command in a course folder."""
    line = [sys.executable, "-m", "helpers", "report", *words]
    return subprocess.run(line, cwd=folder, text=True, capture_output=True)


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
