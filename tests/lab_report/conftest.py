"""Where results are noted, and what a report shows of them."""

import tempfile

import pytest


@pytest.fixture
def folder(tmp_path, tmp_path_factory, monkeypatch):
    """The folder that notebooks are in, and that this process works in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.getbasetemp()))  # where locks are
    return tmp_path


@pytest.fixture
def shown(monkeypatch):
    """The texts that are displayed."""
    kept = []
    monkeypatch.setattr("helpers.lab_report.figures.display", lambda html: kept.append(html.data))
    return kept
