"""The first code cell of a notebook, which makes the machine ready for the others."""

import nbformat

FRAME = "with course_imports():\n"


def first_cell(path):
    """The text of the first code cell."""
    return next(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")


def finding_the_kit(text):
    """The part of a first cell that finds the kit."""
    return text.partition(FRAME)[0]
