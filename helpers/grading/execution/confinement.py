"""What a kernel that runs a student's code may do: files by Landlock, system calls by seccomp, amounts by rlimits.

It needs no privileges, so that it also works in a container. The warm process imports this module by itself, so it imports
nothing of the course.
"""

import ctypes
import errno
import os
import resource
import site
import socket
import sys
from pathlib import Path

LIBRARIES = ("lib", "lib64", "share", "include")
SYSTEM_FOLDERS = (
    "/usr/lib",
    "/usr/lib64",
    "/lib",
    "/lib64",
    "/usr/share",
    "/usr/local/lib",
    "/usr/local/share",
    "/etc/fonts",
)
SYSTEM_FILES = (
    *(
        "/etc/ld.so.cache",
        "/etc/localtime",
        "/etc/timezone",
        "/etc/passwd",
        "/etc/group",
        "/etc/nsswitch.conf",
        "/etc/mime.types",
    ),
    *("/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/uptime", "/proc/loadavg", "/proc/version"),
)
PR_CAPBSET_DROP, PR_SET_PDEATHSIG, LAST_CAPABILITY = 24, 1, 63
CLONE_THREAD, NULL = 0x10000, 0

# What Python, numpy, matplotlib, h5py and ipykernel call once they are loaded and their sockets are bound.
ALLOWED = """
brk mmap mprotect munmap mremap madvise msync mincore mlock munlock membarrier get_mempolicy set_mempolicy
open openat creat close close_range read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek stat fstat
lstat newfstatat fstatat64 statx access faccessat faccessat2 readlink readlinkat getdents getdents64 getcwd chdir fchdir mkdir
mkdirat rmdir rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat ftruncate fallocate fsync fdatasync sync
flock dup dup2 dup3 umask statfs fstatfs copy_file_range sendfile fadvise64 readahead getxattr lgetxattr fgetxattr listxattr
llistxattr flistxattr
clock_gettime clock_getres gettimeofday time nanosleep clock_nanosleep times getrusage getitimer
getpid getppid gettid getuid geteuid getgid getegid getresuid getresgid getgroups getpgrp getpgid getsid uname sysinfo getrlimit
getpriority sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min getcpu
getrandom arch_prctl set_tid_address set_robust_list get_robust_list rseq futex futex_waitv exit exit_group wait4 waitid
restart_syscall rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait sigaltstack pause capget
poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 eventfd eventfd2 pipe pipe2
timerfd_create timerfd_settime timerfd_gettime
accept accept4 recvfrom recvmsg recvmmsg sendmsg sendmmsg shutdown getsockname getpeername setsockopt getsockopt
""".split()
# Copying a file sets its mode and times too, and ZeroMQ's threads their priority, but a filter cannot see of which file or
# process: nothing happens, and the caller goes on.
PRETENDED = """
chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes utimensat futimesat sched_setaffinity
sched_setscheduler sched_setparam setpriority
""".split()
OLDER_FORM_INSTEAD = ("clone3", "openat2")  # what libc falls back to can be looked into by a filter
CLEAN_IOCTLS = (0x541B, 0x5421, 0x5450, 0x5451, 0x5401, 0x5413)  # FIONREAD, FIONBIO, FIO(N)CLEX, TCGETS, TIOCGWINSZ
SIGNALLING_FCNTLS = (8, 10, 15)  # F_SETOWN, F_SETSIG, F_SETOWN_EX: the system would send signals on the caller's behalf
NAMING_PRCTLS = (15, 16, 0x53564D41)  # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA


def what_is_missing() -> str | None:
    """Say in a clause which part of the sandbox this machine lacks; None where it has all."""
    if sys.platform != "linux":
        return f"it needs Linux, and this is {sys.platform}"
    try:
        import landlock

        landlock.landlock_abi_version()
    except (ImportError, OSError) as error:
        return f"Landlock is not available ({error})"
    try:
        import pyseccomp  # noqa: F401
    except (ImportError, OSError, RuntimeError) as error:
        return f"seccomp is not available ({error}; Debian's package is libseccomp2)"
    return None


def readable_folders() -> list[Path]:
    """Where Python, its packages and the system's libraries and fonts lie: all that a kernel may read besides its scratch."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    own = [Path(prefix, name) for prefix in sorted(prefixes) for name in LIBRARIES]
    own += [Path(site.getusersitepackages())] if site.ENABLE_USER_SITE else []
    return [path for path in [*own, *map(Path, SYSTEM_FOLDERS)] if path.is_dir()]


def limit_amounts(memory: int, seconds: int, file_size: int) -> None:
    """Limit address space and file size in bytes, and CPU time in seconds; no core dumps."""
    wanted = {
        "RLIMIT_CORE": 0,
        "RLIMIT_AS": memory,
        "RLIMIT_CPU": seconds,
        "RLIMIT_FSIZE": file_size,
        "RLIMIT_NOFILE": 512,
    }
    for name, limit in wanted.items():
        hard = resource.getrlimit(getattr(resource, name))[1]
        limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        try:
            resource.setrlimit(getattr(resource, name), (limit, limit))
        except (ValueError, OSError):
            if sys.platform == "linux":
                raise


def die_with_parent() -> None:
    """Ask the system to kill this process when the one that forked it ends, however that happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0)


def lock_files(scratch: str) -> None:
    """Allow reading Python and the system's libraries, and anything below `scratch`.

    Comes before any thread starts: Landlock binds the calling thread and those it starts.
    """
    from landlock import FSAccess, Ruleset

    number = os.dup(0)  # the lowest free one: what is opened next gets it, and does not tell it
    os.close(number)
    rules = Ruleset()
    for folder in readable_folders():
        rules.allow(folder, rules=FSAccess.READ_FILE | FSAccess.READ_DIR | FSAccess.EXECUTE)
    rules.allow(f"/proc/{os.getpid()}", rules=FSAccess.READ_FILE | FSAccess.READ_DIR)
    for file in filter(os.path.exists, SYSTEM_FILES):
        rules.allow(file, rules=FSAccess.READ_FILE)
    for device in filter(os.path.exists, ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")):
        rules.allow(device, rules=FSAccess.READ_FILE | FSAccess.WRITE_FILE)
    rules.allow(scratch)
    rules.apply()
    os.close(number)
    _drop_capabilities()


def _drop_capabilities() -> None:
    """A grader who is root must not hand root's powers to a student's code."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in range(LAST_CAPABILITY):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    version_3 = (ctypes.c_uint32 * 2)(0x20080522, 0)
    none = (ctypes.c_uint32 * 6)()
    if libc.capset(version_3, none) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def lock_calls() -> None:
    """Allow only the system calls that computing needs: no new process, no new socket, no signal to others.

    Comes after the kernel has bound its sockets (ZeroMQ aborts when it is refused one) and binds all threads.
    """
    import pyseccomp as sc

    rules = sc.SyscallFilter(sc.ERRNO(errno.EPERM))
    rules.set_attr(sc.Attr.CTL_TSYNC, 1)
    rules.set_attr(sc.Attr.ACT_BADARCH, sc.ERRNO(errno.EPERM))  # calls in 32-bit form; or one thread would be killed

    def add(action: int, call: str, *arguments: sc.Arg) -> None:
        if call in known:
            rules.add_rule(action, call, *arguments)

    special = "clone sendto socketpair fcntl ioctl prctl prlimit64 kill tgkill".split()
    known = {call for call in [*ALLOWED, *PRETENDED, *OLDER_FORM_INSTEAD, *special] if _is_known(sc, call)}
    for call in ALLOWED:
        add(sc.ALLOW, call)
    for call in PRETENDED:
        add(sc.ERRNO(0), call)
    for call in OLDER_FORM_INSTEAD:
        add(sc.ERRNO(errno.ENOSYS), call)
    add(sc.ALLOW, "clone", sc.Arg(0, sc.MASKED_EQ, CLONE_THREAD, CLONE_THREAD))
    add(sc.ALLOW, "sendto", sc.Arg(4, sc.EQ, NULL))
    add(
        sc.ALLOW,
        "socketpair",
        sc.Arg(0, sc.EQ, socket.AF_UNIX),
        sc.Arg(1, sc.MASKED_EQ, 0xF, socket.SOCK_STREAM),
    )
    for command in set(range(0, 20)) - set(SIGNALLING_FCNTLS) | set(range(1024, 1050)):
        add(sc.ALLOW, "fcntl", sc.Arg(1, sc.EQ, command))
    for request in CLEAN_IOCTLS:
        add(sc.ALLOW, "ioctl", sc.Arg(1, sc.EQ, request))
    for option in NAMING_PRCTLS:
        add(sc.ALLOW, "prctl", sc.Arg(0, sc.EQ, option))
    add(sc.ALLOW, "prlimit64", sc.Arg(2, sc.EQ, NULL))
    for call in ("kill", "tgkill"):
        add(sc.ALLOW, call, sc.Arg(0, sc.EQ, os.getpid()))
    rules.load()


def _is_known(sc, call: str) -> bool:
    """Whether this machine's architecture and libseccomp know the call."""
    return sc.resolve_syscall(sc.Arch.NATIVE, call) >= 0
