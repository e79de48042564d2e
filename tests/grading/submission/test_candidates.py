"""Which notebook a file is, its cells tell, whatever it is called; a zip is looked into, and bounded."""

import io
import tracemalloc
import zipfile

import nbformat
import pytest

from helpers.grading.class_run.handed_in import stand_ins
from helpers.grading.grade_file import CannotGrade, grade_file
from helpers.grading.settings import Settings
from helpers.grading.submission import candidates
from helpers.grading.submission.candidates import Candidate, UnreadableZip, candidates_in, meant, notebooks_in_zip
from tests.support.course import ASSIGNMENT, ROOT, SOLUTIONS, source_notebook

pytestmark = pytest.mark.slow

NOTEBOOKS = {
    "small": source_notebook({name: SOLUTIONS[name] for name in ("sigmoid", "L1")}),
    "other": source_notebook({name: SOLUTIONS[name] for name in ("sigmoid", "L2", "propagate")}),
}
IDS = {
    name: frozenset(c.metadata.nbgrader.grade_id for c in nb.cells if "nbgrader" in c.metadata)
    for name, nb in NOTEBOOKS.items()
}


def carrying(*grade_ids, name="mine.ipynb"):
    return Candidate(name, name, "".join(f'"grade_id": "{one}", ' for one in grade_ids).encode())


@pytest.mark.parametrize(
    ("candidate", "notebook"),
    [
        (carrying("test_L1"), "small"),
        (carrying("test_L1", "test_L2", "sigmoid"), None),
        (carrying("test_L1", "test_L2", "sigmoid", name="small-Copy1.ipynb"), "small"),
        (carrying("sigmoid"), None),
        (carrying("sigmoid", name="other (1).ipynb"), "other"),
        (carrying("elsewhere"), None),
        (carrying(), None),
        (Candidate("a", "a", '{"grade_id": "test_L1"}'.encode("utf-16")), "small"),
        (Candidate("a", "a", rb'{"source": "\"grade_id\": \"test_L1\""}'), None),
    ],
)
def test_a_notebook_is_known_by_the_ids_that_its_cells_carry(candidate, notebook):
    assert candidate.notebook_of(IDS) == notebook
    assert meant([candidate], "small", IDS) == ([candidate] if notebook == "small" else [])


def test_a_zip_takes_no_more_memory_than_is_allowed(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("small.ipynb", bytes(60_000_000))
    assert path.stat().st_size < 1_000_000
    tracemalloc.start()
    with pytest.raises(UnreadableZip, match="holds notebooks of more than 2 MB"):
        notebooks_in_zip(path, 2_000_000)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_zip_of_the_form_for_large_files_is_read_and_its_list_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)  # as if there were too many for the usual form
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        for number in range(30):
            file.writestr(f"{number}.ipynb", "x")
    assert b"PK\6\6" in path.read_bytes()
    assert len(notebooks_in_zip(path)) == 30
    monkeypatch.setattr(candidates, "LARGEST_LIST", 1000)
    with pytest.raises(UnreadableZip, match="lists more files than a submission has"):
        notebooks_in_zip(path)


def test_many_notebooks_in_a_zip_are_bounded_in_all(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(20):
            file.writestr(f"{number}.ipynb", bytes(90_000))
    with pytest.raises(UnreadableZip, match="holds notebooks of more than"):
        notebooks_in_zip(path, 500_000)


def test_nothing_is_unpacked(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    with zipfile.ZipFile(folder / "a.zip", "w") as file:
        file.writestr("../../out.ipynb", "x")
    found, unusable = candidates_in(folder, [folder / "a.zip"])
    assert [one.content for one in found] == [b"x"] and not unusable
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


@pytest.mark.parametrize("name", ["week2/..", f"{'long' * 100}.ipynb", "a\nb.ipynb", "\udcff.ipynb", "<b>&`.ipynb"])
@pytest.mark.parametrize("form", ["file", "zip"])
def test_no_name_stops_a_run(tmp_path, name, form):
    folder = tmp_path / "ada"
    folder.mkdir()
    text = nbformat.writes(NOTEBOOKS["small"])
    if form == "zip":
        (folder / "a.zip").write_bytes(zip_of({name.replace("\udcff", "\xff"): text}))
    else:
        (folder / name.replace("week2/..", "small")[-200:]).write_text(text)
    files = list(folder.iterdir())
    [made] = stand_ins(folder, folder, files, {}, ["small"], {"small": IDS["small"]}, 10**6)
    assert made.taken.isprintable() and made.remark.isprintable()
    assert "was taken for small.ipynb" in made.remark
    assert made.file == folder / "small.ipynb"
    assert "handed in as" in nbformat.read(made.file, as_version=4).cells[0].source


COURSE_NOTEBOOK = ROOT / "source" / ASSIGNMENT / "numpy_basics.ipynb"
ONE_FILE = {
    "numpy_basics (1).ipynb": lambda text: text,
    "numpy_basics.ipynb.txt": lambda text: text,
    "mine.IPYNB": lambda text: text,
    "mine.zip": lambda text: zip_of({"week2/mine.ipynb": text, "notes.txt": b"hm"}),
}


def only_l1():
    """One exercise of a notebook of the course, done; the others are not handed in, which is faster."""
    notebook = nbformat.read(COURSE_NOTEBOOK, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id in ("L1", "test_L1")]
    return nbformat.writes(notebook).encode()


def zip_of(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name, text in files.items():
            file.writestr(name, text)
    return content.getvalue()


@pytest.mark.parametrize("name", ONE_FILE)
def test_one_file_is_known_by_its_cells_as_well(tmp_path, name):
    (tmp_path / name).write_bytes(ONE_FILE[name](only_l1()))
    result = grade_file(tmp_path / name, ASSIGNMENT, Settings(seed=7))
    assert result.points["L1"] == (4.0, 4.0) and len(result.points) == 8


@pytest.mark.parametrize(
    ("name", "content", "notebook", "sentence"),
    [
        ("a.zip", b"Rar!", None, "a.zip is no zip that can be read."),
        ("a.zip", zip_of({"notes.txt": "hm"}), None, "has no notebook called 'a'; say which one it is with --as: "),
        ("a.ipynb", b"{}", None, "has no notebook called 'a'; say which one it is with --as: "),
        ("a.ipynb", b"{}", "b", "has no notebook called 'b'; say which one it is with --as: "),
        (
            "a.zip",
            zip_of({path.name: path.read_bytes() for path in COURSE_NOTEBOOK.parent.glob("*.ipynb")}),
            None,
            "holds more than one notebook of week2_logistic_regression; say which one it is with --as: ",
        ),
        (
            "a.zip",
            zip_of({"a.ipynb": COURSE_NOTEBOOK.read_bytes(), "b.ipynb": COURSE_NOTEBOOK.read_bytes() + b" "}),
            None,
            "holds more than one notebook of week2_logistic_regression",
        ),
    ],
    ids=["no zip", "none of the course in it", "unknown name", "unknown name given", "two of the course", "one twice"],
)
def test_one_file_that_is_not_clear_gets_one_sentence(tmp_path, name, content, notebook, sentence):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CannotGrade) as error:
        grade_file(tmp_path / name, ASSIGNMENT, Settings(seed=7), notebook=notebook)
    assert sentence in str(error.value)


def test_of_a_zip_with_several_one_can_be_named(tmp_path):
    path = tmp_path / "a.zip"
    others = {one.name: one.read_bytes() for one in COURSE_NOTEBOOK.parent.glob("*.ipynb")}
    path.write_bytes(zip_of(others | {COURSE_NOTEBOOK.name: only_l1()}))
    result = grade_file(path, ASSIGNMENT, Settings(seed=7), notebook="numpy_basics")
    assert result.points["L1"] == (4.0, 4.0)
