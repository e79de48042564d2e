"""What all cells of a notebook may show together, beside the limit of each: many large outputs would fill the grader's memory."""

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import is_grade

from helpers.assessment.serialization import MIME
from helpers.grading.pages.clean_html import shortened
from helpers.grading.settings import Limits

SENTENCE = "\n… (What this cell showed besides was cut: all cells of a notebook may show {limit:g} MB together.)\n"


class KeptOutputs:
    """How much the cells of one run may still show, and graded ones hand in: no print costs points."""

    def __init__(self, limits: Limits):
        self.limit = self.to_show = self.to_hand_in = limits.outputs

    def keep(self, cell: NotebookNode) -> None:
        """Leave out of a cell that ran, in place, what is too much; it says so. Of an error, its last line always stays."""
        kept, cut = [], False
        for output in cell.outputs:
            message = output.get("data", {}).pop(MIME, None)
            size = _size(output)
            if size <= self.to_show:
                self.to_show -= size
            else:
                cut = True
                if output.output_type == "error":
                    last = shortened("".join(output.traceback[-1:]))
                    kept.append(
                        new_output("error", ename=output.ename, evalue=shortened(output.evalue), traceback=[last])
                    )
                output = new_output("display_data")
            if message is not None and is_grade(cell) and (size := len(message.get("message", ""))) <= self.to_hand_in:
                self.to_hand_in -= size
                output.data[MIME] = message
            if output.get("data", True):
                kept.append(output)
        if cut:
            kept.append(new_output("stream", name="stderr", text=SENTENCE.format(limit=self.limit / 1e6)))
        cell.outputs = kept


def _size(output: NotebookNode) -> int:
    """How many characters an output holds."""
    texts = [
        output.get("text", ""),
        output.get("evalue", ""),
        *output.get("traceback", []),
        *output.get("data", {}).values(),
    ]
    return sum(map(len, texts))
