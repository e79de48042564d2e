"""The cells of an executed notebook that are graded by a program: read what they handed in, and write a verdict into each."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output

from helpers.assessment.serialization import MIME
from helpers.exercises import exercises_of
from helpers.grading.execution.stop_reason import StopKind, StopReason
from helpers.grading.feedback import as_html, as_text, title
from helpers.grading.judge import Submitted, judge, read_submitted
from helpers.grading.names import exercise_name
from helpers.grading.never_defined import say_which_was_graded, say_why_undefined
from helpers.grading.ordinary_cells import error_facts, is_graded_by_program, is_ordinary, verdict_of_tests
from helpers.grading.submission.attachments import LEFT_OUT
from helpers.grading.submission.sanitize import CleanNotebook
from helpers.grading.submission.tolerant_reader import UNREADABLE
from helpers.grading.told_above import ErrorsTold
from helpers.grading.verdict import Verdict, VerdictKind, points_of, to_record

SEED_KEY = "hidden_seed"  # of the autograded notebook's metadata
KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def read_cells(
    notebook: NotebookNode, stops: Mapping[int, StopReason], *, assignment: str, seed: int
) -> dict[int, Submitted]:
    """Read what each test cell of an exercise handed in, of an executed notebook.

    Returns: by index. `whole` is None where it is plain why nothing came: the cell or the one it tests was stopped, or the
    function was never defined. A cell that showed too much before it could hand in anything handed in nothing: another one
    may have made it show that.
    """
    found, exercises = {}, exercises_of(assignment)
    for index, cell in enumerate(notebook.cells):
        exercise = exercises.get(exercise_name(cell)) if is_graded_by_program(cell) else None
        if exercise:
            messages = [output.data[MIME] for output in cell.outputs if MIME in output.get("data", {})]
            submitted = read_submitted(exercise, seed, messages)
            stopped = any(i in stops for i in _written_in(notebook, exercise.name))
            stopped |= index in stops and stops[index].kind is not StopKind.OUTPUT
            undefined = any(output.get("ename") == "NameError" for output in cell.outputs)
            plain = stopped or (undefined and not messages)
            found[index] = replace(submitted, whole=None) if plain else submitted
    return found


def judge_notebook(
    notebook: NotebookNode,
    assignment: str,
    seed: int,
    submitted: Mapping[int, Submitted],
    stops: Mapping[int, StopReason],
) -> tuple[tuple[Verdict, ...], dict[str, tuple[float, float]], tuple[str, ...]]:
    """Judge an executed notebook, and make it harmless to show, in place.

    Arguments: notebook; assignment; seed of the hidden cases; submitted, what graded cells handed in, and stops, what
    stopped cells, both by index. Returns: the verdicts in the order of the cells; exercise -> (earned, possible); and what is to
    be said of the texts, a sentence each.
    """
    unreadable = notebook.metadata.get(UNREADABLE)
    for cell in notebook.cells:
        cell.metadata.pop("verdict", None)  # no student writes one
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(MIME, None)  # answers are for the judge, and nobody else
    left_out = CleanNotebook().preprocess(notebook, {})[1]["left_out"]
    remarks = (LEFT_OUT.format(count=left_out),) if left_out else ()
    notebook.metadata = NotebookNode(KERNEL | {SEED_KEY: seed} | ({UNREADABLE: unreadable} if unreadable else {}))
    verdicts: list[Verdict] = []
    told = ErrorsTold()
    points: dict[str, tuple[float, float]] = {}
    exercises = exercises_of(assignment)
    for index, cell in enumerate(notebook.cells):
        if is_graded_by_program(cell):
            ordinary = is_ordinary(cell, exercises)
            name = str(cell.metadata.nbgrader["grade_id"]) if ordinary else exercise_name(cell)
            if unreadable:
                verdict = Verdict(name, kind=VerdictKind.UNREADABLE, facts={"detail": unreadable})
            elif ordinary:
                verdict = verdict_of_tests(cell, stops.get(index))
            elif exercise := exercises.get(name):
                verdict = judge(exercise, seed, submitted.get(index, Submitted(kind=VerdictKind.SILENT)))
                verdict = told.shorten(_with_circumstances(verdict, index, notebook, stops))
            else:
                verdict = Verdict(name, kind=VerdictKind.UNKNOWN_EXERCISE)
            worth = float(cell.metadata.nbgrader["points"])
            cell.metadata["verdict"] = to_record(verdict)
            cell.outputs = _shown_with_score(cell, verdict, worth) if ordinary else _shown(cell, verdict, worth)
            verdicts.append(verdict)
            points[name] = (points_of(verdict, worth), worth)
    return tuple(verdicts), points, remarks


def _with_circumstances(
    verdict: Verdict, index: int, notebook: NotebookNode, stops: Mapping[int, StopReason]
) -> Verdict:
    """The verdict with what stopped the test cell or the one it tests; a silent cell's also with the error it ended with."""
    at_definition = [stops[i] for i in _written_in(notebook, verdict.exercise) if i in stops]
    found = [stops[index]] if index in stops else at_definition
    if found:
        return replace(verdict, stop=found[0], stop_at_definition=index not in stops)
    cell = next((notebook.cells[i] for i in _written_in(notebook, verdict.exercise)), None)
    if verdict.kind in (VerdictKind.JUDGED, VerdictKind.NOT_DONE):
        return say_which_was_graded(verdict, cell)
    if verdict.kind is not VerdictKind.SILENT:
        return verdict
    error = error_facts(notebook.cells[index])
    if error.get("type") == "NameError":
        verdict = say_why_undefined(verdict, cell)
        if verdict.kind is not VerdictKind.SILENT:
            return verdict
    return replace(verdict, facts=error or verdict.facts)


def _written_in(notebook: NotebookNode, exercise: str) -> list[int]:
    """The cell that an exercise is written in."""
    return [i for i, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == exercise]


def _shown(cell: NotebookNode, verdict: Verdict, worth: float) -> list[NotebookNode]:
    """What stands in place of a test cell's outputs: the verdict, and the number that nbgrader takes for the score."""
    shown: dict[str, Any] = {"text/html": as_html(verdict, worth), "text/plain": as_text(verdict, worth)}
    number = {"text/plain": str(points_of(verdict, worth))}
    return [
        new_output("display_data", shown),
        new_output("execute_result", number, execution_count=cell.execution_count),
    ]


def _shown_with_score(cell: NotebookNode, verdict: Verdict, worth: float) -> list[NotebookNode]:
    """An ordinary cell's outputs behind the number of its score: nbgrader takes the first result, and looks no further."""
    told = any(
        output.output_type == "error" for output in cell.outputs
    )  # the error itself says why there are no points
    html = f"<b>{escape(title(verdict, worth))}</b>" if told else as_html(verdict, worth)
    score = {"text/html": html, "text/plain": str(points_of(verdict, worth))}
    kept = [
        new_output("display_data", output.data) if output.output_type == "execute_result" else output
        for output in cell.outputs
    ]
    return [new_output("execute_result", score, execution_count=cell.execution_count), *kept]
