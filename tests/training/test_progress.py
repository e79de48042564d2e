"""A progress bar is a convenience: without what draws it, a loop takes the same steps."""

import sys
import warnings

import pytest

from helpers.training.progress import LONG, progress

ABSENT = {
    "all is there": [],
    "tqdm is missing": ["tqdm", "tqdm.auto"],
    "ipywidgets is missing": ["ipywidgets", "tqdm.auto", "tqdm.autonotebook", "tqdm.notebook"],
}


@pytest.mark.parametrize("absent", ABSENT.values(), ids=ABSENT)
@pytest.mark.parametrize("count", [0, LONG - 1, LONG, LONG + 1])
def test_a_loop_takes_all_its_steps_without_a_warning(absent, count, monkeypatch):
    monkeypatch.setitem(sys.modules, absent[0], None) if absent else None
    for name in absent[1:]:
        monkeypatch.delitem(sys.modules, name, raising=False)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert list(progress(range(count))) == list(range(count))


def test_steps_that_do_not_know_their_number_are_taken_as_they_are():
    steps = iter([1, 2])
    assert progress(steps) is steps


def test_many_steps_have_a_bar_and_few_have_none():
    assert progress(range(LONG - 1)) == range(LONG - 1)
    assert hasattr(progress(range(LONG)), "set_description")
