"""What several tests of grading look at."""

import pytest


@pytest.fixture(scope="session")
def accidents(tmp_path_factory):
    """The large class of accidents, graded; tests that look at it are of the xdist group of that name."""
    from tests.support.class_of_accidents import graded_class  # a minute's work, and many imports

    return graded_class(tmp_path_factory.mktemp("accidents") / "course")
