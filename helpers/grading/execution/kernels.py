"""Start kernels from the warm process, as a Jupyter kernel provisioner."""

import asyncio
import atexit
import contextlib
import functools
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerBase

from helpers.grading.execution.confinement import readable_folders, what_is_missing
from helpers.grading.execution.fork_server import IMPORTED_AHEAD
from helpers.grading.execution.scratch import own_folder
from helpers.grading.settings import Limits

SERVER = Path(__file__).with_name("fork_server.py")
COURSE = Path(__file__).resolve().parents[3]
LARGEST_MESSAGE = 16_000_000  # bytes; a kernel that sends a larger one is cut off
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class SandboxMissing(RuntimeError):
    """The machine cannot lock kernels in, and nobody said that it need not."""


def require_sandbox() -> None:
    """Raise SandboxMissing, with what to do, where kernels cannot be locked in or could read the answer key."""
    missing = what_is_missing()
    if missing is None and any(COURSE.is_relative_to(folder) for folder in readable_folders()):
        missing = f"kernels read Python's packages, and the course lies among them, in {COURSE} (use pip's --editable)"
    if missing:
        raise SandboxMissing(
            f"The sandbox for submissions cannot be had on this machine: {missing}. To run submissions as ordinary processes "
            "of yours, which can read and change whatever you can, set c.GradeStep.sandbox = 'off' in nbgrader_config.py."
        )


class WarmServer:
    """The warm process, started when it is first needed."""

    def __init__(self) -> None:
        self.address = str(Path(tempfile.mkdtemp(dir=own_folder()), "s"))
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(SERVER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"LANG": "C.UTF-8", "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
            cwd="/",
            start_new_session=True,
        )
        assert self.process.stdin and self.process.stdout  # they are pipes
        self.requests, self.answers = self.process.stdin, self.process.stdout
        user = {name: os.environ[name] for name in ("HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR") if name in os.environ}
        settings = {"address": self.address, "hide": str(COURSE), "environment": user | ONE_THREAD}
        self.requests.write(json.dumps(settings).encode() + b"\n")
        self.requests.flush()
        if self.answers.readline() != b"ready\n":
            raise RuntimeError("The process that starts kernels did not start; its message stands above.")

    def close(self) -> None:
        """End it, and every kernel with it."""
        self.requests.close()
        self.process.wait()
        self.answers.close()


_starting = threading.Lock()


@functools.cache  # one for this process, since it takes seconds to start; nothing but warm_server() asks for it
def _start_server() -> WarmServer:
    server = WarmServer()
    atexit.register(server.close)
    return server


def warm_server() -> WarmServer:
    """The warm process of this process; a new one where it has died."""
    with _starting:
        if _start_server().process.poll() is not None:
            _start_server.cache_clear()
        return _start_server()


class ForkProvisioner(KernelProvisionerBase):
    """Kernels forked from the warm process; their life is one connection to it."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter | None = None
    pid = 0
    ended: asyncio.Future[int] | None = None

    @property
    def end(self) -> asyncio.Future[int]:
        """The kernel's end, and its exit status then. Raises RuntimeError where it was not started."""
        if self.ended is None:
            raise RuntimeError("The kernel was not started.")
        return self.ended

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started and has not been cleaned up."""
        return self.writer is not None

    async def poll(self) -> int | None:
        """The exit status; None while the kernel runs."""
        return self.end.result() if self.end.done() else None

    async def wait(self) -> int | None:
        """Wait for the kernel to end."""
        return await asyncio.shield(self.ended) if self.ended else 0

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel, by way of the process that can tell whether it still is the same."""
        if self.writer and not self.end.done():
            self.writer.write(f"signal {signum}\n".encode())
            await self.writer.drain()

    async def kill(self, restart: bool = False) -> None:
        """End the kernel at once."""
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        """End the kernel at once; it has nothing to save."""
        await self.kill()

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel and wait until its sockets are bound. Raises RuntimeError where it could not be locked in."""
        self.reader, self.writer = await asyncio.open_unix_connection(warm_server().address)
        self.writer.write(json.dumps(kwargs["request"]).encode() + b"\n")
        word, _, rest = (await self.reader.readline()).decode().strip().partition(" ")
        self.ended = asyncio.ensure_future(self._read_exit())
        if word != "ready":
            raise RuntimeError(f"A kernel could not be started: {rest or 'it ended at once'}.")
        self.pid = int(rest)
        return self.connection_info

    async def _read_exit(self) -> int:
        line = b""
        with contextlib.suppress(OSError):
            line = await self.reader.readline()
        return int(line.split()[1]) if line.startswith(b"exit ") else -signal.SIGKILL

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose the addresses of the kernel's sockets, and write the connection file."""
        manager = self.parent
        assert isinstance(manager, AsyncKernelManager)  # see started_kernel
        manager.cache_ports = False
        manager.write_connection_file()
        self.connection_info = manager.get_connection_info()
        return await super().pre_launch(cmd=[], **kwargs)

    async def cleanup(self, restart: bool = False) -> None:
        """Close the connection, which ends a kernel that is still there."""
        if self.writer:
            self.writer.close()
            self.end.cancel()
            self.writer = None


def imports_ahead(files: dict[str, bytes], texts: Iterable[str]) -> list[str]:
    """What the warm process had better import before it forks the kernel of a notebook with these files and cells."""
    code = [*texts, *(content.decode("utf-8", "replace") for path, content in files.items() if path.endswith(".py"))]
    return [name for name in IMPORTED_AHEAD if any(name in text for text in code)]


@contextlib.asynccontextmanager
async def started_kernel(scratch: Path, name: str, limits: Limits, sandboxed: bool, ahead: Sequence[str]):
    """Run a kernel in `scratch`/`name`, and end it afterwards.

    Arguments: scratch; name; limits; sandboxed; ahead, of `imports_ahead`.
    Yields: its client, with channels open, and its provisioner.
    """
    home = scratch / "home"
    sockets = scratch / "s"
    home.mkdir()
    sockets.mkdir()
    manager = AsyncKernelManager(
        transport="ipc", ip=str(sockets / "k"), connection_file=str(sockets / "connection.json"), kernel_name="python3"
    )
    provisioner = ForkProvisioner(kernel_id="k", kernel_spec=manager.kernel_spec, parent=manager)
    manager.provisioner = provisioner  # set before it starts: it would choose one of the installed ones
    manager.context.setsockopt(zmq.MAXMSGSIZE, LARGEST_MESSAGE)
    environment = {
        **ONE_THREAD,
        **dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR"), str(home)),
        "IPYTHONDIR": str(home / ".ipython"),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "NBGRADER_EXECUTION": "autograde",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    request = {
        "scratch": str(scratch),
        "folder": str(scratch / name),
        "connection_file": manager.connection_file,
        "environment": environment,
        "memory": limits.memory,
        "seconds": int(2 * limits.budget) + 10,
        "file_size": limits.disk,
        "sandboxed": sandboxed,
        "ahead": ahead,
    }
    await manager.start_kernel(request=request)
    client: AsyncKernelClient = manager.client()
    client.start_channels(hb=False, stdin=False)
    try:
        yield client, provisioner
    finally:
        client.stop_channels()
        await provisioner.kill()
        await provisioner.wait()
        await provisioner.cleanup()
        manager.context.destroy(linger=0)
