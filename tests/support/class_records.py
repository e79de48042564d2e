"""A class report's records built by hand: three items, a small class, and odd submissions."""

from html.parser import HTMLParser

from helpers.assessment.finding import Finding
from helpers.assessment.problems import ProblemKind, problem
from helpers.grading.class_run.gradebook import Item
from helpers.grading.execution.stop_reason import StopKind
from helpers.grading.report.records import ClassRecord, Outcome, State, Student, Submission

WEEK3 = "week3_planar_network"
ITEMS = (Item("nb", "test_layer_sizes", 4), Item("nb", "test_compute_cost", 10), Item("nb", "test_predict", 6))


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


def every(**fields):
    return {f"o{i}": fields for i in range(3)}


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
