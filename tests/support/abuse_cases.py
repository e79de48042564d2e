"""The abuse suite's cases: submissions that try to cheat, to break out, or to stop the run; and what must come of each.

Data only; tests/grading/execution/test_abuse.py judges them.
Each is the small course's notebook with right solutions, except for what it tries.
"""

from tests.support.abuse_answers import ANSWERS
from tests.support.abuse_cheating import CHEATING
from tests.support.abuse_exhausting import EXHAUSTING
from tests.support.abuse_files import FILES
from tests.support.abuse_metadata import METADATA
from tests.support.abuse_outside import OUTSIDE
from tests.support.abuse_showing import SHOWING

ALL = [*FILES, *OUTSIDE, *CHEATING, *ANSWERS, *EXHAUSTING, *SHOWING, *METADATA]
CASES = {case.name: case for case in ALL}
