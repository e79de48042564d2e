"""Run the code cells of a notebook in a forked kernel, one after the other; nothing that a kernel sends is trusted."""

import asyncio
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output

from helpers.grading.execution.crash_search import Blame
from helpers.grading.execution.kernels import ForkProvisioner, Limits, started_kernel
from helpers.grading.execution.scratch import scratch_folder
from helpers.grading.execution.stop_reason import Trouble, how_it_ended, trouble_of
from helpers.grading.execution.usage import memory_of, size_of, size_of_removed, threads_of
from helpers.grading.submission.sanitize import clean_output

GRACE = 3.0  # seconds that a kernel has to yield to an interrupt
LOOK = 0.25  # seconds between two looks at how much a kernel has written
LEAST_FREE = 0.25  # of the memory that was free at first; with less, later cells would lose what they show
NOT_RUN = "Not run when this was graded: no mark depends on this cell.\n"


@dataclass
class Run:
    """What came of running a notebook: troubles by cell index, and how many seconds kernels took to start, cells to run."""

    troubles: dict[int, Trouble] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=lambda: {"start": 0.0, "cells": 0.0})
    submitted: dict[int, Any] = field(default_factory=dict)


class KernelEnded(Exception):
    """The kernel is gone or had to be ended; `kind` says why, as in Trouble."""

    def __init__(self, kind: str):
        self.kind = kind


@dataclass
class Attempt:
    """One run of a notebook's cells in one kernel."""

    client: AsyncKernelClient
    provisioner: ForkProvisioner
    scratch: Path
    limits: Limits
    deadline: float
    troubles: dict[int, Trouble]
    leave_threads: list[int] = field(default_factory=list)
    free_at_first: int = field(init=False)

    def __post_init__(self):
        self.free_at_first = self._free()

    def _free(self) -> int:
        return self.limits.memory - memory_of(self.provisioner.pid)

    async def run_all(self, cells: dict[int, NotebookNode], ran: set[int]) -> tuple[int, str]:
        """Run cells until the kernel ends or time is up; those that ran are added to `ran`.

        Returns: the cell at which the kernel ended, and the kind of trouble; an empty kind where it did not.
        """
        at = 0
        try:
            for at, cell in cells.items():
                if time.monotonic() > self.deadline:
                    break
                await self.run(at, cell)
                ran.add(at)
        except KernelEnded as end:
            return at, end.kind
        return at, ""

    async def run(self, index: int, cell: NotebookNode) -> None:
        """Run one cell; its outputs and troubles are kept. Raises KernelEnded where the kernel does not survive it."""
        cell.outputs, cell.execution_count = [], None
        threads = threads_of(self.provisioner.pid)
        watching = asyncio.ensure_future(self._watch())
        running = asyncio.ensure_future(self._execute(index, cell))
        try:
            await asyncio.wait({watching, running}, return_when=asyncio.FIRST_COMPLETED)
            if watching.done() and not running.done():
                raise KernelEnded(watching.result())
            running.result()
            if self.provisioner.ended.done():
                raise KernelEnded("killed")
            if self._free() < LEAST_FREE * self.free_at_first:
                raise KernelEnded("memory")
        finally:
            for task in (watching, running):
                task.cancel()
            await asyncio.gather(watching, running, return_exceptions=True)
        if threads_of(self.provisioner.pid) > threads:
            self.leave_threads.append(index)

    async def _execute(self, index: int, cell: NotebookNode) -> None:
        request = self.client.execute(cell.source, allow_stdin=False, stop_on_error=False)
        left = self.deadline - time.monotonic()
        trouble = await self._listen(request, cell, min(self.limits.cell_seconds, left))
        if trouble == "timeout" and left < self.limits.cell_seconds:
            trouble = "budget"
        if trouble == "output":
            raise KernelEnded(trouble)  # what it has yet to send may take long, and all its memory
        if trouble:
            await self.provisioner.send_signal(signal.SIGINT)
            if await self._listen(request, cell, GRACE):
                raise KernelEnded("stuck" if trouble == "timeout" else trouble)
            self.troubles[index] = trouble_of(trouble, self.limits)

    async def _listen(self, request: str, cell: NotebookNode, seconds: float) -> str | None:
        """Collect a cell's outputs until the kernel is idle again. Returns what stopped that: 'timeout', 'output' or None."""
        channel = self.client.iopub_channel
        size, finish = 0, time.monotonic() + seconds
        while True:
            try:
                async with asyncio.timeout(max(finish - time.monotonic(), 0)):
                    frames = await channel.socket.recv_multipart()
            except TimeoutError:
                return "timeout"
            size += sum(map(len, frames))
            try:
                message = channel.session.deserialize(channel.session.feed_identities(frames)[1])
                if message["parent_header"]["msg_id"] != request:
                    continue
                kind, content = message["msg_type"], dict(message["content"])
                if kind == "status" and content["execution_state"] == "idle":
                    return None
            except Exception:  # forged or malformed: the kernel's own sender would not have
                continue
            if size > self.limits.output:
                return "output"
            _take(cell, kind, content)

    async def _watch(self) -> str:
        """Wait until the kernel is gone, or has written too much to go on. Returns which of it."""
        while True:
            done, _ = await asyncio.wait({self.provisioner.ended}, timeout=LOOK)
            if done:
                return "killed"
            size = await asyncio.to_thread(size_of, self.scratch)
            if size + size_of_removed(self.provisioner.pid) > self.limits.disk:
                return "disk"


def _take(cell: NotebookNode, kind: str, content: dict) -> None:
    if kind == "execute_input" and isinstance(content.get("execution_count"), int):
        cell.execution_count = content["execution_count"]
    elif kind == "clear_output":
        cell.outputs = []
    elif output := clean_output(kind, content):
        last = cell.outputs[-1] if cell.outputs else {}
        if kind == "stream" and last.get("output_type") == "stream" and last["name"] == output["name"]:
            last["text"] += output["text"]
        else:
            cell.outputs.append(output)


def run_notebook(
    notebook: NotebookNode,
    files: dict[str, bytes],
    limits: Limits,
    *,
    name: str = "notebook",
    locked: bool = True,
    left_out: Mapping[int, Trouble] = MappingProxyType({}),
    needless: frozenset[int] = frozenset(),
) -> Run:
    """Run a notebook's code cells, in place, in a scratch folder with these files; again without a cell that ends the kernel.

    Arguments: notebook, whose outputs are replaced; files, by path relative to the folder; limits; name, the folder's;
    locked, whether in the sandbox; left_out, cells not to run, by index, and why; needless, cells that nobody wants to run.
    Returns: the run; a cell in trouble, or needless, says so in its outputs too.
    """
    cells = {i: cell for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"}
    for cell in cells.values():
        cell.outputs, cell.execution_count = [], None
    for index in needless:
        cells[index].outputs = [new_output("stream", name="stdout", text=NOT_RUN)]
    cells = {i: cell for i, cell in cells.items() if cell.source.strip() and i not in needless}
    run = Run()
    if cells:
        asyncio.run(_run_cells(cells, files, limits, name, locked, run, left_out))
    for index, trouble in run.troubles.items():
        if trouble.kind in ("killed", "stuck", "disk", "output"):
            cells[index].outputs = []
        lines = [f"Stopped: {trouble.sentence}"]
        cells[index].outputs.append(new_output("error", ename="Stopped", evalue=trouble.sentence, traceback=lines))
    return run


async def _run_cells(
    cells: dict[int, NotebookNode],
    files: dict[str, bytes],
    limits: Limits,
    name: str,
    locked: bool,
    run: Run,
    never: Mapping[int, Trouble],
) -> None:
    deadline = time.monotonic() + limits.notebook_seconds
    blame = Blame([i for i in cells if i not in never])
    ran: set[int] = set()
    while True:
        run.troubles = {}
        left_out = {**never, **blame.left_out}
        started = time.monotonic()
        with scratch_folder(files, name) as scratch:
            async with started_kernel(scratch, name, limits, locked) as (client, provisioner):
                ready = time.monotonic()
                run.seconds["start"] += ready - started
                attempt = Attempt(client, provisioner, scratch, limits, deadline, run.troubles)
                at, kind = await attempt.run_all({i: cell for i, cell in cells.items() if i not in left_out}, ran)
                ended = provisioner.ended
                how = how_it_ended(ended.result() if ended.done() and not ended.cancelled() else None)
            run.seconds["cells"] += time.monotonic() - ready
        if kind and time.monotonic() < deadline:
            blame.ended_at(at, trouble_of(kind, limits, how), attempt.leave_threads if kind == "killed" else [])
            continue
        if kind:
            run.troubles[at] = trouble_of(kind, limits, how)
        run.troubles |= {i: trouble_of("budget", limits) for i in cells if i not in ran and i not in run.troubles}
        run.troubles |= left_out
        return
