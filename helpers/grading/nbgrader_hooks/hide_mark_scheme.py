"""Take mark schemes out of feedback pages: they are for whoever grades by hand."""

from nbgrader.preprocessors import ClearMarkScheme
from traitlets import List, Unicode


class HideMarkScheme(ClearMarkScheme):
    """nbgrader's ClearMarkScheme, with an option that nbconvert sets for every step of a page, and else warns of."""

    display_data_priority = List(Unicode()).tag(config=True)
