"""What several tests of grading look at."""

import pytest


def _graded(week):
    @pytest.fixture(scope="session", name=f"week{week}_accidents")
    def graded(tmp_path_factory):
        """The class of accidents of one week, graded; tests that look at it are of the xdist group of that name."""
        from tests.support import class_of_accidents as accidents  # half a minute's work, and many imports

        name = {2: accidents.WEEK2, 3: accidents.WEEK3, 4: accidents.WEEK4}[week]
        return accidents.graded_class(name, tmp_path_factory.mktemp("accidents") / "a course")

    return graded


week2_accidents, week3_accidents, week4_accidents = map(_graded, (2, 3, 4))
