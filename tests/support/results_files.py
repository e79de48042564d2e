"""A file of results as it lies beside a notebook, and what is in it."""

import json

from helpers.lab_report.results import read_results, results_file
from helpers.lab_report.runs import ExperimentRun, Results, results_to_bytes

TWO = Results(
    (ExperimentRun("a", "one", {"seed": 1, "start": "größer"}, costs=[0.7], iterations=[0]), ExperimentRun("a", "two")),
    when="2026-01-01T10:00:00+01:00",
    environment={"numpy": "2"},
)
WHOLE = results_to_bytes(TWO)
TEXT = WHOLE.decode()
RAW = json.dumps(json.loads(TEXT), ensure_ascii=False)  # as another program may save it: its letters as they are
HALF = TEXT[: TEXT.rindex('"name"')]  # without the end of its second run


def lie_there(content):
    results_file().parent.mkdir()
    results_file().write_bytes(content)


def names():
    return [run.name for run in read_results().runs]


def beside():
    return sorted(path.name for path in results_file().parent.iterdir())
