"""Make release/ anew: the assignments from source/ by nbgrader, the lectures from notebooks/, each with the kit it needs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from helpers.grading.student_kit import kit_of, write_bundle

LECTURES = "lectures"


class ReleaseFailed(RuntimeError):
    """There is no release; the text says why."""


def make_release(course: Path) -> list[Path]:
    """Make everything that students receive, in place of what an earlier run made.

    Returns: the folders written. Raises: ReleaseFailed where a notebook is missing or must not be released.
    """
    return [*(release_assignment(course, name) for name in assignments_of(course)), release_lectures(course)]


def assignments_of(course: Path) -> list[str]:
    """The names of a course's assignments."""
    return sorted({path.parent.name for path in course.glob("source/*/*.ipynb")})


def release_assignment(course: Path, name: str) -> Path:
    """Run `nbgrader generate_assignment` in a course's folder. Returns the folder written. Raises: ReleaseFailed."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", name, "--force"],
        cwd=course,
        env=os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},  # for alembic
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        raise ReleaseFailed(f"{done.stdout}\nThere is no release of {name}: nbgrader says above why.")
    return course / "release" / name


def release_lectures(course: Path) -> Path:
    """Copy a course's notebooks/ and their kit into its release/lectures. Returns that folder. Raises: ReleaseFailed."""
    notebooks = sorted((course / "notebooks").glob("*.ipynb"))
    if not notebooks:
        raise ReleaseFailed(
            f"There are no lecture notebooks in {course / 'notebooks'}: run this in the course's folder."
        )
    folder = course / "release" / LECTURES
    shutil.rmtree(folder, ignore_errors=True)
    write_bundle(folder, kit_of(notebooks) | {path.name: path.read_bytes() for path in notebooks})
    return folder
