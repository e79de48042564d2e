"""One palette, told apart by people with any common colour blindness, and one helper for each piece of a drawing."""

import itertools
import re

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from helpers.plotting import style
from tests.support.course import ROOT

matplotlib.use("agg")
import matplotlib.pyplot as plt

# How linear RGB looks to the colour-blind (G. Machado et al., A Physiologically-based Model for Simulation of Color Vision
# Deficiency, 2009, for a full deficiency).
SEEN = {
    "everybody": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])  # of linear sRGB
JUST_SEEN = 2.3  # a difference in CIELAB that is just noticed


@pytest.fixture
def ax():
    yield plt.subplots()[1]
    plt.close("all")


def lab(colour, seen):
    """A colour in CIELAB as these people see it."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(XYZ @ np.clip(seen @ linear, 0, 1) / XYZ.sum(axis=1))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def nearest(colours, people):
    seen = [lab(colour, np.array(SEEN[people])) for colour in colours]
    return min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2))


@pytest.mark.parametrize("people", SEEN)
def test_no_two_colours_look_alike(people):
    assert nearest((*style.COLOURS, style.GREY), people) > 4 * JUST_SEEN


def test_red_and_green_do_look_alike_to_some():
    assert nearest(("#8e7c00", "#5f8a00"), "deuteranopia") < nearest(("#8e7c00", "#5f8a00"), "everybody") / 2


def test_each_colour_of_several_curves_has_a_line_style():
    assert len(style.LINE_STYLES) == len(style.COLOURS)


def test_no_other_module_of_the_kit_has_a_palette_of_its_own():
    rooms = ("plotting", "lectures", "lab_report", "training", "data")
    paths = [path for room in rooms for path in (ROOT / "helpers" / room).glob("*.py") if path.name != "style.py"]
    palette = {value.lower() for value in vars(style).values() if isinstance(value, str) and value.startswith("#")}
    assert len(paths) > 15 and len(palette) == 8
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert not palette & {colour.lower() for colour in re.findall(r"#[0-9A-Fa-f]{6}", text)}, path
        assert "arrowprops" not in text and "boxstyle" not in text, path


def test_an_arrow_points_from_its_start_to_its_end(ax):
    style.draw_arrow(ax, (0, 0), (1, 2), style.BLUE, linewidth=3)
    [arrow] = ax.texts
    assert arrow.xy == (1, 2) and arrow.get_position() == (0, 0) and arrow.arrow_patch.get_linewidth() == 3


def test_a_box_has_a_pale_inside_and_an_outline(ax):
    style.draw_box(ax, (1, 2), 3, 4, style.GREEN, alpha=0.3)
    inside, outline = ax.patches
    assert inside.get_alpha() == 0.3 and inside.get_fill() and not outline.get_fill()
    assert inside.get_bbox().bounds == outline.get_bbox().bounds == (1, 2, 3, 4)


def test_layers_have_a_circle_a_unit_and_a_line_a_weight(ax):
    layers = [[(0, 0), (0, 1), (0, 2)], [(1, 0), (1, 1)]]
    style.draw_weights(ax, layers, alpha=0.5, linewidth=1)
    for layer in layers:
        style.draw_units(ax, layer, style.BLUE, radius=0.2)
    assert len(ax.lines) == 6 and [circle.center for circle in ax.patches] == sum(layers, [])
