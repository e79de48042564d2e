"""Grading on many machines: a dask cluster whose workers have the same course and a sandbox."""

import hashlib
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor
from functools import cache, partial
from typing import Any, NamedTuple

from nbformat.notebooknode import NotebookNode

from helpers.grading.execution.kernels import SandboxMissing, require_sandbox
from helpers.grading.grade import Graded, grade_notebook
from helpers.grading.settings import Settings
from helpers.grading.student_kit import PACKAGE

SECONDS_TO_ANSWER = 10
SECONDS_WITHOUT_WORKERS = 60  # so long may all workers be away, as when they are restarted
LOST_WORKERS = 10  # how many may vanish under a task before it is given up


class ClusterMissing(RuntimeError):
    """A cluster is named, and cannot be had or cannot be trusted; the text says what to do."""


class Workers(NamedTuple):
    """What grades notebooks: an executor, how many run at a time, and what to call there."""

    executor: Executor
    jobs: int
    grade: Callable[..., Graded]


def open_cluster(settings: Settings) -> Workers:
    """Connect to the dask scheduler of the settings.

    Returns: its workers, on which a task is begun anew elsewhere when one is lost.
    Raises: ClusterMissing where there is none, or where its workers would not give the marks that this machine gives.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterMissing(
            "c.GradeStep.scheduler needs the package distributed: pip install -e '.[cluster]'."
        ) from None
    where = f"c.GradeStep.scheduler = {settings.scheduler!r}"
    try:
        client = Client(settings.scheduler, timeout=SECONDS_TO_ANSWER)
    except (OSError, ValueError) as error:
        raise ClusterMissing(f"No dask scheduler answers at {where} ({error}).") from None
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
        client.run_on_scheduler(_be_patient, SECONDS_WITHOUT_WORKERS)
        answers = client.run(what_is_wrong, course_digest(), settings.sandboxed, on_error="return")
    except TimeoutError:
        client.close()
        raise ClusterMissing(f"The dask scheduler at {where} has no worker: start some, then this again.") from None
    except Exception as error:
        client.close()
        raise ClusterMissing(f"The dask scheduler at {where} is not started in this course's folder: {error}") from None
    for worker, wrong in answers.items():
        if wrong:
            client.close()
            raise ClusterMissing(f"The dask worker {worker} cannot grade: {wrong}")
    jobs = sum(client.nthreads().values())
    return Workers(client.get_executor(pure=False), jobs, partial(grade_alike, course_digest()))


def grade_alike(digest: str, notebook: NotebookNode, assignment: str, settings: Settings, **more: Any) -> Graded:
    """On a worker: grade as the machine with this digest would; workers come and go while a class is graded.

    Arguments: digest, of the course; the others as `grade_notebook` takes them. Raises: ClusterMissing where it would not
    be alike.
    """
    wrong = what_is_wrong(digest, settings.sandboxed)
    if wrong:
        raise ClusterMissing(f"A dask worker cannot grade: {wrong}")
    return grade_notebook(notebook, assignment, settings, **more)


def is_lost(error: Exception) -> bool:
    """Whether it was the cluster that failed, not a notebook's grading."""
    from distributed.scheduler import NoWorkerError

    return isinstance(error, CancelledError | NoWorkerError)


@cache
def what_is_wrong(digest: str, sandboxed: bool) -> str:
    """On a worker: say why it would not grade as the machine with this digest does; empty where it would."""
    if digest != course_digest():
        return "it has another version of the course. Update its checkout, and start it again."
    try:
        if sandboxed:
            require_sandbox()
    except SandboxMissing as error:
        return str(error)
    return ""


@cache
def course_digest() -> str:
    """A digest of everything that marks depend on, as it was when this process first asked."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(str(path.relative_to(PACKAGE)).encode() + path.read_bytes())
    return digest.hexdigest()


def _be_patient(seconds: float, dask_scheduler=None) -> None:
    """On the scheduler: no submission is to blame when a worker is lost under it; but nothing waits for ever."""
    dask_scheduler.allowed_failures = LOST_WORKERS
    dask_scheduler.no_workers_timeout = seconds
