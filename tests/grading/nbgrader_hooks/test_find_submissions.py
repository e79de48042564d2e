"""nbgrader's look for notebooks is this course's own where it grades, and nbgrader's everywhere else."""

import pytest
from nbconvert.exporters import NotebookExporter
from nbgrader.converters import Autograde, BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory

from helpers.grading.nbgrader_hooks.class_exporter import ClassExporter
from helpers.grading.nbgrader_hooks.find_submissions import find_submissions


@pytest.fixture
def converter(tmp_path, monkeypatch):
    """One that finds no notebook; nbgrader's class is as it was again behind the test."""
    monkeypatch.setattr(Autograde, "init_notebooks", BaseConverter.init_notebooks)
    find_submissions()
    return Autograde(coursedir=CourseDirectory(root=str(tmp_path), assignment_id="week2"))


def test_where_no_notebook_is_called_as_it_should_be_the_run_goes_on_to_its_exporter(converter):
    converter.exporter_class = ClassExporter
    converter.init_notebooks()
    assert converter.assignments == {}


def test_a_course_that_is_graded_otherwise_keeps_nbgraders_way(converter):
    converter.exporter_class = NotebookExporter
    with pytest.raises(NbGraderException, match="No notebooks were matched"):
        converter.init_notebooks()
