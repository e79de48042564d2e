"""No line command of IPython's own ends the cell that it stands in, whatever it is asked: what it cannot do, it says."""

import ast

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.grading.execution.executor import run_notebook
from helpers.grading.settings import Limits
from tests.support.accidents import LINE_MAGICS

BEHIND = "print('The cell went', 'on here.')"
WENT_ON = "The cell went on here.\n"
RUNNERS = ("time", "timeit", "prun")  # of the student's own code
NOBODY = "colors"  # with a name of no colours, IPython itself shows no further error as it is
ARGUMENTS = ("", "missing", "-z --missing")


def shown_by(sources):
    """What each cell shows: its streams as text; an error by its name and message."""
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    run = run_notebook(notebook, {}, Limits(timeout=20, budget=300))
    assert not run.stops
    return [
        "".join(
            output.get("text", "") or f"{output.get('ename', '')}: {output.get('evalue', '')}"
            for output in cell.outputs
        )
        for cell in notebook.cells
    ]


@pytest.mark.slow
def test_the_cell_goes_on_behind_every_command_that_there_is():
    [listed] = shown_by(["print(sorted({*get_ipython().magics_manager.lsmagic()['line'], 'store'}))"])
    names = [name for name in ast.literal_eval(listed) if name not in (*RUNNERS, NOBODY)]
    assert len(names) > 80 and "env" in names
    lines = [f"%{name} {argument}".strip() for name in names for argument in ARGUMENTS]
    texts = shown_by([f"{line}\n{BEHIND}" for line in lines])
    assert [line for line, text in zip(lines, texts, strict=True) if WENT_ON not in text] == []


@pytest.mark.parametrize("name", RUNNERS)
def test_an_error_in_code_that_a_command_runs_is_what_it_was(name):
    [text] = shown_by([f"%{name} 1 / 0\n{BEHIND}"])
    assert "ZeroDivisionError: division by zero" in text and WENT_ON not in text


def test_a_command_of_the_students_own_raises_what_it_raises():
    own = "from IPython.core.magic import register_line_magic\n\n@register_line_magic\ndef mine(line):\n    return 1 / int(line)"
    _, text, usage = shown_by([own, f"%mine 0\n{BEHIND}", f"%mine 1\n{BEHIND}"])
    assert "ZeroDivisionError" in text and WENT_ON not in text and WENT_ON in usage


def test_one_sentence_says_what_a_command_did_not_do():
    texts = shown_by([f"{line}\n{BEHIND}" for line in LINE_MAGICS])
    assert texts == [f"{sentence} The cell went on.\n{WENT_ON}" for sentence in LINE_MAGICS.values()]
