"""A course folder to try things in: where its files lie, and nbgrader's commands with a progress bar."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from tqdm import tqdm
from traitlets.config.loader import PyFileConfigLoader

from helpers.grading.student_kit import PACKAGE

ROOT = PACKAGE.parent
CONFIG = "nbgrader_config.py"


class DemoCourse:
    """A folder with the course's configuration, which says where everything lies in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        config = PyFileConfigLoader(CONFIG, path=str(ROOT)).load_config()
        self.directories = CourseDirectory(config=config, root=str(folder.resolve()))

    def create(self, assignments: list[str]) -> None:
        """Fill the folder, in place of what was there, with the configuration and the sources of these assignments."""
        shutil.rmtree(self.folder, ignore_errors=True)
        origin = DemoCourse(ROOT)
        for assignment in assignments:
            shutil.copytree(origin.source(assignment), self.source(assignment))
        shutil.copy(ROOT / CONFIG, self.folder)

    def source(self, assignment: str) -> Path:
        """The folder of the instructor's notebooks."""
        return self._path(self.directories.source_directory, ".", assignment)

    def release(self, assignment: str) -> Path:
        """The folder that students receive."""
        return self._path(self.directories.release_directory, ".", assignment)

    def submitted(self, student: str, assignment: str) -> Path:
        """The folder of what a student hands in."""
        return self._path(self.directories.submitted_directory, student, assignment)

    def feedback(self, student: str, assignment: str) -> Path:
        """The folder of a student's feedback pages."""
        return self._path(self.directories.feedback_directory, student, assignment)

    @property
    def gradebook(self) -> str:
        """The address of the gradebook's database."""
        return self.directories.db_url

    @property
    def logs(self) -> Path:
        """The folder of what nbgrader's commands said."""
        return self.folder / "logs"

    def _path(self, directory: str, student: str, assignment: str) -> Path:
        path = Path(self.directories.format_path(directory, student, assignment))
        return self.folder / path.relative_to(self.directories.root)

    def nbgrader(
        self, command: str, words: list[str], title: str, count: int, step: str = "| INFO] Converting"
    ) -> None:
        """Run an nbgrader command with a progress bar, which counts a text in nbgrader's log.

        Arguments: command and its words; title of the bar; count, of steps in all; step, the text in the log.
        Raises: SystemExit, with the end of the log, where the command fails.
        """
        log = self.logs / f"{command}-{words[0].strip('-=')}.log"
        log.parent.mkdir(exist_ok=True)
        bar_format = "{desc} {bar:30} {n_fmt}/{total_fmt} {elapsed}"
        with (
            log.open("w", encoding="utf-8") as file,
            tqdm(total=count, desc=f"  {title:20}", file=sys.stdout, bar_format=bar_format) as bar,
        ):
            process = subprocess.Popen(
                [sys.executable, "-m", "nbgrader", command, *words],
                cwd=self.folder,
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
