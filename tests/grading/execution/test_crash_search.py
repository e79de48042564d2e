"""Which cells are left out so that a kernel lives through the others."""

import pytest

from helpers.grading.execution.crash_search import CrashSearch

CELLS = [1, 2, 3, 4, 5, 6]


def left_out(ends_at, most=20):
    """Run attempts until the kernel lives: `ends_at(cells)` gives the cell it ends at, or None. Returns who was left out."""
    search = CrashSearch(CELLS)
    for _ in range(most):
        at = ends_at([cell for cell in CELLS if cell not in search.left_out])
        if at is None:
            return set(search.left_out)
        search.ended_at(at, "reason", [])
    raise AssertionError("it never came to an end")


def kills(*guilty):
    """The kernel ends at each of these cells."""
    return lambda cells: next((cell for cell in cells if cell in guilty), None)


def plants(guilty, delay=1):
    """The kernel ends some cells after this one."""
    return lambda cells: ([*cells[cells.index(guilty) + delay :], None][0]) if guilty in cells else None


@pytest.mark.parametrize("guilty", [(1,), (3,), (6,), (1, 6), (2, 4), (2, 5, 6), (1, 2, 3), (5, 6)])
def test_cells_that_end_the_kernel_are_left_out(guilty):
    assert left_out(kills(*guilty)) == set(guilty)


@pytest.mark.parametrize(("guilty", "delay"), [(1, 1), (3, 1), (4, 1), (1, 2), (2, 2)])
def test_a_cell_that_ends_the_kernel_later_is_found(guilty, delay):
    assert left_out(plants(guilty, delay)) == {guilty}


def test_what_is_told_of_a_cell_is_what_was_known_when_it_was_suspected():
    search = CrashSearch(CELLS)
    search.ended_at(3, "it was stuck", [])
    assert search.left_out == {3: "it was stuck"}
    search.ended_at(5, "it was killed", [])
    assert search.left_out == {3: "it was stuck", 5: "it was killed"}


def test_cells_with_threads_are_suspected_first_and_cleared_where_they_change_nothing():
    search = CrashSearch(CELLS)
    search.ended_at(4, "killed", [2])
    assert search.left_out == {2: "killed"}
    search.ended_at(4, "killed", [2])
    assert search.left_out == {4: "killed"}
    search.ended_at(6, "killed", [2])
    assert search.left_out == {4: "killed", 2: "killed"}


def test_where_every_cell_ends_the_kernel_it_comes_to_an_end():
    assert left_out(kills(*CELLS), most=100) == set(CELLS)
