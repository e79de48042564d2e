"""The text of a cell as plain Python: IPython's commands become calls. Nothing is run, and no text takes long."""

import re

from IPython.core.inputtransformer2 import TransformerManager

LONGEST = 100_000  # characters of a cell that is looked into
MOST_COMMANDS = 100  # IPython reads the whole cell again for each, and gives up at some hundreds
COMMAND = re.compile(r"^[ \t]*[%!?]|=[ \t]*[%!]|\?[ \t]*$", re.MULTILINE)


def as_plain_python(source: str) -> str:
    """Turn IPython's commands in a cell into Python.

    Args:
        source: The cell's text, as it was written.

    Returns:
        The text as IPython would run it.

    Raises:
        SyntaxError: IPython cannot read the cell.
        ValueError: It is too long, or has too many commands, to be looked into.
    """
    if len(source) > LONGEST or sum(1 for _ in COMMAND.finditer(source)) > MOST_COMMANDS:
        raise ValueError("too much to be looked into")
    try:
        return TransformerManager().transform_cell(source)
    except RecursionError:
        raise
    except RuntimeError as error:  # it has not come to an end
        raise ValueError(str(error)) from None
