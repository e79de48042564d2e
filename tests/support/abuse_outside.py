"""Cases that reach for what lies outside of the scratch folder: files, processes, network. The exercises are all right."""

from tests.support.abuse_case import Case

OUTSIDE = [
    Case(
        "reads the reference where the checkout lies",
        """
refused(lambda: open(f"{COURSE}/helpers/reference/week2.py").read(),
        lambda: os.listdir(f"{COURSE}/helpers"),
        lambda: open(f"{COURSE}/.git/HEAD").read(),
        lambda: open(f"{OUTSIDE}/helpers/reference/week2.py").read())
sys.path.insert(0, OUTSIDE), sys.path.insert(0, COURSE)
import importlib
refused(lambda: importlib.reload(importlib.import_module("helpers.reference.week2")),
        lambda: importlib.import_module("helpers.exercises"))
""",
    ),
    Case(
        "hunts for the reference in modules and objects",
        """
import gc
print([name for name in sys.modules if "reference" in name or "exercises" in name or "grading" in name])
for thing in gc.get_objects():
    if type(thing) is dict and "expected" in thing:
        attempt(lambda: thing["expected"])
for frame in sys._current_frames().values():
    while frame:
        attempt(lambda: [frame.f_code.co_filename, list(frame.f_locals)])
        frame = frame.f_back
""",
        never=("helpers.reference", "helpers.exercises", "helpers.grading"),
    ),
    Case(
        "reads the gradebook and other submissions",
        """
import glob, pathlib, sqlite3
refused(lambda: open(f"{OUTSIDE}/gradebook.db", "rb").read(),
        lambda: sqlite3.connect(f"{OUTSIDE}/gradebook.db").execute("select 1").fetchall(),
        lambda: pathlib.Path(OUTSIDE, "submitted/other/small.ipynb").read_text(),
        lambda: os.listdir(f"{OUTSIDE}/submitted"),
        lambda: next(os.scandir("/tmp")),
        lambda: os.listdir("../.."))
attempt(lambda: glob.glob(f"{OUTSIDE}/**", recursive=True))
""",
        never=("small.ipynb'",),
    ),
    Case(
        "reads other processes through /proc",
        """
for pid in (os.getppid(), GRADER, DECOY, 1):
    for name in ("environ", "cmdline", "maps", "mem", "stat"):
        refused(lambda: open(f"/proc/{pid}/{name}", "rb").read(100))
    refused(lambda: os.listdir(f"/proc/{pid}/fd"), lambda: os.listdir(f"/proc/{pid}/root"),
            lambda: os.readlink(f"/proc/{pid}/cwd"), lambda: os.readlink(f"/proc/{pid}/exe"))
    for number in range(12):
        refused(lambda: open(f"/proc/{pid}/fd/{number}", "rb").read(100))
refused(lambda: os.listdir("/proc"), lambda: open("/proc/self/root" + OUTSIDE + "/gradebook.db").read(),
        lambda: open("/proc/self/cwd/../../../../gradebook.db").read(), lambda: open("/proc/self/mem", "r+b"))
""",
    ),
    Case(
        "reads the environment",
        """
attempt(lambda: dict(os.environ), lambda: open("/proc/self/environ").read(), lambda: os.path.expanduser("~root"),
        lambda: open("/proc/self/cmdline").read(), lambda: open("/proc/self/mountinfo").read()[:0])
environ = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
attempt(lambda: [environ[i] for i in range(5) if environ[i]])
""",
        never=("HOME=/root", "VIRTUAL_ENV", "PYTEST_CURRENT_TEST"),
    ),
    Case(
        "reads the instructor's home",
        """
import pathlib
refused(lambda: open(f"{OUTSIDE}/home/.ssh/id_rsa").read(), lambda: os.listdir("/root"), lambda: os.listdir("/home"),
        lambda: open("/etc/shadow").read(), lambda: open("/etc/hostname").read(),
        lambda: open(os.path.expanduser("~/../../../../root/.bashrc")).read())
""",
    ),
    Case(
        "starts other programs",
        """
import subprocess
refused(lambda: subprocess.run(["touch", f"{OUTSIDE}/escaped"]), lambda: subprocess.check_output("id", shell=True),
        lambda: os.execv("/bin/sh", ["sh", "-c", "true"]), lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "true"], {}),
        lambda: os.execv(sys.executable, [sys.executable, "-c", "1"]), lambda: os.popen("id").read())
attempt(lambda: os.system(f"touch {OUTSIDE}/escaped"))
get_ipython().system_raw(f"touch {OUTSIDE}/escaped")
""",
    ),
    Case(
        "forks",
        """
import multiprocessing
refused(os.fork, lambda: call("vfork"), lambda: call("fork"), lambda: multiprocessing.Process(target=print).start(),
        lambda: multiprocessing.get_context("spawn").Process(target=print).start(), os.forkpty,
        lambda: multiprocessing.Pool(2), lambda: call("unshare", 0x10000000), lambda: call("setns", 0, 0))
from concurrent.futures import ProcessPoolExecutor
refused(lambda: ProcessPoolExecutor(1).submit(print).result())
""",
    ),
    Case(
        "runs a program from memory",
        """
def from_memory():
    file = os.memfd_create("x")
    os.write(file, open(os.path.realpath(sys.executable), "rb").read())
    os.execve(file, ["x"], {})
refused(from_memory, lambda: call("fexecve", 0, None, None))
with open("program.sh", "w") as file:
    file.write("#!/bin/sh\\ntouch escaped\\n")
os.chmod("program.sh", 0o755)
refused(lambda: os.execv("./program.sh", ["x"]))
""",
    ),
    Case(
        "connects by TCP, UDP and DNS",
        """
import socket, urllib.request
refused(lambda: socket.create_connection(("127.0.0.1", PORT), 1), lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        lambda: socket.socket(socket.AF_INET6), lambda: socket.getaddrinfo("example.org", 80), lambda: socket.socket(),
        lambda: urllib.request.urlopen(f"http://127.0.0.1:{PORT}/"), lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
        lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW), lambda: socket.socket(38, socket.SOCK_SEQPACKET))
""",
    ),
    Case(
        "connects by UNIX sockets",
        """
import glob, socket
refused(lambda: socket.socket(socket.AF_UNIX).connect(f"{OUTSIDE}/socket"),
        lambda: socket.socket(socket.AF_UNIX).connect(ABSTRACT), lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM),
        lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)[0].sendto(b"x", f"{OUTSIDE}/datagrams"),
        lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET),
        lambda: socket.socketpair()[0].sendto(b"x", f"{OUTSIDE}/datagrams"),
        lambda: call("connect", 3, b"\\1\\0" + ABSTRACT, 2 + len(ABSTRACT)))
import zmq
for number in range(40):  # the kernel's own sockets cannot be turned elsewhere
    attempt(lambda: socket.socket(fileno=os.dup(number)).sendmsg([b"x"], [], 0, f"{OUTSIDE}/datagrams"),
            lambda: socket.socket(fileno=os.dup(number)).connect(f"{OUTSIDE}/socket"))
""",
    ),
    Case(
        "signals other processes",
        """
import fcntl, signal
for pid in (0, -1, os.getppid(), GRADER, DECOY, -DECOY):
    refused(lambda: os.kill(pid, signal.SIGKILL), lambda: os.kill(pid, signal.SIGSTOP))
refused(lambda: os.killpg(os.getpgid(DECOY), 9), lambda: call("tgkill", DECOY, DECOY, 9), lambda: call("killpg", 0, 9),
        lambda: call("sigqueue", DECOY, 9, 0), lambda: os.pidfd_open(DECOY), lambda: call("syscall", 200, DECOY, 9))
reading, writing = os.pipe()
refused(lambda: fcntl.fcntl(reading, fcntl.F_SETOWN, DECOY), lambda: fcntl.fcntl(reading, 10, 9),
        lambda: fcntl.fcntl(reading, 15, b"\\1\\0\\0\\0" + DECOY.to_bytes(4, "little")),
        lambda: fcntl.ioctl(reading, 0x8901, DECOY.to_bytes(4, "little")))
""",
    ),
    Case(
        "looks into other processes' memory",
        """
buffer = ctypes.create_string_buffer(100)
for pid in (os.getppid(), GRADER, DECOY):
    refused(lambda: call("ptrace", 16, pid, 0, 0), lambda: call("ptrace", 0x4206, pid, 0, 0),
            lambda: call("process_vm_readv", pid, buffer, 1, buffer, 1, 0),
            lambda: call("process_vm_writev", pid, buffer, 1, buffer, 1, 0), lambda: call("syscall", 312, pid, pid, 0, 0, 0))
refused(lambda: call("ptrace", 0, 0, 0, 0))
""",
    ),
    Case(
        "changes other processes' limits and priorities",
        """
import resource
attempt(lambda: os.setpriority(os.PRIO_PROCESS, DECOY, 19), lambda: os.sched_setaffinity(DECOY, {0}),
        lambda: os.sched_setscheduler(DECOY, os.SCHED_IDLE, os.sched_param(0)))
refused(lambda: resource.prlimit(DECOY, resource.RLIMIT_NOFILE, (5, 5)), lambda: os.setpgid(DECOY, 0),
        lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1)), lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
        lambda: call("syscall", 251, 1, DECOY, 0x6000), lambda: call("syscall", 314, DECOY, 0, 0), os.setsid)
""",
    ),
    Case(
        "changes files outside",
        """
import shutil
for name in ("gradebook.db", "submitted/other/small.ipynb", "home/.ssh/id_rsa", "socket"):
    path = f"{OUTSIDE}/{name}"
    attempt(lambda: os.chmod(path, 0o777), lambda: os.chown(path, 1, 1), lambda: os.utime(path, (1, 1)),
            lambda: shutil.copystat("/bin/sh", path))
    refused(lambda: os.setxattr(path, "user.x", b"1"), lambda: os.truncate(path, 0), lambda: open(path, "w"),
            lambda: os.open(path, os.O_RDONLY | os.O_TRUNC), lambda: open(path, "ab"), lambda: os.unlink(path),
            lambda: os.rename(path, path + "2"), lambda: os.rename(path, "here"), lambda: os.replace("worksheets", path),
            lambda: os.removexattr(path, "user.x"))
refused(lambda: os.mkdir(f"{OUTSIDE}/escaped"), lambda: open(f"{OUTSIDE}/escaped", "w"), lambda: open("/tmp/escaped", "w"),
        lambda: os.mkfifo(f"{OUTSIDE}/escaped"), lambda: shutil.rmtree(f"{OUTSIDE}/submitted"), lambda: os.rmdir(OUTSIDE),
        lambda: open("/dev/shm/escaped", "w"), lambda: open("/var/tmp/escaped", "w"), lambda: open("../../escaped", "w"),
        lambda: open(sys.modules["numpy"].__file__, "a"), lambda: os.open(OUTSIDE, os.O_TMPFILE | os.O_RDWR),
        lambda: open(f"{OUTSIDE}/home/.ipython/profile_default/startup/escaped.py", "w"))
""",
    ),
    Case(
        "links to the outside",
        """
os.symlink(OUTSIDE, "folder"), os.symlink(f"{OUTSIDE}/gradebook.db", "file"), os.symlink(f"{OUTSIDE}/home", "../home/x")
refused(lambda: open("file").read(), lambda: open("file", "a"), lambda: os.listdir("folder"),
        lambda: os.unlink("folder/gradebook.db"),
        lambda: open("folder/escaped", "w"), lambda: os.link(f"{OUTSIDE}/gradebook.db", "hard"),
        lambda: os.link("worksheets/hidden.json", f"{OUTSIDE}/escaped"), lambda: os.symlink("x", f"{OUTSIDE}/escaped"),
        lambda: os.link("/etc/passwd", "passwd"), lambda: os.link(sys.modules["numpy"].__file__, "numpy.py"))
os.rename("worksheets", "old")
os.symlink(f"{OUTSIDE}", "worksheets")
os.unlink("worksheets"), os.rename("old", "worksheets")
""",
    ),
    Case(
        "uses other doors of the system",
        """
refused(lambda: call("syscall", 425, 8, ctypes.create_string_buffer(200)), lambda: call("syscall", 250, 0, -4, 0, 0, 0),
        lambda: call("syscall", 248, b"user", b"x", b"x", 1, -4), lambda: call("syscall", 321, 0, 0, 0),
        lambda: call("shmget", 1234, 4096, 0o1666), lambda: call("msgget", 1234, 0o1666), lambda: call("semget", 1234, 1, 0o1666),
        lambda: call("mount", b"x", b"/tmp", b"tmpfs", 0, 0), lambda: call("chroot", b"."), lambda: call("setuid", 1),
        lambda: call("syscall", 323, 0), lambda: call("syscall", 298, 0, 0, -1, -1, 0), lambda: call("reboot", 0),
        lambda: call("sethostname", b"x", 1), lambda: call("settimeofday", 0, 0), lambda: call("swapon", b"x", 0),
        lambda: call("syscall", 304, -100, 0, 0), lambda: call("mq_open", b"/escaped", 0o102, 0o666, 0) )
""",
    ),
    Case(
        "calls the system in its 32-bit form",
        """
import mmap
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(bytes.fromhex("53b802000000cd805bc3"))  # fork by int 0x80
print("fork:", ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))())
""",
        says="fork: -1",
    ),
    Case(
        "ends the process that starts kernels, through its standard input",
        """
for number in range(64):
    attempt(lambda: os.write(os.open(f"/proc/self/fd/{number}", os.O_WRONLY | os.O_NONBLOCK), b"x\\n") and number)
    attempt(lambda: os.path.realpath(f"/proc/self/fd/{number}"))
""",
    ),
    Case(
        "does it all from a thread",
        """
import threading
def work():
    refused(os.fork, lambda: open(f"{OUTSIDE}/gradebook.db").read(), lambda: open(f"{OUTSIDE}/escaped", "w"),
            lambda: os.kill(DECOY, 9), lambda: __import__("socket").socket())
thread = threading.Thread(target=work)
thread.start(), thread.join()
""",
    ),
    Case(
        "does it all on the IOPub thread",
        """
import threading, time
done = threading.Event()
def work():
    refused(os.fork, lambda: open(f"{OUTSIDE}/gradebook.db").read(), lambda: open(f"{OUTSIDE}/escaped", "w"),
            lambda: os.kill(DECOY, 9), lambda: __import__("socket").socket(), lambda: os.execv("/bin/sh", ["sh"]))
    done.set()
iopub = get_ipython().kernel.iopub_thread
(getattr(iopub, "schedule", None) or iopub.io_loop.add_callback)(work)
print(done.wait(1))
""",
    ),
]
