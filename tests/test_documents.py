"""The documents tell the truth, as far as names go: every path, make target and command that they name is there."""

import re
from pathlib import Path

import pytest

from tests.support.course import ROOT

PAGES = [page for names in ("*.md", "docs/*.md", "release/*.md", "autograded/*.md") for page in ROOT.glob(names)]
DOCUMENTS = sorted(page for page in PAGES if page.name != "CHANGELOG.md")  # that one names what was there once
MADE = "autograded demo dist feedback gradebook.db reports results submitted .venv".split()  # by commands; not in git
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
SUFFIXES = {".cff", ".cfg", ".ipynb", ".md", ".py", ".toml", ".txt", ".yml"}
WRITTEN_BY_STUDENTS = {"report.ipynb"}  # named without its folder: one lies in each assignment


def code_of(page: str) -> list[str]:
    """What a page shows as code: between backticks, and the lines of code blocks."""
    fenced = re.findall(r"^```.*?\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    page = re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL)
    lines = [line for block in fenced for line in block.splitlines()] + re.findall(r"^ {4}(.*)", page, re.MULTILINE)
    return [*lines, *re.findall(r"`([^`\n]+)`", page)]


def paths_in(page: str) -> set[str]:
    """The paths of this project that a page links to, or has between backticks."""
    linked = {target for target in re.findall(r"\]\(([^)#\s]+)\)", page) if "://" not in target}
    quoted = {text for text in re.findall(r"`([^`\n]+)`", page) if PATH.fullmatch(text)}
    quoted = {text for text in quoted if "/" in text or Path(text).suffix in SUFFIXES}
    given = set(re.findall(r"^```\w+ ([^\s:]+)", page, re.MULTILINE))  # the page gives the file's text
    named = {path for path in (linked | quoted) - given if path.split("/")[0] not in MADE}
    named -= {
        path for path in named if any(folder.isupper() for folder in path.split("/")[:-1])
    }  # STUDENT/notebook.ipynb
    return named - WRITTEN_BY_STUDENTS


def is_there(path: str, page: Path) -> bool:
    """Whether a path exists, seen from the project's folder, from the page's, or as a room of the code."""
    places = [ROOT, page.parent, ROOT / "helpers", ROOT / "helpers" / "grading"]
    return any((place / path).exists() for place in places)


def targets_in(page: str) -> set[str]:
    """The make targets that a page names."""
    return {target for code in code_of(page) for target in re.findall(r"\bmake ([a-z-]+)", code)}


def modules_in(page: str) -> set[str]:
    """The files of modules that a page runs with `python -m`, those of `python -m helpers COMMAND` among them."""
    found = set()
    for code in code_of(page):
        for module, command in re.findall(r"python -m ([a-z_.]+)(?: ([a-z-]+))?", code):
            if module == "helpers":
                found |= {f"helpers/cli/{command.replace('-', '_')}.py"} if command else set()
            elif module.split(".")[0] in ("helpers", "tests"):
                found.add(f"{module.replace('.', '/')}.py")
    return found


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_document_names_is_there(page):
    text = page.read_text()
    missing = {path for path in paths_in(text) | modules_in(text) if not is_there(path, page)}
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    missing |= {f"make {target}" for target in targets_in(text) - targets}
    assert not missing, f"{page.name} names what is not there: {', '.join(sorted(missing))}"


def test_names_are_found_in_documents():
    page = (
        "See [the page](docs/a.md) and `helpers/x.py`; `make check`, `a / b`, `--csv`, `release/`, `NAME/x.py`.\n\n"
        "    make demo     # all of it\n    python -m helpers new-exercise NAME\n\n"
        "```bash\npython -m helpers.authoring.mutants\n```\nWrite `docs/b.py`:\n\n```python docs/b.py\npass\n```\n"
    )
    assert paths_in(page) == {"docs/a.md", "helpers/x.py", "release/"}
    assert targets_in(page) == {"check", "demo"}
    assert modules_in(page) == {"helpers/cli/new_exercise.py", "helpers/authoring/mutants.py"}


def test_the_citation_the_package_and_the_changelog_agree_on_the_version():
    [version] = re.findall(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text()
    released = re.findall(r"^## \[(\d[^]]*)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert released[0] == version
