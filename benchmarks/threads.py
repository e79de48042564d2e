"""What one thread for matrix products saves: week 2's training once alone and twice side by side, with one thread and with all.

Two notebooks on one machine are two processes; each of its threads waits for the others at every product. Run it at a quiet
moment: the load of the machine stands in the last line.
"""

import os
import statistics
import subprocess
import sys

from helpers.setup.threads import VARIABLES

ROUNDS = 3  # of each kind, in turn; their median counts
TRAINING = """
import time
from helpers.data.pictures import load_pictures
from helpers.reference.week2 import model
from threadpoolctl import threadpool_info

train_x, Y_train, test_x, Y_test, _ = load_pictures(size=32)
X_train, X_test = (x.reshape(len(x), -1).T / 255 for x in (train_x, test_x))
print("ready", flush=True)
input()  # until the other is, too
start = time.perf_counter()
model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.005)
print(time.perf_counter() - start, max(pool["num_threads"] for pool in threadpool_info()))
"""


def train(processes: int, threads: int | None) -> tuple[float, int]:
    """Train in some processes at the same time. Returns: the seconds of the slowest, and how many threads each had."""
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    if threads:
        environment |= dict.fromkeys(VARIABLES, str(threads))
    running = [
        subprocess.Popen(
            [sys.executable, "-c", TRAINING],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(processes)
    ]
    for process in running:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate()[0].split() for process in running]
    return max(float(seconds) for seconds, _ in said), int(said[0][1])


def main() -> None:
    """Print the seconds of each kind and what a second notebook costs."""
    kinds = [(processes, threads) for threads in (1, None) for processes in (1, 2)]
    seconds: dict[tuple[int, int | None], list[float]] = {kind: [] for kind in kinds}
    had = {}
    for _ in range(ROUNDS):
        for kind in kinds:
            taken, had[kind[1]] = train(*kind)
            seconds[kind].append(taken)
    median = {kind: statistics.median(all_) for kind, all_ in seconds.items()}
    print(f"{'week 2, 2000 steps':<22}{'one alone s':>12}{'two at once s':>15}{'ratio':>8}")
    for threads in (1, None):
        alone, beside = median[1, threads], median[2, threads]
        name = "one thread each" if threads else f"{had[threads]} threads each"
        print(f"{name:<22}{alone:>12.2f}{beside:>15.2f}{beside / alone:>8.1f}")
    print(f"{'all : one thread':<22}{median[1, None] / median[1, 1]:>12.1f}{median[2, None] / median[2, 1]:>15.1f}")
    print(f"on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
