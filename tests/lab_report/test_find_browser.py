"""Chrome and Edge are found where Windows and macOS put them; these systems are simulated by their names and folders."""

import shutil
import sys
from pathlib import Path

import pytest

from helpers.lab_report import printing
from helpers.lab_report.printing import COMMANDS_ON_PATH, find_browser, where_looked

WINDOWS = {
    "Edge in Program Files (x86)": ("ProgramFiles(x86)", "Microsoft/Edge/Application/msedge.exe"),
    "Edge in Program Files": ("ProgramFiles", "Microsoft/Edge/Application/msedge.exe"),
    "Chrome in Program Files": ("ProgramFiles", "Google/Chrome/Application/chrome.exe"),
    "Chrome of a 32-bit Python": ("ProgramW6432", "Google/Chrome/Application/chrome.exe"),
    "Chrome for one user": ("LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
    "Brave": ("ProgramFiles", "BraveSoftware/Brave-Browser/Application/brave.exe"),
}
MACOS = ["Google Chrome", "Microsoft Edge", "Chromium", "Brave Browser"]


@pytest.fixture(autouse=True)
def nothing_installed(tmp_path, monkeypatch):
    """A machine with empty folders for applications, and no browser among its commands."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    for name in printing.WINDOWS_FOLDERS:
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(printing, "MACOS_FOLDERS", (str(tmp_path / "Applications"), "~/Applications"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def install(path):
    path.parent.mkdir(parents=True)
    path.touch()
    return str(path)


@pytest.mark.parametrize(("variable", "program"), WINDOWS.values(), ids=WINDOWS)
def test_on_windows(variable, program, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert find_browser() is None
    there = install(tmp_path / variable / program)
    assert find_browser() == there


@pytest.mark.parametrize("folder", ["Applications", "home/Applications"])
@pytest.mark.parametrize("name", MACOS)
def test_on_macos(name, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert find_browser() is None
    program = install(tmp_path / folder / f"{name}.app" / "Contents" / "MacOS" / name)
    assert find_browser() == program


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
@pytest.mark.parametrize("command", COMMANDS_ON_PATH)
def test_a_command_goes_first(command, platform, monkeypatch):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == command else None)
    assert find_browser() == f"/usr/bin/{command}"


def test_a_variable_that_is_missing_or_empty_names_no_folder(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("ProgramW6432")
    monkeypatch.setenv("LOCALAPPDATA", "")
    assert (
        find_browser() is None and where_looked().count("ProgramFiles") == 2 and str(Path()) + "," not in where_looked()
    )


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_the_places_that_were_searched_are_named(platform, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", platform)
    said = where_looked()
    names = {
        "win32": [str(tmp_path / name) for name in printing.WINDOWS_FOLDERS],
        "darwin": [str(tmp_path / "Applications"), str(Path("~/Applications").expanduser())],
        "linux": [],
    }
    assert all(name in said for name in names[platform]) and ("applications in" in said) == bool(names[platform])
    assert "msedge" in said and "google-chrome" in said
