"""What a result was computed with: Python, numpy and its BLAS, processor, memory, system."""

import contextlib
import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np

UNKNOWN = "not known"


def environment() -> dict[str, str]:
    """Describe the machine and the software that this code runs on.

    Returns:
        Name → text; "not known" where the system does not tell.
    """
    return {
        "Python": f"{platform.python_version()} ({platform.python_implementation()})",
        "numpy": np.__version__,
        "BLAS": _blas(),
        "processor": _processor(),
        "cores": _cores(),
        "memory": _memory(),
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
    }


def _blas() -> str:
    """The library behind numpy's matrix products, and how many threads it may use."""
    try:
        built = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
        name = f"{built.get('name', '')} {built.get('version', '')}".replace("unknown", "").strip() or UNKNOWN
    except (KeyError, TypeError):
        return UNKNOWN
    with contextlib.suppress(ImportError, OSError):
        from threadpoolctl import threadpool_info

        threads = {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}
        if threads:
            name += f", {max(threads)} {'thread' if max(threads) == 1 else 'threads'}"
    return name


def _processor() -> str:
    """The processor's name: macOS tells by a command, Linux in a file (on ARM without any name)."""
    if sys.platform == "darwin":
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            command = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
            return subprocess.run(command, capture_output=True, text=True, timeout=5, check=True).stdout.strip()
    for line in _lines("/proc/cpuinfo"):
        name, _, value = line.partition(":")
        if name.strip() in ("model name", "Model", "cpu model") and value.strip():
            return " ".join(value.split())
    return platform.machine() or UNKNOWN


def _cores() -> str:
    """How many there are, and how many of them this process may use."""
    count = os.cpu_count()
    if not count:
        return UNKNOWN
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else count
    return f"{count}" if usable == count else f"{usable} of {count}"


def _memory() -> str:
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemTotal:"):
            return f"{int(line.split()[1]) * 1024 / 1e9:.1f} GB"
    with contextlib.suppress(ValueError, OSError, AttributeError):
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.1f} GB"
    return UNKNOWN


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
