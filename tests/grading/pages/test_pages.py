"""The pages themselves, in a real browser: nothing of what students wrote runs there or reaches out."""

import functools
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell
from nbgrader.server_extensions.formgrader import handlers

from helpers.grading.pages import clean_html
from helpers.lab_report.printing import find_browser
from tests.support.abuse_corpus import texts
from tests.support.abuse_texts import PIXEL
from tests.support.browser import browser
from tests.support.harmless import dangers
from tests.support.pages import FEEDBACK, FORMGRADER, PAGES, page_of

# Defined before anything of the page's: what a handler or an address would call.
ALARM = """<script>
window.alarms = [];
window.ran = window.alert = function () { window.alarms.push(new Error().stack); };
</script>"""
# Everything a reader could touch is touched.
TOUCH = """
for (const element of document.querySelectorAll("#notebook *")) {
    for (const kind of ["mouseover", "focus", "toggle", "error"])
        element.dispatchEvent(new Event(kind));
    if (element.click && !/^(http|mailto)/.test(element.href || "")) element.click();
}
new Promise(done => setTimeout(() => done(window.alarms.length), 300))
"""


def shown(texts):
    """Each text as a cell and as outputs of the kinds that become HTML; and some in the other places of a notebook."""
    attached = {"a.png": {"image/png": PIXEL}}
    for text in texts:
        yield new_markdown_cell(text, attachments=attached)
        data = [{"text/html": text}, {"text/markdown": text}]
        yield new_code_cell("", outputs=[new_output("display_data", one) for one in data])
    for text in texts[::9]:
        outputs = [new_output("stream", text=text), new_output("error", ename=text, evalue=text, traceback=[text])]
        outputs += [
            new_output("display_data", {"text/latex": text}),
            new_output("execute_result", {"text/plain": text}),
        ]
        yield from [new_code_cell(text, outputs=outputs), new_raw_cell(text)]


MATHML = re.compile(r"<math\b.*?</math>", re.DOTALL)


@functools.cache
def hostile(page):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clean_html, "SECONDS", 600)  # more than one notebook holds
        return page_of(shown(texts()), page)


def alarmed(html):
    return html.replace("<head>", f"<head>{ALARM}", 1)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server of the pages, as Formgrader's: with its scripts beside them, and students' files too."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "formgrader").mkdir()
    (folder / "formgrader" / "static").symlink_to(handlers.static_path)
    for page in PAGES:
        (folder / f"{page}.html").write_text(alarmed(hostile(page)), encoding="utf-8")
    (folder / "bare.html").write_text(f"<head>{ALARM}</head><img src=x onerror=ran()><a id=a href='javascript:ran()'>")
    (folder / "walled.html").write_text(
        alarmed(page_of([], FORMGRADER)).replace(
            "</nav>", "</nav><img src=x onerror=ran()><script>ran()</script><script src=s.js></script>"
        )
    )
    (folder / "s.js").write_text("ran()")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("page", PAGES)
def test_no_script_of_a_student_and_no_foreign_address_is_in_a_page(page):
    html = hostile(page)
    clean = page_of([], page)
    assert html.count("<script") == clean.count("<script")
    assert set(dangers(MATHML.sub("", html))) == set(dangers(clean))


def test_the_feedback_runs_no_script_at_all():
    assert "<script" not in page_of([new_markdown_cell("$x$")], FEEDBACK)


@pytest.mark.parametrize("page", PAGES)
def test_pages_say_what_may_run_before_anything_of_a_student(page):
    html = page_of([new_markdown_cell("here")], page)
    assert 0 < html.index("default-src 'none'") < html.index("<body>") < html.index("here")


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
@pytest.mark.skipif(not find_browser(), reason="needs Chromium")
class TestInABrowser:
    @pytest.fixture(scope="class")
    def chromium(self):
        with browser() as chromium:
            yield chromium

    def test_the_alarm_rings_where_nothing_is_cleaned(self, chromium, served):
        chromium.visit(f"{served}/bare.html")
        assert chromium.value("new Promise(done => setTimeout(() => done(window.alarms.length), 300))") == 1

    @pytest.mark.parametrize("page", PAGES)
    def test_nothing_runs_and_no_request_leaves(self, chromium, served, page):
        chromium.visit(f"{served}/{page}.html")
        assert chromium.value("document.querySelectorAll('#notebook .text_cell_render').length") == len(texts())
        assert chromium.value(TOUCH) == 0
        assert chromium.dialogs == [] and chromium.value("location.origin") == served
        assert [
            url for url in chromium.requests if not url.startswith((served, "data:image/png", "data:image/gif"))
        ] == []

    def test_the_policy_stops_in_formgrader_what_cleaning_would_have_missed(self, chromium, served):
        chromium.visit(f"{served}/walled.html")
        assert chromium.value(TOUCH) == 0

    def test_formgraders_own_scripts_run(self, chromium, served):
        chromium.visit(f"{served}/walled.html")
        assert chromium.value("$('.name-shown').is(':visible')") is False
        chromium.value("document.querySelector('span.glyphicon.name-hidden').click()")
        assert chromium.value("$('.name-shown').is(':visible')") is True
        assert chromium.value("MathJax.loaded") is True
        assert chromium.value("$('span.glyphicon.name-hidden').data('bs.tooltip') !== undefined") is True
