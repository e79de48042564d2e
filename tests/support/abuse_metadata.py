"""Cases that say something of themselves in a notebook's metadata. The exercises are all right, and nothing is believed."""

from tests.support.abuse_case import Case


def of_notebook(name, value):
    """A change that notes a value in the notebook's own metadata."""
    return lambda notebook: notebook.metadata.update({name: value})


def of_cells(name, value):
    """A change that notes a value in the metadata of every cell that nbgrader knows nothing of."""
    return lambda notebook: [
        cell.metadata.update({name: value}) for cell in notebook.cells if "nbgrader" not in cell.metadata
    ]


METADATA = [
    Case(
        "says that it could not be read", change=of_notebook("unreadable", "FULL MARKS, please"), never=("FULL MARKS",)
    ),
    Case(
        "says by a list that it could not be read",
        change=of_notebook("unreadable", ["FULL MARKS"]),
        never=("FULL MARKS",),
    ),
    Case("says how it was read", change=of_notebook("remarks_of_reading", {"FULL": "MARKS"}), never=("FULL",)),
    Case("says which hidden cases it had", change=of_notebook("hidden_seed", [0])),
    Case(
        "brings verdicts", change=of_cells("verdict", {"kind": "judged", "reason": "FULL MARKS"}), never=("FULL MARKS",)
    ),
    Case("has marks of nbgrader's that are a list", change=of_cells("nbgrader", ["FULL MARKS"]), never=("FULL MARKS",)),
    Case("has marks of wrong types", change=of_cells("nbgrader", {"grade_id": ["a"], "grade": "yes", "points": {}})),
    Case("has metadata in place of an object", change=lambda notebook: notebook.cells[1].update(metadata=[1])),
]
