"""Try what students receive on other versions, and print a table.

python -m compat [--pythons PYTHON…] [--only WORD] [--keep FOLDER]
"""

import argparse
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import nbformat
from packaging.requirements import Requirement

from compat.setups import NO_SLIDERS, REFUSED, SETUPS, Setup
from helpers.authoring.bundles import write_bundles
from helpers.setup.versions import OLDEST_PYTHON
from tests.support.course import ROOT, fill_in
from tests.support.released import build_release

WEEK, NOTEBOOK = "week2_logistic_regression", "logistic_regression.ipynb"
LECTURE = "lectures/2_logistic_regression.ipynb"
CHECKS = 6
STUDENT = Path(__file__).parent / "student.py"
NOT_NEEDED = {"jupyterlab"}  # the half that runs in a browser
ENOUGH_TO_BE_REFUSED = {"ipykernel", "nbformat", "numpy", "matplotlib"}
OF_OTHERS = ("PYTHON", "VIRTUAL_ENV", "JUPYTER", "IPYTHON", "MPL")  # variables that would lead out of the environment


def unpack_bundles(folder: Path) -> dict[str, str]:
    """Unpack the bundles of a week and of the lectures, with the week's solutions written in. Returns: what they require."""
    with tempfile.TemporaryDirectory() as built:
        release = build_release(Path(built) / "release")
        zips = write_bundles(ROOT, [release / name for name in (WEEK, Path(LECTURE).parent.name)], Path(built))
        for path in zips:
            zipfile.ZipFile(path).extractall(folder)
    source = nbformat.read(ROOT / "source" / WEEK / NOTEBOOK, as_version=4)
    solutions = {
        cell.metadata.nbgrader.grade_id: cell.source for cell in source.cells if "### BEGIN SOLUTION" in cell.source
    }
    path = folder / WEEK / NOTEBOOK
    nbformat.write(fill_in(nbformat.read(path, as_version=4), solutions), path)
    lines = [line for text in folder.glob("*/requirements.txt") for line in text.read_text().splitlines()]
    return {line: Requirement(line).name for line in sorted(set(lines))}


def packages_of(setup: Setup, required: dict[str, str]) -> list[str]:
    """What pip is to install for a set-up."""
    wanted = {line if setup.pinned else name: name for line, name in required.items()}
    if setup.ends == REFUSED:
        wanted = {name: name for name in ENOUGH_TO_BE_REFUSED}
    left_out = NOT_NEEDED | set(setup.without) | setup.versions.keys()
    others = sorted(line for line, name in wanted.items() if name not in left_out)
    return others + [name + version for name, version in setup.versions.items()]


def interpreters(named: list[str]) -> dict[str, Path]:
    """The oldest and the newest Python that the course is for, and the newest that is too old, of those on this machine."""
    places = named or [
        sys.executable,
        *filter(None, (shutil.which(f"python3.{minor}") for minor in range(8, 30))),
        *glob.glob(str(Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions/3.*/bin/python3")),
    ]
    found: dict[tuple[int, ...], Path] = {}
    for place in places:
        done = subprocess.run([place, "-c", "import sys, ssl, venv; print(*sys.version_info[:2])"], capture_output=True)
        if done.returncode == 0:
            found.setdefault(tuple(map(int, done.stdout.split())), Path(place))
    supported = [version for version in found if version >= OLDEST_PYTHON]
    older = [version for version in found if (3, 8) <= version < OLDEST_PYTHON]
    chosen = {"oldest": min(supported), "newest": max(supported)} | ({"too old": max(older)} if older else {})
    return {name: found[version] for name, version in chosen.items()}


def environment() -> dict[str, str]:
    """The variables of this process, but for those by which a program finds other packages than its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OF_OTHERS)}


def try_setup(setup: Setup, python: Path, bundles: Path, required: dict[str, str], folder: Path) -> dict:
    """Make the environment of a set-up and let a student work in it. Returns: what came of it; `broken`, why nothing did."""
    work, env = folder / "work", environment()
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(bundles, work)
    own = folder / "venv" / "bin" / "python"
    pip: list[str | Path] = [own, "-m", "pip", "--disable-pip-version-check", "-q"]
    steps: list[list[str | Path]] = [
        [python, "-m", "venv", folder / "venv"],
        [*pip, "install", "--no-compile", *packages_of(setup, required)],
        *([[*pip, "uninstall", "-y", *setup.without]] if setup.without else []),
        [own, STUDENT, work / WEEK / NOTEBOOK, work / LECTURE],
    ]
    for step in steps:
        done = subprocess.run([str(word) for word in step], cwd=work, env=env, capture_output=True, text=True)
        if done.returncode:
            return {"versions": {}, "broken": "\n".join((done.stdout + done.stderr).strip().splitlines()[-3:])}
    return json.loads(done.stdout.splitlines()[-1])


def faults(setup: Setup, said: dict) -> list[str]:
    """What did not go as it should."""
    if "broken" in said:
        return [said["broken"]]
    if setup.ends == REFUSED:
        good = said["refused"] and setup.says in said["first_cell"] and "\n" not in said["first_cell"]
        return [] if good else [f"should be refused: {said['first_cell'] or 'the first cell passes'}"]
    if said["refused"] or "error" in said:
        return [said.get("error", said["first_cell"])]
    one_sentence = setup.export_says in said["export"] and "\n" not in said["export"]
    wrong = {
        f"the first cell says {said['first_cell']}": said["first_cell"],
        f"{said['checks']} of {CHECKS} checks": said["checks"] != CHECKS,
        f"figures are lacking: {said['lacking']}": any(said["lacking"]),
        f"the page has {said['page_figures']} of {said['report_figures']} figures": said["page_figures"]
        != (0 if setup.export_says else said["report_figures"])
        or not said["report_figures"],
        f"the export says {said['export']}": said["export"] if not setup.export_says else not one_sentence,
        f"{said['sliders']} sliders": bool(said["sliders"]) == (setup.ends == NO_SLIDERS),
        "nothing tells how to get sliders": setup.says not in said["lecture"],
    }
    return [text for text, holds in wrong.items() if holds]


def row(setup: Setup, said: dict, wrong: list[str]) -> str:
    """The line of a set-up in the table."""
    versions = ", ".join(f"{name} {version}" for name, version in said["versions"].items())
    if said.get("refused"):
        first, ran = "refused: " + said["first_cell"], "first cell"
    elif "checks" in said:
        first = "passes"
        ran = (
            f"{said['checks']} checks; {said['figures']} figures in the notebook, {said['page_figures']} in the exported report, "
            f"{said['lecture_figures']} in a lecture with {said['sliders']} sliders"
            + (f"; the export says: {said['export']}" if said["export"] else "")
        )
    else:
        first, ran = "–", "–"
    end = "pass" if not wrong else "**FAIL**: " + "; ".join(wrong)
    cells = [setup.name, versions, first, ran, end]
    return "| " + " | ".join(re.sub(r"\s+", " ", cell).replace("|", "\\|") for cell in cells) + " |"


def main() -> int:
    """Try them one by one. Returns: 0 where all went as they should."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pythons", nargs="*", default=[], help="interpreters to take, instead of looking for some")
    parser.add_argument("--only", default="", help="those set-ups whose name holds this")
    parser.add_argument("--keep", type=Path, help="a folder where the environments stay, and are used again")
    options = parser.parse_args()
    pythons = interpreters(options.pythons)
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        required = unpack_bundles(folder / "bundles")
        print("| set-up | versions | first cell | what was run | result |\n| --- | --- | --- | --- | --- |", flush=True)
        for number, setup in enumerate(SETUPS):
            if options.only not in setup.name:
                continue
            if setup.python not in pythons:
                print(f"| {setup.name} | – | – | – | not tried: no such Python was found |", flush=True)
                continue
            place = folder / str(number)
            said = try_setup(setup, pythons[setup.python], folder / "bundles", required, place)
            wrong = faults(setup, said)
            failed += bool(wrong)
            print(row(setup, said, wrong), flush=True)
            if not options.keep:
                shutil.rmtree(place)
    print(f"{len(pythons)} Pythons: {', '.join(f'{name}: {path}' for name, path in pythons.items())}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
