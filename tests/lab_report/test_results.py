"""The file of results, whatever became of it: what can be read is read, and nothing that was noted is lost."""

import json

import pytest

from helpers.lab_report.experiment_log import ExperimentLog
from helpers.lab_report.figures import show_accuracies, show_costs, show_environment, show_results
from helpers.lab_report.results import ResultsUnreadable, read_results, results_file
from helpers.lab_report.runs import results_from_bytes
from tests.support.results_files import HALF, RAW, TEXT, TWO, WHOLE, beside, lie_there, names

pytestmark = pytest.mark.usefixtures("folder")

# ---- what is nothing but odd, and is read whole ----


def with_keys(top=None, run=None):
    data = json.loads(TEXT)
    data["runs"][0] |= run or {}
    return json.dumps(data | (top or {})).encode()


READABLE = {
    "as it was written": WHOLE,
    "with a byte order mark": b"\xef\xbb\xbf" + RAW.encode(),
    "in UTF-16 with a mark": RAW.encode("utf-16"),
    "in UTF-16 without a mark": RAW.encode("utf-16-le"),
    "in UTF-16, big-endian": b"\xfe\xff" + RAW.encode("utf-16-be"),
    "with line ends of Windows": TEXT.replace("\n", "\r\n").encode(),
    "with a key of a newer kit": with_keys(top={"version": 3}),
    "with a run's key of a newer kit": with_keys(run={"epochs": [1, 2], "more": 1}),
}


@pytest.mark.parametrize("content", READABLE.values(), ids=READABLE)
def test_an_odd_file_is_read_whole_and_kept_on(content, capsys):
    lie_there(content)
    runs = read_results().runs
    assert [(run.name, run.settings, run.costs) for run in runs] == [
        ("one", {"seed": 1, "start": "größer"}, [0.7]),
        ("two", {}, []),
    ]
    assert not read_results().damage
    ExperimentLog().record("a", "three")
    assert names() == ["one", "two", "three"] and beside() == ["results.json"]
    assert not capsys.readouterr().out


def test_keys_of_a_newer_kit_are_there_after_a_run_was_noted():
    lie_there(with_keys({"version": 3}, {"epochs": [1, 2], "more": 1}))
    ExperimentLog().record("a", "three")
    data = json.loads(results_file().read_bytes())
    assert data["version"] == 3 and data["runs"][0]["epochs"] == [1, 2] and data["runs"][0]["more"] == 1


def test_numbers_that_json_does_not_know_become_gaps():
    lie_there(
        with_keys({"odd": 0}, {"costs": [0, 0], "iterations": [0, 1]})
        .replace(b"[0, 0]", b"[NaN, 1e999]")
        .replace(b'"odd": 0', b'"odd": -Infinity')
    )
    ExperimentLog().record("a", "three")
    assert read_results().runs[0].costs == [None, None] and names() == ["one", "two", "three"]


# ---- what is damaged: some runs are left ----

PARTLY = {
    "half written": (HALF.encode(), ["one"]),
    "cut after the last run": (TEXT[: TEXT.rindex("}", 0, TEXT.rindex("]"))].encode() + b"}", ["one", "two"]),
    "half written, in UTF-16": (HALF.encode("utf-16"), ["one"]),
    "cut within a letter of UTF-16": (HALF.encode("utf-16")[:-1], ["one"]),
    "a stray byte": (WHOLE.replace(b'"two"', b'"two\xe4"'), ["one", "two\ufffd"]),
    "marks of a merge": (
        TEXT.replace('{\n   "experiment"', '<<<<<<< HEAD\n{\n   "experiment"').encode(),
        ["one", "two"],
    ),
    "one entry that is no run": (with_keys().replace(b'"runs": [', b'"runs": [5, '), ["one", "two"]),
    "a run edited by hand": (with_keys(run={"train": "90"}), ["two"]),
    "a run whose costs lost their iterations": (with_keys(run={"iterations": []}), ["two"]),
    "a number of 5,000 digits": (
        with_keys(run={"train": 0}).replace(b'"train": 0', b'"train": ' + b"9" * 5000),
        ["two"],
    ),
    "something behind its end": (WHOLE + TEXT[len(HALF) :].encode(), ["one", "two"]),
    "an environment that is none": (with_keys(top={"environment": 5}), ["one", "two"]),
}


@pytest.mark.parametrize(("content", "left"), PARTLY.values(), ids=PARTLY)
def test_of_a_damaged_file_the_runs_that_are_whole_stay_and_the_file_is_set_aside(content, left, capsys, shown):
    lie_there(content)
    assert names() == left
    show_environment()
    assert sum("A part of the results could not be read" in html for html in shown) == 1
    ExperimentLog().record("a", "three")
    assert names() == [*left, "three"] and not read_results().damage
    assert beside() == ["results-damaged-1.json", "results.json"]
    assert (results_file().parent / "results-damaged-1.json").read_bytes() == content
    told = capsys.readouterr().out
    assert "results/results.json was damaged" in told and "results/results-damaged-1.json" in told
    assert len(told.splitlines()) == 1


# ---- what is damaged: nothing is left ----

NOTHING_LEFT = {
    "empty": b"",
    "one brace": b"{",
    "a number": b"5",
    "a text": b'"text"',
    "an object of nothing": b"{}",
    "runs that are no list": b'{"runs": 5, "when": "", "environment": {}}',
    "a list of numbers": b"[1, 2]",
    "an entry without an experiment": b'{"runs": [{"name": "x"}], "when": "", "environment": {}}',
    "costs that are no list": b'{"runs": [{"experiment": "a", "name": "x", "costs": 5}], "when": "", "environment": {}}',
    "costs that are texts": b'{"runs": [{"experiment": "a", "name": "x", "costs": ["1"], "iterations": [0]}]}',
    "costs without iterations": b'{"runs": [{"experiment": "a", "name": "x", "costs": [1]}]}',
    "an accuracy that is a text": b'{"runs": [{"experiment": "a", "name": "x", "train": "90"}]}',
    "settings that are a list": b'{"runs": [{"experiment": "a", "name": "x", "settings": []}]}',
    "a list for a name": b'{"runs": [{"experiment": ["a"], "name": "x"}]}',
    "nested too deep": b"[" * 100_000,
    "nested too deep, in objects": b'{"a":' * 100_000,
    "too large": b" " * 6_000_000,
    "a mark of UTF-16 and half a letter": b"\xff\xfe\x00",
    "a page of a share that asks for a password": b"<!DOCTYPE html><html>{ sign in }</html>",
    "zeros": bytes(1000),
}


@pytest.mark.parametrize("content", NOTHING_LEFT.values(), ids=NOTHING_LEFT)
def test_a_file_of_which_nothing_can_be_read_gives_one_sentence_and_is_set_aside(content, shown):
    lie_there(content)
    sentence = (
        "results/results.json is damaged and cannot be read .* Run the training cells of this week's notebook again"
    )
    with pytest.raises(ResultsUnreadable, match=sentence):
        read_results()
    for show in (show_environment, show_results, lambda: show_costs("a"), lambda: show_accuracies("a")):
        show()
    assert sum("is damaged" in html for html in shown) == 4
    ExperimentLog().record("a", "first", test=50)
    assert names() == ["first"]
    assert (results_file().parent / "results-damaged-1.json").read_bytes() == content


def test_a_second_damaged_file_does_not_take_the_place_of_the_first():
    lie_there(b"first")
    ExperimentLog().record("a", "x")
    results_file().write_bytes(b"second")
    ExperimentLog().record("a", "x")
    assert beside() == ["results-damaged-1.json", "results-damaged-2.json", "results.json"]
    assert (results_file().parent / "results-damaged-2.json").read_bytes() == b"second"


def test_runs_survive_writing_and_reading():
    assert results_from_bytes(WHOLE) == TWO
