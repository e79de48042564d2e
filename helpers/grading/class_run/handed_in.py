"""Notebooks that were handed in under another name, one folder too deep or in a zip: what is clearly meant is taken.

Nothing is written into submitted/: what is taken is a copy of this run's own, which says what the file was called. Where it is
not clear what was meant, the copy is an empty notebook that says so: the student stands in the gradebook with the reason.
"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from helpers.grading.execution.scratch import own_folder
from helpers.grading.names import unused_id
from helpers.grading.student_kit import KIT_NAMES
from helpers.grading.submission.candidates import Candidate, candidates_in, meant, readable
from helpers.grading.submission.files import TIMESTAMP, Files
from helpers.grading.submission.tolerant_reader import UNREADABLE, read_notebook

MOST_SHOWN = 5  # files that a sentence names


@dataclass(frozen=True)
class StandIn:
    """A copy to grade in place of a notebook that a submission lacks.

    remark: what was done, for the log; taken: what was taken for the notebook, as shown to people, if anything was.
    """

    file: Path
    remark: str
    taken: str | None = None


def stand_ins(
    folder: Path, student: str, files: Files, lacking: Sequence[str], released: Mapping[str, frozenset[str]]
) -> dict[str, StandIn]:
    """Make copies to grade in place of notebooks that a submission lacks.

    Arguments: folder, the submission's; student; files, what lies in the folder; lacking, the names of the released notebooks
    that are not there; released, the grade ids of all of them, by name. Returns: by name; also empty notebooks that say
    why there is nothing to grade; none for a notebook of which nothing was handed in, unless no other was.
    """
    usable = [path for path in files.usable if path.relative_to(folder).parts[0] not in (*KIT_NAMES, TIMESTAMP)]
    present = {f"{name}.ipynb" for name in released.keys() - set(lacking)}
    others = [path for path in usable if path.relative_to(folder).as_posix() not in present]
    candidates, unusable = candidates_in(folder, others)
    made: dict[str, StandIn] = {}
    for name in lacking:
        chosen = meant(candidates, name, released)
        if len(chosen) == 1:
            shown = chosen[0].shown
            remark = f"{shown} was taken for {name}.ipynb, whose cells it holds; it is graded as if it were called so"
            made[name] = StandIn(_write(_renamed(chosen[0], name, student), name), remark, shown)
        elif chosen or not present or unusable:
            reason = _reason(name, chosen, [*others, *files.unusable], unusable, folder)
            remark = (
                f"handed in, but not readable. {reason} It has 0 points in the gradebook; put the right file there as "
                f"{name}.ipynb and grade again with --force"
            )
            cell = new_markdown_cell(f"**{reason}**", id="unreadable")
            made[name] = StandIn(_write(new_notebook(cells=[cell], metadata={UNREADABLE: reason}), name), remark)
    return made


def _renamed(candidate: Candidate, name: str, student: str) -> NotebookNode:
    """What a candidate holds, with a cell on top that says what it was called."""
    with tempfile.TemporaryDirectory(dir=own_folder()) as folder:
        path = candidate.path or Path(folder, student, f"{name}.ipynb")
        if candidate.path is None:
            path.parent.mkdir()
            path.write_bytes(candidate.content)
        notebook = read_notebook(path)
    if UNREADABLE not in notebook.metadata:
        text = (
            f"*This notebook was handed in as {_code(candidate.shown)} and graded as {_code(name + '.ipynb')}, whose cells it "
            "holds. That costs no points; next time, hand it in under that name.*"
        )
        notebook.cells.insert(0, new_markdown_cell(text, id=unused_id(notebook.cells, "handed-in-as")))
    return notebook


def _reason(
    name: str, chosen: Sequence[Candidate], others: Sequence[Path], unusable: Mapping[Path, str], folder: Path
) -> str:
    """Why there is nothing to grade, in one sentence."""
    if chosen:
        return (
            f"Several files could be {name}.ipynb ({_listed([one.shown for one in chosen])}), and it is not clear which one was "
            "meant, so there was nothing to grade."
        )
    if unusable:
        what = "; ".join(
            f"{readable(path.relative_to(folder).as_posix())} {why}"
            for path, why in list(unusable.items())[:MOST_SHOWN]
        )
        return f"{name}.ipynb was not found in what was handed in ({what}), so there was nothing to grade."
    names = _listed([path.relative_to(folder).as_posix() for path in others])
    return f"{name}.ipynb was not found in what was handed in ({names or 'no file'}), so there was nothing to grade."


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_SHOWN
    return ", ".join(map(readable, names[:MOST_SHOWN])) + (f" and {more} more" if more > 0 else "")


def _code(text: str) -> str:
    """A file's name inside of Markdown."""
    return "`" + text.replace("`", "'") + "`"


def _write(notebook: NotebookNode, name: str) -> Path:
    path = Path(tempfile.mkdtemp(dir=own_folder()), f"{name}.ipynb")
    nbformat.write(notebook, path)
    return path
