"""What a student does with the bundles: run by the Python of a set-up, which may be old, in the folder where they lie unpacked.

python student.py WEEK LECTURE     two notebooks, and the report beside the first; prints what came of it as JSON
"""

import json
import platform
import subprocess
import sys
from pathlib import Path

import nbformat
from jupyter_client.manager import start_new_kernel

FRONT_END = {"cellId": "a-cell"}  # what JupyterLab sends along: there is somebody who could move a slider
WIDGET = "application/vnd.jupyter.widget-view+json"
SECONDS = 600  # for a cell
SHOWN = "numpy matplotlib ipywidgets ipython ipykernel tqdm h5py scikit-learn".split()
LACKING = (
    "import sys, nbformat; from helpers.lab_report.missing_figures import cells_that_lack_figures; "
    "print(len(cells_that_lack_figures(nbformat.read(sys.argv[1], 4))))"
)


def run(path):
    """Run a notebook's cells up to the first error, and save it. Returns: it, and the index of the cell with the error."""
    notebook = nbformat.read(str(path), as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(path.parent), startup_timeout=120)
    failed = None
    try:
        for index, cell in enumerate(cells):
            cell.outputs, ended_well = run_cell(client, cell.source)
            cell.execution_count = index + 1
            if not ended_well:
                failed = index
                break
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    nbformat.write(notebook, str(path))
    return cells, failed


def run_cell(client, source):
    """Run one cell as a front end does. Returns: its outputs, and whether it came to its end."""
    content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
    message = client.session.msg("execute_request", dict(content, user_expressions={}), metadata=FRONT_END)
    client.shell_channel.send(message)
    outputs = []
    while True:
        reply = client.get_iopub_msg(timeout=SECONDS)
        if reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            continue
        if reply["msg_type"] == "status" and reply["content"]["execution_state"] == "idle":
            break
        if reply["msg_type"] in ("stream", "display_data", "execute_result", "error"):
            outputs.append(nbformat.v4.output_from_msg(reply))
    while True:
        reply = client.get_shell_msg(timeout=SECONDS)
        if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            return outputs, reply["content"]["status"] == "ok"


def text_of(cells):
    """All that cells say, errors included."""
    outputs = [output for cell in cells for output in cell.outputs]
    texts = [output.get("text") or output.get("evalue") or "" for output in outputs]
    return "".join(texts)


def count(cells, kind):
    """How many outputs of cells are of a kind."""
    return sum(any(kind in name for name in output.get("data", {})) for cell in cells for output in cell.outputs)


def versions():
    """What is installed, by package."""
    found = {"python": platform.python_version()}
    for line in subprocess.check_output([sys.executable, "-m", "pip", "list", "--format=json"], text=True).splitlines():
        if line.startswith("["):
            found.update((entry["name"].lower(), entry["version"]) for entry in json.loads(line))
    return {name: version for name, version in found.items() if name in ["python"] + SHOWN}


def main(week, lecture):
    """Go through the notebooks, as far as they go."""
    said = {"versions": versions()}
    cells, failed = run(week)
    said["first_cell"], said["refused"] = text_of(cells[:1]).strip(), failed == 0
    if failed is None:
        said["checks"] = text_of(cells).count(": right in all")
        said["figures"] = count(cells, "image/")
        report, failed_there = run(week.with_name("report.ipynb"))
        page, failed_lecture = week.with_name("report.html"), None
        export = [sys.executable, "-m", "helpers.lab_report.export", "report.ipynb", "--browser", ""]
        done = subprocess.run(export, cwd=str(week.parent), capture_output=True, text=True)
        said["export"] = done.stderr.strip() or ("" if done.returncode == 0 else "no page")
        said["report_figures"] = count(report, "image/")
        said["page_figures"] = page.read_text(encoding="utf-8").count("<img") if page.exists() else 0
        read, failed_lecture = run(lecture)
        said["lecture_figures"], said["sliders"] = count(read, "image/"), count(read, WIDGET)
        said["lecture"] = text_of(read)
        said["lacking"] = [
            int(subprocess.check_output([sys.executable, "-c", LACKING, str(path)], cwd=str(week.parent)))
            for path in (week, week.with_name("report.ipynb"), lecture)
        ]
        for name, all_cells, at in (("report", report, failed_there), ("lecture", read, failed_lecture)):
            if at is not None:
                said.setdefault("error", f"{name}: {text_of(all_cells[at : at + 1])}")
    elif failed:
        said["error"] = text_of(cells[failed : failed + 1])
    print(json.dumps(said))


if __name__ == "__main__":
    main(*(Path(word).resolve() for word in sys.argv[1:]))
