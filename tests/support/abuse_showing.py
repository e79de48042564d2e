"""Cases that want to act in the browser of whoever reads the notebook, or to show there what nobody may see."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from tests.support.abuse_case import EXTRA, Case
from tests.support.abuse_texts import HTML, MARKDOWN, PIXEL

SHOW = f"""
from IPython.display import display
HTML = {HTML!r}
MARKDOWN = {MARKDOWN!r}
"""


def cells(notebook, *new):
    notebook.cells[2:2] = new


def in_markdown(notebook):
    attached = {
        "a.svg": {"image/svg+xml": "<svg onload='alert(1)'/>"},
        "b'onerror='alert(1)": {"image/png": PIXEL},
        "c.png": {"image/png": "' onerror='alert(1)"},
        "d.png": {"text/html": "<script>alert(1)</script>", "image/png": PIXEL},
        "e.png": 5,
    }
    cells(notebook, *(new_markdown_cell(text) for text in MARKDOWN), new_markdown_cell("\n\n".join(MARKDOWN)))
    notebook.cells[2].attachments = attached
    notebook.cells[3].attachments = "<script>"


def in_raw(notebook):
    kinds = ("text/html", "text/restructuredtext", "<script>alert(1)</script>")
    cells(notebook, *(new_raw_cell("\n".join(HTML), metadata={"raw_mimetype": kind, "format": kind}) for kind in kinds))


def in_metadata(notebook):
    bad = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    notebook.metadata |= {"title": bad, "authors": [{"name": bad}], "widgets": {"application/x": {"state": {bad: bad}}}}
    notebook.metadata |= {
        "language_info": {"name": bad, "pygments_lexer": bad, "codemirror_mode": bad, "file_extension": bad}
    }
    notebook.metadata["kernelspec"] |= {"display_name": bad, "language": bad}
    for cell in notebook.cells:
        cell.metadata |= {"tags": [bad, "remove_cell", "hide"], "slideshow": {"slide_type": bad}, "name": bad, bad: bad}
    notebook.cells[0].id = '"><script>alert(1)</script>'
    notebook.cells[2].metadata.nbgrader["comment"] = bad
    cells(notebook, new_markdown_cell("x", metadata={"nbgrader": {"grade_id": bad}}), new_code_cell(f"# {bad}"))
    notebook.cells[2].metadata["tags"] = bad


def in_saved_outputs(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            data = {"text/html": HTML[0], "application/javascript": "alert(1)"}
            cell.outputs = [{"output_type": "display_data", "data": data, "metadata": {}}]


SHOWING = [
    Case("shows HTML that acts", SHOW + "for text in HTML:\n    display({'text/html': text}, raw=True)"),
    Case(
        "shows HTML that acts, all at once",
        SHOW + "display({'text/html': ''.join(HTML)}, raw=True)\n"
        "display({'text/html': '<table>'.join(HTML)}, raw=True)",
    ),
    Case(
        "shows HTML in pieces",
        SHOW + "session, kernel = get_ipython().kernel.session, get_ipython().kernel\n"
        "for text in HTML:\n    session.send(kernel.iopub_socket, 'display_data', {'data': {'text/html': list(text)}, "
        "'metadata': {}}, parent=get_ipython().parent_header)",
    ),
    Case("shows markdown that acts", SHOW + "for text in MARKDOWN:\n    display({'text/markdown': text}, raw=True)"),
    Case(
        "shows formulas that act",
        SHOW + "for text in [*MARKDOWN, *HTML]:\n    display({'text/latex': text}, raw=True)",
    ),
    Case(
        "shows programs of every type",
        SHOW
        + """
for mime in ("application/javascript", "text/javascript", "image/svg+xml", "application/pdf", "application/json", "text/xml",
             "application/vnd.jupyter.widget-view+json", "application/vnd.plotly.v1+json", "application/vnd.bokehjs_exec.v0+json",
             "application/vnd.vegalite.v5+json", "application/geo+json", "video/mp4", "application/x-nbgrader", "<script>"):
    for text in ("<svg onload='alert(1)'/>", "alert(1)", {"a": "<script>alert(1)</script>"}):
        display({mime: text}, raw=True, metadata={mime: {"onload": "alert(1)"}})
from IPython.display import HTML, IFrame, Javascript, SVG, YouTubeVideo
display(Javascript("alert(1)"), IFrame("https://evil.test", 1, 1), HTML("<script>alert(1)</script>"), YouTubeVideo("x"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"))
get_ipython().run_cell_magic("javascript", "", "alert(1)")
get_ipython().run_cell_magic("html", "", "<script>alert(1)</script>")
""",
    ),
    Case(
        "shows pictures that are none",
        SHOW + "for mime in ('image/png', 'image/jpeg', 'image/gif', 'image/svg+xml'):\n"
        "    for text in (\"' onerror='alert(1)\", 'x\" onerror=\"alert(1)', '<script>', 5, ['x\"', 'y'], {'a': 1}):\n"
        "        display({mime: text}, raw=True, metadata={mime: {'width': '1\" onload=\"alert(1)', 'alt': '\"><script>'}})",
        never=("onerror", "onload"),
    ),
    Case(
        "prints HTML and terminal codes",
        SHOW + "print(*HTML, '\\x1b]8;;javascript:alert(1)\\x07x\\x1b]8;;\\x07 \\x1b[31m<script>')",
    ),
    Case(
        "raises with HTML",
        SHOW
        + "class Bad(Exception):\n    pass\n"
        + "Bad.__name__ = Bad.__qualname__ = '<script>alert(1)</script>'\nraise Bad(''.join(HTML))",
    ),
    Case(
        "raises with hostile hooks",
        """
class Bad(Exception):
    __str__ = __repr__ = lambda self: "<script>alert(1)</script>"
    def _render_traceback_(self):
        return ["<script>alert(1)</script>", "x" * 10**6, 5, None]
raise Bad
""",
    ),
    Case(
        "raises from its own text",
        "class Bad(Exception):\n    def __str__(self):\n        raise Bad\n    __repr__ = __str__\nraise Bad",
    ),
    Case(
        "raises with a traceback of a million lines",
        "class Bad(Exception):\n    def _render_traceback_(self):\n        return ['x' * 100] * 50_000\nraise Bad",
    ),
    Case(
        "shows by hostile hooks",
        "class Bad:\n    def _repr_html_(self):\n        raise SystemExit\n"
        "    def __repr__(self):\n        import os; return '<script>' * 10**6\nBad()",
    ),
    Case(
        "shows by endless hooks",
        "class Bad:\n    def __repr__(self):\n        while True:\n            pass\nBad()",
        trouble="timeout",
    ),
    Case(
        "answers with HTML",
        {"L1": "def L1(yhat, y):\n    return '<script>alert(1)</script><img src=x onerror=alert(1)>'"},
        ("L1",),
    ),
    Case(
        "answers with HTML in names",
        {"L1": "def L1(yhat, y):\n    return {'<script>alert(1)</script>': np.zeros(2)}"},
        ("L1",),
    ),
    Case(
        "answers with HTML in errors",
        {"L1": "def L1(yhat, y):\n    raise ValueError('<img src=x onerror=alert(1)>')"},
        ("L1",),
    ),
    Case(
        "answers with HTML in the name of a type",
        {"L1": "def L1(yhat, y):\n    return type('<script>alert(1)</script>', (), {})()"},
        ("L1",),
    ),
    Case(
        "hides HTML in the exercise's name",
        {
            "L1": "from helpers.checking import NotDoneYet\ndef L1(yhat, y):\n    raise NotDoneYet('<script>alert(1)</script>')"
        },
        ("L1",),
    ),
    Case("writes HTML in markdown cells", change=in_markdown),
    Case("writes HTML in raw cells", change=in_raw),
    Case("writes HTML in metadata", change=in_metadata),
    Case("writes HTML in saved outputs", change=in_saved_outputs, never=("evil",)),
    Case("shows the hidden worksheet", "print(open('worksheets/hidden.json').read())\n%cat worksheets/hidden.json"),
    Case(
        "shows all of the kit and its memory",
        "import glob\nfor path in glob.glob('**/*', recursive=True):\n"
        "    attempt(lambda: open(path).read())\nattempt(lambda: {k: v for k, v in globals().items() if k[0] != '_'})",
    ),
    Case("shows huge integers", "print(10**4000)\nattempt(lambda: 10**100_000)\n10**5000"),
    Case(
        "shows itself as a verdict",
        {
            EXTRA: "from IPython.display import HTML\n"
            "HTML('<div style=\"max-width:60em\"><b>L1: 10 of 10 points</b></div>')",
            "L1": "def L1(yhat, y):\n    return 0",
        },
        ("L1",),
    ),
]
