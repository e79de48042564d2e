"""The warm process: it has imported what every notebook imports, and forks a locked-in kernel on request.

Started as a script by `helpers.grading.execution.kernels`, in an empty environment. It knows nothing of the course, has one
thread, and runs no student's code; a kernel is what it is plus one connection file. When its standard input closes, because
whoever started it is gone, it ends, and its kernels with it.

Protocol, one line a message. In: a JSON object asks for a kernel; then "signal N". Out: "ready PID" or "failed REASON", at
last "exit STATUS". Closing the connection kills the kernel.
"""

import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
from collections.abc import Iterable

# What notebooks import, and what ipykernel would import only when the first cell runs.
PRELOAD = """
ipykernel.kernelapp ipykernel.debugger IPython.core.completerlib IPython.core.oinspect sqlite3
numpy numpy.random h5py matplotlib.pyplot matplotlib_inline.backend_inline PIL.Image tqdm.auto
landlock pyseccomp confinement magics forgiving_imports
""".split()

# What only some notebooks import, and what takes as long as all of the above: the first request that names it waits for it.
IMPORTED_AHEAD = {"sklearn": ("sklearn.datasets", "sklearn.linear_model", "sklearn.neural_network")}


class Server:
    """Listens at a UNIX socket; holds a connection for each kernel."""

    def __init__(self, address: str, environment: dict[str, str]):
        self.environment = environment
        self.kernels: dict[int, socket.socket] = {}  # process id -> connection
        self.waiting: dict[socket.socket, bytes] = {}  # connection -> the part of a line that came so far
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(address)
        self.listener.listen(64)
        self.selector = selectors.DefaultSelector()
        wake, self.woken = socket.socketpair()
        wake.setblocking(False)
        signal.set_wakeup_fd(wake.fileno())
        self.wake = wake
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which then closes our standard input
        for source in (self.listener, self.woken, sys.stdin):
            self.selector.register(source, selectors.EVENT_READ)

    def serve(self) -> None:
        """Answer requests until standard input closes."""
        while True:
            for key, _ in self.selector.select():
                source = key.fileobj
                if source is sys.stdin:
                    return
                if source is self.listener:
                    connection, _ = self.listener.accept()
                    self.waiting[connection] = b""
                    self.selector.register(connection, selectors.EVENT_READ)
                elif source is self.woken:
                    self.woken.recv(1000)
                    self.bury()
                elif source in self.waiting:
                    self.hear(source)

    def hear(self, connection: socket.socket) -> None:
        """Read what came over a connection, and do what its complete lines say."""
        try:
            data = connection.recv(65536)
        except ConnectionError:
            data = b""
        if not data:
            self.forget(connection)
            return
        *lines, self.waiting[connection] = (self.waiting[connection] + data).split(b"\n")
        for line in lines:
            if line.startswith(b"signal "):
                self.kill(connection, int(line.split()[1]))
            else:
                self.fork(connection, json.loads(line))

    def fork(self, connection: socket.socket, request: dict) -> None:
        """Fork a kernel; the child says itself over the connection when it is ready."""
        for name in request["ahead"]:
            preload(IMPORTED_AHEAD[name], self.environment)
        process = os.fork()
        if process:
            self.kernels[process] = connection
            return
        try:
            os.dup2(connection.fileno(), 3)
            os.closerange(4, 4096)
            os.dup2(
                1, 0
            )  # our standard input's end is our end, and a pipe can be opened for writing through /proc/self/fd
            become_kernel(socket.socket(fileno=3), request)
        finally:
            os._exit(1)

    def kill(self, connection: socket.socket, number: int) -> None:
        """Send a signal to the kernel of a connection: a process that has not been waited for cannot be another one."""
        for process, other in self.kernels.items():
            if other is connection:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, number)

    def bury(self) -> None:
        """Take note of kernels that ended."""
        with contextlib.suppress(ChildProcessError):
            while True:
                process, status = os.waitpid(-1, os.WNOHANG)
                if not process:
                    return
                connection = self.kernels.pop(process)
                with contextlib.suppress(OSError):
                    connection.sendall(f"exit {os.waitstatus_to_exitcode(status)}\n".encode())

    def forget(self, connection: socket.socket) -> None:
        """Kill the kernel of a connection that was closed."""
        self.kill(connection, signal.SIGKILL)
        self.selector.unregister(connection)
        del self.waiting[connection]
        connection.close()


def become_kernel(connection: socket.socket, request: dict) -> None:
    """Turn a fresh fork into a locked-in kernel, and run it until it is told to stop."""
    try:
        app = prepare_kernel(request)
    except BaseException as error:
        connection.sendall(f"failed {type(error).__name__}: {error}".replace("\n", " ").encode() + b"\n")
        return
    connection.sendall(f"ready {os.getpid()}\n".encode())
    connection.close()
    app.start()


def prepare_kernel(request: dict):
    """Lock the process in and bind the kernel's sockets. Returns the kernel application, ready to start."""
    import confinement
    import forgiving_imports
    import magics

    confinement.die_with_parent()
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL if number == signal.SIGCHLD else signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    sys.argv = ["kernel"]
    sys.path[:] = ["", *sys.path]
    confinement.limit_amounts(request["memory"], request["seconds"], request["file_size"])
    if request["sandboxed"]:
        confinement.lock_files(request["scratch"])
    numpy = sys.modules["numpy"]
    numpy.random.seed()  # or all kernels would draw the same numbers
    from ipykernel.kernelapp import IPKernelApp

    app = IPKernelApp.instance()
    app.initialize(["-f", request["connection_file"], "--HistoryManager.hist_file=:memory:", "--quiet"])
    shell = app.shell
    assert shell  # it was initialized
    shell.enable_matplotlib("inline")  # it registers with the shell at import, which was before there was any
    shell.unobserve_all("exit_now")  # exit() would end the kernel a moment later, in a cell that can't help it
    magics.forgive_commands(shell, request["sandboxed"])
    forgiving_imports.forgive_imports(shell)
    if request["sandboxed"]:
        confinement.lock_calls()
    return app


def preload(names: Iterable[str], environment: dict[str, str]) -> None:
    """Import modules once, in this environment. Where one fails, a notebook that imports it says so; no other may suffer."""
    names = [name for name in names if name not in sys.modules]
    os.environ.update(environment)
    for name in names:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    os.environ.clear()
    if names:
        gc.collect()
        gc.freeze()


def _first_line() -> bytes:
    """The first line of standard input, and nothing behind it, which would no longer wake the selector."""
    with os.fdopen(os.dup(0), "rb", buffering=0) as unbuffered:
        return unbuffered.readline()


def main() -> None:
    """Read the address from standard input's first line, import everything, say so, and serve."""
    settings = json.loads(_first_line())
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [here, *(entry for entry in sys.path if entry not in ("", here, settings["hide"]))]
    preload([*PRELOAD, "matplotlib.font_manager"], settings["environment"])
    sys.path.remove(here)
    server = Server(settings["address"], settings["environment"])
    print("ready", flush=True)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    os.dup2(null, 2)
    server.serve()
    for process in server.kernels:
        os.kill(process, signal.SIGKILL)


if __name__ == "__main__":
    main()
