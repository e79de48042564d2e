"""The page of a class report: readable by anybody, needing nothing from outside, no more names than asked for."""

import re
from dataclasses import asdict

import pytest

from helpers.assessment.case_runner import Raised
from helpers.assessment.finding import Finding
from helpers.assessment.problems import ProblemKind, problem
from helpers.grading.report.anonymous import anonymous
from helpers.grading.report.page import page
from helpers.grading.report.records import State
from helpers.grading.report.statistics import item_statistics
from helpers.grading.report.write import rows
from tests.support.class_records import SMALL, Words, every, of, submission

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def test_the_page_needs_nothing_from_outside_and_no_script(record):
    text = page(record)
    assert not re.search(r"https?://|@import|url\((?!data:)", text)
    words = Words(text)
    assert not {tag for tag, _ in words.tags} & {"script", "link", "iframe", "object", "embed"}
    for _, attributes in words.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert attributes.get("src") is None
        assert attributes.get("href", "#").startswith(("#", "data:image/png"))
    assert 0 < text.index("Content-Security-Policy") < text.index("<style")


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
    error = asdict(Raised("ValueError", "I am Ada"))
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


@pytest.mark.parametrize("count", [1, 2])
def test_a_class_of_one_or_two_gets_a_page_that_says_what_it_cannot_say(count):
    text = Words(page(of(*SMALL.submissions[:count]))).text
    assert "undefined: fewer than 3 submissions" in text


def test_a_class_of_which_nothing_could_be_read_gets_a_page():
    lost = [submission(i, [0, 0, 0], **every(state=State.UNREADABLE)) for i in (1, 2, 3)]
    assert "A file could not be read" in Words(page(of(*lost))).text
