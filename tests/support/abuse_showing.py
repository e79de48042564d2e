"""Cases that want to act in the browser of whoever reads the notebook, or to show there what nobody may see."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from tests.support.abuse_case import EXTRA, Case

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
HTML = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.test/x.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src='https://evil.test/pixel.png'>",
    "<img srcset='https://evil.test/a 1x'>",
    "<body onload=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<iframe src='https://evil.test'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data='https://evil.test/x.swf'></object>",
    "<embed src='https://evil.test'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href=x onmouseover=alert(1)>x</a>",
    "<div style='background:url(https://evil.test/x)'>x</div>",
    "<div style='background:u\\72l(https://evil.test/x)'>x</div>",
    "<div style='width:expression(alert(1))'>x</div>",
    "<div style='position:fixed;top:0;left:0;width:100%;height:100%'>x</div>",
    "<style>@import 'https://evil.test/x.css'; * {display: none}</style>",
    "<link rel=stylesheet href='https://evil.test/x.css'>",
    "<meta http-equiv=refresh content='0;url=https://evil.test'>",
    "<base href='https://evil.test/'>",
    "<form action='https://evil.test'><input type=password autofocus onfocus=alert(1)><button formaction='javascript:1'>",
    "<video src='https://evil.test/x' onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    "<table background='https://evil.test/x'><tr><td background='https://evil.test/x'>x</table>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<img src='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+'>",
    "<img src='data:text/html;base64,PHNjcmlwdD4='>",
    "</div></div></main></body><script>alert(1)</script>",
    "<p id=x name=y class=jp-Cell data-mime-type='application/javascript'>x</p>",
]
MARKDOWN = [
    *HTML,
    "![x](https://evil.test/pixel.png)",
    "![x][far]\n\n[far]: https://evil.test/pixel.png",
    "![x](//evil.test/pixel.png)",
    "![x](<https://evil.test/pixel.png>)",
    "![x](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x]( javascript:alert(1) )",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "<javascript:alert(1)>",
    "[x](https://a'onmouseover='alert(1))",
    '[x](https://a "onmouseover=alert(1) x=")',
    '[x](#"onmouseover="alert(1))',
    "`<img src=x onerror=alert(1)>",
    "```\n</code></pre><img src=x onerror=alert(1)>\n",
    "    <img src=x onerror=alert(1)>\n\n<img src=x onerror=alert(1)>",
    "$\\href{javascript:alert(1)}{x}$",
    "$$\\require{html}\\style{background:url(https://evil.test)}{x}\\href{https://evil.test}{x}$$",
    "$$\\unicode[url(//evil.test)]{65}\\cssId{x}{y}\\class{x}{y}$$",
    "$x$<img src=x onerror=alert(1)>$y$",
    "$$<img src=x onerror=alert(1)>$$",
    "\\begin{align}<img src=x onerror=alert(1)>\\end{align}",
    "\\(<img src=x onerror=alert(1)>\\) \\[<script>alert(1)</script>\\]",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "x[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    '```mermaid\ngraph TD; A-->B; click A href "javascript:alert(1)"\n</pre><img src=x onerror=alert(1)>\n```',
    "``` <img src=x onerror=alert(1)>\nx\n```",
    "![x](attachment:a.svg) ![x](attachment:b'onerror='alert(1)) ![x](attachment:c.png)",
]
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
        never=("\\\\href", "<img"),
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
