"""The first cell of a notebook: its own kit is found, and what is missing, too old or hidden is told in one sentence."""

import ast
import json
import shutil
import subprocess
import sys
import sysconfig

import pytest

from helpers.setup.versions import OLDEST
from tests.support.course import ROOT
from tests.support.first_cells import finding_the_kit, first_cell

WEEK2 = "week2_logistic_regression"
NOTEBOOK = ROOT / "release" / WEEK2 / "logistic_regression.ipynb"
NO_DOOR = "UsageError: course_kit.py is missing here: unpack the zip again."
NO_KIT = "unpack the zip again, as README.md says, and keep this notebook in its folder."
PROGRAM = """
import sys
sys.path[:] = [*sys.path[1:], {packages!r}]
import json
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
sys.path[:0] = ["", *json.loads({path!r})]  # as a kernel does, once it has started
for cell in json.loads({cells!r}):
    result = shell.run_cell(cell)
print(type(result.error_in_exec).__name__, getattr(sys.modules.get("helpers.checking"), "__file__", None), sep="|")
"""
REFUSED = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == {name!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Refuse())
"""
OLDER = """
from importlib import metadata
real = metadata.version
metadata.version = lambda name: {version!r} if name == {name!r} else real(name)
"""
STILL_KNOWN = "import sys\nfrom helpers import data\nassert 'helpers.data' in sys.modules"


@pytest.fixture
def week(tmp_path, release):
    """A folder of a student's, as it is handed out."""
    return shutil.copytree(release / WEEK2, tmp_path / "week 2")


def run(folder, *before, path=(), notebook=NOTEBOOK):
    """Run cells and a notebook's first one, where the packages of this course are installed and its checkout is not.

    Returns: the kind of the error, the file of the kit that was imported, and all that was said.
    """
    cells = json.dumps([*before, first_cell(notebook)])
    places = json.dumps([str(place) for place in path])
    program = PROGRAM.format(path=places, packages=sysconfig.get_paths()["purelib"], cells=cells)
    done = subprocess.run([sys.executable, "-S", "-c", program], cwd=folder, text=True, capture_output=True)
    *said, last = done.stdout.splitlines()
    kind, _, kit = last.partition("|")
    return kind, kit, "\n".join([*said, done.stderr]).strip()


def other_package(folder):
    """A package of somebody else's that is called helpers."""
    (folder / "helpers" / "data").mkdir(parents=True)
    (folder / "helpers" / "__init__.py").write_text("")
    (folder / "helpers" / "data" / "__init__.py").write_text("")
    return folder


def other_module(folder):
    """A module of somebody else's that is called helpers."""
    folder.mkdir()
    (folder / "helpers.py").write_text("data = 'mine'")
    return folder


OTHERS = {"package": other_package, "module": other_module}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize(
    "earlier", ["", STILL_KNOWN.splitlines()[1], STILL_KNOWN], ids=["not yet", "imported", "with data"]
)
def test_another_helpers_earlier_on_the_path_or_imported_already(other, earlier, week, tmp_path):
    elsewhere = other(tmp_path / "elsewhere")
    if "assert" in earlier and other is other_module:
        pytest.skip("a module has no submodules")
    start = f"import sys; sys.path.insert(0, {str(elsewhere)!r})\n{earlier}"
    kind, kit, said = run(week, start)
    assert (kind, said) == ("NoneType", "")
    assert kit == str(week / "helpers" / "checking" / "__init__.py")


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_kit_appended_to_the_path_behind_another_helpers_of_the_working_directory(other, week, tmp_path):
    project = other(tmp_path / "project")
    kind, kit, said = run(project, f"import sys; sys.path.append({str(week)!r})")
    assert (kind, said) == ("NoneType", "")
    assert kit == str(week / "helpers" / "checking" / "__init__.py")


def test_the_first_cell_run_twice_keeps_the_kit_that_is_there(week):
    same = "import helpers.checking; kit = helpers.checking"
    assert run(week, first_cell(NOTEBOOK), same, "%xmode Minimal")[0] == "NoneType"
    after = f"{first_cell(NOTEBOOK)}\nimport sys; assert sys.modules['helpers.checking'] is kit"
    kind, _, said = run(week, first_cell(NOTEBOOK), same, after)
    assert (kind, said) == ("NoneType", "")


def test_a_notebook_that_left_its_folder(tmp_path):
    kind, _, said = run(tmp_path)
    assert (kind, said) == ("UsageError", NO_DOOR)


def test_another_package_is_not_taken_for_the_door_to_the_kit(tmp_path):
    (tmp_path / "course_kit.py").write_text("")
    kind, _, said = run(tmp_path)
    assert (kind, said) == ("UsageError", NO_DOOR)


@pytest.mark.parametrize("other", [None, *OTHERS.values()], ids=["nothing", *OTHERS])
def test_without_its_kit_a_notebook_takes_no_other_helpers(other, tmp_path):
    (tmp_path / "alone").mkdir()
    shutil.copy(ROOT / "course_kit.py", tmp_path / "alone")
    kind, _, said = run(tmp_path / "alone", path=[other(tmp_path / "elsewhere")] if other else [])
    missing = "helpers.setup" if other else "helpers"
    assert kind == "UsageError" and len(said.splitlines()) == 1
    assert said.startswith(f"UsageError: No module named '{missing}'") and said.endswith(
        f" in {tmp_path / 'alone' / 'helpers'}: {NO_KIT}"
    )


def test_the_kit_of_another_week(tmp_path, release):
    kit = shutil.copytree(release / "week3_planar_network" / "helpers", tmp_path / "helpers")
    shutil.copy(ROOT / "course_kit.py", tmp_path)
    kind, _, said = run(tmp_path)
    assert (kind, said) == ("UsageError", f"UsageError: No module named 'helpers.data.pictures' in {kit}: {NO_KIT}")


@pytest.mark.parametrize(("name", "wanted"), {"h5py": "h5py", "PIL": "pillow", "numpy": '"numpy>=2.0"'}.items())
def test_a_package_that_is_missing(name, wanted, week):
    kind, _, said = run(week, REFUSED.format(name=name))
    assert kind == "UsageError" and len(said.splitlines()) == 1
    assert f"{name} is not installed" in said and f"run `%pip install {wanted}` in a new cell" in said


@pytest.mark.parametrize("name", ["tqdm", "ipywidgets", "threadpoolctl", "filelock"])
def test_a_package_that_is_missing_and_costs_a_convenience_only(name, week):
    kind, kit, said = run(week, REFUSED.format(name=name))
    assert (kind, said) == ("NoneType", "") and kit.startswith(str(week))


@pytest.mark.parametrize(("name", "version"), [("numpy", "1.26.4"), ("matplotlib", "3.7.5"), ("matplotlib", "3.8.3")])
def test_a_package_that_is_too_old(name, version, week):
    kind, _, said = run(week, OLDER.format(name=name, version=version))
    assert kind == "UsageError" and len(said.splitlines()) == 1
    assert f"{name} {version} is too old" in said and f'`%pip install "{name}>={OLDEST[name]}"`' in said


BROKEN = "raise ValueError('numpy.dtype size changed, may indicate binary incompatibility')"


@pytest.mark.parametrize(
    ("package", "content", "wanted"),
    [
        ("h5py", BROKEN, "h5py numpy"),
        ("PIL", BROKEN, "matplotlib pillow numpy"),
        ("matplotlib", "import h5py", "matplotlib h5py numpy"),
    ],
    ids=["itself", "by another name", "by way of another"],
)
def test_a_package_that_was_made_for_another_numpy(package, content, wanted, week, tmp_path):
    for name, text in {"h5py": BROKEN, package: content}.items():
        if name == package or "import" in content:
            (tmp_path / "site-packages" / name).mkdir(parents=True, exist_ok=True)
            (tmp_path / "site-packages" / name / "__init__.py").write_text(text)
    kind, _, said = run(week, f"import sys; sys.path.insert(0, {str(tmp_path / 'site-packages')!r})")
    assert kind == "UsageError" and len(said.splitlines()) == 1
    assert "cannot be imported beside the other packages of this machine (ValueError: numpy.dtype size changed" in said
    assert f"run `%pip install --upgrade {wanted}` in a new cell" in said


MISTAKES = {"import mine": "ZeroDivisionError", "import numpy; numpy.reshape(1, (2, 3))": "ValueError"}


@pytest.mark.parametrize(("mistake", "kind"), MISTAKES.items())
def test_an_error_of_the_students_own_stays_theirs(mistake, kind, week):
    (week / "mine.py").write_text("1 / 0")
    _, _, said = run(week, f"{finding_the_kit(first_cell(NOTEBOOK))}with course_imports():\n    {mistake}")
    assert kind in said and "Traceback" in said and "pip install" not in said


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 9, 0), (3, 10, 14)], ids=str)
def test_a_python_that_is_too_old(version, week):
    kind, _, said = run(week, f"import sys; sys.version_info = {version}; del sys.stdlib_module_names")
    assert kind == "UsageError" and len(said.splitlines()) == 1
    assert f"runs with Python {'.'.join(map(str, version))}, and the course needs 3.11 or newer" in said


SETUP = sorted((ROOT / "helpers" / "setup").glob("*.py"))


@pytest.mark.parametrize(
    "path", [ROOT / "course_kit.py", ROOT / "helpers" / "__init__.py", *SETUP, NOTEBOOK], ids=lambda path: path.stem
)
def test_what_tells_a_python_that_it_is_too_old_can_be_read_by_it(path):
    text = path.read_text(encoding="utf-8") if path.suffix == ".py" else finding_the_kit(first_cell(path))
    tree = ast.parse(text, feature_version=(3, 8))
    types = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and ast.unparse(node).count("->")]
    assert not types or "from __future__ import annotations" in text, "its types are not those of Python 3.8"


HIDING = [
    "calendar.py",
    "numpy.py",
    "matplotlib.py",
    "h5py.py",
    "textwrap.py",
    "random.py",
    "string.py",
    "copy.py",
    "token.py",
]


@pytest.mark.parametrize("file", HIDING)
@pytest.mark.parametrize("content", ["", "1 / 0"], ids=["empty", "with an error"])
def test_a_file_of_the_students_that_hides_a_module(file, content, week):
    (week / file).write_text(content)
    _, _, said = run(week)
    sentences = [line.removeprefix("UsageError: ") for line in said.splitlines()]
    assert sentences == [
        f"{file} hides the module `{file[:-3]}` that Python or a package brings: rename it, for example to my_{file}, "
        "and restart the kernel (Kernel → Restart Kernel)."
    ]


def test_ordinary_files_of_the_students_are_nobodys_business(week):
    for name in ("solutions.py", "my_random.py", "random.txt", "notes-1.py"):
        (week / name).write_text("1 / 0")
    (week / "pictures" / "inner").mkdir(parents=True)
    kind, _, said = run(week)
    assert (kind, said) == ("NoneType", "")
