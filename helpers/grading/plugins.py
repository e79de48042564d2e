"""The steps of ours in nbgrader's lists, one verb each; nbgrader_config.py puts them in their places."""

import functools
import secrets
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade
from traitlets import Integer

from helpers.exercises import ASSIGNMENTS
from helpers.grading.judge import Verdict, judge
from helpers.grading.names import exercise_name
from helpers.grading.packing import lay_kit, remove_kit
from helpers.grading.read_anyway import UNREADABLE
from helpers.grading.verdict import as_html, as_text, points_of
from helpers.wire import MIME

SEED = "hidden_seed"


@functools.cache
def fresh_seed() -> int:
    """One seed for the whole run, so that a class answers the same cases."""
    return secrets.randbelow(2**32)


def source_notebooks(resources: dict) -> list[Path]:
    """The instructor's notebooks of the assignment that is being converted (the course's root is the working directory)."""
    return sorted(Path("source", resources["nbgrader"]["assignment"]).glob("*.ipynb"))


class PackRelease(NbGraderPreprocessor):
    """Put the kit, the visible worksheet and the data beside the released notebook."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Write into the assignment's folder under release/."""
        assignment = resources["nbgrader"]["assignment"]
        lay_kit(Path("release", assignment), source_notebooks(resources), assignment)
        return nb, resources


class LayKit(NbGraderPreprocessor):
    """Before execution: lay the instructor's kit, data and worksheets over what the student handed in."""

    seed = Integer(None, allow_none=True, help="Seed of the hidden cases; a fresh one for each run by default.").tag(
        config=True
    )

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Draw the hidden worksheet, and note its seed in the notebook's metadata."""
        seed = fresh_seed() if self.seed is None else self.seed
        nb.metadata[SEED] = seed
        self.log.info("Hidden cases are drawn from seed %d (--LayKit.seed=%d gives the same again)", seed, seed)
        lay_kit(
            Path(resources["metadata"]["path"]), source_notebooks(resources), resources["nbgrader"]["assignment"], seed
        )
        return nb, resources


class RemoveKit(NbGraderPreprocessor):
    """After execution: take the kit away again, so that autograded/ and feedback/ hold only what is the student's."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Remove the folders that LayKit laid."""
        remove_kit(Path(resources["metadata"]["path"]))
        return nb, resources


class Judge(NbGraderPreprocessor):
    """After execution: replace the outputs of each graded code cell by a verdict and the number of points."""

    def preprocess_cell(self, cell: NotebookNode, resources: dict, index: int) -> tuple[NotebookNode, dict]:
        """Judge one cell; whatever goes wrong, the number is there and is no more than was earned."""
        if not is_grade(cell) or cell.cell_type != "code":
            return cell, resources
        points = float(cell.metadata.nbgrader["points"])
        verdict = self._verdict(cell, resources)
        cell.metadata["verdict"] = verdict.to_json()
        cell.outputs = [
            new_output("display_data", {"text/html": as_html(verdict, points), "text/plain": as_text(verdict, points)}),
            new_output(
                "execute_result", {"text/plain": str(points_of(verdict, points))}, execution_count=cell.execution_count
            ),
        ]
        return cell, resources

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Judge every graded code cell of a notebook."""
        self._seed, self._unreadable = nb.metadata.get(SEED), nb.metadata.get(UNREADABLE)
        return super().preprocess(nb, resources)

    def _verdict(self, cell: NotebookNode, resources: dict) -> Verdict:
        name = exercise_name(cell)
        exercise = ASSIGNMENTS.get(resources["nbgrader"]["assignment"], {}).get(name)
        if self._unreadable:
            return Verdict(name, 0.0, reason=self._unreadable)
        if exercise is None or self._seed is None:
            return Verdict(name, 0.0, reason="The judge knows no exercise of this name; please tell your instructor.")
        messages = [output.data[MIME] for output in cell.outputs if MIME in output.get("data", {})]
        try:
            verdict = judge(exercise, self._seed, messages)
        except Exception:
            self.log.exception("The judge failed at %s of %s", name, resources["nbgrader"].get("student"))
            return Verdict(
                name, 0.0, reason="The judge could not work with these answers; your instructor has been told."
            )
        if not messages:
            return Verdict(name, 0.0, reason=f"{verdict.reason} {_why_silent(cell)}".strip())
        return verdict


def _why_silent(cell: NotebookNode) -> str:
    """What the cell's outputs say about why no answers came."""
    error = next((output for output in cell.outputs if output.output_type == "error"), None)
    if error is None:
        return ""
    if error.ename in ("CellTimeoutError", "KeyboardInterrupt"):
        return "It did not finish in the time allowed: is there a loop that never ends?"
    return f"It stopped with {error.ename}: {str(error.evalue).splitlines()[0][:200] if error.evalue else ''}"
