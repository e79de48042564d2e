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
        if NOT_DONE not in self.code_stub["python"] or IMPORTED_AS in _imported_by(nb):
            return super().preprocess(nb, resources)
        stubs = self.code_stub | {"python": ClearSolutions().code_stub["python"]}
        return ClearSolutions(parent=self.parent, code_stub=stubs).preprocess(nb, resources)


def _imported_by(nb: NotebookNode) -> set[str]:
    return {name for source in python_of(nb) for name in imported_names(parse(source))}
