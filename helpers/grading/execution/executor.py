"""Run the code cells of a notebook in a forked kernel, one after the other; nothing that a kernel sends is trusted."""

import asyncio
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import is_grade

from helpers.grading.execution.crash_search import CrashSearch
from helpers.grading.execution.kept_outputs import KeptOutputs
from helpers.grading.execution.kernels import ForkProvisioner, imports_ahead, started_kernel
from helpers.grading.execution.replies import hidden_error, take_output
from helpers.grading.execution.scratch import scratch_folder
from helpers.grading.execution.stop_reason import StopKind, StopReason, in_words
from helpers.grading.execution.usage import memory_of, size_of, size_of_removed, threads_of
from helpers.grading.settings import Limits

GRACE = 3.0  # seconds that a kernel has to yield to an interrupt
LOOK = 0.25  # seconds between two looks at how much a kernel has written
LEAST_FREE = 0.25  # of the memory that was free at first; with less, later cells would lose what they show
NOT_RUN = "Not run when this was graded: no mark depends on this cell.\n"


@dataclass
class NotebookRun:
    """What came of running a notebook: what stopped cells, by index, and how many seconds kernels took to start, cells to run."""

    stops: dict[int, StopReason] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=lambda: {"start": 0.0, "cells": 0.0})
    handed_in: Mapping[int, Any] = field(default_factory=dict)


class KernelEnded(Exception):
    """The kernel is gone or had to be ended; `kind` says why."""

    def __init__(self, kind: StopKind):
        super().__init__(kind)
        self.kind = kind


@dataclass
class Attempt:
    """One run of a notebook's cells in one kernel."""

    client: AsyncKernelClient
    provisioner: ForkProvisioner
    scratch: Path
    limits: Limits
    deadline: float
    stops: dict[int, StopReason]
    leave_threads: list[int] = field(default_factory=list)
    free_at_first: int = field(init=False)

    def __post_init__(self):
        self.free_at_first = self._free()
        self.kept = KeptOutputs(self.limits)

    def _free(self) -> int:
        return self.limits.memory - memory_of(self.provisioner.pid)

    async def run_all(self, cells: dict[int, NotebookNode], ran: set[int]) -> tuple[int, StopKind | None]:
        """Run cells until the kernel ends or time is up; those that ran are added to `ran`.

        Returns: the cell at which the kernel ended, and why; None where it did not.
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
        return at, None

    async def set_up(self, cells: Sequence[str]) -> None:
        """Run the course's own cells and show nothing: what goes wrong in them shows where it is missed."""
        for text in cells:
            request = self.client.execute(text, silent=True, allow_stdin=False, stop_on_error=False)
            await self._listen(request, new_code_cell(), self.limits.timeout)

    async def run(self, index: int, cell: NotebookNode) -> None:
        """Run one cell; its outputs and what stopped it are kept. Raises KernelEnded where the kernel does not survive it."""
        cell.outputs, cell.execution_count = [], None
        threads = threads_of(self.provisioner.pid)
        watching = asyncio.ensure_future(self._watch())
        running = asyncio.ensure_future(self._execute(index, cell))
        try:
            await asyncio.wait({watching, running}, return_when=asyncio.FIRST_COMPLETED)
            if watching.done() and not running.done():
                raise KernelEnded(watching.result())
            running.result()
            if self.provisioner.end.done():
                raise KernelEnded(StopKind.KILLED)
            if self._free() < LEAST_FREE * self.free_at_first:
                raise KernelEnded(StopKind.MEMORY)
        finally:
            for task in (watching, running):
                task.cancel()
            await asyncio.gather(watching, running, return_exceptions=True)
            self.kept.keep(cell)
        if threads_of(self.provisioner.pid) > threads:
            self.leave_threads.append(index)

    async def _execute(self, index: int, cell: NotebookNode) -> None:
        request = self.client.execute(cell.source, allow_stdin=False, stop_on_error=False)
        left = self.deadline - time.monotonic()
        kind = await self._listen(request, cell, min(self.limits.timeout, left))
        if kind is StopKind.TIMEOUT and left < self.limits.timeout:
            kind = StopKind.BUDGET
        if kind is StopKind.OUTPUT:
            raise KernelEnded(kind)  # what it has yet to send may take long, and all its memory
        if kind:
            await self.provisioner.send_signal(signal.SIGINT)
            if await self._listen(request, cell, GRACE):
                raise KernelEnded(StopKind.STUCK if kind is StopKind.TIMEOUT else kind)
            self.stops[index] = StopReason(kind, self.limits)
        elif is_grade(cell) and (error := await hidden_error(self.client, request, cell.outputs)):
            cell.outputs.append(error)

    async def _listen(self, request: str, cell: NotebookNode, seconds: float) -> StopKind | None:
        """Collect a cell's outputs until the kernel is idle again. Returns what stopped that: TIMEOUT, OUTPUT or None."""
        channel = self.client.iopub_channel
        size, finish = 0, time.monotonic() + seconds
        while True:
            try:
                async with asyncio.timeout(max(finish - time.monotonic(), 0)):
                    frames = await channel.socket.recv_multipart()
            except TimeoutError:
                return StopKind.TIMEOUT
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
                return StopKind.OUTPUT
            take_output(cell, kind, content)

    async def _watch(self) -> StopKind:
        """Wait until the kernel is gone, or has written too much to go on. Returns which of it."""
        while True:
            done, _ = await asyncio.wait({self.provisioner.end}, timeout=LOOK)
            if done:
                return StopKind.KILLED
            size = await asyncio.to_thread(size_of, self.scratch)
            if size + size_of_removed(self.provisioner.pid) > self.limits.disk:
                return StopKind.DISK


def run_notebook(
    notebook: NotebookNode,
    files: dict[str, bytes],
    limits: Limits,
    *,
    name: str = "notebook",
    sandboxed: bool = True,
    left_out: Mapping[int, StopReason] = MappingProxyType({}),
    skipped: frozenset[int] = frozenset(),
    setup: Sequence[str] = (),
) -> NotebookRun:
    """Run a notebook's code cells, in place, in a scratch folder with these files; again without a cell that ends the kernel.

    Arguments: notebook, whose outputs are replaced; files, by path relative to the folder; limits; name, the folder's;
    sandboxed, whether in the sandbox; left_out, cells not to run, by index, and why; skipped, cells that need not run;
    setup, texts of cells that run first, unseen.
    Returns: the run; a cell that was stopped, or skipped, says so in its outputs too.
    """
    cells = {i: cell for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"}
    for cell in cells.values():
        cell.outputs, cell.execution_count = [], None
    for index in skipped:
        cells[index].outputs = [new_output("stream", name="stdout", text=NOT_RUN)]
    cells = {i: cell for i, cell in cells.items() if cell.source.strip() and i not in skipped}
    run = NotebookRun()
    if cells:
        asyncio.run(_run_cells(cells, files, limits, name, sandboxed, run, left_out, setup))
    for index, reason in run.stops.items():
        if reason.kind in (StopKind.KILLED, StopKind.STUCK, StopKind.DISK, StopKind.OUTPUT):
            cells[index].outputs = []
        sentence = in_words(reason)
        traceback = [f"Stopped: {sentence}"]
        cells[index].outputs.append(new_output("error", ename="Stopped", evalue=sentence, traceback=traceback))
    return run


async def _run_cells(
    cells: dict[int, NotebookNode],
    files: dict[str, bytes],
    limits: Limits,
    name: str,
    sandboxed: bool,
    run: NotebookRun,
    never: Mapping[int, StopReason],
    setup: Sequence[str],
) -> None:
    deadline = time.monotonic() + limits.budget
    ahead = imports_ahead(files, [*setup, *(cell.source for cell in cells.values())])
    search = CrashSearch([i for i in cells if i not in never])
    ran: set[int] = set()
    while True:
        run.stops = {}
        left_out = {**never, **search.left_out}
        started = time.monotonic()
        with scratch_folder(files, name) as scratch:
            async with started_kernel(scratch, name, limits, sandboxed, ahead) as (client, provisioner):
                ready = time.monotonic()
                run.seconds["start"] += ready - started
                attempt = Attempt(client, provisioner, scratch, limits, deadline, run.stops)
                await attempt.set_up(setup)
                at, kind = await attempt.run_all({i: cell for i, cell in cells.items() if i not in left_out}, ran)
                ended = provisioner.end
                status = ended.result() if ended.done() and not ended.cancelled() else None
            run.seconds["cells"] += time.monotonic() - ready
        if kind and time.monotonic() < deadline:
            search.ended_at(
                at, StopReason(kind, limits, status), attempt.leave_threads if kind is StopKind.KILLED else []
            )
            continue
        if kind:
            run.stops[at] = StopReason(kind, limits, status)
        run.stops |= {i: StopReason(StopKind.BUDGET, limits) for i in cells if i not in ran and i not in run.stops}
        run.stops |= left_out
        return
