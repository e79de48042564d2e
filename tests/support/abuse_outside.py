"""Cases that reach for other processes, the network and the system itself. The exercises are all right."""

from tests.support.abuse_case import Case

OUTSIDE = [
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
