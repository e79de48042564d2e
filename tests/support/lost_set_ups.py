"""What becomes of the cell with the imports, and what stands in it or above it that works on a student's machine only."""

from nbformat.v4 import new_markdown_cell, new_raw_cell

from tests.support.changed_notebook import above, instead, own_cell
from tests.support.course import SETUP


def deleted(nb):
    """No set-up cell at all."""
    del nb.cells[1]


def retyped(make):
    """The set-up as a cell of another type."""

    def change(nb):
        nb.cells[1] = make(SETUP)

    return change


# The set-up is lost: the marks are full, and the notebook says what was done.
LOST = {
    "deleted": deleted,
    "emptied": instead(""),
    "markdown": retyped(new_markdown_cell),
    "raw": retyped(new_raw_cell),
    "moved to the end": lambda nb: nb.cells.append(nb.cells.pop(1)),
    "moved behind the first exercise": lambda nb: nb.cells.insert(4, nb.cells.pop(1)),
    "commented out": instead("\n".join(f"# {line}" for line in SETUP.split("\n"))),
    "in a string": instead(f'"""\n{SETUP}\n"""'),
    "no Python": instead(SETUP + "\nimport"),
    "without check": instead("import numpy as np\nfrom helpers.checking import NotDoneYet"),
    "without NotDoneYet": instead("import numpy as np\nfrom helpers.checking import check"),
    "without the kit": instead("import numpy as np"),
    "without numpy": instead("from helpers.checking import NotDoneYet, check"),
    "numpy by another name": instead("import numpy\nfrom helpers.checking import NotDoneYet, check"),
    "colab": above("from google.colab import drive", "notes = drive.files()"),
    "another folder": above("import os", "os.chdir('/content/drive/MyDrive')"),
    "a folder of another machine": above("import os", "os.chdir('C:\\\\Users\\\\ada')"),
    "a file of another machine": above("open('/home/ada/notes.txt')"),
    "a program": above("import subprocess", "subprocess.run(['pip', 'install', 'numpy'], check=True)"),
    "stopped by the student": above("raise SystemExit"),
    "too slow": above("import time", "time.sleep(30)"),
    "behind a shell": above("%%bash", "pip install numpy"),
}

# IPython's commands that cannot work here: one sentence, and what stands below them runs.
COMMANDS = {
    "!pip install numpy": "`!pip install numpy` did not run: no other program runs while a notebook is graded.",
    "files = !ls": "`!ls` did not run: no other program runs while a notebook is graded.",
    "!nvidia-smi &": "`!nvidia-smi &` did not run",
    "%pip install -q numpy": "`%pip install -q numpy` did not run: nothing is installed while a notebook is graded.",
    "%conda install numpy": "`%conda install numpy` did not run",
    "%sx ls": "`!ls` did not run",
    "%system ls": "`!ls` did not run",
    "%load_ext nb_black": "`%load_ext nb_black` did not work while this notebook was graded (No module named 'nb_black').",
    "%tensorflow_version 2.x": "`%tensorflow_version 2.x` did not run: there is no such command",
    "%matplotlib widget": "`%matplotlib widget` did not run: figures are drawn in the notebook while it is graded.",
    "%matplotlib qt": "`%matplotlib qt` did not run",
    "%matplotlib notebook": "`%matplotlib notebook` did not run",
    "%matplotlib tk": "`%matplotlib tk` did not run",
    "%pylab qt": "`%pylab qt` did not work while this notebook was graded",
}

# What works today goes on to work, and says nothing.
HARMLESS = {
    "released": lambda nb: None,
    "a cell in front": own_cell("print('my notebook')"),
    "another folder later": own_cell("import os, tempfile\nos.chdir(tempfile.mkdtemp())", at=2),
    "another folder first": above("import os", "os.chdir('..')"),
    "imports of the student's own": above("import math", "import os"),
    "an earlier release": instead(SETUP + ", submit"),
    "sorted otherwise": instead("from helpers.checking import (\n    check,\n    NotDoneYet,\n)\nimport numpy as np"),
    "%matplotlib inline": above("%matplotlib inline"),
    "%matplotlib": above("%matplotlib"),
    "%env": above("%env HOME", "%env MODE=fast", "%config Colab.size = 5"),
    "%cd": above("%cd /content/drive"),
    "%gui": above("%gui qt"),
    "a command that reads the cell's own names": above("def size(n):", "    %timeit -n 1 -r 1 n + 1", "size(3)"),
    "%load_ext autoreload": above("%load_ext autoreload", "%autoreload 2"),
    "%config": above("%config InlineBackend.figure_format = 'retina'"),
}
