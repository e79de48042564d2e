"""The whole cycle in a scratch folder, with a small made-up class: release, hand in, autograde, feedback, export, table."""

import csv
import os
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from nbgrader.api import Gradebook
from tqdm import tqdm

from helpers.demo.students import CLASSES, Student, hand_in
from helpers.grading.student_kit import PACKAGE

ROOT = PACKAGE.parent
SECONDS_PER_CELL = 10  # enough for every honest cell of the course, and short for the endless loop


def run_demo(folder: Path) -> None:
    """Run the demonstration.

    Arguments: folder, replaced by a fresh course folder in which everything stays for a look.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for assignment in CLASSES:
        shutil.copytree(ROOT / "source" / assignment, folder / "source" / assignment)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for assignment, students in CLASSES.items():
        print(f"\n{assignment}", flush=True)
        _run_assignment(folder, assignment, students)
    _nbgrader(folder, "export", ["--to=grades.csv"], title="Exporting the grades", count=1)
    for assignment, students in CLASSES.items():
        print("\n" + gradebook_table(folder, assignment, students))
    print("\nLab reports earn their points by hand, in Formgrader: nobody has read these yet.")
    print(_files(folder))


def _run_assignment(folder: Path, assignment: str, students: tuple[Student, ...]) -> None:
    notebooks = sorted((folder / "source" / assignment).glob("*.ipynb"))
    _nbgrader(folder, "generate_assignment", [assignment], title="Making the release", count=len(notebooks))
    for student in students:
        for source in notebooks:
            released = folder / "release" / assignment / source.name
            hand_in(student, source, released, folder / "submitted" / student.name / assignment / source.name)
    count = len(students) * len(notebooks)
    words = [assignment, f"--GradeStep.timeout={SECONDS_PER_CELL}"]
    _nbgrader(folder, "autograde", words, title="Autograding", count=count, step="| INFO] Autograding")
    _nbgrader(folder, "generate_feedback", [assignment], title="Writing feedback", count=count)


def _nbgrader(
    folder: Path, command: str, words: list[str], title: str, count: int, step: str = "| INFO] Converting"
) -> None:
    """Run an nbgrader command with a progress bar, which counts a word in its log."""
    log = folder / "logs" / f"{command}-{words[0].strip('-=')}.log"
    log.parent.mkdir(exist_ok=True)
    with (
        log.open("w", encoding="utf-8") as file,
        tqdm(
            total=count,
            desc=f"  {title:20}",
            file=sys.stdout,
            bar_format="{desc} {bar:30} {n_fmt}/{total_fmt} {elapsed}",
        ) as bar,
    ):
        process = subprocess.Popen(
            [sys.executable, "-m", "nbgrader", command, *words],
            cwd=folder,
            env=os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        while process.poll() is None:
            time.sleep(0.2)
            bar.update(min(count, log.read_text(encoding="utf-8").count(step)) - bar.n)
        bar.update(count - bar.n)
    if process.returncode:
        end = log.read_text(encoding="utf-8")[-3000:]
        raise SystemExit(f"nbgrader {command} failed; the end of {log} says why:\n{end}")


def gradebook_table(folder: Path, assignment: str, students: tuple[Student, ...]) -> str:
    """The gradebook of an assignment: points for each notebook and in all, and a line on each student."""
    points: dict[str, dict[str, float]] = defaultdict(dict)
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        limits = {notebook.name: notebook.max_score for notebook in gradebook.find_assignment(assignment).notebooks}
        for submission in gradebook.assignment_submissions(assignment):
            points[submission.student.id] = {notebook.name: notebook.score for notebook in submission.notebooks}
    heads = ["student", *(f"{name} ({limit:g})" for name, limit in limits.items()), f"total ({sum(limits.values()):g})"]
    rows = [
        [
            student.name,
            *(f"{points[student.name][name]:.2f}" for name in limits),
            f"{sum(points[student.name].values()):.2f}",
        ]
        for student in students
    ]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = [
        "  ".join(
            [
                heads[0].ljust(widths[0]),
                *(h.rjust(w) for h, w in zip(heads[1:], widths[1:], strict=True)),
                "what happened",
            ]
        )
    ]
    lines.append("-" * (len(lines[0]) + 40))
    for student, row in zip(students, rows, strict=True):
        cells = [
            row[0].ljust(widths[0]),
            *(value.rjust(width) for value, width in zip(row[1:], widths[1:], strict=True)),
        ]
        lines.append("  ".join([*cells, student.story]))
    return "\n".join(lines)


def _files(folder: Path) -> str:
    with (folder / "grades.csv").open(encoding="utf-8") as file:
        count = sum(1 for _ in csv.reader(file)) - 1
    assignment, students = next(iter(CLASSES.items()))
    pages = folder / "feedback" / students[3].name / assignment
    return "\n".join(
        [
            "\nTo look at:",
            f"  what students receive   {folder / 'release' / assignment}",
            f"  a feedback page         {sorted(pages.glob('*.html'))[0]}",
            f"  the exported grades     {folder / 'grades.csv'} ({count} rows)",
            f"  what nbgrader said      {folder / 'logs'}",
            f"  in Formgrader           cd {folder} && jupyter lab",
        ]
    )
