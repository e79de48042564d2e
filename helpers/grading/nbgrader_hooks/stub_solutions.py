"""Put a stub in the place of each solution: the course's own, or nbgrader's in a notebook that does not know the course."""

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import ClearSolutions

from helpers.grading.student_kit import imported_names, parse, python_of

NOT_DONE = "NotDoneYet"  # raised by the course's stub, once a notebook has imported it
IMPORTED_AS = f"helpers.checking.{NOT_DONE}"


class StubSolutions(ClearSolutions):
    """nbgrader's ClearSolutions, which takes `c.ClearSolutions.code_stub` where the notebook has what that raises."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Clear one notebook's solutions."""
        configured = self.code_stub
        if NOT_DONE in configured["python"] and IMPORTED_AS not in _imported_by(nb):
            self.code_stub = configured | {"python": ClearSolutions().code_stub["python"]}
        try:
            return super().preprocess(nb, resources)
        finally:
            self.code_stub = configured


def _imported_by(nb: NotebookNode) -> set[str]:
    return {name for source in python_of(nb) for name in imported_names(parse(source))}
