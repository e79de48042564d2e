"""Pictures in a grid."""

import matplotlib
import pytest

from helpers.data.pictures import load_pictures
from helpers.plotting.pictures import show_pictures

matplotlib.use("agg")


def test_pictures_are_shown_in_a_grid_with_their_titles():
    x = load_pictures(32).test_x[:5]
    figure = show_pictures(x, titles=["a", "b", "c", "d", "e"], columns=3)
    assert len(figure.axes) == 6 and [ax.get_title() for ax in figure.axes] == ["a", "b", "c", "d", "e", ""]
    assert len(show_pictures(x[0]).axes) == 1
    with pytest.raises(ValueError, match="5 pictures, but 2 titles"):
        show_pictures(x, titles=["a", "b"])
    with pytest.raises(ValueError, match=r"\(m, size, size, 3\)"):
        show_pictures(x.reshape(5, -1))
