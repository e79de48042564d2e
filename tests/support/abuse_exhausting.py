"""Cases that end the kernel, never end themselves, or use up what there is; one bad cell costs its own points only."""

from tests.support.abuse_case import EXTRA, Case
from tests.support.course import SOLUTIONS

RIGHT = "\n" + SOLUTIONS["L1"] + "\n"
WRONG = "\ndef L1(yhat, y):\n    return 0.0\n"
STUBBORN = """
import time
while True:
    try:
        while True:
            time.sleep(0.01)
    except BaseException:
        pass
"""


def inside(code):
    """L1 with this code in its body."""
    return "def L1(yhat, y):\n" + "\n".join(f"    {line}" for line in code.strip().split("\n")) + "\n    return 0.0"


def in_function(name, code, **facts):
    """A case whose code stands in the body of L1, which earns nothing."""
    return Case(name, {"L1": inside(code)}, ("L1",), **facts)


EXHAUSTING = [
    Case("leaves by os._exit", "os._exit(0)", trouble="killed"),
    Case("leaves by sys.exit", "sys.exit(0)"),
    Case("leaves by exit", "exit()\nprint('still here')", says="still here"),
    Case("leaves by exit a little later", "quit()\nimport time\ntime.sleep(0.5)"),
    Case("leaves by quitting the kernel", "get_ipython().kernel.do_shutdown(False)\nget_ipython().ask_exit()"),
    Case("raises KeyboardInterrupt", "raise KeyboardInterrupt"),
    Case("raises SystemExit in a test", {"L1": inside("raise SystemExit(0)")}, ("L1",)),
    Case("raises GeneratorExit in a test", {"L1": inside("raise GeneratorExit")}, ("L1",)),
    Case("raises a bare BaseException", "raise BaseException('x' * 10**6)"),
    in_function("leaves by os._exit in a test", "os._exit(3)", trouble="killed"),
    Case("kills itself", "import signal\nos.kill(os.getpid(), signal.SIGKILL)", trouble="killed"),
    in_function("kills itself in a test", "os.kill(os.getpid(), 9)", trouble="killed"),
    Case("stops itself", "import signal\nos.kill(os.getpid(), signal.SIGSTOP)", trouble="stuck"),
    Case(
        "ends one thread by a signal",
        "import threading, signal\nsignal.pthread_kill(threading.get_ident(), 11)",
        trouble="killed",
    ),
    Case("reads from address 0", "ctypes.string_at(0)", trouble="killed"),
    Case("aborts", "os.abort()", trouble="killed"),
    Case("calls Py_FatalError", "ctypes.pythonapi.Py_FatalError(b'x')", trouble="killed"),
    Case(
        "leaves at the next cell by a hook",
        "get_ipython().events.register('pre_run_cell', lambda info: os._exit(0))",
        trouble="killed",
    ),
    Case(
        "leaves at its end by a hook",
        "get_ipython().events.register('post_run_cell', lambda result: os._exit(0))",
        trouble="killed",
    ),
    Case(
        "leaves in a later cell by a function", "def late(*a):\n    os._exit(0)\nsys.settrace(late)", trouble="killed"
    ),
    Case(
        "is killed by a thread at once",
        "import threading\nthreading.Thread(target=os._exit, args=(1,)).start()",
        trouble="killed",
    ),
    Case(
        "is killed by a timer later",
        "import threading\nthreading.Timer(0.03, os._exit, (1,)).start()",
        trouble="killed",
    ),
    Case(
        "leaves something for the end",
        "import atexit\natexit.register(lambda: os._exit(9))\n"
        "import threading\nthreading._register_atexit(lambda: print(open(f'{OUTSIDE}/gradebook.db').read()))",
    ),
    Case("never ends", "while True:\n    pass", trouble="timeout"),
    in_function("never ends in a test", "while True:\n    pass", trouble="timeout"),
    Case("sleeps", "import time\ntime.sleep(1e6)", trouble="timeout"),
    Case(
        "ignores interrupts",
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass",
        trouble="stuck",
    ),
    Case("catches interrupts", STUBBORN, trouble="stuck"),
    Case("computes for ever in C", "10 ** 10 ** 9"),
    Case("looks for a pattern for ever", "import re\nre.match('(a*)*b', 'a' * 40)", trouble="timeout"),
    Case(
        "waits for a lock",
        "import threading\nlock = threading.Lock()\nlock.acquire(), lock.acquire()",
        trouble="timeout",
    ),
    Case("asks for input", "name = input('your password: ')", says="StdinNotImplementedError"),
    Case("asks the kernel itself for input", "get_ipython().kernel._allow_stdin = True\ninput()", trouble="timeout"),
    Case("calls itself for ever", "sys.setrecursionlimit(10**9)\ndef down(n):\n    return down(n + 1) + 1\ndown(0)"),
    in_function("calls itself for ever in a test", "return L1(yhat, y)", says="RecursionError"),
    Case(
        "takes all memory by arrays",
        "keep = []\nwhile True:\n    keep.append(np.zeros(10**8))",
        says="Unable to allocate",
    ),
    Case("takes all memory by lists", "keep = [0] * 10**10", says="MemoryError"),
    Case("takes all memory by one number", "x = 1 << (1 << 36)", says="MemoryError"),
    Case(
        "takes all memory in small pieces and keeps it",
        "keep = []\ntry:\n    while True:\n        keep.append(bytearray(10**5))\nexcept MemoryError:\n    pass",
        trouble="memory",
    ),
    Case("takes all memory by files in memory", "refused(lambda: os.memfd_create('x'))"),
    Case("prints a gigabyte", "while True:\n    print('x' * 10**6)"),
    Case("prints a gigabyte in small pieces", "while True:\n    print(1, end='', flush=True)"),
    Case("prints one huge line", "sys.stdout.write('x' * 10**9)"),
    Case("prints below Python", "data = b'y' * 10**6\nwhile True:\n    os.write(1, data)"),
    Case(
        "shows a gigabyte",
        "from IPython.display import display\nwhile True:\n    display({'text/plain': 'x' * 10**6}, raw=True)",
    ),
    in_function("prints a gigabyte in a test", "while True:\n    print('x' * 10**6)"),
    Case("fills the disk by one file", "file = open('big', 'wb')\nwhile True:\n    file.write(bytes(10**6))"),
    Case(
        "fills the disk by many files",
        "for n in range(10**9):\n    open(f'f{n}', 'wb').write(bytes(10**6))",
        trouble="disk",
    ),
    Case(
        "fills the disk by removed files",
        "keep = []\nfor n in range(400):\n    keep.append(open('f', 'wb'))\n    os.unlink('f')\n"
        "    for _ in range(20):\n        keep[-1].write(bytes(10**6))\nimport time\ntime.sleep(1)",
        trouble="disk",
    ),
    Case("fills the disk by empty files", "for n in range(10**9):\n    open(f'f{n}', 'wb')"),
    Case("makes deep folders", "for _ in range(5000):\n    os.mkdir('d')\n    os.chdir('d')"),
    Case(
        "makes sparse files",
        "for n in range(200):\n    attempt(lambda: os.truncate(os.open(f's{n}', os.O_CREAT | os.O_RDWR), 10**15))",
    ),
    Case(
        "draws a giant figure",
        "import matplotlib.pyplot as plt\nplt.figure(figsize=(3000, 3000))\nplt.plot([1])\nplt.show()",
    ),
    Case(
        "draws a figure of noise",
        "import matplotlib.pyplot as plt\nplt.figure(figsize=(60, 60))\n"
        "plt.imshow(np.random.rand(4000, 4000, 3))\nplt.show()",
    ),
    Case(
        "starts thousands of threads",
        "import threading, time\nthreading.stack_size(32768)\n"
        "for _ in range(10**5):\n    threading.Thread(target=time.sleep, args=(100,), daemon=True).start()",
    ),
    Case("forks a bomb", "while True:\n    try:\n        os.fork()\n    except OSError:\n        break"),
    Case("closes the kernel's files", "os.closerange(0, 512)"),
    Case("closes the kernel's sockets", "get_ipython().kernel.iopub_socket.io_thread.socket.close()"),
    Case("turns the kernel's files round", "for n in range(3, 60):\n    attempt(lambda: os.dup2(1, n))"),
    Case("stops the IOPub thread", "get_ipython().kernel.iopub_thread.stop()"),
    Case("closes standard output", "sys.stdout.close()\nsys.stderr.close()\nos.close(1)\nos.close(2)"),
    Case("replaces standard output", "sys.stdout = sys.stderr = None", trouble="spoilt"),
    Case(
        "removes its folder",
        "import shutil\nshutil.rmtree(os.getcwd(), ignore_errors=True)\n"
        "shutil.rmtree(os.path.dirname(os.getcwd()), ignore_errors=True)",
        trouble="spoilt",
    ),
    Case("forbids its folder", "os.mkdir('d')\nos.mkdir('d/e')\nos.chmod('d', 0)"),
    Case("goes elsewhere", "os.chdir('/')"),
    Case(
        "opens comms",
        "from comm import create_comm\nfor _ in range(500):\n    create_comm('x', data={'a': 'b' * 1000})",
    ),
    Case(
        "is idle before it is, for ever",
        "kernel = get_ipython().kernel\nkernel.session.send(kernel.iopub_socket, 'status', {'execution_state': 'idle'}, "
        "parent=get_ipython().parent_header)\nwhile True:\n    pass",
    ),
    Case(
        "is idle before it is, and will not stop",
        "kernel = get_ipython().kernel\nkernel.session.send(kernel.iopub_socket, 'status', {'execution_state': 'idle'}, "
        "parent=get_ipython().parent_header)" + STUBBORN,
    ),
    Case("breaks what comes later", {EXTRA: "def sigmoid(z):\n    return z", "L1": "x = 1"}, ("L1",)),
]
