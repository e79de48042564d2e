"""What every test may use."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
