"""What students receive, built quickly: git's part of release/ and the kit; a slow test shows that nbgrader makes the same."""

from helpers.authoring.release import LECTURES
from helpers.grading.student_kit import kit_of, worksheets_of, write_bundle
from tests.support.course import ROOT


def build_release(folder):
    """Write the folders of all assignments and of the lectures. Returns: the folder."""
    for committed in sorted(path for path in (ROOT / "release").iterdir() if path.is_dir()):
        lectures = committed.name == LECTURES
        sources = ROOT / "notebooks" if lectures else ROOT / "source" / committed.name
        files = {path.name: path.read_bytes() for path in committed.glob("*.ipynb")}
        files |= kit_of(sorted(sources.glob("*.ipynb"))) | ({} if lectures else worksheets_of(committed.name))
        write_bundle(folder / committed.name, files)
    return folder


def contents(folder):
    """The files of a folder, by relative path, without what running code leaves behind."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
