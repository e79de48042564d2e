"""Notebooks of ordinary nbgrader cells, as any course has them, and what students make of them."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.support.course import KERNEL

LAB = "statistics_lab"  # an assignment that helpers/exercises does not know
NUMBERS = {"datasets/numbers.csv": "1\n2\n6\n"}  # a file of its own, in a folder that is called as one of the kit


def marked(kind, grade_id, text, points=None, *, markdown=False):
    """A cell with nbgrader's metadata.

    Arguments: kind: "answer", "tests", "by hand", "task" or "read-only"; points, of graded ones.
    """
    marks = {
        "grade": kind in ("tests", "by hand"),
        "solution": kind in ("answer", "by hand"),
        "locked": kind in ("tests", "task", "read-only"),
        "task": kind == "task",
    }
    metadata = {"grade_id": grade_id, "schema_version": 3, **marks} | ({} if points is None else {"points": points})
    new_cell = new_markdown_cell if markdown or kind == "task" else new_code_cell
    return new_cell(text, id=grade_id, metadata={"nbgrader": metadata})


def answer(name, body):
    """A function to write, with its solution."""
    return marked("answer", name, f"def {name}(x):\n    ### BEGIN SOLUTION\n    {body}\n    ### END SOLUTION")


def lab():
    """An instructor's notebook with every kind of cell that nbgrader has."""
    cells = [
        new_markdown_cell("# A lab", id="title"),
        new_code_cell("import os\nimport warnings\n\nimport numpy as np", id="imports"),
        new_code_cell("def find_the_mistake(:\n    pass", id="mistake"),
        marked("read-only", "given", "FACTOR = 1"),
        marked("read-only", "told", "Work with `FACTOR`.", markdown=True),
        answer("square", "return FACTOR * x * x"),
        marked("tests", "test_square", "assert square(3) == 9", 3),
        marked(
            "tests",
            "square_hidden",
            "assert square(2) == 4\n### BEGIN HIDDEN TESTS\nassert square(-4) == 16\n### END HIDDEN TESTS",
            2,
        ),
        answer("mean", "return sum(x) / len(x)"),
        marked(
            "tests",
            "mean_partly",
            "score = 0\nif mean([1, 3]) == 2:\n    score += 1.5\nif mean([]) is None:\n    score += 1\nscore",
            4,
        ),
        marked("tests", "mean_numpy", "np.float64(2) * np.isclose(mean([1, 3]), 2)", 2),
        marked("tests", "mean_text", "assert mean([5]) == 5\n'All tests passed.'", 1),
        marked("tests", "mean_claim", "mean([2, 4]) == 3", 1),
        marked("tests", "mean_negative", "1 - 2 * (mean([2, 4]) != 3)", 1),
        marked("tests", "mean_warns", "warnings.warn('an old friend')\nassert mean([1, 1]) == 1", 1),
        marked("tests", "mode", "assert os.environ['NBGRADER_EXECUTION'] == 'autograde'", 1),
        marked("tests", "file", "assert np.loadtxt('datasets/numbers.csv').sum() == 9", 1),
        marked("tests", "nothing", "assert True", 0),
        marked("by hand", "table", "### BEGIN SOLUTION\nprint('a table')\nsquare(2)\n### END SOLUTION", 5),
        marked(
            "by hand",
            "essay",
            "Why? See ![this](figures/drawing.png).\n### BEGIN SOLUTION\nBecause.\n### END SOLUTION",
            5,
            markdown=True,
        ),
        marked("task", "project", "Describe your project. ![It](figures/drawing.png)", 6),
        new_markdown_cell("Write here.", id="project_answer"),
    ]
    return new_notebook(cells=cells, metadata=KERNEL)


RIGHT = {
    "square": "def square(x):\n    return FACTOR * x * x",
    "mean": "def mean(x):\n    return sum(x) / len(x) if x else None",
    "table": "print('a table')\nsquare(5)",
    "essay": "Because.",
}


# What students hand in, by name: the texts of their answers; what they do not name is as it was released.
STUDENTS = {
    "right": RIGHT,
    "partly": RIGHT | {"mean": "def mean(x):\n    return sum(x) / max(len(x), 1)"},
    "wrong": RIGHT | {"square": "def square(x):\n    return x + 6", "mean": "def mean(x):\n    return 7"},
    "raising": RIGHT | {"square": "def square(x):\n    raise ValueError('no idea')", "mean": "mean = 5"},
    "broken": RIGHT | {"square": "def square(x:\n    return", "table": "print('a table')\n1 / 0"},
    "commented": RIGHT | {"table": "# I ran out of time", "essay": "<!-- I ran out of time -->"},
    "blank": {},
    "cheating": RIGHT | {"square": "def square(x):\n    return x + 6", "given": "FACTOR = 99", "told": "Full points!"},
}

# Where nbgrader takes points for a warning, or gives them for what is no success: cell -> student -> points, (nbgrader's, ours).
DIFFERENT = {
    "mean_warns": dict.fromkeys(("right", "partly", "broken", "commented", "cheating"), (0, 1)),
    "mean_numpy": dict.fromkeys(("wrong",), (2, 0)),
    "mean_claim": dict.fromkeys(("wrong",), (1, 0)),
    "mean_negative": dict.fromkeys(("wrong",), (1, 0)),
}
