"""Notebooks that were handed in under another name, one folder too deep or in a zip: what is clearly meant is taken.

Nothing is written into submitted/: what is taken is a copy of this run's own, which says what the file was called. Where it is
not clear what was meant, the copy is an empty notebook that says so: the student stands in the gradebook with the reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell

from helpers.grading.names import unused_id
from helpers.grading.student_kit import KIT_NAMES
from helpers.grading.submission.candidates import Candidate, candidates_in, meant, readable
from helpers.grading.submission.files import TIMESTAMP
from helpers.grading.submission.tolerant_reader import UNREADABLE, notebook_of, unreadable

MOST_SHOWN = 5  # files that a sentence names


@dataclass(frozen=True)
class StandIn:
    """A notebook of ours that stands in the copy of a submission for one that it lacks.

    remark: what was done, for the log; taken: what was taken for the notebook, as shown to people, if anything was.
    """

    file: Path
    remark: str
    taken: str | None = None


def stand_ins(
    folder: Path,
    shown: Path,
    files: Sequence[Path],
    unusable: Mapping[Path, str],
    lacking: Sequence[str],
    released: Mapping[str, frozenset[str]],
    largest: int,
) -> list[StandIn]:
    """Write the notebooks that a submission lacks into its copy: what is clearly meant, or an empty one that says why.

    Arguments: folder, the copy; shown, the submission's own, for the log; files, what lies in the copy; unusable, what was not
    copied, with the reason; lacking, the names of the released notebooks that are not there; released, the grade ids of all of
    them, by name; largest, the size in bytes up to which a notebook is read. Returns: none for a notebook of which nothing was
    handed in, unless no other was.
    """
    usable = [path for path in files if path.relative_to(folder).parts[0] not in (*KIT_NAMES, TIMESTAMP)]
    present = {f"{name}.ipynb" for name in released.keys() - set(lacking)}
    others = [path for path in usable if path.relative_to(folder).as_posix() not in present]
    candidates, locked = candidates_in(folder, others, largest)
    made: list[StandIn] = []
    for name in lacking:
        chosen, file = meant(candidates, name, released), folder / f"{name}.ipynb"
        if len(chosen) == 1:
            own_name = chosen[0].shown
            remark = (
                f"{own_name} was taken for {name}.ipynb, whose cells it holds; it is graded as if it were called so"
            )
            nbformat.write(_renamed(chosen[0], name, shown), file)
            made.append(StandIn(file, remark, own_name))
        elif chosen or not present or locked:
            made.append(instead(file, _reason(name, chosen, [*others, *unusable], locked, folder)))
    return made


def instead(file: Path, reason: str) -> StandIn:
    """Write an empty notebook with the reason why there is nothing to grade: so the student stands in the gradebook with it."""
    nbformat.write(unreadable(reason), file)
    remark = (
        f"handed in, but not readable. {reason} It has 0 points in the gradebook; put the right file there as {file.name} and "
        "grade again with --force"
    )
    return StandIn(file, remark)


def _renamed(candidate: Candidate, name: str, shown: Path) -> NotebookNode:
    """What a candidate holds, with a cell on top that says what it was called."""
    notebook = notebook_of(candidate.content, shown / f"{name}.ipynb")
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
