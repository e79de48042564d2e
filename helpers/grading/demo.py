"""The whole cycle in a scratch folder, with a small made-up class: release, hand in, autograde, feedback, export, table."""

import contextlib
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

from helpers.grading.made_up_class import CLASSES, Student, hand_in
from helpers.grading.packing import PACKAGE

ROOT = PACKAGE.parent
DATABASE = (
    "--db=sqlite:///gradebook.db?timeout=60"  # two halves of the class are graded side by side, and wait for each other
)
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
    print(_files(folder))


def _run_assignment(folder: Path, assignment: str, students: tuple[Student, ...]) -> None:
    notebooks = sorted((folder / "source" / assignment).glob("*.ipynb"))
    _nbgrader(folder, "generate_assignment", [assignment], title="Making the release", count=len(notebooks))
    for student in students:
        for source in notebooks:
            released = folder / "release" / assignment / source.name
            hand_in(student, source, released, folder / "submitted" / student.name / assignment / source.name)
    count = len(students) * len(notebooks)
    halves = [[assignment, f"--student={pattern}", DATABASE] for pattern in ("[a-e]*", "[!a-e]*")]
    graded = [[*words, f"--Execute.timeout={SECONDS_PER_CELL}"] for words in halves]
    _nbgrader(folder, "autograde", *graded, title="Autograding", count=count, step="| INFO] Autograding")
    _nbgrader(folder, "generate_feedback", *halves, title="Writing feedback", count=count)


def _nbgrader(
    folder: Path, command: str, *runs: list[str], title: str, count: int, step: str = "| INFO] Converting"
) -> None:
    """Run an nbgrader command, once for each list of words side by side, with a progress bar that counts a word in the logs."""
    logs = [folder / "logs" / f"{command}-{runs[0][0].strip('-=')}-{number}.log" for number in range(1, len(runs) + 1)]
    (folder / "logs").mkdir(exist_ok=True)
    with (
        contextlib.ExitStack() as files,
        tqdm(
            total=count,
            desc=f"  {title:20}",
            file=sys.stdout,
            bar_format="{desc} {bar:30} {n_fmt}/{total_fmt} {elapsed}",
        ) as bar,
    ):
        processes = [
            subprocess.Popen(
                [sys.executable, "-m", "nbgrader", command, *words],
                cwd=folder,
                env=os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
                stdout=files.enter_context(log.open("w", encoding="utf-8")),
                stderr=subprocess.STDOUT,
            )
            for words, log in zip(runs, logs, strict=True)
        ]
        while any(process.poll() is None for process in processes):
            time.sleep(0.2)
            bar.update(min(count, sum(log.read_text(encoding="utf-8").count(step) for log in logs)) - bar.n)
        bar.update(count - bar.n)
    for process, log in zip(processes, logs, strict=True):
        if process.returncode:
            raise SystemExit(
                f"nbgrader {command} failed; the end of {log} says why:\n{log.read_text(encoding='utf-8')[-3000:]}"
            )


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
