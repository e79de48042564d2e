"""From a notebook's file to its page and PDF: run it where it was not, write each file whole, say what it lacks."""

from dataclasses import dataclass
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbformat.notebooknode import NotebookNode

from helpers.files.safe_files import replace_file
from helpers.lab_report.missing_figures import cells_that_lack_figures
from helpers.lab_report.page import as_page
from helpers.lab_report.printing import NotExported, print_page

KERNEL = "python3"
TOO_NEW = (
    "{path} is saved in a format of notebooks that the installed nbformat does not know: run "
    "`python -m pip install --upgrade nbformat nbconvert`, or save it anew in the JupyterLab of this course."
)
NO_KERNEL = (
    "{path} has cells that were not run, and the kernel “{kernel}” did not run them ({error}): run "
    "`python -m pip install ipykernel` and `python -m ipykernel install --sys-prefix --name {kernel}`, or run all cells in "
    "JupyterLab, save, and export again."
)
NO_PAGE = (
    "No page was made of {path}, since the installed nbconvert and what it uses do not go together ({error}): run "
    "`python -m pip install --upgrade nbconvert mistune`, and export again."
)


@dataclass(frozen=True)
class Exported:
    """The files that were written, and the cells whose figures the page does not show, by the numbers they were run as."""

    files: tuple[Path, ...]
    without_figures: tuple[int, ...]


def export_report(path: Path, browser: str | None = None) -> Exported:
    """Write a report's page, and its PDF where there is a browser to print it, beside the notebook: each whole, or not at all.

    Args:
        path: Of the notebook, which is not changed.
        browser: The program that prints (see find_browser).

    Returns:
        The files written, and what they lack.

    Raises:
        NotExported: There is no new page, or no new PDF; an earlier one is as it was. The message says what to do.
    """
    notebook = read_report(path)
    if any(cell.cell_type == "code" and cell.source.strip() and not cell.execution_count for cell in notebook.cells):
        _run(notebook, path)
    page = path.with_suffix(".html")
    try:
        content = as_page(notebook, path.parent).encode()
    except Exception as error:  # such as a mistune that is newer than nbconvert knows
        raise NotExported(NO_PAGE.format(path=path, error=f"{type(error).__name__}: {error}")) from error
    try:
        replace_file(page, content)
    except OSError as error:
        raise NotExported(
            f"{page} cannot be written ({error.strerror or error}) and is as it was: close what else has it open, make room on "
            "the disk, or allow writing in its folder."
        ) from None
    files = (page, print_page(page, browser)) if browser else (page,)
    return Exported(files, tuple(cells_that_lack_figures(notebook)))


def read_report(path: Path) -> NotebookNode:
    """Read a notebook of any format that is known.

    Args:
        path: Of the notebook.

    Returns:
        The notebook in format 4.

    Raises:
        NotExported: It is none, or is saved in a format that is newer than what is installed.
    """
    try:
        return nbformat.read(path, as_version=4)
    except nbformat.NBFormatError:
        raise NotExported(TOO_NEW.format(path=path)) from None
    except (nbformat.ValidationError, nbformat.reader.NotJSONError, UnicodeDecodeError):
        raise NotExported(f"{path} is not a notebook.") from None


def _run(notebook: NotebookNode, path: Path) -> None:
    folder = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(notebook, timeout=600, kernel_name=KERNEL, allow_errors=True, resources=folder)
    try:
        client.execute()
    except (NoSuchKernel, OSError, RuntimeError) as error:
        client.create_kernel_manager()  # it looks for one when Python ends, also where no kernel came to life
        raise NotExported(NO_KERNEL.format(path=path, kernel=KERNEL, error=str(error).split("\n")[0])) from None
