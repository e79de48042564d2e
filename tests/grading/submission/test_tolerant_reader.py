"""Reading loses nothing of a notebook that is one, but what nobody may say of their own work."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.grading.submission.tolerant_reader import read_notebook
from tests.support.abuse_texts import PIXEL

# Reading compared field by field. What may differ, with the reason: `execution_count` is of a run that does not count; an `id`
# must be there, be unique and of plain characters; `metadata`
# is where marks and verdicts are noted, so a student's own goes. All else is what was handed in.
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
MORE = st.dictionaries(TEXT, st.integers() | TEXT, max_size=2)
OUTPUT = st.builds(
    lambda text, more: {
        "output_type": "display_data",
        "data": {"text/plain": text, "image/png": PIXEL},
        "metadata": more,
    },
    TEXT,
    MORE,
) | st.builds(lambda text: {"output_type": "stream", "name": "stdout", "text": text}, TEXT)
CELL = st.builds(
    lambda kind, source, more, outputs, attached: (
        {"cell_type": kind, "source": source, "metadata": {"own": more}}
        | ({"outputs": outputs, "execution_count": 3} if kind == "code" else {"attachments": attached})
    ),
    st.sampled_from(["code", "markdown", "raw"]),
    TEXT | st.lists(TEXT, max_size=3),
    MORE,
    st.lists(OUTPUT, max_size=2),
    st.dictionaries(TEXT, st.just({"image/png": PIXEL}), max_size=2),
)
DIFFERS = {"execution_count", "id", "metadata"}


@settings(deadline=None, max_examples=100)
@given(cells=st.lists(CELL, max_size=4), more=MORE)
def test_reading_keeps_every_field_of_a_cell(cells, more, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "read.ipynb"
    data = {"cells": cells, "metadata": {"own": more}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(data), encoding="utf-8")
    read = read_notebook(path)
    assert read.metadata == {} and len(read.cells) == len(cells)
    for before, after in zip(cells, read.cells, strict=True):
        before = before | {"source": "".join(before["source"])}
        assert after.metadata == {}
        assert {k: v for k, v in after.items() if k not in DIFFERS} == {
            k: v for k, v in before.items() if k not in DIFFERS
        }
