"""Notebooks whose cells bind and read names in all ways, made from a seed; and a small model of a kernel that runs them."""

import random
import re
import sys
import types

# Ways to read the name `rate` of a demonstration that do not name it; what only IPython can do is apart
WAYS = [
    "import __main__\nseen = __main__.rate",
    "import __main__ as notebook\nseen = notebook.rate",
    "from __main__ import rate as seen",
    "from __main__ import *",
    "seen = __import__('__main__').rate",
    "seen = globals()['rate']",
    "seen = locals()['rate']",
    "seen = vars()['rate']",
    "seen = eval('rate')",
    "exec('seen = rate')",
    "seen = 'rate' in dir()",
    "names = globals\nseen = names()['rate']",
    "import builtins\nseen = builtins.eval('rate')",
    "from builtins import eval as value\nseen = value('rate')",
    "import sys\nseen = sys.modules['__main__'].rate",
    "from sys import modules\nseen = modules['__main__'].rate",
    "import sys\nseen = sys._getframe().f_globals['rate']",
    "import inspect\nseen = inspect.currentframe().f_globals['rate']",
    "import importlib\nseen = importlib.import_module('__main__').rate",
    "import timeit\ntimeit.timeit('seen.append(rate)', 'from __main__ import rate, seen', number=1)",
    "def look(): pass\nseen = look.__globals__['rate']",
    "def look(): pass\nseen = getattr(look, '__globals__')['rate']",
    "def look(): pass\nseen = '{0.__globals__[rate]}'.format(look)",
    "def look():\n    return eval('rate')\nseen = look()",
    "try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    seen = error.__traceback__.tb_frame.f_globals['rate']",
    "seen = get_ipython().user_ns['rate']",
]
ONLY_IN_IPYTHON = [
    "%store rate",
    "%store -r rate",
    "%run other.py",
    "%whos",
    "seen = %who_ls",
    "%%capture\nprint(rate)",
    "whos",
    "who_ls",
    "pylab",
    "seen = Out[1]",
    "seen = In[1]",
    "seen = _",
    "seen = _1",
    "print(_i1)",
    "from IPython import get_ipython\nseen = get_ipython().ev('rate')",
    "from IPython.core.interactiveshell import InteractiveShell\nseen = InteractiveShell.instance()",
    "from numpy import *",
    "import of_my_own",
    "setattr(print, 'rate', 1)",
]
NOT_SUCH = [
    "if __name__ == '__main__':\n    print(1)",
    "import re\nseen = re.compile('a')",
    "import sys\nprint(sys.version)",
    "from IPython.display import display\ndisplay(np.trace(np.eye(2)))",
    "for _ in range(3):\n    pass",
    "print('dir, vars and the globals of eval')",
    "bar.reset()",
    "import math, time, warnings, functools, scipy, sklearn.linear_model",
]


# Statements of the notebooks below: a and b stand for names, f for a function's, n for a number.
STATEMENTS = [
    "a = [n]",
    "a = n",
    "a = b",
    "a = [*b, n]",
    "a.append(n)",
    "a += [n]",
    "a[:] = [n]",
    "a = {'a': b}",
    "a['a'] = n",
    "a['a'].append(n)",
    "del a",
    "for a in ([n], [2 * n]):\n    pass",
    "a, b = b, a",
    "a = f()",
    "a = [b for b in [n]]",
    "(a := [n]).append(b)",
    "print(f'{a} {b}')",
    "print(f())",
    "f.count = [n]",
    "f.count.append(n)",
    "def f():\n    return a",
    "def f():\n    return f.count",
    "def f(x=[]):\n    x.append(n)\n    return list(x)",
    "def f(x=n):\n    return a, x",
    "def f():\n    global a\n    a = [n]\n    return a",
    "def f():\n    a.append(n)\n    return a",
    "def f():\n    def g():\n        return b\n    return g()",
    "def f():\n    a = [n]\n    return a",
    "f = lambda: (a, b)",
    "class f:\n    items = a\n    def __new__(cls):\n        return cls.items",
    "f.items.append(n)",
    "import functools\n@functools.cache\ndef f():\n    return [a]",
    "import math as a",
    "a.extra = n",
    "a = a.pi",
    "from math import pi as a",
    "try:\n    a = b\nexcept NameError:\n    a = n",
    "with open('/dev/null') as a:\n    pass",
]


BEGINNINGS = [
    "seen = []",
    "rate = [1]",
    "x = [2]",
    "y, z = [3], [4]",
    "def f():\n    return x",
    "def g():\n    return y",
]


def generated(seed):
    """A notebook's cells: of each its text, and whether it is a demonstration; those that `hand_in` are graded."""
    rng = random.Random(seed)
    share_of_ways = rng.choice([0, 0, 0, 0.5])

    def cell(names, functions, ways=0.0):
        if rng.random() < ways:
            return rng.choice(WAYS)
        words = [rng.choice(names), rng.choice(names), rng.choice(functions), str(rng.randrange(9))]
        return with_words(rng.choice(STATEMENTS), dict(zip("abfn", words, strict=True)))

    cells = [(text, text != BEGINNINGS[0] and rng.random() < 0.7) for text in BEGINNINGS]
    for _ in range(rng.randrange(3, 10)):
        if rng.random() < 0.75:
            names = rng.choice([["rate", "x"], ["x", "y"], ["y", "z"]])
            cells.append(("\n".join(cell(names, "fg") for _ in range(rng.choice([1, 1, 2]))), True))
        else:
            cells.append((cell(["x", "z"], "f", share_of_ways), False))
        if rng.random() < 0.3:
            cells.append((f"hand_in({rng.choice(['x', 'f()', 'seen'])})", False))
    return [*cells, *((f"hand_in({last})", False) for last in ("f()", "x", "seen"))]


def with_words(text, words):
    return re.sub(r"(?<![\w'.])[abfn]\b(?!')", lambda found: words[found[0]], text)


def handed_in(cells, monkeypatch):
    """Run cells as a kernel does, in one namespace; returns what was handed in, or that the graded cell failed."""
    notebook = types.ModuleType("__main__")
    monkeypatch.setitem(sys.modules, "__main__", notebook)  # as in a kernel
    values = []
    names = notebook.__dict__
    names |= {
        "hand_in": lambda value: values.append(repr(plain(value))),
        "get_ipython": lambda: types.SimpleNamespace(user_ns=names),
        "print": lambda *_: None,
    }
    for text in cells:
        count = len(values)
        try:
            exec(compile(text, "cell", "exec"), names)
        except Exception as error:
            if text.startswith("hand_in("):
                values.append(type(error).__name__)
        assert len(values) == count + text.startswith("hand_in(")
    return values


def plain(value):
    """A value without what differs from run to run, such as addresses."""
    if isinstance(value, list | tuple):
        return type(value)(map(plain, value))
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items() if not str(key).startswith("__")}
    return value if isinstance(value, int | float | str) else type(value).__name__
