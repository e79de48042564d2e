"""A drawing to play with: static small multiples always, sliders only where a person's front end runs the cell."""

import time

import pytest
from jupyter_client.manager import start_new_kernel

from helpers.plotting.sliders import NO_SLIDERS, small_multiples

WIDGET = "application/vnd.jupyter.widget-view+json"
CELL = """
from helpers.plotting.sliders import explore

def curve(ax, learning_rate):
    ax.plot([0, 1], [0, learning_rate])

explore(curve, learning_rate=[0.1, 0.2, 0.3])
"""


def nothing(ax, **values):
    pass


def titles(figure):
    return [ax.get_title() for ax in figure.axes]


def test_a_few_values_are_shown_all_many_are_thinned_out_evenly():
    assert titles(small_multiples(nothing, units=[1, 2, 5])) == ["units = 1", "units = 2", "units = 5"]
    assert titles(small_multiples(nothing, units=range(1, 11))) == ["units = 1", "units = 4", "units = 7", "units = 10"]
    assert titles(small_multiples(nothing, learning_rate=[0.5])) == ["learning rate = 0.5"]


def test_two_choices_make_a_grid_and_reach_the_drawing_by_name():
    seen = []
    figure = small_multiples(lambda ax, **values: seen.append(values), rate=[0.1, 1.0], kind=["tanh", "ReLU"])
    assert titles(figure) == [
        "rate = 0.1, kind = tanh",
        "rate = 1, kind = tanh",
        "rate = 0.1, kind = ReLU",
        "rate = 1, kind = ReLU",
    ]
    assert seen[1] == {"rate": 1.0, "kind": "tanh"}


@pytest.mark.parametrize("choices", [{}, {"a": []}, {"a": [1], "b": [1], "c": [1]}])
def test_no_choice_or_too_many_are_refused(choices):
    with pytest.raises(ValueError, match="one or two choices"):
        small_multiples(nothing, **choices)


@pytest.mark.slow
def test_a_front_end_gets_sliders_and_a_saved_page_does_not():
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        alone, live = shown(client, {}), shown(client, {"cellId": "a-cell"})
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert len(alone) == 1 and "image/png" in alone[0]
    assert "image/png" in live[0] and WIDGET not in live[0]
    assert sum(WIDGET in output for output in live) == 1
    assert not any("interactive(" in output["text/plain"] for output in live)


WIDGETS = {
    "missing": "import sys; sys.modules['ipywidgets'] = None",
    "of version 7": "import ipywidgets; del ipywidgets.Widget._repr_mimebundle_",
}


@pytest.mark.slow
@pytest.mark.parametrize("before", WIDGETS.values(), ids=WIDGETS)
def test_with_ipywidgets_that_cannot_show_sliders_there_is_the_figure_and_what_would_give_them(before):
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        said = []
        live = shown(client, {"cellId": "a-cell"}, f"{before}\n{CELL}", said)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert len(live) == 1 and "image/png" in live[0]
    assert "".join(said) == f"{NO_SLIDERS}\n"


def shown(client, metadata, code=CELL, said=None):
    """What is displayed when a front end that sends this metadata runs the cell; what is printed comes into `said`."""
    message = client.session.msg("execute_request", {"code": code, "silent": False}, metadata=metadata)
    client.shell_channel.send(message)
    outputs, deadline = [], time.monotonic() + 60
    while time.monotonic() < deadline:
        answer = client.get_iopub_msg(timeout=60)
        if answer["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            continue
        assert answer["msg_type"] != "error", answer["content"]
        if answer["msg_type"] == "display_data":
            outputs.append(answer["content"]["data"])
        if answer["msg_type"] == "stream" and said is not None:
            said.append(answer["content"]["text"])
        if answer["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
            return outputs
    raise TimeoutError
