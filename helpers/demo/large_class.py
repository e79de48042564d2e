"""Synthetic records of a large class, graded without a kernel: known mistakes, judged by the judge, in real notebooks.

`python -m helpers.demo.large_class FOLDER` writes the course folder that `python -m helpers report` is shown on.
"""

import functools
import inspect
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.utils import is_grade

from helpers.assessment.case_runner import answers_to_json, run_cases
from helpers.assessment.serialization import Normal
from helpers.demo.students import DemoStudent
from helpers.exercises import ASSIGNMENTS
from helpers.exercises.exercise import Exercise
from helpers.grading.execution.stop_reason import StopKind, StopReason
from helpers.grading.feedback import as_text
from helpers.grading.judge import judge, read_submitted
from helpers.grading.names import exercise_name
from helpers.grading.settings import Limits
from helpers.grading.student_kit import PACKAGE
from helpers.grading.submission.tolerant_reader import UNREADABLE
from helpers.grading.verdict import Verdict, VerdictKind, points_of, to_record

SEED = 20
FIRST_LMS_NUMBER = 71001  # by which a learning platform knows the first student
FIRST_NAMES = (
    "Amara Björn Chidi Dilara Émile Farah Goran Hồng Iñaki Jürgen Kateryna Līga Mei Noa Oluwaseun Priya".split()
)
LAST_NAMES = (
    "Abdi Brückner Carvalho Đorđević Eze Fiorentino García Haddad Ivanova Johansson Kim López Müller Nakamura".split()
)
# How hard each exercise is to these students, on the scale of their ability (mean 0, deviation 1).
DIFFICULTY = {
    "layer_sizes": -2.2,
    "initialize_parameters": -1.3,
    "backward_propagation": 0.5,
    "nn_model": 0.2,
    "predict": -1.0,
}
STOPS = ("timeout", "killed")
ERROR = {"type": "NameError", "text": "name 'np' is not defined"}


@dataclass(frozen=True)
class SyntheticRecord:
    """A student, and what they did at each exercise."""

    student: DemoStudent
    did: dict[str, str]  # exercise → "right", a mistake's name, "not done", "an error", …
    unreadable: str = ""  # why their notebooks could not be read


def write_synthetic_records(folder: Path, assignment: str = "week3_planar_network", size: int = 64) -> None:
    """Write autograded/ and gradebook.db of a class into a folder.

    Arguments: folder, which has no gradebook yet; assignment; size, the number of submissions; three more hand in nothing.
    """
    exercises = ASSIGNMENTS[assignment]
    records = synthetic_records(exercises, size)
    paths = (PACKAGE.parent / "source" / assignment).glob("*.ipynb")
    sources = {
        path.stem: nbformat.read(path, 4) for path in paths if path.stem != "report"
    }  # nobody graded those by hand
    folder.mkdir(parents=True, exist_ok=True)
    with Gradebook(f"sqlite:///{folder.resolve()}/gradebook.db") as gradebook:
        gradebook.add_assignment(assignment)
        for name, source in sources.items():
            gradebook.add_notebook(name, assignment)
            for cell in filter(is_grade, source.cells):
                words = cell.metadata.nbgrader
                gradebook.add_grade_cell(
                    words["grade_id"], name, assignment, max_score=words["points"], cell_type=cell.cell_type
                )
        for number, record in enumerate(records):
            student = record.student
            email = f"{student.name}@example.org"
            names = {"first_name": student.first_name, "last_name": student.last_name, "email": email}
            gradebook.add_student(student.name, lms_user_id=str(FIRST_LMS_NUMBER + number), **names)
        for record in records[:size]:
            submission = gradebook.add_submission(assignment, record.student.name)
            for book in submission.notebooks:
                points = _write(folder, assignment, record, book.name, sources[book.name])
                for grade in book.grades:
                    grade.auto_score, grade.needs_manual_grade = points[grade.name], False
        gradebook.db.commit()


def synthetic_records(exercises: dict[str, Exercise], size: int) -> list[SyntheticRecord]:
    """A realistic mix, the same each time; the first ones have a story of their own.

    Arguments: exercises, by name; size, the number of those who hand in; three more do not.
    """
    rng = np.random.default_rng(SEED)
    records = [SyntheticRecord(_student(i), _work(exercises, rng)) for i in range(size + 3)]
    names, right = list(exercises), dict.fromkeys(exercises, "right")
    blank = dict.fromkeys(exercises, "not done")
    stories: list[dict[str, Any]] = [
        {"did": blank},
        {"did": blank},
        {"did": blank, "unreadable": "The notebook could not be read (it is not JSON), so there was nothing to grade."},
        {"did": right | {names[0]: "an error"}},
        {"did": right | {names[-2]: "timeout"}},
        {"did": right | {names[-2]: "killed", names[-1]: "not done"}},
        {"did": right | {names[1]: "two answers"}},
        {"did": dict.fromkeys(exercises, "silent")},
        {"did": right | {next(n for n, e in exercises.items() if e.keeps_arguments): "in place"}},
    ]
    return [replace(r, **story) for r, story in zip(records, stories, strict=False)] + records[len(stories) :]


def _student(number: int) -> DemoStudent:
    first, last = FIRST_NAMES[number % len(FIRST_NAMES)], LAST_NAMES[number * 5 % len(LAST_NAMES)]
    return DemoStudent(f"s{1001 + number}", "one of a large class", first_name=first, last_name=last)


def _work(exercises: dict[str, Exercise], rng: np.random.Generator) -> dict[str, str]:
    """What a student of some ability did: right, a mistake (the first of the bank are the common ones), or nothing."""
    ability, stamina = rng.normal(0.7, 1.0), len(exercises) if rng.random() < 0.85 else rng.integers(3, len(exercises))
    did = {}
    for place, (name, exercise) in enumerate(exercises.items()):
        chance = 1 / (1 + np.exp(-1.7 * (ability - DIFFICULTY.get(name, -0.5))))
        weights = 1 / np.arange(1, len(exercise.mistakes) + 1) ** 1.6
        mistake = exercise.mistakes[rng.choice(len(weights), p=weights / weights.sum())].name
        slip = rng.choice([mistake, "an error", "nonsense", "timeout", "silent"], p=[0.8, 0.08, 0.07, 0.02, 0.03])
        did[name] = "not done" if place >= stamina else "right" if rng.random() < chance else str(slip)
    return did


@functools.cache
def verdict_on(assignment: str, name: str, did: str) -> Verdict:
    """What the judge says of one who did this at an exercise."""
    exercise = ASSIGNMENTS[assignment][name]
    if did in STOPS:
        return Verdict(name, kind=VerdictKind.SILENT, stop=StopReason(StopKind(did), Limits()))
    if did == "not done":
        return Verdict(name, kind=VerdictKind.NOT_DONE)
    if did == "silent":
        return Verdict(name, kind=VerdictKind.SILENT, facts=ERROR)
    answers = run_cases(_function(exercise, did), exercise.sheet(SEED))
    message = {"message": json.dumps({"exercise": name, "answers": answers_to_json(answers)})}
    return judge(exercise, SEED, read_submitted(exercise, SEED, [message] * (2 if did == "two answers" else 1)))


def _function(exercise: Exercise, did: str) -> Callable:
    """A student's function that gives what the reference or a mistake gives; stubs come in as its globals."""
    wrong = {mistake.name: mistake.answer for mistake in exercise.mistakes}
    answer = wrong.get(did, exercise.reference)
    names = [function.__name__ for function in exercise.stubs]
    scope: dict[str, Any] = {"answer": answer, "names": names, "did": did, "drawn": _drawn}
    exec(FUNCTION, scope)
    of_reference = inspect.signature(exercise.reference).parameters.values()
    scope["function"].__signature__ = inspect.Signature([one for one in of_reference if one.name not in names])
    return scope["function"]


FUNCTION = """
def function(*arguments):
    if did == "an error":
        raise ValueError("operands could not be broadcast together with shapes (4,5) (5,4)")
    if did == "nonsense":
        return 0
    value = drawn(answer(*arguments, **{name: globals()[name] for name in names if name in globals()}))
    if did == "in place":
        for array in arguments[0].values():
            array += 1
    return value
"""


def _drawn(value: Any) -> Any:
    """Numbers where a mistake's answer only describes its random ones."""
    if isinstance(value, dict):
        return {key: _drawn(item) for key, item in value.items()}
    return (
        value.scale * np.random.default_rng(SEED).standard_normal(value.shape) if isinstance(value, Normal) else value
    )


def _write(
    folder: Path, assignment: str, record: SyntheticRecord, name: str, source: nbformat.NotebookNode
) -> dict[str, float]:
    """Write an autograded notebook as grading leaves it; returns the points by grade id."""
    cells, points = [new_markdown_cell(f"# {name}")], {}
    for cell in filter(is_grade, source.cells):
        words, exercise = cell.metadata.nbgrader, exercise_name(cell)
        verdict = verdict_on(assignment, exercise, record.did[exercise])
        if record.unreadable:
            verdict = Verdict(exercise, kind=VerdictKind.UNREADABLE, facts={"detail": record.unreadable})
        points[words["grade_id"]] = points_of(verdict, words["points"])
        text = as_text(verdict, words["points"])
        new = nbformat.v4.new_code_cell(f"check({exercise})", id=cell.id)
        new.metadata, new.outputs = {"nbgrader": words, "verdict": to_record(verdict)}, [_shown(text)]
        cells.append(new)
    path = folder / "autograded" / record.student.name / assignment / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {"hidden_seed": SEED} | ({UNREADABLE: record.unreadable} if record.unreadable else {})
    nbformat.write(new_notebook(cells=cells, metadata=metadata), path)
    return points


def _shown(text: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_output("display_data", {"text/plain": text})


if __name__ == "__main__":
    write_synthetic_records(Path(sys.argv[1]))
