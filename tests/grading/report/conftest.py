"""The records of the made-up class, as grading would have left them."""

import pytest
from nbgrader.coursedir import CourseDirectory

from helpers.demo.large_class import write_synthetic_records
from helpers.grading.report.records import read_class
from tests.support.class_records import WEEK3


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    write_synthetic_records(folder, WEEK3)
    return folder


@pytest.fixture(scope="session")
def record(folder):
    return read_class(CourseDirectory(root=str(folder)), WEEK3)
