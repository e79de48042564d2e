"""A mistake in nbgrader_config.py ends the command: nbgrader would log it, go on without, and run submissions unsandboxed.

`stop_on_errors` is called from two places. etc/jupyter/nbgrader_config.py is installed with the course, and every nbgrader
command and Formgrader read it first. The course's own nbgrader_config.py calls it too, for where the course is not installed.
"""

import asyncio
import re
import traceback
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbgrader.apps import NbGrader
from nbgrader.converters import Autograde, BaseConverter, GenerateAssignment, GenerateFeedback, NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets.config import Config, Configurable
from traitlets.config.loader import ConfigFileNotFound, JSONFileConfigLoader, PyFileConfigLoader

from helpers.grading.settings import options

# What may be set in the sections that decide how a class is graded.
CLASSES = (BaseConverter, Autograde, GenerateAssignment, GenerateFeedback, CourseDirectory)
CHECKED = {one.__name__: frozenset(one.class_trait_names(config=True)) for one in CLASSES} | {
    "GradeStep": frozenset(options()) | frozenset(NbGraderPreprocessor.class_trait_names(config=True))
}
ADVICE = "Nothing was done: mend this, then give the command again."
RENAMED = {"Grade": "GradeStep"}


class WrongConfig(ValueError):
    """A configuration that must not be used: the name that is wrong, and what is wrong with it."""

    def __init__(self, name: str, sentence: str):
        super().__init__(sentence)
        self.name = name


def stop_on_errors() -> None:
    """From now on, an error in a configuration file of nbgrader's ends the command with one sentence."""
    NbGrader.python_config_loader_class = StrictPythonLoader
    NbGrader.json_config_loader_class = StrictJsonLoader


def check_names(config: Config) -> None:
    """Raise WrongConfig for a name, from a file or from the command line, that nbgrader would pass over."""
    for section in [name for name, value in config.items() if isinstance(value, Config)]:
        near = RENAMED.get(section) or next(iter(get_close_matches(section, CHECKED, n=1, cutoff=0.8)), section)
        if section not in CHECKED and near != section and section not in _names_below(Configurable):
            raise WrongConfig(section, f"there is no section c.{section}: it is called c.{near}")
        for name in config[section]:
            if name not in CHECKED.get(section, {name}):
                [*meant] = get_close_matches(name, CHECKED[section], n=1)
                advice = f"did you mean {meant[0]}?" if meant else f"there are {', '.join(sorted(CHECKED[section]))}"
                raise WrongConfig(f"{section}.{name}", f"c.{section} has no setting {name}: {advice}")


def _names_below(parent: type) -> Iterator[str]:
    children: list[type] = parent.__subclasses__()
    for child in children:
        yield child.__name__
        yield from _names_below(child)


class _Strict:
    """In place of the loaders of traitlets, whose errors are only logged."""

    full_filename: str

    def load_config(self) -> Config:
        """Load a file. Raises SystemExit with one sentence where that fails; in a server the config then refuses to grade."""
        try:
            config = super().load_config()  # type: ignore[misc]  # of the loader that this is mixed into
            check_names(config)
            for one in CLASSES:  # to see whether it takes the values
                one(config=config)
        except ConfigFileNotFound:
            raise
        except (Exception, SystemExit) as error:
            sentence = error.code if isinstance(error, SystemExit) else sentence_about(error, self.full_filename)
            if _in_a_server():
                return Config(Autograde={"exporter_class": refusal(str(sentence))})
            raise SystemExit(sentence) from None
        return config


class StrictPythonLoader(_Strict, PyFileConfigLoader):
    """For nbgrader_config.py."""


class StrictJsonLoader(_Strict, JSONFileConfigLoader):
    """For nbgrader_config.json."""


def sentence_about(error: BaseException, file: str) -> str:
    """What is wrong in a configuration file, where, and what to do."""
    lines: Sequence[int | None] = [
        frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file
    ]
    what = f"{type(error).__name__}: {error}"
    if isinstance(error, SyntaxError) and error.filename == file:
        lines, what = [error.lineno], f"{type(error).__name__}: {error.msg}"
    elif isinstance(error, WrongConfig):
        named = re.compile(rf"\bc\.{error.name}\b")
        texts = Path(file).read_text(encoding="utf-8").splitlines()
        lines = [number for number, text in enumerate(texts, 1) if named.search(text)][:1]
        what = str(error)
    elif isinstance(error, ModuleNotFoundError) and (error.name or "").partition(".")[0] == "helpers":
        what += " (run nbgrader in the environment where the course is installed: pip install -e .)"
    where = f"{file}, line {lines[-1]}" if lines else file
    return f"{where}: {' '.join(what.split())}{'' if what.endswith(('.', '?')) else '.'} {ADVICE}"


def refusal(sentence: str) -> type[NotebookExporter]:
    """An exporter that grades nothing and says why, for a server, which an error in a file must not end."""

    class Refusal(NotebookExporter):
        def __init__(self, **kwargs):
            kwargs["parent"].log.error(sentence)
            raise NbGraderException(sentence)

    return Refusal


def _in_a_server() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
