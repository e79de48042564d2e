"""IPython's commands as Python; what would keep the reader busy is refused at once."""

import pytest

from helpers.assessment.cell_errors import syntax_error
from helpers.assessment.ipython_text import LONGEST, MOST_COMMANDS, as_plain_python
from helpers.grading.submission.definitions import Defined, defined_in


def test_commands_become_calls_and_python_stays():
    assert as_plain_python("x = 1 % 2\ny = !ls\n") == "x = 1 % 2\ny = get_ipython().getoutput('ls')\n"


FLOODS = {
    "commands": "x = !ls\n" * (MOST_COMMANDS + 1),
    "more than IPython itself reads": "  %cd x\n" * 5000,
    "questions": "x?\n" * 5000,
    "words": "x\n" * LONGEST,
}


@pytest.mark.parametrize("source", FLOODS.values(), ids=FLOODS)
def test_a_flood_of_commands_is_not_looked_into_and_stops_nothing(source):
    with pytest.raises(ValueError, match="too much"):
        as_plain_python(source)
    assert defined_in(source) == Defined() and syntax_error(source) is None


def test_many_percent_signs_are_ordinary_python():
    source = "print('%d' % 1)\n" * 2000
    assert as_plain_python(source) == source
