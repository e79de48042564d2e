"""What every test may use."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic by name


@pytest.fixture
def scratch():
    """A temporary folder whose path is short enough for grading to use it as TMPDIR, instead of falling back to /tmp."""
    with tempfile.TemporaryDirectory(prefix="s", dir="/tmp") as folder:
        yield Path(folder)
