"""Loading and reading pictures: whatever is wrong with a file is said in one sentence."""

import contextlib
import errno
import os
import shutil
from pathlib import Path

import h5py
import numpy as np
import pytest
from PIL import Image

from helpers.data import pictures
from helpers.data.pictures import load_pictures, read_picture
from helpers.files import safe_files

DATASETS = Path(__file__).resolve().parents[2] / "datasets"
TRAIN, TEST = pictures.OURS


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of datasets/ to spoil."""
    for name in (TRAIN, TEST, pictures.CHECKSUMS):
        shutil.copy(DATASETS / name, tmp_path)
    monkeypatch.setattr(pictures, "datasets_folder", lambda: tmp_path)
    return tmp_path


def put_originals(folder, x=None, y=None, classes=(b"non-cat", b"cat"), **names):
    """Write files as the well-known course has them, or spoilt; a name = None leaves that key out."""
    for name, path in zip(("train", "test"), pictures.ORIGINALS, strict=True):
        arrays = {
            f"{name}_set_x": np.full((5, 64, 64, 3), 7, np.uint8) if x is None else x,
            f"{name}_set_y": np.array([0, 1, 0, 1, 1]) if y is None else y,
            "list_classes": np.array(classes),
        }
        with h5py.File(folder / path, "w") as file:
            for key in arrays.keys() - {key for key, value in names.items() if value is None}:
                file[key] = arrays[key]


# ---- loading ----


def test_loading_gives_pictures_labels_and_classes():
    p = load_pictures()
    assert p.train_x.shape == (209, 64, 64, 3) and p.test_x.shape == (500, 64, 64, 3)
    assert p.train_y.shape == (1, 209) and p.test_y.shape == (1, 500)
    assert p.train_x.dtype == np.uint8 and p.train_y.dtype.kind == "i"
    assert p.classes == ["not a cat", "cat"]
    assert 0.4 < p.train_y.mean() < 0.6 and 0.4 < p.test_y.mean() < 0.6


def test_half_the_size_is_the_mean_of_two_by_two_pixels():
    large, small = load_pictures(64).train_x, load_pictures(32).train_x
    mean = np.mean([large[:, i::2, j::2] for i in (0, 1) for j in (0, 1)], axis=0)
    assert small.dtype == np.uint8 and np.abs(small - mean).max() <= 0.5


def test_another_size_is_refused():
    with pytest.raises(ValueError, match="size is 48"):
        load_pictures(48)


def test_the_original_files_are_taken_where_both_lie_there(folder):
    put_originals(folder)
    p = load_pictures()
    assert p.train_x.shape == (5, 64, 64, 3) and (p.train_x == 7).all()
    assert p.train_y.tolist() == [[0, 1, 0, 1, 1]] and p.classes == ["non-cat", "cat"]
    (folder / pictures.ORIGINALS[1]).unlink()
    with pytest.raises(FileNotFoundError, match="put both into that folder, or neither"):
        load_pictures()


@pytest.mark.parametrize("name", [TRAIN, TEST, pictures.CHECKSUMS])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(FileNotFoundError, match=f"{name} is missing"):
        load_pictures()


def test_a_file_of_ours_that_was_changed_is_refused_by_its_checksum(folder):
    content = (folder / TEST).read_bytes()
    (folder / TEST).write_bytes(content[: len(content) // 2])
    with pytest.raises(ValueError, match=f"{TEST} is not the file that its checksum"):
        load_pictures()


def test_a_truncated_or_foreign_file_is_told_apart(folder):
    put_originals(folder)
    path = folder / pictures.ORIGINALS[0]
    content = path.read_bytes()
    for spoilt in (content[: len(content) // 2], b"<html>404</html>", b""):
        path.write_bytes(spoilt)
        with pytest.raises(ValueError, match=f"{path.name} is not a whole HDF5 file"):
            load_pictures()


def test_what_is_wrong_with_a_file_is_what_hdf5_says(folder):
    put_originals(folder)
    path = folder / pictures.ORIGINALS[0]
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ValueError, match=f"{path.name} is not a whole HDF5 file.*truncated file.*fetch it again"):
        load_pictures()


@pytest.mark.parametrize("original", [False, True], ids=["our files", "the well-known course's files"])
def test_files_that_another_program_has_locked_as_on_a_share_are_loaded(original, folder):
    """HDF5 refuses to open them by name: BlockingIOError, "unable to lock file"."""
    fcntl = pytest.importorskip("fcntl")
    if original:
        put_originals(folder)
    with contextlib.ExitStack() as open_files:
        for path in folder.glob("*.h5"):
            fcntl.flock(open_files.enter_context(path.open("rb")), fcntl.LOCK_EX)
        with pytest.raises(BlockingIOError):
            h5py.File(next(folder.glob("*.h5")))
        assert len(load_pictures().classes) == 2


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO], ids=["locked, as on Windows", "a broken disk"])
def test_a_file_that_cannot_be_read_is_not_said_to_be_damaged(number, folder, monkeypatch):
    def refuse(*words):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(safe_files, "PAUSES", ())
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ValueError, match=rf"cannot be read \({os.strerror(number)}\); allow reading it"):
        load_pictures()


def test_a_file_that_is_locked_for_a_moment_is_loaded(folder, monkeypatch):
    refusals, read = [errno.EACCES] * 3, Path.read_bytes

    def refuse_at_first(path):
        if refusals:
            raise OSError(refusals.pop(), "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse_at_first)
    assert len(load_pictures().classes) == 2 and not refusals


@pytest.mark.parametrize(
    ("spoilt", "sentence"),
    [
        ({"train_set_y": None}, "has no data set 'train_set_y'"),
        ({"list_classes": None}, "has no data set 'list_classes'"),
        ({"x": np.zeros((5, 3, 64, 64), np.uint8)}, r"train_set_x should hold pictures .* but is \(5, 3, 64, 64\)"),
        ({"x": np.zeros((5, 64, 64, 3))}, "but is .* of float64"),
        ({"y": np.array([0, 1, 2, 0, 1])}, "labels 0 and 1 only"),
        ({"y": np.array([0, 1, np.nan, 0, 1])}, "labels 0 and 1 only"),
        ({"y": np.array([0, 1, 1])}, r"one label for each of the 5 pictures, but is \(3,\)"),
        ({"classes": (b"cat",)}, "names of two classes"),
    ],
)
def test_a_file_of_another_layout_is_told_apart(folder, spoilt, sentence):
    put_originals(folder, **spoilt)
    with pytest.raises(ValueError, match=sentence):
        load_pictures()


# ---- one's own picture ----


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [
        ("RGB", (200, 100, 50), (200, 100, 50)),
        ("RGBA", (200, 100, 50, 0), (255, 255, 255)),  # transparent: white
        ("L", 90, (90, 90, 90)),
        ("I;16", 90 * 256, (90, 90, 90)),
        ("P", 0, (0, 0, 0)),
    ],
)
def test_any_kind_of_picture_becomes_a_square_of_three_colours(tmp_path, mode, colour, expected):
    Image.new(mode, (90, 40), colour).save(tmp_path / "own.png")
    for size in (64, 32):
        picture = read_picture(tmp_path / "own.png", size)
        assert picture.shape == (size, size, 3) and picture.dtype == np.uint8
        assert (picture == expected).all()


def test_a_picture_of_your_own_is_found_beside_the_notebook_from_elsewhere(tmp_path, monkeypatch):
    Image.new("RGB", (9, 9), (200, 100, 50)).save(tmp_path / "own.png")
    monkeypatch.setattr(pictures, "notebook_folder", lambda: tmp_path)
    assert (read_picture("own.png") == (200, 100, 50)).all()


def test_a_long_picture_is_cut_around_its_middle(tmp_path):
    wide = np.zeros((20, 60, 3), np.uint8)
    wide[:, 20:40] = 255
    Image.fromarray(wide).save(tmp_path / "own.png")
    assert (read_picture(str(tmp_path / "own.png"))[:, 4:-4] == 255).all()


def test_what_is_no_picture_is_refused_in_a_sentence(tmp_path, monkeypatch):
    with pytest.raises(FileNotFoundError, match="There is no picture"):
        read_picture(tmp_path / "none.png")
    (tmp_path / "text.png").write_text("meow")
    with pytest.raises(ValueError, match="text.png is not a picture that can be read"):
        read_picture(tmp_path / "text.png")
    noise = np.random.RandomState(0).randint(0, 256, (99, 99, 3), dtype=np.uint8)
    Image.fromarray(noise).save(tmp_path / "whole.png")
    (tmp_path / "cut.png").write_bytes((tmp_path / "whole.png").read_bytes()[:2000])
    with pytest.raises(ValueError, match="cut.png is a damaged picture"):
        read_picture(tmp_path / "cut.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(ValueError, match="too large"):
        read_picture(tmp_path / "whole.png")
