"""How far a run over a class is."""

import contextlib
import logging
import sys
import threading
import time

from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

SECONDS_BETWEEN_LINES = 10


class Progress:
    """A bar on a terminal, a line now and then elsewhere."""

    def __init__(self, total: int, log: logging.Logger):
        self.total, self.log, self.count = total, log, 0
        self.started = self.told = time.monotonic()
        self.lock = threading.Lock()
        self.open = contextlib.ExitStack()
        self.bar = None
        if total > 1 and sys.stderr.isatty():
            level = max((handler.level for handler in log.handlers), default=logging.INFO)
            self.open.enter_context(logging_redirect_tqdm([log]))
            for handler in log.handlers:  # tqdm's own would show every debug line
                handler.setLevel(level)
            self.bar = self.open.enter_context(tqdm(total=total, desc="Grading", unit="notebook"))

    def step(self) -> None:
        """One more is done."""
        with self.lock:
            self.count += 1
            if self.bar is not None:
                self.bar.update()
            elif self.total > 1 and time.monotonic() - self.told > SECONDS_BETWEEN_LINES:
                self.told = time.monotonic()
                rate = self.count / (self.told - self.started)
                left = max(self.total - self.count, 0) / rate
                self.log.info(
                    "Graded %d of %d notebooks, %.2f a second, about %.0f s left", self.count, self.total, rate, left
                )
            if self.count == self.total:
                self.open.close()
