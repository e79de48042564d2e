"""The picture set: the files are what the generator makes, and the three models come out in the order of the story."""

import hashlib
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest

from helpers.data.pictures import CHECKSUMS, load_pictures

ROOT = Path(__file__).resolve().parents[2]
DATASETS = ROOT / "datasets"


@pytest.fixture
def generator(monkeypatch):
    monkeypatch.syspath_prepend(DATASETS)
    import make_pictures

    yield make_pictures
    for name in ("make_pictures", "figures", "drawing"):
        sys.modules.pop(name, None)


def test_a_few_pictures_drawn_again_are_those_in_the_files(generator):
    for name, (seed, m) in generator.SETS.items():
        with h5py.File(DATASETS / f"{name}_pictures.h5") as file:
            labels = file[f"{name}_set_y"][:]
            assert np.array_equal(labels, generator.draw_labels(seed, m))
            for i in (0, 7, m - 1):
                drawn = generator.draw_picture([seed, i], bool(labels[i]))
                assert np.array_equal(drawn, file[f"{name}_set_x"][i])


def test_writing_a_set_twice_gives_the_same_bytes(generator, tmp_path):
    x = np.stack([generator.draw_picture([9, i], i == 0) for i in range(2)])
    for path in (tmp_path / "a.h5", tmp_path / "b.h5"):
        generator.write_set(path, "train", x, np.array([1, 0]))
    assert (tmp_path / "a.h5").read_bytes() == (tmp_path / "b.h5").read_bytes()


@pytest.mark.slow
def test_the_whole_generator_gives_the_committed_pictures(generator, tmp_path):
    generator.main(tmp_path)
    for name in generator.SETS:
        with h5py.File(DATASETS / f"{name}_pictures.h5") as ours, h5py.File(tmp_path / f"{name}_pictures.h5") as new:
            assert ours.keys() == new.keys()
            assert all(np.array_equal(ours[key][()], new[key][()]) for key in ours)
    for line in (tmp_path / CHECKSUMS).read_text().splitlines():
        digest, name = line.split()
        assert digest == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()


def test_the_files_have_the_layout_of_the_well_known_course():
    for name, m in (("train", 209), ("test", 500)):
        with h5py.File(DATASETS / f"{name}_pictures.h5") as file:
            assert set(file) == {f"{name}_set_x", f"{name}_set_y", "list_classes"}
            assert file[f"{name}_set_x"].shape == (m, 64, 64, 3) and file[f"{name}_set_x"].dtype == np.uint8
            assert file[f"{name}_set_y"].shape == (m,)
            assert file["list_classes"][:].tolist() == [b"not a cat", b"cat"]


@pytest.mark.slow
def test_a_deeper_model_knows_more_of_the_test_pictures(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import three_models

    pictures = load_pictures(three_models.SIZE)
    runs = [three_models.measure(train, pictures, seeds=1)[0] for train in three_models.MODELS.values()]
    training, test = np.array(runs)[:, :2].T
    assert (training > 90).all()
    assert test[0] + 5 < test[1] < test[2] - 5
