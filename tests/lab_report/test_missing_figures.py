"""An export says which figures it lacks, by the cells that ask for them."""

import ast

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from helpers.grading.student_kit import PACKAGE, SHIPPED_ROOMS
from helpers.lab_report.export import main
from helpers.lab_report.missing_figures import SHOWN_BY_THE_KIT, cells_that_lack_figures
from tests.lab_report.test_export import PIXEL

TEXT = new_output("display_data", {"text/plain": "<Figure size 640x480 with 1 Axes>"})
FIGURE = new_output("display_data", {"text/plain": "<Figure size 640x480 with 1 Axes>", "image/png": PIXEL})
DRAWING = new_output("display_data", {"image/svg+xml": "<svg/>"})
NOTICE = new_output("display_data", {"text/html": "<div>No run is noted yet.</div>"})
WARNING = new_output("stream", name="stderr", text="FigureCanvasAgg is non-interactive")
ERROR = new_output("error", ename="NotDoneYet", evalue="", traceback=[])

LACKING = {
    "the first figure of matplotlib 3.8 is text alone": ("plt.plot(x)\nplt.show()", [TEXT]),
    "MPLBACKEND=Agg shows none and warns": ("plt.show()", [WARNING]),
    "the output was cleared": ("show_costs('training')", []),
    "one of two is lost": ("plt.show()\nplt.show()", [TEXT, FIGURE]),
    "one of ours in a condition": ("if True:\n    show_accuracies('training')", []),
    "below a command of IPython's": ("%matplotlib qt\nplt.show()", []),
    "a lecture's": ("explore(draw, rate=[1])", [TEXT]),
}
WHOLE = {
    "a picture": ("plt.show()", [FIGURE]),
    "a drawing": ("plt.show()", [DRAWING]),
    "a notice in its place": ("show_costs('training')", [NOTICE]),
    "more pictures than calls": ("for x in y:\n    plt.show()", [FIGURE, FIGURE]),
    "a cell that stopped before": ("plt.show()", [ERROR]),
    "a function that is only defined": ("def draw():\n    plt.show()\n\nlater = lambda: plt.show()", []),
    "another show": ("show_environment()\nslides.show()", []),
    "not Python": ("plt.show(", []),
}


def notebook(source, outputs, count=7):
    return new_notebook(cells=[new_code_cell(source, outputs=outputs, execution_count=count)])


@pytest.mark.parametrize(("source", "outputs"), LACKING.values(), ids=LACKING)
def test_a_cell_that_holds_fewer_figures_than_it_asks_for(source, outputs):
    assert cells_that_lack_figures(notebook(source, outputs)) == [7]


@pytest.mark.parametrize(("source", "outputs"), WHOLE.values(), ids=WHOLE)
def test_a_cell_that_lacks_nothing(source, outputs):
    assert cells_that_lack_figures(notebook(source, outputs)) == []


def test_a_cell_that_was_not_run_holds_no_figures_yet():
    assert cells_that_lack_figures(notebook("plt.show()", [], None)) == []


@pytest.mark.parametrize(("source", "outputs"), LACKING.values(), ids=LACKING)
def test_the_export_names_the_cells_after_it_has_written_the_page(source, outputs, tmp_path, capsys):
    nbformat.write(notebook(source, outputs), tmp_path / "report.ipynb")
    assert main([str(tmp_path / "report.ipynb"), "--browser", ""]) == 0
    said = capsys.readouterr()
    assert f"{tmp_path / 'report.html'} lacks figures of the cells run as [7]: run the notebook anew" in said.err
    assert said.out.startswith("Written:") and (tmp_path / "report.html").exists()


def test_the_export_of_a_whole_notebook_says_nothing_of_figures(tmp_path, capsys):
    nbformat.write(notebook("plt.show()", [FIGURE]), tmp_path / "report.ipynb")
    assert main([str(tmp_path / "report.ipynb"), "--browser", ""]) == 0
    assert capsys.readouterr().err == ""


def test_every_function_of_the_kit_that_shows_a_figure_is_known():
    showing = set()
    for path in (path for room in SHIPPED_ROOMS for path in PACKAGE.glob(f"{room}/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                calls = {
                    ast.unparse(inner.func)
                    for inner in node.body
                    if isinstance(inner, ast.Expr)
                    for inner in [inner.value]
                    if isinstance(inner, ast.Call)
                }
                showing |= {node.name} if "plt.show" in calls else set()
    assert showing - {"redraw"} == SHOWN_BY_THE_KIT - {"explore"}
