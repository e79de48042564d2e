"""The record of trainings: what is noted can be read back, and nothing that goes wrong stops a notebook."""

import importlib
import json
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from helpers.checking import NotDoneYet, Pending
from helpers.lab_report import experiment_log
from helpers.lab_report.experiment_log import ExperimentLog, start_log
from helpers.lab_report.figures import show_accuracies, show_costs, show_environment, show_results
from helpers.lab_report.results import read_results, results_file

pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def log():
    return ExperimentLog()


@pytest.fixture
def shown(monkeypatch):
    """What is displayed: texts and figures."""
    kept = []
    monkeypatch.setattr("helpers.lab_report.figures.display", lambda html: kept.append(html.data))
    monkeypatch.setattr("helpers.lab_report.figures.plt.show", lambda: kept.append("a figure"))
    return kept


def test_a_run_is_read_back_as_it_was_noted(folder, log):
    settings = {"learning_rate": np.float64(0.5), "layers_dims": (2, 3, 1), "seed": np.int64(1), "start": "zeros"}
    log.record("training", "one", settings, costs=[np.array([[0.7]]), np.float32(0.5)], train=np.float64(90), test=80)
    [run] = read_results().runs
    assert (run.experiment, run.name, run.train, run.test) == ("training", "one", 90, 80)
    assert run.settings == {"learning_rate": 0.5, "layers_dims": [2, 3, 1], "seed": 1, "start": "zeros"}
    assert run.costs == [0.7, 0.5] and run.iterations == [0, 100]
    assert 0 <= run.seconds < 5
    assert read_results().environment["numpy"] == np.__version__
    assert [path.name for path in (folder / "results").iterdir()] == ["results.json"]


def test_a_run_of_the_same_name_takes_the_place_of_the_earlier_one(log):
    for test in (50, 60):
        log.record("a", "first", test=test)
        log.record("a", "second", test=test)
    assert [(run.name, run.test) for run in read_results().of("a")] == [("first", 60), ("second", 60)]


def test_time_is_measured_since_the_clock_was_started_or_the_last_run_noted(monkeypatch, log):
    now = iter([0.0, 3.0, 3.0, 8.0, 8.0])
    monkeypatch.setattr(experiment_log, "time", SimpleNamespace(perf_counter=lambda: next(now)))
    log.start_clock()
    log.record("a", "first")
    log.record("a", "second")
    assert [run.seconds for run in read_results().runs] == [3, 5]


@pytest.fixture
def shell(monkeypatch):
    """A notebook's IPython."""
    shell = InteractiveShell()
    shell.user_ns["start_log"] = start_log
    for module in ("IPython", "helpers.lab_report.experiment_log"):
        monkeypatch.setattr(f"{module}.get_ipython", lambda: shell)
    yield shell
    shell.history_manager.end_session()


def test_in_a_notebook_time_is_measured_since_the_cell_began(monkeypatch, shell):
    now = iter(range(0, 1000, 10))
    monkeypatch.setattr(experiment_log, "time", SimpleNamespace(perf_counter=lambda: next(now)))
    for cell in ("log = start_log()", "pass", "log.record('a', 'first')"):
        shell.run_cell(cell).raise_error()
    assert [run.seconds for run in read_results().runs] == [10]


def test_a_log_that_is_begun_twice_keeps_the_right_time(shell):
    """As when a cell is run twice."""
    seconds = []
    for cell in ("log = start_log()", "log = start_log()", "log.record('a', 'first')", "log.record('a', 'first')"):
        shell.run_cell(cell).raise_error()
        seconds += [run.seconds for run in read_results().runs] if "record" in cell else []
    assert len(seconds) == 2 and all(0 <= value < 5 for value in seconds)


def test_importing_the_log_registers_nothing(shell):
    before = list(shell.events.callbacks["pre_run_cell"])
    importlib.reload(experiment_log).ExperimentLog()
    assert shell.events.callbacks["pre_run_cell"] == before


def test_what_is_derived_from_a_training_has_no_time_of_its_own(log):
    log.record("a", "first", costs=[0.5, 0.4], iterations=[0, 7], timed=False)
    [run] = read_results().runs
    assert run.seconds is None and run.iterations == [0, 7]


def test_costs_that_overflowed_are_kept_as_gaps(shown, log):
    log.record("a", "wild", costs=[0.7, np.inf, np.nan, 0.6], train=np.nan)
    [run] = read_results().runs
    assert run.costs == [0.7, None, None, 0.6] and run.train is None
    show_costs("a")
    assert shown == ["a figure"]


@pytest.mark.parametrize("costs", [["x"], [[1, 2]], 5, [None, object()], [0.1, 1j]])
def test_odd_costs_do_not_stop_the_notebook(costs, capsys, log):
    log.record("a", "odd", costs=costs)
    assert "is not noted for the lab report" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_does_not_stop_the_notebook(folder, capsys, log):
    (folder / "results").write_text("a file of this name")
    log.record("a", "first")
    assert "is not noted for the lab report" in capsys.readouterr().out


def test_a_result_that_is_not_there_yet_asks_for_it(log):
    with pytest.raises(NotDoneYet, match="Run the training cell"):
        log.record("a", "first", costs=Pending("Run the training cell first."))


def test_a_missing_file_says_what_to_do(shown):
    show_environment()
    show_results()
    show_costs("a")
    show_accuracies("a")
    assert sum("There are no results yet" in html for html in shown) == 4
    assert "Python" in shown[0], "the environment is shown all the same"


def test_an_experiment_without_runs_is_named(shown, log):
    log.record("a", "first", test=50)
    show_results("b", "c")
    show_costs("a")
    assert "No run of “b”, “c” is noted yet" in shown[0]
    assert "No run of “a” noted its costs" in shown[1]


def test_the_table_shows_the_runs_asked_for_in_words_and_numbers(shown, log):
    log.record("a", "first", {"learning_rate": 0.5, "num_iterations": 2000}, costs=[0.69312, 0.1], train=90, test=80.04)
    log.record("b", "<script>", timed=False)
    show_results("a")
    assert all(
        text in shown[0]
        for text in ("learning\u00a0rate\u00a00.5", "num\u00a0iterations\u00a02,000", "0.6931\u00a0→\u00a00.1000")
    )
    assert "90.0" in shown[0] and "80.0" in shown[0] and "script" not in shown[0]
    show_results()
    assert "&lt;script&gt;" in shown[1]


def test_a_logarithmic_axis_of_iterations_begins_at_the_start(shown, log):
    log.record("a", "first", costs=[0.7, 0.5, 0.3])
    show_costs("a", log=True)
    assert plt.gca().get_xscale() == "symlog" and plt.gca().get_xlim()[0] == 0


def test_the_environment_of_the_results_is_shown_beside_the_present_one(shown, log):
    log.record("a", "first", {"seed": 3})
    log.record("a", "second", {"seed": 1})
    show_environment()
    assert "results, and this notebook" in shown[0] and "3, 1" in shown[0]
    data = json.loads(results_file().read_text())
    data["environment"]["processor"] = "Difference Engine"
    results_file().write_text(json.dumps(data))
    show_environment()
    assert "Difference Engine" in shown[1] and "this notebook runs with" in shown[1]


def test_the_instructors_notebooks_leave_nothing_in_source(folder, monkeypatch, log):
    place = folder / "source" / "week2"
    place.mkdir(parents=True)
    (folder / "nbgrader_config.py").touch()  # what makes it a course: a folder called source is none
    monkeypatch.chdir(place)
    log.record("a", "first")
    assert (folder / "results" / "week2" / "results.json").exists()
    assert not list(place.iterdir())
