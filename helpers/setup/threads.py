"""One thread a notebook for matrix products, so that notebooks on one machine do not wait for each other.

The matrices of this course are small: more threads win little when one notebook runs, and when several do, theirs wait for
each other at every product. Whoever sets one of the usual variables to another number, on a hub or at home, keeps it.
"""

from __future__ import annotations

import os
import sys

VARIABLES = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",  # Apple's Accelerate
)


def use_one_thread() -> None:
    """Let numpy, scipy and scikit-learn compute with one thread, whether they are loaded already or come later."""
    if any(name in os.environ for name in VARIABLES):
        return
    os.environ.update(dict.fromkeys(VARIABLES, "1"))  # what is loaded from now on reads these
    if "numpy" in sys.modules:
        try:
            from threadpoolctl import threadpool_limits
        except ImportError:  # slower when several notebooks run, and right all the same
            return
        threadpool_limits(limits=1)
