"""Bundles: what an instructor without a hub hands out unpacks into one folder, says what to do, and needs what it lists."""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import nbformat
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from helpers.authoring.bundles import readme_of, write_bundles
from helpers.authoring.requirements import TOOLS, requirements_of, third_party
from helpers.exercises import ASSIGNMENTS
from helpers.grading.student_kit import code_of
from helpers.plotting.sliders import NO_SLIDERS
from helpers.setup.versions import OLDEST, OLDEST_PYTHON
from tests.support.course import ROOT
from tests.support.released import contents

FOLDERS = [*ASSIGNMENTS, "lectures"]
RUNNER = ROOT / "tests" / "support" / "only_requirements.py"
each_folder = pytest.mark.parametrize("name", FOLDERS)


@pytest.fixture(scope="module")
def bundles(release, tmp_path_factory):
    """The zips of the release."""
    out = tmp_path_factory.mktemp("dist")
    return {path.stem: path for path in write_bundles(ROOT, [release / name for name in FOLDERS], out)}


@pytest.fixture(scope="module")
def unpacked(bundles, tmp_path_factory):
    """A folder, with a space in its path, where a student unpacked all of them."""
    folder = tmp_path_factory.mktemp("my studies") / "neural networks"
    for path in bundles.values():
        zipfile.ZipFile(path).extractall(folder)
    return folder


def listed(folder):
    """The distributions that a bundle's requirements.txt names."""
    lines = (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(Requirement(line).name) for line in lines}


@each_folder
def test_a_bundle_unpacks_into_one_folder_that_holds_the_release(name, unpacked, release):
    files = contents(unpacked / name)
    extra = {"README.md", "requirements.txt"}
    assert {path: content for path, content in files.items() if path not in extra} == contents(release / name)
    assert extra <= files.keys()
    assert sorted(path.name for path in unpacked.iterdir()) == sorted(FOLDERS)


@each_folder
def test_the_same_release_gives_the_same_bytes(name, bundles, release, tmp_path):
    folder = tmp_path / "elsewhere" / name
    for path, content in reversed(contents(release / name).items()):  # other times, another order, other permissions
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        (folder / path).chmod(0o700)
    os.utime(folder / "helpers" / "__init__.py", (1e9, 1e9))
    [again] = write_bundles(ROOT, [folder], tmp_path / "dist")
    assert again.read_bytes() == bundles[name].read_bytes()
    entries = zipfile.ZipFile(again).infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {(entry.date_time, entry.external_attr >> 16) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 0o100644)}


def test_what_running_a_notebook_leaves_behind_is_not_handed_out(release, tmp_path):
    folder = tmp_path / "week2_logistic_regression"
    for path, content in contents(release / folder.name).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for left in ("results/results.json", "helpers/__pycache__/x.pyc", ".ipynb_checkpoints/report-checkpoint.ipynb"):
        (folder / left).parent.mkdir(exist_ok=True)
        (folder / left).write_text("left behind by me")
    [path] = write_bundles(ROOT, [folder], tmp_path)
    assert b"left behind by me" not in b"".join(map(zipfile.ZipFile(path).read, zipfile.ZipFile(path).namelist()))


@each_folder
def test_requirements_are_the_imports_of_notebooks_and_kit_and_no_more(name, unpacked):
    folder = unpacked / name
    code = [path.read_text(encoding="utf-8") for path in folder.rglob("*.py")]
    code += [source for path in folder.glob("*.ipynb") for source in code_of(path)]
    imported = third_party(code)
    assert {"numpy", "matplotlib"} <= imported
    providers = importlib.metadata.packages_distributions()
    assert [
        package for package in imported if not {canonicalize_name(n) for n in providers[package]} & listed(folder)
    ] == []
    used = {canonicalize_name(name) for package in imported for name in providers[package]}
    assert listed(folder) - used <= set(TOOLS)
    assert not {"nbgrader", "landlock", "pyseccomp", "ruff", "pytest"} & listed(folder)
    text = (folder / "requirements.txt").read_text(encoding="utf-8")
    assert "://" not in text and "--" not in text
    assert set(text.splitlines()) <= set((ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines())


def test_no_week_lists_what_only_another_one_needs(unpacked):
    week2, week3, week4 = (listed(unpacked / name) for name in ASSIGNMENTS)
    assert {"h5py", "pillow"} <= week2 & week4
    assert not {"h5py", "pillow"} & week3
    assert {"nbconvert", "latex2mathml"} <= week2 & week3 & week4  # the report's page
    assert not {"h5py", "nbconvert", "latex2mathml", "tqdm"} & listed(unpacked / "lectures")


def test_what_the_first_cell_refuses_is_what_no_bundle_installs(unpacked):
    """The versions that a bundle pins and the project asks for are no older, nor is the Python that the course is for."""
    for name in FOLDERS:
        lines = [
            Requirement(line)
            for line in (unpacked / name / "requirements.txt").read_text(encoding="utf-8").splitlines()
        ]
        for package, oldest in OLDEST.items():
            pins = [Version(pin.version) for line in lines if line.name == package for pin in line.specifier]
            assert pins and min(pins) >= Version(oldest)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={'.'.join(map(str, OLDEST_PYTHON))}"
    asked = {need.name: str(need.specifier) for need in map(Requirement, project["dependencies"])}
    assert {name: asked[name] for name in OLDEST} == {name: f">={version}" for name, version in OLDEST.items()}


def test_an_import_that_nothing_provides_is_one_sentence():
    assert requirements_of(["import numpy"], "numpy==9\nipykernel==1\nipywidgets==1\njupyterlab==1\nh5py==2") == (
        "ipykernel==1\nipywidgets==1\njupyterlab==1\nnumpy==9\n"
    )
    with pytest.raises(LookupError, match="`import nowhere_to_be_found`: no line of requirements.txt provides it"):
        requirements_of(["import nowhere_to_be_found"], "numpy==9")


@each_folder
def test_the_readme_names_what_is_there(name, unpacked):
    text = (unpacked / name / "README.md").read_text(encoding="utf-8")
    assert "@" not in text
    for path in (unpacked / name).glob("*.ipynb"):
        title = nbformat.read(path, as_version=4).cells[0].source.split("\n")[0].removeprefix("# ")
        assert f"- `{path.name}`: {title}\n" in text
    for word in re.findall(r"`(helpers|worksheets|datasets|\w+\.txt|\w+\.ipynb)`", text):
        assert (unpacked / name / word).exists() or word == "datasets"
    assert f"You need Python {'.'.join(map(str, OLDEST_PYTHON))} or newer" in text
    assert f"at least {' and '.join(f'{package} {version}' for package, version in OLDEST.items())};" in text
    assert re.search(r"Sliders need ipywidgets (\d+)\.", text)[1] == re.search(r"ipywidgets>=(\d+)", NO_SLIDERS)[1]
    assert f"pip install -r {name}/requirements.txt" in text and f"pip install -r {name}\\requirements.txt" in text
    assert ("## Hand in" in text) == (name in ASSIGNMENTS)


def test_the_readme_names_the_notebooks_in_the_order_of_their_exercises():
    folder = ROOT / "release" / "week2_logistic_regression"
    names = re.findall(r"^- `(.+)`:", readme_of(folder.name, sorted(folder.glob("*.ipynb"))), re.MULTILINE)
    assert names == ["numpy_basics.ipynb", "logistic_regression.ipynb", "report.ipynb"]


@pytest.mark.slow
@each_folder
def test_the_notebooks_run_where_only_the_requirements_are_installed(name, unpacked):
    """With open holes; of the lectures the first is enough here: nbmake runs them all, another test imports the whole kit."""
    notebooks = sorted(path.name for path in (unpacked / name).glob("*.ipynb"))
    notebooks = notebooks[:1] if name == "lectures" else notebooks
    command = [sys.executable, "-S", RUNNER, sysconfig.get_paths()["purelib"], *notebooks]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"MPLBACKEND": "agg"}
    done = subprocess.run(command, cwd=unpacked / name, env=environment, text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert Path(found["kit"]).is_relative_to(unpacked / name)
    assert {"nbgrader", "landlock", "hypothesis"} <= set(found["refused"])
    assert found["errors"].keys() == set(notebooks)
    kinds = {error for cells in found["errors"].values() for error, _ in cells.values()}
    assert kinds == ({"NotDoneYet"} if name in ASSIGNMENTS else set()), found["errors"]
