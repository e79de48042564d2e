"""Grading on many machines: a dask cluster whose workers have the same course and a sandbox."""

import hashlib
from concurrent.futures import Executor
from pathlib import Path

from helpers.grading.packing import PACKAGE
from helpers.grading.sandbox.locks import what_is_missing
from helpers.grading.settings import Settings

SECONDS_TO_ANSWER = 10
LOST_WORKERS = 10  # how many may vanish under a task before it is given up


class ClusterMissing(RuntimeError):
    """A cluster is named, and cannot be had or cannot be trusted; the text says what to do."""


def open_cluster(settings: Settings) -> Executor:
    """Connect to the dask scheduler of the settings.

    Returns: an executor whose tasks are begun anew elsewhere when a worker is lost.
    Raises: ClusterMissing where there is none, or where its workers would not give the marks that this machine gives.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterMissing("c.Grade.scheduler needs the package distributed: pip install -e '.[cluster]'.") from None
    try:
        client = Client(settings.scheduler, timeout=SECONDS_TO_ANSWER)
        client.run_on_scheduler(_allow_failures)
    except OSError as error:
        sentence = f"No dask scheduler answers at c.Grade.scheduler = {settings.scheduler!r} ({error})."
        raise ClusterMissing(sentence) from None
    for worker, (digest, missing) in client.run(course_and_sandbox).items():
        wrong = ""
        if digest != course_digest():
            wrong = "has another version of the course: update its checkout"
        elif missing and settings.locked:
            wrong = f"has no sandbox for submissions: {missing}"
        if wrong:
            client.close()
            raise ClusterMissing(f"The dask worker {worker} {wrong}.")
    return client.get_executor(pure=False)


def course_and_sandbox() -> tuple[str, str | None]:
    """What a worker says of itself: the digest of its course, and what its sandbox lacks."""
    return course_digest(), what_is_missing()


def course_digest() -> str:
    """A digest of everything that marks depend on."""
    digest = hashlib.sha256()
    for path in sorted(Path(PACKAGE).rglob("*.py")):
        digest.update(str(path.relative_to(PACKAGE)).encode() + path.read_bytes())
    return digest.hexdigest()


def _allow_failures(dask_scheduler) -> None:
    """No submission is to blame when a worker is lost under it."""
    dask_scheduler.allowed_failures = LOST_WORKERS
