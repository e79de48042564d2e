"""Wherever a notebook is opened, its worksheets, its data and its results are those beside it."""

import multiprocessing
import os
import shutil
import sys
from dataclasses import dataclass

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from helpers.grading.student_kit import KIT_NAMES, kit_of, worksheets_of, write_bundle
from tests.support.course import ROOT

WEEK = "week2_logistic_regression"
NOTEBOOK = ROOT / "source" / WEEK / "logistic_regression.ipynb"
IMPORTS = """
from course_kit import course_imports
with course_imports():
    import numpy as np
    from helpers.checking import check
    from helpers.data.pictures import load_pictures
    from helpers.files.notebook_folder import is_kit
    from helpers.lab_report.experiment_log import start_log
    from helpers.lab_report.results import read_results, results_file
experiments = start_log()
"""
USE = """
def basic_sigmoid(x):
    return 1 / (1 + np.exp(-x))
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
check(sigmoid)
experiments.record("a", "one")
used = is_kit(), len(load_pictures(size=32).classes), [run.name for run in read_results().runs], str(results_file())
"""


@dataclass(frozen=True)
class Setup:
    """How a notebook is opened: the folder of the kit, where the kernel starts, what its cells do, where results belong.

    Folders are seen from a scratch folder; `@` in a cell stands for it. `path` is what the kernel's sys.path begins with.
    """

    kit: str = "week2"
    start: str = "week2"
    before: str = ""  # the imports
    after: str = ""
    path: tuple[str, ...] = ("",)
    results: str = "week2/results"
    links: tuple[tuple[str, str], ...] = ()  # where a link lies, and where it leads


STUDENTS = {
    "JupyterLab, a hub, VS Code, nbclient, papermill --cwd: in the notebook's folder": Setup(),
    "Colab: sys.path.append(folder)": Setup(start="content", before="import sys; sys.path.append('@/week2')"),
    "Kaggle: sys.path.insert(0, folder)": Setup(start="working", before="import sys; sys.path.insert(0, '@/week2')"),
    "PyCharm: started above, a relative path": Setup(
        start=".", before="import sys; sys.path.append('week2')", after="%cd -q /"
    ),
    "papermill from elsewhere, with PYTHONPATH": Setup(start="jobs", path=("", "@/week2")),
    "%cd into the folder, then imports, then %cd away": Setup(start=".", before="%cd -q week2", after="%cd -q .."),
    "%cd in a cell": Setup(after="%cd -q /"),
    "os.chdir in a cell": Setup(after="import os; os.chdir('..')"),
    "a working directory that was removed": Setup(after="import os; os.mkdir('x'); os.chdir('x'); os.rmdir('../x')"),
    "unpacked in a folder called source": Setup(
        kit="source/week2", start="source/week2", results="source/week2/results"
    ),
    "unpacked in source/ of a clone of the course": Setup(
        kit="course/source/week2", start="course/source/week2", results="course/source/week2/results"
    ),
    "in the assignment's own name": Setup(
        kit=f"source/{WEEK}", start=f"source/{WEEK}", results=f"source/{WEEK}/results"
    ),
    "a name with all that is odd": Setup(
        kit="Übung #2 [neu] 二", start="Übung #2 [neu] 二", results="Übung #2 [neu] 二/results"
    ),
    "a link to the folder": Setup(start="link", links=(("link", "week2"),)),
    "a link to the folder on sys.path": Setup(
        start=".", before="import sys; sys.path.append('@/link')", links=(("link", "week2"),)
    ),
    "links to the kit alone": Setup(
        start="own", links=tuple((f"own/{name}", f"week2/{name}") for name in ("course_kit.py", "helpers"))
    ),
    "links to all of a kit that only the instructor may write": Setup(
        start="own",
        links=tuple((f"own/{name}", f"week2/{name}") for name in KIT_NAMES),
        results="own/results",
    ),
}
COURSES = {
    "an instructor in source/": Setup(
        kit="", start=f"course/source/{WEEK}", path=("", str(ROOT)), results=f"course/results/{WEEK}"
    ),
    "an instructor in source/, after %cd": Setup(
        "", f"course/source/{WEEK}", after="%cd -q /", path=("", str(ROOT)), results=f"course/results/{WEEK}"
    ),
    "an instructor in release/, whose kit is not built": Setup(
        "", f"course/release/{WEEK}", path=("", str(ROOT)), results=f"course/release/{WEEK}/results"
    ),
    "an instructor in a folder called source that is of no course": Setup(
        "", f"source/{WEEK}", path=("", str(ROOT)), results=f"source/{WEEK}/results"
    ),
    "an instructor in release/ with its kit: the kit wins": Setup(
        f"course/release/{WEEK}",
        f"course/release/{WEEK}",
        path=("", str(ROOT)),
        results=f"course/release/{WEEK}/results",
    ),
}


@pytest.fixture(scope="module")
def kit():
    return kit_of([NOTEBOOK]) | worksheets_of(WEEK)


def lay_out(scratch, setup, kit):
    """Make the folders of a set-up."""
    for folder in (setup.start, f"course/source/{WEEK}", f"course/release/{WEEK}/worksheets", "own"):
        if folder not in [link for link, _ in setup.links]:
            (scratch / folder).mkdir(parents=True, exist_ok=True)
    (scratch / "course/nbgrader_config.py").touch()
    shutil.rmtree(scratch / f"course/release/{WEEK}/worksheets")
    write_bundle(scratch / f"course/release/{WEEK}", worksheets_of(WEEK))
    if setup.kit:
        write_bundle(scratch / setup.kit, kit)
    for link, target in setup.links:
        (scratch / link).symlink_to(scratch / target)


def open_notebook(scratch, setup, answers):
    """Run the cells in IPython, in a process that has forgotten which `helpers` it knew."""
    from IPython.core.interactiveshell import InteractiveShell

    for name in [name for name in sys.modules if name.partition(".")[0] in ("helpers", "course_kit")]:
        del sys.modules[name]
    others = [entry for entry in sys.path if entry and not os.path.isdir(os.path.join(entry, "helpers"))]
    sys.path[:] = [*(entry.replace("@", str(scratch)) for entry in setup.path), *others]
    sys.path_importer_cache.clear()
    os.chdir(scratch / setup.start)
    InteractiveShell.history_manager_class = None
    shell = InteractiveShell.instance()
    try:
        for cell in (setup.before, IMPORTS, setup.after, USE):
            shell.run_cell(cell.replace("@", str(scratch))).raise_error()
        answers.put(shell.user_ns["used"])
    except BaseException as error:
        answers.put(f"{type(error).__name__}: {error}")


@pytest.mark.parametrize("setup", (STUDENTS | COURSES).values(), ids=STUDENTS | COURSES)
def test_worksheets_data_and_results_are_those_beside_the_notebook(setup, kit, tmp_path):
    lay_out(tmp_path, setup, kit)
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    process = context.Process(target=open_notebook, args=(tmp_path, setup, answers))
    process.start()
    process.join()
    file = tmp_path / setup.results / "results.json"
    answer = answers.get()
    assert not isinstance(answer, str), answer
    is_kit, classes, runs, path = answer
    assert is_kit == bool(setup.kit) and classes == 2 and runs == ["one"]
    assert os.path.samefile(path, file)
    assert [found for found in tmp_path.rglob("results.json") if not found.parent.parent.is_symlink()] == [file]


@pytest.mark.slow
def test_a_real_kernel_that_papermill_starts_elsewhere_finds_them_too(kit, tmp_path):
    write_bundle(tmp_path / "week2", kit)
    (tmp_path / "jobs").mkdir()
    notebook = new_notebook(cells=[new_code_cell(IMPORTS), new_code_cell(USE), new_code_cell("print(used)")])
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path / "jobs")}})
    client.execute(env=os.environ | {"PYTHONPATH": str(tmp_path / "week2")})
    [output] = notebook.cells[-1].outputs
    results = tmp_path / "week2" / "results" / "results.json"
    assert output.text == f"{(True, 2, ['one'], str(results))}\n" and results.is_file()
