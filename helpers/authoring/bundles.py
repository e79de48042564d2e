"""One zip a release folder, to hand out where there is no hub: the folder, how to install and start it, and what it needs.

The same course gives the same bytes: names are sorted, and neither times nor permissions of this machine get in.
"""

import zipfile
from pathlib import Path

import nbformat

from helpers.authoring.requirements import requirements_of
from helpers.exercises import ASSIGNMENTS
from helpers.grading.student_kit import code_of
from helpers.setup.versions import OLDEST, OLDEST_PYTHON

HANDOUT = Path(__file__).parent / "handout"
README = "README.md"
REQUIREMENTS = "requirements.txt"
THE_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
ANYBODY_READS = 0o100644 << 16  # an ordinary file, rw-r--r--
NOT_OURS = {"__pycache__", ".ipynb_checkpoints", "results"}  # what running a notebook leaves behind


def write_bundles(course: Path, folders: list[Path], out: Path) -> list[Path]:
    """Write the zips of release folders that were just made.

    Args: course, the folder with requirements.txt; folders, see helpers.authoring.release; out, where the zips go.
    Returns: the zips, one a folder, each called as the folder that it unpacks into.
    """
    out.mkdir(parents=True, exist_ok=True)
    pins = (course / REQUIREMENTS).read_text(encoding="utf-8")
    zips = [out / f"{folder.name}.zip" for folder in folders]
    for folder, path in zip(folders, zips, strict=True):
        write_zip(path, folder.name, bundle_of(folder, pins))
    return zips


def bundle_of(folder: Path, pins: str) -> dict[str, bytes]:
    """All files of a bundle, by relative path: those of a release folder, README.md and requirements.txt."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder): path.read_bytes() for path in paths}
    bundle = {path.as_posix(): content for path, content in files.items() if not NOT_OURS & set(path.parts)}
    notebooks = sorted(folder.glob("*.ipynb"))
    code = [source for path in notebooks for source in code_of(path)]
    code += [bundle[name].decode() for name in bundle if name.endswith(".py")]
    texts = {README: readme_of(folder.name, notebooks), REQUIREMENTS: requirements_of(code, pins)}
    return bundle | {name: text.encode() for name, text in texts.items()}


def readme_of(name: str, notebooks: list[Path]) -> str:
    """The text for students: what is here, how to install, start, get help, and, of an assignment, how to hand in."""
    exercises = list(ASSIGNMENTS.get(name, {}))
    notebooks = sorted(notebooks, key=lambda path: (first_exercise(path, exercises), path.name))
    text = (HANDOUT / ("assignment.md" if exercises else "lectures.md")).read_text(encoding="utf-8")
    values = {
        "START": (HANDOUT / "start.md").read_text(encoding="utf-8").strip(),
        "NOTEBOOKS": "\n".join(f"- `{path.name}`: {title_of(path)}" for path in notebooks),
        "FOLDER": name,
        "PYTHON": ".".join(map(str, OLDEST_PYTHON)),
        "PACKAGES": " and ".join(f"{package} {version}" for package, version in OLDEST.items()),
    }
    for word, value in values.items():
        text = text.replace(f"@{word}@", value)
    return text


def first_exercise(notebook: Path, exercises: list[str]) -> int:
    """The place of a notebook's first exercise in the order of an assignment's; behind them all for one without any."""
    marks = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nbformat.read(notebook, as_version=4).cells]
    return min((exercises.index(mark) for mark in marks if mark in exercises), default=len(exercises))


def title_of(notebook: Path) -> str:
    """The first heading of a notebook."""
    first = nbformat.read(notebook, as_version=4).cells[0].source
    return first.split("\n")[0].lstrip("# ")


def write_zip(path: Path, folder: str, files: dict[str, bytes]) -> None:
    """Write files, by relative path, into a zip that unpacks into one folder."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", THE_FIRST_DAY_OF_ZIP)
            entry.create_system = 3  # Unix, whatever this machine is
            entry.external_attr = ANYBODY_READS
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
