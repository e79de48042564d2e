"""The pages of Formgrader and of the feedback, made as nbgrader makes them, by the course's own configuration."""

import copy
import functools

from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_notebook
from nbgrader.converters import GenerateFeedback
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from traitlets.config import Config, PyFileConfigLoader

from tests.support.course import ROOT

FORMGRADER, FEEDBACK = "Formgrader", "feedback"
PAGES = (FORMGRADER, FEEDBACK)
NAMES = {
    "base_url": "",
    "submission_id": "s",
    "notebook_id": "n",
    "assignment_id": "a",
    "notebook_path": "p",
    "index": 0,
}


@functools.cache
def exporter(page):
    """What makes the HTML of a page."""
    course = PyFileConfigLoader("nbgrader_config.py", str(ROOT)).load_config()
    if page == FEEDBACK:
        return HTMLExporter(config=GenerateFeedback(config=course).config)
    config = Config(FormgradeExtension().build_extra_config())
    config.merge(course)  # nbgrader loads the course's file last
    return HTMLExporter(config=config)


def page_of(cells, page=FEEDBACK):
    """The HTML of a page that shows these cells."""
    notebook = new_notebook()
    notebook.cells = copy.deepcopy(list(cells))  # not at once: it would check them
    numbers = {"score": 0, "max_score": 0, "late_penalty": 0, "notebook": "n"}
    resources = {**NAMES, "total": 1, "nbgrader": numbers, "unique_key": "n"}
    return exporter(page).from_notebook_node(notebook, resources)[0]
