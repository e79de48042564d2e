"""The page: everything on one class in one HTML file that needs nothing else."""

from pathlib import Path

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from helpers.grading.report import figures
from helpers.grading.report.attention import concerns
from helpers.grading.report.misconceptions import misconceptions, unexplained, wrong_answers
from helpers.grading.report.records import ClassRecord
from helpers.grading.report.statistics import item_statistics, level


def page(record: ClassRecord, names: bool = True) -> str:
    """The report on a class as HTML.

    Arguments: record; names, whether it has names, which a reader may then hide; for a page that holds none, hand in an
    anonymous record.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["number"] = number
    statistics = item_statistics(record)
    to_see, mistakes = concerns(record), misconceptions(record)
    few = max(1, len(record.submissions) // 50)  # what so few made does not stand between the common ones
    common = [m for m in mistakes if len(m.students) > few] or mistakes
    totals = np.array([submission.total for submission in record.submissions])
    return environment.get_template("page.html").render(
        record=record,
        names=names,
        mean=totals.mean(),
        median=np.median(totals),
        flawless=int((totals >= record.points).sum()),
        concerns=to_see,
        to_see=len({student for concern in to_see for student, _ in concern.cases}),
        misconceptions=mistakes,
        most=max((len(m.students) for m in mistakes), default=0),
        common=common,
        rare=mistakes[len(common) :],
        unexplained=unexplained(record),
        wrong=wrong_answers(record),
        statistics=statistics,
        hardest=min(statistics, key=lambda s: np.nan_to_num(s.difficulty, nan=1.0)),
        colours=figures.COLOURS,
        level=level,
        histogram=Markup(figures.score_histogram(record)),
        outcomes=Markup(figures.outcome_bars(statistics)),
        heat=Markup(figures.heat_map(record)),
    )


def number(value: float, digits: int = 1) -> str:
    """A number for reading: rounded, without zeros at its end."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
