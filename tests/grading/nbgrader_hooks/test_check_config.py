"""A mistake in nbgrader_config.py, or on the command line, ends the command with one sentence, and nothing is graded."""

import asyncio
import json
import os
import shutil
import subprocess
import sys

import pytest
from nbgrader.apps import NbGrader
from nbgrader.converters import NbGraderException

from helpers.grading.nbgrader_hooks.check_config import StrictPythonLoader
from tests.support.commands import run
from tests.support.config_mistakes import MISTAKES, MISTAKES_OF_A_RUN
from tests.support.course import ASSIGNMENT, ROOT, SOLUTIONS, Course

AUTOGRADE = ("autograde", ASSIGNMENT, "--force")


def write(folder, text):
    """The project's configuration with a line at its end. Returns that line's number."""
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(f"{config}{text}\n", encoding="utf-8")
    return len(config.splitlines()) + 1


@pytest.mark.parametrize("name", MISTAKES)
def test_the_sentence_says_what_where_and_what_to_do(name, tmp_path):
    text, sentence = MISTAKES[name]
    line = write(tmp_path, text)
    with pytest.raises(SystemExit) as stop:
        StrictPythonLoader("nbgrader_config.py", str(tmp_path)).load_config()
    said = stop.value.code
    assert sentence in said and "\n" not in said
    if name != "it leaves":
        assert said.startswith(f"{tmp_path}/nbgrader_config.py") and said.endswith(
            "mend this, then give the command again."
        )
    if name not in ("wrong value", "no such class", "it leaves"):
        assert f"nbgrader_config.py, line {line}: " in said


def test_the_courses_own_configuration_has_no_mistake(tmp_path):
    write(tmp_path, "")
    assert StrictPythonLoader("nbgrader_config.py", str(tmp_path)).load_config()["GradeStep"]["sandbox"] == "required"


@pytest.mark.parametrize("name", ["syntax", "unknown name", "old section"])
def test_in_a_server_the_configuration_refuses_to_grade_and_the_server_lives(name, tmp_path):
    """Formgrader reads the file again before each action; ending there would end JupyterLab."""
    write(tmp_path, MISTAKES[name][0])

    async def load():
        return StrictPythonLoader("nbgrader_config.py", str(tmp_path)).load_config()

    refusal = asyncio.run(load())["Autograde"]["exporter_class"]
    with pytest.raises(NbGraderException, match="mend this, then give the command again"):
        refusal(parent=NbGrader())


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course in which one submission was graded, and then changed so that it would get other marks."""
    course = Course(tmp_path_factory.mktemp("config") / "course")
    course.release()
    course.hand_in("ada", SOLUTIONS)
    course.nbgrader(*AUTOGRADE)
    course.hand_in("ada", {})
    return course


def state_of(course):
    return {
        path: path.read_bytes() for path in (course.folder / "autograded").rglob("*") if path.is_file()
    }, course.grades()


def assert_refused(course, sentence, *words, folder=None, **environment):
    before = state_of(course)
    words = words or AUTOGRADE
    if environment:
        command = [sys.executable, "-m", "nbgrader", *words]
        done = subprocess.run(command, cwd=course.folder, env=os.environ | environment, text=True, capture_output=True)
    else:
        done = run("nbgrader", *words, folder=folder or course.folder)
    assert done.returncode == 1, done.stderr
    assert done.stderr.count(sentence) == 1 and "Traceback" not in done.stderr, done.stderr
    assert state_of(course) == before


slow = [pytest.mark.slow, pytest.mark.xdist_group("config")]


def slowly(values):
    return [pytest.param(value, marks=slow) for value in values]


@pytest.mark.parametrize("name", slowly(MISTAKES | MISTAKES_OF_A_RUN))
def test_nothing_is_graded(graded, name):
    text, sentence = (MISTAKES | MISTAKES_OF_A_RUN)[name]
    write(graded.folder, text)
    assert_refused(graded, sentence)


@pytest.mark.parametrize("command", slowly(["generate_assignment", "generate_feedback", "export", "list", "validate"]))
def test_every_command_ends(graded, command):
    write(graded.folder, MISTAKES["syntax"][0])
    words = [command, "--force"] if command.startswith("generate") else [command]
    assert_refused(graded, MISTAKES["syntax"][1], *words)


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        pytest.param("--GradeStep.tiemout=3", "c.GradeStep has no setting tiemout: did you mean timeout?", marks=slow),
        pytest.param("--Grade.sandbox=off", "there is no section c.Grade: it is called c.GradeStep", marks=slow),
    ],
)
def test_the_command_line_too(graded, word, sentence):
    write(graded.folder, "")
    assert_refused(graded, f"ERROR] {sentence}", *AUTOGRADE, word)


@pytest.mark.slow
def test_from_another_folder(graded, tmp_path):
    write(graded.folder, MISTAKES["syntax"][0])
    assert_refused(graded, MISTAKES["syntax"][1], *AUTOGRADE, f"--course-dir={graded.folder}", folder=tmp_path)


@pytest.mark.parametrize("text", slowly([None, "", "c.CourseDirectory.course_id = 'another'"]))
def test_a_configuration_that_is_missing_or_another(graded, text):
    if text is None:
        (graded.folder / "nbgrader_config.py").unlink()
    else:
        (graded.folder / "nbgrader_config.py").write_text(f"c = get_config()\n{text}\n")
    assert_refused(graded, "There is no nbgrader_config.py of the course in")


@pytest.fixture
def kit(tmp_path):
    """A folder in which `helpers` is another package than the course's: a student's kit."""
    (tmp_path / "kit" / "helpers").mkdir(parents=True)
    (tmp_path / "kit" / "helpers" / "__init__.py").touch()
    return tmp_path / "kit"


@pytest.mark.slow
def test_where_the_course_cannot_be_imported(graded, kit):
    write(graded.folder, "")
    sentence = "No module named 'helpers.grading'. Nothing was done: "
    assert_refused(graded, sentence, PYTHONPATH=str(kit))
    assert_refused(graded, sentence, PYTHONPATH=str(kit), JUPYTER_NO_CONFIG="1")


@pytest.mark.slow
def test_where_it_cannot_be_imported_and_its_file_cannot_be_read(graded, kit):
    """traitlets logs the error; what the environment's own file has set then refuses."""
    write(graded.folder, MISTAKES["syntax"][0])
    before = state_of(graded)
    command = [sys.executable, "-m", "nbgrader", *AUTOGRADE]
    environment = os.environ | {"PYTHONPATH": str(kit)}
    done = subprocess.run(command, cwd=graded.folder, env=environment, text=True, capture_output=True)
    assert done.returncode == 1 and "not_configured.NotConfigured' could not be imported" in done.stderr
    assert state_of(graded) == before


def test_beside_a_students_kit_nbgrader_starts_as_ever(kit):
    """JupyterLab is started there, and loads nbgrader's extensions."""
    script = "from nbgrader.apps import NbGrader; NbGrader().initialize([])"
    done = subprocess.run([sys.executable, "-c", script], cwd=kit, text=True, capture_output=True)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr


@pytest.mark.slow
def test_where_the_course_is_not_installed_its_own_file_ends_the_command(graded):
    """traitlets logs the error before, since nothing of ours was read when it met the file first."""
    write(graded.folder, MISTAKES["unknown name"][0])
    before = state_of(graded)
    environment = os.environ | {"JUPYTER_NO_CONFIG": "1"}
    command = [sys.executable, "-m", "nbgrader", *AUTOGRADE]
    done = subprocess.run(command, cwd=graded.folder, env=environment, text=True, capture_output=True)
    assert done.returncode == 1 and done.stderr.strip().splitlines()[-1].startswith(
        f"{graded.folder}/nbgrader_config.py, line"
    )
    assert state_of(graded) == before


@pytest.mark.slow
def test_jupyter_with_formgrader_does_not_start(graded):
    write(graded.folder, MISTAKES["syntax"][0])
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--ServerApp.port_retries=99"]
    done = subprocess.run(command, cwd=graded.folder, text=True, capture_output=True, timeout=100)
    assert done.returncode == 1 and MISTAKES["syntax"][1] in done.stderr.strip().splitlines()[-1]


@pytest.mark.slow
def test_formgrader_says_so_and_grades_again_once_it_is_mended(graded, tmp_path):
    """As its handlers do: the file is read again, then nbgrader's API is called, all inside of the server's loop."""
    course = Course.__new__(Course)
    course.folder = shutil.copytree(graded.folder, tmp_path / "course")
    write(course.folder, "")
    shutil.copy(course.folder / "nbgrader_config.py", tmp_path / "good.py")
    script = (
        "import asyncio, json, pathlib, shutil\n"
        "from nbgrader.apps import NbGrader, NbGraderAPI\n"
        "app = NbGrader(); app.initialize([])\n"
        "async def grade():\n"
        "    app.load_config_file()\n"
        f"    return NbGraderAPI(app.coursedir, parent=app).autograde('{ASSIGNMENT}', 'ada')\n"
        "async def serve():\n"
        "    file = pathlib.Path('nbgrader_config.py')\n"
        "    file.write_text(file.read_text() + 'c.GradeStep.timeout = = 3')\n"
        "    first = await grade()\n"
        f"    shutil.copy({str(tmp_path / 'good.py')!r}, file)\n"
        "    return [first, await grade()]\n"
        "print(json.dumps(asyncio.run(serve())))"
    )
    before = course.grades()
    done = subprocess.run([sys.executable, "-c", script], cwd=course.folder, text=True, capture_output=True)
    first, second = json.loads(done.stdout.splitlines()[-1])
    assert not first["success"] and "SyntaxError: invalid syntax." in first["log"]
    assert second["success"], second
    assert sum(before["ada"].values()) == 40 and sum(course.grades()["ada"].values()) == 0
