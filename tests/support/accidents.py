"""Accidents in notebooks built by tests.support.course, in the cells of the course and above solutions; each costs nothing."""

from nbformat.v4 import new_code_cell

from tests.support.course import SETUP, SOLUTIONS

PROGRAMS = "no other program runs while a notebook is graded. The notebook went on."

TIMED = "%%time\nimport nowhere"

# A line of a cell's own that fails on this machine only, and the sentence for it; the cell goes on.
ABSENT = {
    "import tensorflow_of_another_machine": "`import tensorflow_of_another_machine` did not work while this notebook was "
    "graded (No module named 'tensorflow_of_another_machine').",
    "import seaborn_of_another_machine as sns, math\nsns.set_theme()\nassert math.pi > 3": "`sns.set_theme()` did not work "
    "while this notebook was graded (name 'sns' is not defined).",
    "from nowhere import first, second": "`from nowhere import second` did not work",
    "from numpy import product_of_an_old_version, exp\nexp(1)": "`from numpy import product_of_an_old_version` did not work",
    "from google.colab import drive\ndrive.mount('/content/drive')\nNOTES = 1": "`drive.mount('/content/drive')` did not work",
    "from nowhere import *": "`from nowhere import *` did not work",
    "if True:\n    import nowhere.at_all as other": "`import nowhere.at_all as other` did not work",
    "import matplotlib\nmatplotlib.use('TkAgg')": "`matplotlib.use('TkAgg')` did not work while this notebook was graded (",
    "import matplotlib.pyplot as plt\nplt.switch_backend('QtAgg')": "`plt.switch_backend('QtAgg')` did not work",
    "import matplotlib.pyplot as plt\nplt.style.use('seaborn')": "`plt.style.use('seaborn')` did not work",
    "%matplotlib widget": "`%matplotlib widget` did not run",
    "%matplotlib widget\nimport matplotlib; matplotlib.use('TkAgg')": "`matplotlib.use('TkAgg')` did not work",
    TIMED: "`import nowhere` did not work",
}

# What is above a whole cell, and the sentence for it; None where it just works.
CELL_MAGICS = {
    "%%time": None,
    "%%capture": None,
    "%%capture captured": None,
    "%%prun -q": None,
    "%%timeit": "`%%timeit` ran what stands below it once, while this notebook was graded.",
    "%%timeit -n 1000 -r 7": "`%%timeit -n 1000 -r 7` ran what stands below it once",
    "%%debug": "`%%debug` did not run where this notebook was graded: what stands below it ran without it.",
    "%%memit": "`%%memit` did not run where this notebook was graded: what stands below it ran without it.",
    "%%wandb project": "`%%wandb project` did not run where this notebook was graded",
}

# Commands of IPython's own that cannot do here what they do elsewhere, and the sentence for each.
_HERE = "did not work while this notebook was graded"
LINE_MAGICS = {
    "%env MISSING": f"`%env MISSING` {_HERE} (Environment does not have key: MISSING).",
    "place = %env MISSING": f"`%env MISSING` {_HERE} (Environment does not have key: MISSING).",
    "%set_env MISSING": f"`%set_env MISSING` {_HERE} (usage is 'set_env var=val').",
    "%load helper_functions.py": f"`%load helper_functions.py` {_HERE} ('helper_functions.py' was not found in history, as a "
    "file, url, nor in the user namespace).",
    "%run helper_functions.py": f"`%run helper_functions.py` {_HERE} (File `'helper_functions.py'` not found).",
    "%popd": f"`%popd` {_HERE} (%popd on empty stack).",
    "%config missing": f"`%config missing` {_HERE} (Invalid config statement: 'missing', should be `Class.trait = value`).",
    "%store missing": f"`%store missing` {_HERE} (Unknown variable 'missing').",
    "%less missing": f"`%less missing` {_HERE} ([Errno 2] No such file or directory: 'missing').",
    "%debug": "`%debug` did not run: nobody can type while a notebook is graded.",
    "%pdb on": "`%pdb on` did not run: nobody can type while a notebook is graded.",
}

# Cells of a student's own between the exercises, and what they show.
OWN_CELLS = {
    "%%bash\nls -l": f"`%%bash` did not run: {PROGRAMS}",
    "%%sh\npip install numpy": f"`%%sh` did not run: {PROGRAMS}",
    "%%script bash\nls": f"`%%script bash` did not run: {PROGRAMS}",
    "%%!\nls\npwd": f"`%%!` did not run: {PROGRAMS}",
    "%%python3\nprint(1)": f"`%%python3` did not run: {PROGRAMS}",
    "%%R\nx <- function(n) n + 1 %% 2": "`%%R` did not run: there is no such command where notebooks are graded.",
    "%%writefile mine.py\nNUMBER = 6 * 7": "Writing mine.py",
    "%%html\n<b>my notes</b>": "<b>my notes</b>",
    "%%markdown\n**my notes**": "**my notes**",
    "%%latex\n$x$": "$x$",
    "%%time\nprint(6 * 7)": "42",
    "%%capture shown\nprint(6 * 7)": "",
    "%%timeit\nsum(range(10))": "`%%timeit` ran what stands below it once",
    "%%bash": f"`%%bash` did not run: {PROGRAMS}",
}

# Cells of the course between exercises, of which solutions read what they bind.
LOAD = "SCALE = np.array([1.0])"
HELPER = "def distance(a, b):\n    return np.abs(b - a) * factor()"
FACTOR = "def factor():\n    return SCALE[0]"
GIVEN = {"load": LOAD, "helper": HELPER, "factor": FACTOR}
READING = SOLUTIONS | {
    "L1": "def L1(yhat, y):\n    return np.sum(distance(yhat, y))",
    "L2": "def L2(yhat, y):\n    return SCALE[0] * np.sum((y - yhat) ** 2)",
}


def with_given(notebook):
    """The notebook with the course's own cells in front of L1."""
    at = next(i for i, cell in enumerate(notebook.cells) if cell.id == "L1")
    notebook.cells[at:at] = [new_code_cell(text, id=name) for name, text in GIVEN.items()]
    return notebook


def _at(notebook, name):
    return next(i for i, cell in enumerate(notebook.cells) if cell.id == name)


def without(*names):
    """Cells deleted."""

    def change(notebook):
        notebook.cells = [cell for cell in notebook.cells if cell.id not in names]

    return change


def text(name, source):
    """A cell with another text."""
    return lambda notebook: notebook.cells[_at(notebook, name)].update(source=source)


def to_end(*names):
    """Cells moved to the end."""

    def change(notebook):
        for name in names:
            notebook.cells.append(notebook.cells.pop(_at(notebook, name)))

    return change


def no_code(name, kind):
    """A cell that was made one of another type."""

    def change(notebook):
        cell = notebook.cells[_at(notebook, name)]
        cell.cell_type = kind
        del cell["outputs"], cell["execution_count"]

    return change


# What became of the course's cells, and whether they had to be put in again.
LOST_GIVEN = {
    "nothing": (lambda notebook: None, False),
    "load deleted": (without("load"), True),
    "helper deleted": (without("helper"), True),
    "a helper's helper deleted": (without("factor"), True),
    "all deleted": (without(*GIVEN), True),
    "all deleted, and the set-up": (without("setup", *GIVEN), True),
    "load moved to the end": (to_end("load"), True),
    "all moved to the end": (to_end(*GIVEN), True),
    "order turned round": (to_end("helper", "load", "L1", "test_L1", "L2", "test_L2"), False),
    "load emptied": (text("load", ""), True),
    "load commented out": (text("load", f"# {LOAD}"), True),
    "load as text": (no_code("load", "markdown"), True),
    "helper as raw text": (no_code("helper", "raw"), True),
    "load broken": (text("load", "SCALE = np.aray([1.0])"), True),
    "load no Python": (text("load", "SCALE = np.array([1.0]"), True),
    "load stopped by a line above": (text("load", f"open('/content/my.txt')\n{LOAD}"), True),
    "load merged with the set-up": (lambda nb: (text("setup", f"{SETUP}\n{LOAD}")(nb), without("load")(nb)), False),
    "load rewritten": (text("load", "SCALE = np.ones(1)"), False),
    "load timed": (text("load", f"%%time\n{LOAD}"), False),
    "load in a cell of one's own": (
        lambda nb: (without("load")(nb), nb.cells.insert(2, new_code_cell(LOAD + "\nx = 1"))),
        False,
    ),
}
