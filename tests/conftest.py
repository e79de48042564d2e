"""What every test may use."""

import functools
import os
import sys
import tempfile
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic by name


@pytest.fixture(scope="session", autouse=True)
def alembic_is_asked_once():
    """nbgrader starts a program of three seconds for each gradebook that it makes; what that says is always the same."""
    from nbgrader import api

    api.get_alembic_version = functools.cache(api.get_alembic_version)


@pytest.fixture(scope="session")
def release(tmp_path_factory):
    """A folder as `make release` writes it; nothing in it comes from an earlier build in this checkout."""
    from tests.support.released import build_release  # imports numpy, after its threads are limited

    return build_release(tmp_path_factory.mktemp("release"))


@pytest.fixture
def scratch():
    """A temporary folder whose path is short enough for grading to use it as TMPDIR, instead of falling back to /tmp."""
    with tempfile.TemporaryDirectory(prefix="s", dir="/tmp") as folder:
        yield Path(folder)


def pytest_addoption(parser):
    parser.addoption(
        "--seeds", type=int, default=200, help="how many hidden sheets of an exercise are judged (default: 200)"
    )


def pytest_collection_modifyitems(items):
    # Many sheets run the lines that one runs: counting them would double the time.
    for item in items:
        if "seeds" in getattr(item, "fixturenames", ()):
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def seeds(pytestconfig):
    """The seeds of the hidden sheets that tests of exercises judge: 0, 1, 2, …"""
    return range(pytestconfig.getoption("seeds"))
