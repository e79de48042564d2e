"""What a student's session says: in a kernel, with the kit as students have it, cell by cell."""

import re
import threading
import time

import pytest
from jupyter_client.manager import start_new_kernel

from helpers.grading.student_kit import kit_of, worksheets_of, write_bundle
from tests.support.course import ASSIGNMENT, ROOT

SETUP = "import numpy as np\nfrom helpers.checking import NotDoneYet, check"
RIGHT = "def L1(yhat, y):\n    return np.sum(np.abs(y - yhat))"
WRONG = "def L1(yhat, y):\n    return np.sum(y - yhat)"
UNFINISHED = "def L1(yhat, y)\n    return np.sum(np.abs(y - yhat))"
HOLE = "def L1(yhat, y):\n    raise NotDoneYet()"
OLD = "So `L1` is still the function from before. Mend that cell and run it, then run this one again."
FINE = "L1: right in all 5 visible cases."
UNCLOSED = "SyntaxError: expected ':', in line 1: def L1(yhat, y)"
COLOUR = re.compile(r"\x1b\[[\d;]*m")


class Session:
    """A kernel that starts in a student's folder."""

    def __init__(self, folder):
        self.manager, self.client = start_new_kernel(
            cwd=str(folder), extra_arguments=["--HistoryManager.enabled=False"]
        )

    def run(self, source):
        """Run a cell. Returns: what it shows, the traceback included, without colours."""
        shown = []
        self.client.execute_interactive(source, output_hook=lambda message: shown.append(message), timeout=60)
        texts = [m["content"].get("text") or "\n".join(m["content"].get("traceback", [])) for m in shown]
        return COLOUR.sub("", "".join(texts))

    def run_all(self, *sources):
        """Run cells in a cleared session. Returns: what the last one shows."""
        self.run("%reset -f")
        return [self.run(source) for source in (SETUP, *sources)][-1]

    def interrupt_after(self, seconds):
        """Interrupt the kernel a little later."""
        threading.Timer(seconds, self.manager.interrupt_kernel).start()


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    folder = tmp_path_factory.mktemp("student")
    sources = sorted((ROOT / "source" / ASSIGNMENT).glob("*.ipynb"))
    write_bundle(folder, kit_of(sources) | worksheets_of(ASSIGNMENT))
    session = Session(folder)
    assert str(folder) in session.run("import helpers\nprint(helpers.__file__)"), "the kit is not the student's"
    yield session
    session.client.stop_channels()
    session.manager.shutdown_kernel(now=True)


# The cells of a session, and what stopped the cell that was to define L1 anew.
STALE = {
    "no colon": ([RIGHT, UNFINISHED], UNCLOSED),
    "the hole from before": ([HOLE, UNFINISHED], UNCLOSED),
    "no colon, twice": ([RIGHT, UNFINISHED, UNFINISHED + "\n"], UNCLOSED),
    "other cells in between": ([RIGHT, "x = 1", UNFINISHED, "print(L1)", "1 / 0", "L2 = 3"], UNCLOSED),
    "empty lines at the end": ([RIGHT + "\n\n", UNFINISHED], UNCLOSED),
    "an unclosed bracket": (
        [RIGHT, "def L1(yhat, y):\n    return np.sum(np.abs(y - yhat)"],
        "SyntaxError: '(' was never closed, in line 2: return np.sum(np.abs(y - yhat)",
    ),
    "no indentation": (
        [RIGHT, "def L1(yhat, y):\nreturn 1"],
        "IndentationError: expected an indented block after function definition on line 1, in line 2: return 1",
    ),
    "a decorator that is not there": (
        [RIGHT, f"@jit\n{RIGHT}"],
        "NameError: name 'jit' is not defined, in line 1: @jit",
    ),
    "a default that is not there": (
        [RIGHT, "def L1(yhat, y, n=N):\n    return 1"],
        "NameError: name 'N' is not defined, in line 1: def L1(yhat, y, n=N):",
    ),
    "an import above": (
        [RIGHT, f"\nimport math\nimport not_installed_anywhere\n{RIGHT}"],
        "ModuleNotFoundError: No module named 'not_installed_anywhere', in line 2: import not_installed_anywhere",
    ),
    "a helper below": ([RIGHT, RIGHT + "\n\ndef half(x)\n    return x / 2"], "SyntaxError: expected ':', in line 4"),
    "a command above": (
        [RIGHT, f"%matplotlib inline\n{UNFINISHED}"],
        "SyntaxError: expected ':', in line 2: def L1(yhat, y)",
    ),
    "redefined, then broken": ([WRONG, RIGHT, UNFINISHED], UNCLOSED),
    "a wrapped function": ([f"import functools\n@functools.cache\n{RIGHT}", UNFINISHED], UNCLOSED),
    "a shorter form of tracebacks": (
        [RIGHT, "%xmode Minimal", f"@jit\n{RIGHT}", "%xmode Context"],
        "NameError: name 'jit' is not defined\n",
    ),
}


@pytest.mark.parametrize("case", STALE)
def test_after_an_error_in_its_cell_a_function_is_not_tested_as_if_it_were_new(session, case):
    cells, error = STALE[case]
    shown = session.run_all(*cells, "check(L1)")
    assert shown.startswith("The cell that defines `L1` stopped: " + error) and shown.endswith(OLD)
    assert "Traceback" not in shown and "visible cases" not in shown


# The cells of a session in which the function is as new as it should be.
FRESH = {
    "mended": [RIGHT, UNFINISHED, RIGHT],
    "mended in another cell": [RIGHT, UNFINISHED, RIGHT + "  # mended"],
    "mended in the cell of the check": [RIGHT, UNFINISHED, f"{RIGHT}\ncheck(L1)"],
    "an earlier cell run again": [RIGHT, WRONG, UNFINISHED, RIGHT],
    "an error behind the definition": [WRONG, f"{RIGHT}\nL1(1)"],
    "an error of grammar behind the definition": [WRONG, f"{RIGHT}\nreturn loss"],
    "an error in another cell": [RIGHT, "def L2(yhat, y)\n    pass", "def L10(yhat, y)\n    pass", "print(L1"],
    "called where there is an error": [RIGHT, "print L1(1, 2)", "L1(1, 2"],
    "a method of this name": [RIGHT, "class Loss:\n    def L1(self, y)\n        pass"],
    "bound by hand since": [f"{RIGHT}\nkept = L1", UNFINISHED, "L1 = kept"],
    "wrapped since": [RIGHT, UNFINISHED, "import functools\nL1 = functools.partial(L1)"],
    "imported since": [RIGHT, UNFINISHED, "from losses import L1"],
    "imported with all others since": [RIGHT, UNFINISHED, "from losses import *"],
    "from a file, reloaded by itself": [
        "%load_ext autoreload\n%autoreload 2\nfrom losses import L1",
        "def L1(yhat, y)\n    pass",
    ],
    "by %run since": [RIGHT, UNFINISHED, "%run losses.py"],
    "by exec since": [RIGHT, UNFINISHED, f"exec({RIGHT!r})"],
    "by a cell magic since": [RIGHT, UNFINISHED, f"%%time\n{RIGHT}"],
    "the session cleared since": [RIGHT, UNFINISHED, "%reset -f", SETUP, RIGHT],
    "a lambda": [
        "L1 = lambda yhat, y: np.sum(np.abs(y - yhat))",
        "def L1(yhat, y)\n    pass",
        "L1 = lambda yhat, y: np.abs(y - yhat).sum()",
    ],
    "other parameter names": ["def L1(predictions, labels):\n    return np.sum(np.abs(labels - predictions))"],
}


@pytest.mark.parametrize("case", FRESH)
def test_no_false_alarm(session, case):
    session.run(f"open('losses.py', 'w').write('import numpy as np\\n' + {RIGHT!r})")
    shown = session.run_all(*FRESH[case], "check(L1)")
    assert FINE in shown and "stopped" not in shown


def test_an_interrupted_check_says_so_without_a_traceback_of_ours(session):
    session.run_all("import time\ndef L1(yhat, y):\n    while True:\n        time.sleep(0.01)")
    session.interrupt_after(1)
    started = time.monotonic()
    shown = session.run("check(L1)")
    assert time.monotonic() - started < 20
    assert shown.startswith("`L1` had not finished when it was interrupted, in line 4 of `L1`: time.sleep(0.01).\n")
    assert "helpers" not in shown and "Traceback" not in shown and "KeyboardInterrupt" not in shown
    assert FINE in session.run_all(RIGHT, "check(L1)")


def test_an_error_is_told_once(session):
    body = "def propagate(w, b, X, Y):\n    A = sigmiod(w.T @ X + b)\n    return {}, 0"
    shown = session.run_all(body, "check(propagate)")
    assert (
        shown.count("NameError: name 'sigmiod' is not defined, in line 2 of `propagate`: A = sigmiod(w.T @ X + b)") == 1
    )
    assert shown.count("NameError") == shown.count("propagate(w, b, X, Y), where") == shown.count("expected:") == 1
    assert "✗ db: as for dw.\n" in shown and "✗ cost: as for dw." in shown and "Traceback" not in shown


def test_a_function_that_is_not_defined_yet_is_named(session):
    shown = session.run_all(
        "def propagate(w, b, X, Y):\n    A = sigmoid(w.T @ X + b)\n    return {}, 0", "check(propagate)"
    )
    assert (
        shown.count("`propagate` calls `sigmoid`, which is not defined: run its cell") == 1 and "NameError" not in shown
    )


WRONGLY_CALLED = {
    "check(L1(np.ones(2), np.ones(2)))": "`check` was given what `L1(np.ones(2), np.ones(2))` returned, a number. "
    "It calls the function itself: write `check(L1)`.",
    "check(\n    function=L1(\n        1, 2))": "`check` was given what `L1(1, 2)` returned, a number. "
    "It calls the function itself: write `check(L1)`.",
    "ü = 'ä'; print(ü); check(L1(1, 2))": "write `check(L1)`.",
    "check('L1')": "`check` takes the function itself, not its name as a text: write `check(L1)`, without quotes.",
    "check('L3')": "`check` takes a function of this notebook, as in `check(basic_sigmoid)`; here it was given a text.",
    "check(None)": "here it was given None.",
    "check(print('x'))": "here it was given None.",
    "check([L1])": "here it was given a list of 1 value.",
    "L1 = 3; check(L1)": "`L1` is a number here, and no function any more: run the cell that defines it again, then this one.",
    "check(lambda yhat, y: 0)": "A lambda has no name by which its exercise could be found.",
    "def l_1(yhat, y): pass\ncheck(l_1)": "There is no exercise called `l_1` here. If you mean `L1`, begin the function with "
    "`def L1(yhat, y):`, run its cell, and write `check(L1)`.",
    "def Sigmoid(z): pass\ncheck(Sigmoid)": "If you mean `sigmoid`, begin the function with `def sigmoid(z):`",
    "class Loss: pass\ncheck(Loss)": "There is no exercise called `Loss` here; the exercises are basic_sigmoid, sigmoid,",
    "check(np.exp)": "There is no exercise called `exp` here; the exercises are basic_sigmoid,",
    "check(SystemExit)": "There is no exercise called `SystemExit` here; the exercises are basic_sigmoid,",
    "from helpers.checking import submit\nimport shutil\nshutil.copy('worksheets/visible.json', 'worksheets/hidden.json')\n"
    "submit(L1(1, 2))": "`submit` was given what `L1(1, 2)` returned, a number. It calls the function itself: "
    "write `submit(L1)`.",
}


@pytest.mark.parametrize("cell", WRONGLY_CALLED)
def test_what_to_write_is_told(session, cell):
    shown = session.run_all(RIGHT, cell)
    assert WRONGLY_CALLED[cell] in shown and "Traceback" not in shown
