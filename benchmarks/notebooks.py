"""How long the instructor's notebooks take, each from start to end on one BLAS thread, beside the bound of its week."""

import os
import resource
import time
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
BOUNDS = {"planar_classification": 20, "deep_network": 30}  # seconds


def cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    print(f"{'notebook':<24}{'wall s':>8}{'CPU s':>8}{'bound s':>9}")
    for path in sorted(ROOT.glob("source/*/*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        wall, cpu = time.perf_counter(), cpu_of_children()
        NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
        wall, cpu = time.perf_counter() - wall, cpu_of_children() - cpu
        print(f"{path.stem:<24}{wall:>8.1f}{cpu:>8.1f}{BOUNDS.get(path.stem, '–'):>9}")


if __name__ == "__main__":
    main()
