"""nbgrader's own Execute against ours, sandbox on, side by side: wall time, CPU, memory, scores; floor, growth, breakdown."""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import pstats
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient
from nbgrader.api import Gradebook
from stock_execute import SEED

from helpers.demo.students import DemoStudent, hand_in
from helpers.grading.grade import grade_notebook
from helpers.grading.grade_file import restore
from helpers.grading.settings import Settings
from helpers.grading.student_kit import kit_of, worksheets_of, write_bundle
from helpers.grading.submission.skip_cells import demonstrations_of, skippable_cells

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ("numpy_basics", "logistic_regression", "planar_classification", "deep_network")
GROWTH = (10, 50, 200)
STOCK = """
from nbgrader.preprocessors import Execute
from stock_execute import JudgeAfter, LayBeside
c.Autograde.exporter_class = "helpers.grading.submission.tolerant_reader.ReadAnyway"
after = c.Autograde.autograde_preprocessors[1:]
c.Autograde.autograde_preprocessors = [LayBeside, Execute, JudgeAfter, *after]
c.Execute.timeout = 120
"""


@dataclass
class Measured:
    """One run of a class: seconds of wall time and of CPU, bytes of memory at the peak, points by student."""

    wall: float
    cpu: float
    memory: float
    points: dict[str, float]


def make_course(folder: Path, source: Path, students: int) -> Path:
    """A course with one notebook, and right solutions that differ a little."""
    assignment = source.parent.name
    (folder / "source" / assignment).mkdir(parents=True)
    shutil.copy(source, folder / "source" / assignment)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", assignment]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    for number in range(students):
        target = folder / "submitted" / f"student{number:03}" / assignment / source.name
        hand_in(DemoStudent(target.parts[-3], ""), source, folder / "release" / assignment / source.name, target)
        notebook = nbformat.read(target, as_version=4)
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source += f"\n\n\nnumber = {number}  # mine"
        nbformat.write(notebook, target)
    return folder


def run(course: Path, assignment: str, *words: str, prefix: tuple[str, ...] = ()) -> Measured:
    """Autograde the course's class, and measure the process and all it starts."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'benchmarks'}"}
    command = [sys.executable, *prefix, "-m", "nbgrader", "autograde", assignment, *words]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=course, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch_memory, args=(process.pid, peak))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    watcher.join()
    if status:
        raise SystemExit(f"{' '.join(command)} failed in {course}")
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        points = {one.student.id: one.score for one in gradebook.assignment_submissions(assignment)}
    return Measured(wall, usage.ru_utime + usage.ru_stime, peak[0], points)


def _watch_memory(process: int, peak: list[float]) -> None:
    """Note the largest sum of the processes' own memory (shared pages counted once, as the system divides them)."""
    try:
        main = psutil.Process(process)
        while main.status() != psutil.STATUS_ZOMBIE:
            total = 0
            for one in [main, *main.children(recursive=True)]:
                try:
                    total += one.memory_full_info().pss
                except psutil.Error:
                    continue
            peak[0] = max(peak[0], total)
            time.sleep(0.5)
    except psutil.Error:
        return


def floor_of(course: Path, source: Path, cells: str) -> float:
    """CPU seconds of a submission's cells, those that run, in one warm process: the second time that a kernel runs them."""
    assignment = source.parent.name
    submission = course / "submitted" / "student000" / assignment / source.name
    folder = course / f"floor-{cells}"
    folder.mkdir()
    write_bundle(folder, kit_of([source]) | worksheets_of(assignment, SEED))
    notebook = nbformat.read(submission, as_version=4)
    skipped = skippable_cells(notebook, demonstrations_of([source])) if cells == "needed" else ()
    client = NotebookClient(
        notebook,
        resources={"metadata": {"path": str(folder)}},
        timeout=300,
        allow_errors=True,
        extra_arguments=["--quiet"],
    )
    with client.setup_kernel():
        kernel = max(psutil.Process().children(), key=lambda process: process.create_time())
        for _ in range(2):
            before = sum(kernel.cpu_times()[:2])
            for index, cell in enumerate(client.nb.cells):
                if index not in skipped:
                    client.execute_cell(cell, index)
        return sum(kernel.cpu_times()[:2]) - before


def compare(scratch: Path, count: int) -> None:
    """Print the two side by side, ours with the cells that marks need and with all, and how far it is from the floor."""
    print(f"{'':36}{'wall s each':>16}{'CPU s each':>16}{'peak MB':>14}{'':>16}{'CPU/':>7}{'same':>8}")
    heads = ("stock", "ours", "stock", "ours", "stock", "ours", "times", "floor s", "floor", "scores")
    print("{:24}{:8}{:>4}{:>8}{:>8}{:>8}{:>8}{:>7}{:>7}{:>7}{:>9}{:>7}{:>8}".format("notebook", "cells", "n", *heads))
    for name in NOTEBOOKS:
        source = next(ROOT.glob(f"source/*/{name}.ipynb"))
        course = make_course(scratch / name, source, count)
        measured = {}
        for cells in ("needed", "all"):
            measured[cells] = run(course, source.parent.name, f"--GradeStep.seed={SEED}", f"--GradeStep.cells={cells}")
            shutil.rmtree(course / "autograded")
        with (course / "nbgrader_config.py").open("a") as file:
            file.write(STOCK)
        stock = run(course, source.parent.name)
        for cells, ours in measured.items():
            floor = floor_of(course, source, cells)
            print(
                f"{name:24}{cells:8}{count:>4}{stock.wall / count:>8.2f}{ours.wall / count:>8.2f}{stock.cpu / count:>8.2f}"
                f"{ours.cpu / count:>8.2f}{stock.memory / 1e6:>7.0f}{ours.memory / 1e6:>7.0f}{stock.wall / ours.wall:>7.2f}"
                f"{floor:>9.2f}{ours.cpu / count / floor:>7.2f}{'yes' if ours.points == stock.points else 'NO':>8}",
                flush=True,
            )


def growth(scratch: Path) -> None:
    """Print how the time grows with the class, and where it goes."""
    source = next(ROOT.glob("source/*/numpy_basics.ipynb"))
    print(f"\n{'numpy_basics, class of':24}{'wall s':>9}{'s each':>9}")
    for count in GROWTH:
        course = make_course(scratch / f"growth{count}", source, count)
        measured = run(course, source.parent.name)
        print(f"{count:>24}{measured.wall:>9.1f}{measured.wall / count:>9.2f}", flush=True)


def breakdown(scratch: Path) -> None:
    """Print where a submission's time goes: in its own process, and in nbgrader's walk through the class."""
    source = next(ROOT.glob("source/*/numpy_basics.ipynb"))
    count = 10
    course = make_course(scratch / "breakdown", source, count)
    profile = course / "profile"
    run(course, source.parent.name, prefix=("-m", "cProfile", "-o", str(profile)))
    stats = pstats.Stats(str(profile)).stats  # type: ignore[attr-defined]  # typeshed leaves it out
    database = sum(
        seconds
        for (file, _, _), entry in stats.items()
        if file.endswith("nbgrader/api.py")
        for (caller, _, _), (_, _, _, seconds) in entry[4].items()
        if not caller.endswith("nbgrader/api.py")
    )
    convert = next(e[3] for (file, _, name), e in stats.items() if name == "convert_notebooks" and "base.py" in file)
    waiting = next(
        e[3] for (file, _, name), e in stats.items() if name == "result" and file.endswith("futures/_base.py")
    )
    submission = course / "submitted" / "student000" / source.parent.name / source.name
    submitted = restore(nbformat.read(submission, as_version=4), source, source.parent.name)
    settings = Settings(seed=SEED)
    for _ in range(2):  # the first starts the warm process
        graded = grade_notebook(submitted, source.parent.name, settings, demonstrations=demonstrations_of([source]))
    seconds = graded.seconds | {"convert": (convert - waiting - database) / count, "database": database / count}
    print("\nnumpy_basics, seconds of one submission (convert and database under a profiler, which slows them down):")
    print("  " + "   ".join(f"{name} {value:.3f}" for name, value in seconds.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=40, help="size of the classes compared (40: about an hour)")
    students = parser.parse_args().students
    print(f"{os.cpu_count()} cores, {os.cpu_count()} jobs; times: stock's wall time over ours")
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), students)
        growth(Path(folder))
        breakdown(Path(folder))


if __name__ == "__main__":
    main()
