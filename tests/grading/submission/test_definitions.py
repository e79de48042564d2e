"""Which names a cell defines, and which of them are still open."""

import doctest

import pytest

from helpers.grading.submission import definitions
from helpers.grading.submission.definitions import Defined, defined_in


def test_what_a_cell_defines():
    assert doctest.testmod(definitions).failed == 0


@pytest.mark.parametrize(
    ("source", "done", "still_open"),
    [
        ("", "", ""),
        ("def f(:", "", ""),
        ("x = 1\ny, (z, *w) = 2, (3, 4)", "x y z w", ""),
        ("a.b = 1\nc[0] = 2", "", ""),
        ("if True:\n    def f(): return 1\nelse:\n    g = 2", "f g", ""),
        ("try:\n    import f\nexcept ImportError:\n    f = None", "f", ""),
        ("from m import f as g\nimport a.b", "g a", ""),
        ("def f():\n    'what it does'\n    raise NotDoneYet()", "", "f"),
        ("def f(x):\n    if x < 0:\n        raise ValueError(x)\n    return x", "f", ""),
        ("def f():\n    raise NotDoneYet()\ndef f():\n    return 1", "f", ""),
        ("def f():\n    return 1\ndef f():\n    raise NotDoneYet()", "", "f"),
        ("f = wrap(f)", "", ""),
        ("%%time\ndef f(): return 1", "f", ""),
        ("%%bash\necho f = 1", "", ""),
        ("!pip install f\nf = 1", "f", ""),
        ("s = '\\d'", "s", ""),
        ("x = 1\n" * 100_000, "", ""),
    ],
)
def test_forms_of_definitions(source, done, still_open):
    assert defined_in(source) == Defined(frozenset(done.split()), frozenset(still_open.split()))
