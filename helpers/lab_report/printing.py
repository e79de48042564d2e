"""Print a page to a PDF by a browser that is installed."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

from helpers.files.safe_files import patiently

COMMANDS_ON_PATH = (
    "chromium chromium-browser google-chrome google-chrome-stable chrome msedge microsoft-edge microsoft-edge-stable "
    "brave-browser brave"
).split()
ON_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
    "BraveSoftware/Brave-Browser/Application/brave.exe",
)
WINDOWS_FOLDERS = "ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "LOCALAPPDATA"  # variables of the environment
ON_MACOS = "Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser"
MACOS_FOLDERS = "/Applications", "~/Applications"
SECONDS = 120  # for a browser to print
WITHOUT_WINDOW = ("--headless", "--disable-gpu", "--no-first-run")
QUIETLY = ("--no-pdf-header-footer", "--disable-background-networking", "--disable-sync")


class NotExported(RuntimeError):
    """There is no new page, or no new PDF; the text says why, and what to do."""


def find_browser() -> str | None:
    """Find a browser that can print without a window: Chromium, or one made of it.

    Returns:
        The path of the first one that is installed, if any.
    """
    installed = next((str(path) for path in _application_files() if path.is_file()), None)
    return next(filter(None, map(shutil.which, COMMANDS_ON_PATH)), installed)


def where_looked() -> str:
    """Say where find_browser looked for what.

    Returns:
        A clause for a sentence.
    """
    folders = dict.fromkeys(str(folder) for folder in _application_folders())
    among = f", and of their applications in {', '.join(folders)}" if folders else ""
    return f"of the commands {', '.join(COMMANDS_ON_PATH)}{among}"


def _application_folders() -> list[Path]:
    """Where this system keeps its applications, if not among the commands."""
    if sys.platform == "win32":
        return [Path(os.environ[name]) for name in WINDOWS_FOLDERS if os.environ.get(name)]
    return [Path(folder).expanduser() for folder in MACOS_FOLDERS] if sys.platform == "darwin" else []


def _application_files() -> list[Path]:
    if sys.platform == "win32":
        inside = list(ON_WINDOWS)
    else:
        inside = [f"{name}.app/Contents/MacOS/{name}" for name in ON_MACOS]
    return [folder / path for path in inside for folder in _application_folders()]


def print_page(page: Path, browser: str) -> Path:
    """Print a page to a PDF beside it, in place of an earlier one once the new one is whole.

    Args:
        page: An HTML file.
        browser: The program that prints.

    Returns:
        The PDF.

    Raises:
        NotExported: The browser made no whole PDF, or the earlier one cannot be replaced; it is as it was.
    """
    pdf, new = page.with_suffix(".pdf"), page.with_name(f"{page.stem}-{uuid.uuid4().hex[:8]}.pdf")
    try:
        output = _run(browser, page, new)
        if not _is_whole(new):
            earlier = f" {pdf} is that of an earlier export." if pdf.exists() else ""
            raise NotExported(
                f"{browser} made no PDF: {output}\nThe page itself is written: open {page} in any browser and print it, "
                f"“Save as PDF”.{earlier}"
            )
        _put_in_place(new, pdf)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    return pdf


def _run(browser: str, page: Path, pdf: Path) -> str:
    """Let a browser print, and return the end of what it said."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = [*WITHOUT_WINDOW, *QUIETLY, *as_root, f"--user-data-dir={profile}", f"--print-to-pdf={pdf.resolve()}"]
        command = [browser, *options, page.resolve().as_uri()]
        try:
            said = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, errors="replace").stderr
        except (OSError, subprocess.TimeoutExpired) as error:
            said = str(error)
    return said.strip()[-500:]


def _is_whole(pdf: Path) -> bool:
    """Whether a file is a PDF from its first line to its last."""
    content = pdf.read_bytes() if pdf.is_file() else b""
    return content.startswith(b"%PDF") and b"%%EOF" in content[-1024:]


def _put_in_place(new: Path, pdf: Path) -> None:
    try:
        patiently(lambda: os.replace(new, pdf))
    except OSError as error:
        spare = new.with_name(f"{pdf.stem}-new.pdf")
        os.replace(new, spare)
        raise NotExported(
            f"{pdf} cannot be replaced ({error.strerror or error}) and is that of an earlier export: close it where it is open. "
            f"The new one is {spare}."
        ) from None
