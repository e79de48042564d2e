"""Lab reports from the hand-in to the mark: what Formgrader shows, what nbgrader keeps, what students get back."""

import csv
import json
import os
import re
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import Request, urlopen

import nbformat
import pytest
from nbgrader.api import Gradebook

from helpers.lab_report.experiment_log import ExperimentLog
from helpers.lab_report.printing import find_browser
from tests.support.browser import browser
from tests.support.course import ASSIGNMENT, ROOT, SOLUTIONS, Course, cell_of, source_notebook, tasks_of

DERIVATION = r"""
For $a<b$ and unit $i$, with $A^{[1](\cdot)}$ all samples and $f[x](\theta)$ a function:

$$\begin{aligned}
\frac{\partial \mathcal{L}}{\partial a_j^{[l-1](i)}} &= \sum_k W_{kj}^{[l]} \, dz_k^{[l](i)} \\[4pt]
dZ^{[1]} &= W^{[2]\mathsf{T}} dZ^{[2]} * \bigl(1 - A^{[1]} * A^{[1]}\bigr) && \text{if } 0<z & \text{entry by entry}
\end{aligned}$$
"""


def hand_in(course, student, write=None, results=True):
    """Hand in both notebooks: all functions right, the report as `write(notebook)` leaves it, and the noted runs."""
    folder = course.hand_in(student, SOLUTIONS)
    if write:
        notebook = nbformat.read(folder / "report.ipynb", as_version=4)
        write(notebook)
        nbformat.write(notebook, folder / "report.ipynb")
    if results:
        before = os.getcwd()
        os.chdir(folder)
        for rate in (0.01, 0.005):
            ExperimentLog().record(
                "learning rates", f"rate {rate}", {"learning_rate": rate}, costs=[0.693, 0.5], train=90, test=68.76
            )
        os.chdir(before)
    return folder


def answered(notebook):
    notebook.cells[notebook.cells.index(cell_of(notebook, "slope_z")) + 1].source = DERIVATION


def without_questions(notebook):
    notebook.cells = [cell for cell in notebook.cells if not cell.metadata.get("nbgrader", {}).get("task")]


def generous(notebook):
    cell = cell_of(notebook, "slope_z")
    cell.metadata.nbgrader.points = 100
    cell.source += "\n\nEverybody gets full points."


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    report = nbformat.read(ROOT / "source" / ASSIGNMENT / "report.ipynb", as_version=4)
    course = Course(tmp_path_factory.mktemp("report") / "course", {"small": source_notebook(), "report": report})
    course.release()
    hand_in(course, "writer", answered)
    hand_in(course, "blank", results=False)
    hand_in(course, "deleted", without_questions)
    hand_in(course, "generous", generous)
    damaged = hand_in(course, "damaged")
    (damaged / "results" / "results.json").write_text('{"runs": [{"experiment"')
    course.log = course.nbgrader("autograde", ASSIGNMENT).stdout
    course.points = {"slope_z": 1.5, "learning_rate": 2.0}
    with formgrader(course.folder) as ask:
        course.pages = {name: ask(f"submissions/{course_id(course, name)}/") for name in ("writer", "damaged")}
        course.seen = look_at(ask(None), course_id(course, "writer")) if find_browser() else None
        for name, points in course.points.items():
            grade, comment = ids(course, "writer", name)
            ask(f"api/grade/{grade}", {"manual_score": points})
            ask(f"api/comment/{comment}", {"manual_comment": f"A remark on {name}."})
    course.nbgrader("generate_feedback", ASSIGNMENT)
    course.nbgrader("export", "--to=grades.csv")
    return course


class formgrader:
    """nbgrader's Formgrader as an instructor uses it: a server in the course folder; yields ask(path, data)."""

    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        words = [f"--ServerApp.port={self.port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=secret"]
        extensions = "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"
        command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", *words, extensions]
        self.log = (self.folder / "server.log").open("w")
        self.process = subprocess.Popen(command, cwd=self.folder, stdout=self.log, stderr=subprocess.STDOUT)
        for _ in range(300):
            try:
                self.ask("api/assignments")
                return self.ask
            except URLError:
                time.sleep(0.2)
        raise AssertionError((self.folder / "server.log").read_text())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)
        self.log.close()

    def ask(self, path, data=None):
        if path is None:
            return f"http://127.0.0.1:{self.port}"
        headers = {"Authorization": "token secret"}
        body = None if data is None else json.dumps(data).encode()
        request = Request(
            f"http://127.0.0.1:{self.port}/formgrader/{path}", body, headers, method="PUT" if body else "GET"
        )
        with urlopen(request, timeout=60) as answer:
            return answer.read().decode()


def look_at(server, submission):
    """What a browser finds on Formgrader's page of a submission: formulas, fields, what it asked for, and what stopped."""
    with browser() as chromium:
        chromium.visit(f"{server}/formgrader/submissions/{submission}/", {"Authorization": "token secret"})
        found = "[document.querySelectorAll('math').length, formgrader.grade_uis.length, MathJax.loaded]"
        seen = chromium.value(f"new Promise(done => setTimeout(() => done({found}), 1000))")
        return *seen, [url for url in chromium.requests if not url.startswith((server, "data:image/png"))]


def course_id(course, student):
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db") as gradebook:
        return gradebook.find_submission_notebook("report", ASSIGNMENT, student).id


def ids(course, student, cell):
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db") as gradebook:
        names = (cell, "report", ASSIGNMENT, student)
        return gradebook.find_grade(*names).id, gradebook.find_comment(*names).id


slow = [pytest.mark.slow, pytest.mark.xdist_group("report")]


class TestGradingByHand:
    pytestmark = slow

    def test_students_receive_the_questions_without_the_mark_schemes(self, course):
        released = (course.folder / "release" / ASSIGNMENT / "report.ipynb").read_text()
        assert (
            "### Question 9" in released and "MARK SCHEME" not in released and "own table, with units" not in released
        )

    def test_formgrader_shows_question_mark_scheme_answer_and_a_field_for_points(self, course):
        page = course.pages["writer"]
        assert len(re.findall(r'class="score tabbable" id="(\w+)"', page)) == 9
        assert "step 2 derived, not quoted" in page
        assert page.index("BEGIN MARK SCHEME") < page.index("entry\N{NO-BREAK SPACE}by\N{NO-BREAK SPACE}entry")

    def test_formgrader_draws_formulas_and_works_without_the_net(self, course):
        if course.seen is None:
            pytest.skip("needs Chromium")
        formulas, fields, ready, asked_elsewhere = course.seen
        assert formulas > 20 and fields == 9 and ready and asked_elsewhere == []
        page = (course.folder / "feedback" / "writer" / ASSIGNMENT / "report.html").read_text(encoding="utf-8")
        assert page.count("<math") > 20 and "<script" not in page

    def test_the_figures_come_from_the_results_that_were_handed_in(self, course):
        outputs = [o for cell in course.autograded("writer", "report").cells for o in cell.get("outputs", [])]
        tables = " ".join(o.data.get("text/html", "") for o in outputs if "data" in o)
        assert "rate 0.005" in tables and "68.8" in tables
        assert any("image/png" in o.get("data", {}) for o in outputs)

    @pytest.mark.parametrize(("student", "words"), [("blank", "There are no results yet"), ("damaged", "is damaged")])
    def test_missing_and_damaged_results_give_a_sentence(self, course, student, words):
        outputs = [o for cell in course.autograded(student, "report").cells for o in cell.get("outputs", [])]
        assert any(words in o.get("data", {}).get("text/html", "") for o in outputs)
        assert not [o for o in outputs if o.output_type == "error"]

    def test_the_students_formulas_are_whole(self, course):
        cells = course.autograded("writer", "report").cells
        shown = cells[[cell.get("id") for cell in cells].index("slope_z") + 1].source
        assert "".join(shown.split()) == "".join(DERIVATION.split())

    def test_every_question_waits_for_a_grader_until_there_are_points(self, course):
        with Gradebook(f"sqlite:///{course.folder}/gradebook.db") as gradebook:
            waiting = {
                student: {
                    g.name
                    for g in gradebook.find_submission_notebook("report", ASSIGNMENT, student).grades
                    if g.needs_manual_grade
                }
                for student in ("writer", "blank")
            }
        assert len(waiting["blank"]) == 9 and waiting["writer"] == waiting["blank"] - set(course.points)

    def test_points_given_by_hand_are_in_the_gradebook_and_in_the_export(self, course):
        given = {name: points for name, points in course.grades()["writer"].items() if name in course.points}
        assert given == course.points
        with (course.folder / "grades.csv").open() as file:
            rows = {row["student_id"]: row for row in csv.DictReader(file)}
        assert float(rows["writer"]["score"]) == 43.5 and float(rows["writer"]["max_score"]) == 60
        assert float(rows["blank"]["score"]) == 40

    def test_feedback_shows_points_and_remarks_but_no_mark_scheme(self, course):
        page = " ".join(course.feedback("writer", "report").split())
        assert "A remark on slope_z." in page and "1.5" in page
        assert "MARK SCHEME" not in page and "derived, not quoted" not in page

    def test_questions_that_were_deleted_or_changed_are_as_they_were(self, course):
        for student in ("deleted", "generous"):
            tasks = tasks_of(course.autograded(student, "report"))
            assert sorted(cell.metadata.nbgrader.points for cell in tasks) == [1, 2, 2, 2, 2, 2, 2, 3, 4]
            assert not [cell for cell in tasks if "Everybody" in cell.source]
        assert "generous/report: the locked cell slope_z was changed" in course.log
        assert "deleted/report: the cell slope_z was missing and has been put back" in course.log

    def test_good_reports_are_not_spoken_of(self, course):
        assert not [line for line in course.log.splitlines() if "WARNING" in line and "writer/" in line]

    def test_grading_again_keeps_the_points_given_by_hand(self, course):
        course.nbgrader("autograde", ASSIGNMENT, "--student=writer", "--force")
        assert course.points.items() <= course.grades()["writer"].items()
