"""Bring committed notebooks into one form: no outputs, no local metadata, readable and stable cell ids.

python -m helpers.authoring.tidy_notebooks [--check] FOLDER...
"""

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
KEPT = ("nbgrader", "tags")  # of a cell's metadata


def tidy(notebook: NotebookNode) -> NotebookNode:
    """Tidy a notebook in place and return it."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    counts: Counter[str] = Counter()
    heading = "start"
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading = _slug(cell.source) or heading
        cell.id = cell.metadata.get("nbgrader", {}).get("grade_id") or _counted(heading, counts)
        cell.metadata = nbformat.from_dict({key: cell.metadata[key] for key in KEPT if key in cell.metadata})
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def _slug(source: str) -> str:
    """The last heading of a text as an id: lower-case words joined by hyphens, without numbers of sections and points."""
    headings = re.findall(r"^#+ +(?!BEGIN |END )(.+)$", source, re.MULTILINE)
    title = re.sub(r"^[\d.]+ |^(?:Exercise|Question) \w+: |\(.*points?\)", "", headings[-1]) if headings else ""
    words = re.findall(r"[a-z0-9]+", title.lower())
    return "-".join(words)[:48].strip("-")


def _counted(name: str, counts: Counter) -> str:
    counts[name] += 1
    return f"{name}-{counts[name]:02d}"


def main(arguments: list[str]) -> int:
    """Tidy every notebook below the folders; with --check only name those that are not tidy."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    untidy = 0
    for path in sorted(path for folder in options.folders for path in folder.rglob("*.ipynb")):
        if ".ipynb_checkpoints" in path.parts:
            continue
        before = path.read_text(encoding="utf-8")
        after = nbformat.writes(tidy(nbformat.reads(before, as_version=4))) + "\n"
        if before == after:
            continue
        untidy += 1
        if options.check:
            print(f"{path} carries outputs, local metadata or unreadable cell ids: run `make format`.")
        else:
            path.write_text(after, encoding="utf-8")
    return 1 if options.check and untidy else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
