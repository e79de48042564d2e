"""What students do to cells: copies, old attempts, moved, split, merged and pasted ones; and the marks a fair teacher gives."""

import copy

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.support.course import SOLUTIONS, cell_of, source_notebook

WRONG = {"sigmoid": "def sigmoid(z):\n    return z", "L1": "def L1(yhat, y):\n    return 0.0"}
OPEN = "def L1(yhat, y):\n    # YOUR CODE HERE\n    raise NotDoneYet()"
FULL = dict.fromkeys(SOLUTIONS, 10.0)
NO_L1 = FULL | {"L1": 0.0}
BROKEN = SOLUTIONS["L1"].replace("(yhat", "(yhat,,")


def index(nb, grade_id):
    return nb.cells.index(cell_of(nb, grade_id))


def copied(nb, grade_id, source=None):
    """A copy of a cell as Jupyter makes it: metadata and all, with another cell id."""
    cell = copy.deepcopy(cell_of(nb, grade_id))
    cell.id = f"copy-{len(nb.cells)}"
    return nbformat.from_dict(cell | ({} if source is None else {"source": source}))


def behind(name, source=None, *, of="L1", own=None):
    """A copy of a solution behind a cell, and another text in the original."""

    def change(nb):
        cell = copied(nb, of, source)
        if own is not None:
            cell_of(nb, of).source = own
        nb.cells.insert(len(nb.cells) if name == "end" else index(nb, name) + 1, cell)

    return change


def before(name, source, *, of="L1"):
    return lambda nb: nb.cells.insert(index(nb, name), copied(nb, of, source))


def also(*changes):
    def change(nb):
        for one in changes:
            one(nb)

    return change


def text_of(grade_id, source):
    return lambda nb: cell_of(nb, grade_id).update(source=source)


def plain(name, source):
    """A cell of the student's own behind another."""
    return lambda nb: nb.cells.insert(index(nb, name) + 1, new_code_cell(source))


def moved(grade_id, at):
    def change(nb):
        cell = cell_of(nb, grade_id)
        nb.cells.remove(cell)
        nb.cells.insert(len(nb.cells) if at == "end" else at, cell)

    return change


def retyped(grade_id):
    def change(nb):
        at = index(nb, grade_id)
        nb.cells[at] = new_markdown_cell(nb.cells[at].source, metadata=nb.cells[at].metadata)

    return change


def old_attempt_as_text(source, at):
    """A copy that was made markdown, to keep it."""

    def change(nb):
        cell = copied(nb, "L1", source)
        nb.cells.insert(at(nb), new_markdown_cell(source, metadata=cell.metadata))

    return change


def split(nb):
    """The solution in two cells, both with its metadata, as JupyterLab splits one."""
    head, tail = (
        "def distance(a, b):\n    return np.abs(a - b)",
        "def L1(yhat, y):\n    return np.sum(distance(yhat, y))",
    )
    nb.cells.insert(index(nb, "L1") + 1, copied(nb, "L1", tail))
    cell_of(nb, "L1").source = head


def merged(first, *others, keep):
    """Several cells in one, which keeps the metadata of one of them."""

    def change(nb):
        cells = [cell_of(nb, name) for name in (first, *others)]
        one = nbformat.from_dict(
            cell_of(nb, keep) | {"source": "\n".join(cell.source for cell in cells), "id": "merged"}
        )
        at = nb.cells.index(cells[0])
        nb.cells = [cell for cell in nb.cells if cell not in cells]
        nb.cells.insert(at, one)

    return change


def exchanged(nb):
    """Two solutions whose metadata changed places."""
    one, other = cell_of(nb, "L1"), cell_of(nb, "L2")
    one.metadata, other.metadata = other.metadata, one.metadata


def gone(*grade_ids):
    def change(nb):
        nb.cells = [c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") not in grade_ids]

    return change


def pasted(solutions, at, names=SOLUTIONS):
    """A whole other notebook, or the same once more, pasted in."""

    def change(nb):
        other = source_notebook({name: solutions.get(name, SOLUTIONS[name]) for name in names})
        cells = [cell for cell in other.cells if cell.cell_type == "code"]
        for number, cell in enumerate(cells):
            cell.id = f"pasted-{number}"
            if cell.metadata.get("nbgrader", {}).get("grade"):
                cell.source = cell.source.split("\n")[-1]  # as students see it
        place = len(nb.cells) if at == "end" else at
        nb.cells[place:place] = cells

    return change


# student -> (what became of the notebook, in which all is right, and the marks that a fair teacher gives)
CLASS = {
    "right": (lambda nb: None, FULL),
    # a copy behind its test, or at the end
    "copy_behind_test": (behind("test_L1"), FULL),
    "copy_at_end": (behind("end"), FULL),
    "copies_of_all_at_end": (also(*(behind("end", of=name) for name in SOLUTIONS)), FULL),
    "old_attempt_behind_test": (behind("test_L1", WRONG["L1"]), FULL),
    "old_attempt_at_end": (behind("end", WRONG["L1"]), FULL),
    "open_copy_behind_test": (behind("test_L1", OPEN), FULL),
    "open_copy_at_end": (behind("end", OPEN), FULL),
    "broken_copy_behind_test": (behind("test_L1", BROKEN), FULL),
    "empty_copy_behind_test": (behind("test_L1", ""), FULL),
    "renamed_copy_behind_test": (behind("test_L1", "def L1_old(yhat, y):\n    return 0.0"), FULL),
    "commented_copy_at_end": (behind("end", "# def L1(yhat, y):\n#     return 0.0"), FULL),
    "sigmoid_copied_behind_all": (behind("test_propagate", of="sigmoid"), FULL),
    "wrong_in_place_right_behind": (behind("test_L1", own=WRONG["L1"]), NO_L1),  # its check says so
    "open_in_place_right_behind": (behind("test_L1", own=OPEN), FULL),  # nothing was written in front of the test
    "broken_in_place_right_at_end": (behind("end", own=BROKEN), FULL),
    "emptied_in_place_right_at_end": (behind("end", own=""), FULL),
    # a copy before the original
    "old_attempt_before": (before("L1", WRONG["L1"]), FULL),
    "right_before_wrong": (also(text_of("L1", WRONG["L1"]), before("L1", SOLUTIONS["L1"])), NO_L1),
    "right_before_open": (also(text_of("L1", OPEN), before("L1", SOLUTIONS["L1"])), NO_L1),
    "three_attempts": (also(before("L1", WRONG["L1"]), before("L1", OPEN), behind("end", WRONG["L1"])), FULL),
    "two_wrong": (also(text_of("L1", WRONG["L1"]), before("L1", WRONG["L1"])), NO_L1),
    # a cell of one's own instead
    "own_cell_before_test": (also(text_of("L1", OPEN), plain("L1", SOLUTIONS["L1"])), FULL),
    "own_cell_behind_test": (also(text_of("L1", OPEN), plain("test_L1", SOLUTIONS["L1"])), FULL),
    "own_wrong_cell_behind_test": (plain("test_L1", WRONG["L1"]), FULL),
    "as_a_lambda_behind_test": (
        also(text_of("L1", OPEN), plain("test_L1", "L1 = lambda yhat, y: np.sum(np.abs(y - yhat))")),
        FULL,
    ),
    "wrapped_at_end": (also(gone("test_L1"), plain("test_propagate", "L1 = (lambda f: lambda *a: 0.0)(L1)")), FULL),
    # copies of tests
    "test_copied": (lambda nb: nb.cells.insert(index(nb, "L1"), copied(nb, "test_L1")), FULL),
    "test_copied_to_top": (lambda nb: nb.cells.insert(1, copied(nb, "test_L1")), FULL),
    "test_copied_to_end": (lambda nb: nb.cells.append(copied(nb, "test_L1")), FULL),
    "wrong_then_right_each_tested": (
        also(behind("test_L1", own=WRONG["L1"]), lambda nb: nb.cells.append(copied(nb, "test_L1"))),
        FULL,
    ),
    "right_then_open_each_tested": (
        also(behind("end", OPEN), lambda nb: nb.cells.append(copied(nb, "test_L1"))),
        FULL,
    ),
    "right_then_wrong_each_tested": (
        also(behind("end", WRONG["L1"]), lambda nb: nb.cells.append(copied(nb, "test_L1"))),
        NO_L1,
    ),
    # moved, deleted
    "test_above_all": (moved("test_L1", 1), FULL),
    "test_above_two_attempts": (also(before("L1", WRONG["L1"]), moved("test_L1", 1)), FULL),
    "solution_at_end": (moved("L1", "end"), FULL),
    "test_deleted_and_copy_at_end": (also(gone("test_L1"), behind("end", of="L1")), FULL),
    "solution_deleted": (gone("L1"), NO_L1),
    "both_deleted_and_written_anew": (also(gone("L1", "test_L1"), plain("test_L2", SOLUTIONS["L1"])), FULL),
    # made text
    "solution_as_text": (retyped("L1"), FULL),
    "old_attempt_as_text_before": (old_attempt_as_text(WRONG["L1"], lambda nb: index(nb, "L1")), FULL),
    "old_attempt_as_text_at_end": (old_attempt_as_text(WRONG["L1"], lambda nb: len(nb.cells)), FULL),
    "kept_as_text_and_own_cell": (
        also(text_of("L1", WRONG["L1"]), plain("L1", SOLUTIONS["L1"]), retyped("L1")),
        FULL,
    ),
    "kept_as_text_behind_own_cell": (
        also(lambda nb: nb.cells.insert(1, new_code_cell(SOLUTIONS["L1"])), text_of("L1", WRONG["L1"]), retyped("L1")),
        FULL,
    ),
    # metadata where it does not belong
    "metadata_on_another_cell": (lambda nb: nb.cells.append(copied(nb, "L1", "print('my notes')")), FULL),
    "tests_metadata_on_another_cell": (lambda nb: nb.cells.append(copied(nb, "test_L1", "x = 5")), FULL),
    "metadata_exchanged": (exchanged, FULL),
    # cut and joined
    "split": (split, FULL),
    "merged_with_its_test": (merged("L1", "test_L1", keep="L1"), FULL),
    "merged_into_its_test": (merged("L1", "test_L1", keep="test_L1"), FULL),
    "wrong_merged_into_its_test": (
        also(text_of("L1", WRONG["L1"]), merged("L1", "test_L1", keep="test_L1")),
        NO_L1,
    ),
    "merged_two_exercises": (merged("L1", "test_L1", "L2", "test_L2", keep="L1"), FULL),
    "merged_into_the_last_test": (merged("L1", "test_L1", "L2", "test_L2", keep="test_L2"), FULL),
    "merged_all": (merged(*(n for name in SOLUTIONS for n in (name, f"test_{name}")), keep="sigmoid"), FULL),
    # whole notebooks
    "pasted_twice": (pasted({}, "end"), FULL),
    "open_one_pasted_at_end": (pasted({"L1": OPEN, "sigmoid": "def sigmoid(x):\n    raise NotDoneYet()"}, "end"), FULL),
    "open_one_pasted_in_front": (pasted({"L1": OPEN}, 1), FULL),
    "wrong_one_pasted_in_front": (pasted(WRONG, 1), FULL),
    "pasted_below_the_open_one": (also(text_of("L1", OPEN), pasted({}, "end")), FULL),
    "another_open_notebook_at_end": (
        pasted({"sigmoid": "def sigmoid(x):\n    raise NotDoneYet()"}, "end", names=["sigmoid"]),
        FULL,
    ),
}
