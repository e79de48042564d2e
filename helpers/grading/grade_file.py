"""Grade one file, without a course folder or a gradebook: what `python -m helpers grade` does."""

import json
import logging
import tempfile
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, ClearSolutions, ComputeChecksums, SaveCells

from helpers.grading.feedback import as_text
from helpers.grading.grade import Graded, grade_notebook, known_assignments, sources_of
from helpers.grading.judge_notebook import SEED_KEY
from helpers.grading.settings import Settings
from helpers.grading.submission.candidates import candidates_in, is_zip, meant
from helpers.grading.submission.course_setup import setups_of
from helpers.grading.submission.restore_cells import RestoreCells
from helpers.grading.submission.skip_cells import demonstrations_of
from helpers.grading.submission.tolerant_reader import notebook_of, read_notebook
from helpers.grading.verdict import to_record


class CannotGrade(ValueError):
    """A request that makes no sense; the text says what to do."""


def grade_file(
    path: Path,
    assignment: str,
    settings: Settings | None = None,
    *,
    notebook: str | None = None,
) -> Graded:
    """Grade a file that a student handed in; it is not changed.

    Arguments: path, of a notebook or of a zip that holds one; assignment, its name; settings, of which `jobs` and
    `scheduler` do not matter for one file; notebook, the name it was released under (by default the file's own, or else that
    of the notebook whose cells it holds).
    Raises: CannotGrade where there is no such file, assignment or notebook.
    """
    if assignment not in known_assignments():
        raise CannotGrade(f"There is no assignment {assignment!r}; there are {', '.join(known_assignments())}.")
    if not path.is_file():
        raise CannotGrade(f"There is no file {path}.")
    sources = {source.stem: source for source in sources_of(assignment)}
    setups = setups_of(sources.values())
    released = {name: setup.grade_ids for name, setup in zip(sources, setups, strict=True)}
    name, submitted = _meant(path, notebook, released, assignment)
    restored = restore(submitted, sources[name], assignment)
    beside = files_beside(sources[name].parent)
    settings = settings or Settings()
    skippable = demonstrations_of(list(sources.values())) if settings.cells == "needed" else frozenset()
    return grade_notebook(restored, assignment, settings, files=beside, demonstrations=skippable, setups=setups)


def files_beside(folder: Path) -> dict[str, bytes]:
    """What lies in an assignment's folder besides notebooks, hidden files apart: content by relative path."""
    names = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    shown = [name for name in names if name.suffix != ".ipynb" and not any(part[0] == "." for part in name.parts)]
    return {str(name): (folder / name).read_bytes() for name in shown}


def _meant(
    path: Path, notebook: str | None, released: Mapping[str, frozenset[str]], assignment: str
) -> tuple[str, NotebookNode]:
    """Which notebook of an assignment a file holds, and the notebook: by the name that is given, its own, or its cells.

    Raises: CannotGrade where that is not clear.
    """
    if notebook in released or (path.stem in released and path.suffix == ".ipynb" and notebook is None):
        name = notebook or path.stem
        if not is_zip(path):
            return name, read_notebook(path)
    candidates, unusable = candidates_in(path.parent, [path])
    if unusable:
        raise CannotGrade(f"{path} {unusable[path]}.")
    found = {name: meant(candidates, name, released) for name in ([notebook] if notebook else released)}
    clear = [(name, ones[0]) for name, ones in found.items() if len(ones) == 1]
    if len(clear) != 1 or (notebook and notebook not in released):
        what = f"{assignment} has no notebook called {notebook or path.stem!r}"
        if len(clear) > 1 or any(len(ones) > 1 for ones in found.values()):
            what = f"{path} holds more than one notebook of {assignment}"
        raise CannotGrade(f"{what}; say which one it is with --as: {', '.join(released)}.")
    name, candidate = clear[0]
    return name, notebook_of(candidate.content, path.with_name(f"{name}.ipynb"))


def restore(submitted: NotebookNode, source: Path, assignment: str) -> NotebookNode:
    """Put the graded cells of a submission back as the instructor's notebook has them, as nbgrader does by its gradebook."""
    with tempfile.TemporaryDirectory() as folder:
        names = {
            "assignment": assignment,
            "notebook": source.stem,
            "student": "submission",
            "db_url": f"sqlite:///{folder}/gradebook.db",
        }
        resources = {"nbgrader": names, "unique_key": source.stem}
        original = nbformat.read(source, as_version=4)
        with Gradebook(names["db_url"]) as gradebook:
            gradebook.add_assignment(assignment)
        for step in (ClearSolutions, ComputeChecksums, SaveCells):
            original, resources = step().preprocess(original, resources)
        for step in (
            ClearOutput(),
            RestoreCells(add_missing_cells=True, log=logging.getLogger("grade")),
            CheckCellMetadata(),
        ):
            submitted, resources = step.preprocess(submitted, resources)
    return submitted


def as_table(graded: Graded) -> str:
    """The verdicts and the total, for a terminal."""
    if not graded.verdicts:
        return "There is nothing here that a program could judge: this notebook is graded by hand, in Formgrader."
    parts = [as_text(verdict, graded.points[verdict.exercise][1]) for verdict in graded.verdicts]
    earned, worth = (sum(column) for column in zip(*graded.points.values(), strict=True))
    return "\n\n".join([*parts, f"Total: {earned:g} of {worth:g} points"])


def as_json(graded: Graded) -> str:
    """The points and the verdicts as data."""
    points = {name: {"earned": earned, "possible": worth} for name, (earned, worth) in graded.points.items()}
    verdicts = [to_record(verdict) for verdict in graded.verdicts]
    seed = graded.notebook.metadata[SEED_KEY]
    return json.dumps({"seed": seed, "points": points, "verdicts": verdicts, "seconds": graded.seconds}, indent=2)
