"""The picture set "cat or not?": load it, and read a picture of your own."""

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import h5py
import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from helpers.files.notebook_folder import datasets_folder, notebook_folder
from helpers.files.safe_files import read_file

ORIGINALS = "train_catvnoncat.h5", "test_catvnoncat.h5"  # of the well-known course; taken when they lie there
DATA_FILES = "train_pictures.h5", "test_pictures.h5", "SHA256SUMS"  # the student kit takes these along
OURS, CHECKSUMS = DATA_FILES[:2], DATA_FILES[2]
SIDE = 64  # pixels, of a stored picture


class Pictures(NamedTuple):
    """Pictures to learn from and pictures to be tested with."""

    train_x: np.ndarray  # (m_train, size, size, 3) uint8
    train_y: np.ndarray  # (1, m_train), 1 for a cat and 0 for none
    test_x: np.ndarray  # (m_test, size, size, 3) uint8
    test_y: np.ndarray  # (1, m_test)
    classes: list[str]  # what 0 and 1 mean


def load_pictures(size: int = SIDE) -> Pictures:
    """Load the training and the test pictures.

    Args:
        size: Pixels a side: 64 as they are stored, or 32, where each pixel is the mean of 2×2.

    Returns:
        Pictures(train_x, train_y, test_x, test_y, classes).

    Raises:
        FileNotFoundError: A file is missing; the message says which, and what to do.
        ValueError: There is no such size, or a file is damaged; the message says which, and what to do.
    """
    if size not in (SIDE, SIDE // 2):
        raise ValueError(f"size is {size!r}, but pictures come in sizes {SIDE} and {SIDE // 2}.")
    train, test = _choose_files()
    train_x, train_y, classes = _read_set(train, "train")
    test_x, test_y, _ = _read_set(test, "test")
    if size != SIDE:
        train_x, test_x = _halve(train_x), _halve(test_x)
    return Pictures(train_x, train_y, test_x, test_y, classes)


def read_picture(path: str | Path, size: int = SIDE) -> np.ndarray:
    """Read a picture of your own: cut to a square around its middle, shrunk or enlarged, transparent parts on white.

    Args:
        path: A PNG, a JPEG or any other file that Pillow reads, seen from the working directory or from the notebook.
        size: Pixels a side.

    Returns:
        The picture, (size, size, 3) of uint8.

    Raises:
        FileNotFoundError: There is no such file.
        ValueError: It is not a picture.
    """
    path = Path(path)
    if not path.is_file() and (notebook_folder() / path).is_file():
        path = notebook_folder() / path
    if not path.is_file():
        raise FileNotFoundError(f"There is no picture {path}; give the path of a file, seen from {notebook_folder()}.")
    try:
        with Image.open(path) as file:
            image = ImageOps.exif_transpose(file)  # upright, as a telephone shows it
            if image.mode.startswith("I;16"):  # Pillow would cut 16-bit grey off at 255
                image = Image.fromarray((np.asarray(image) // 256).astype(np.uint8))
            image = image.convert("RGBA")
    except UnidentifiedImageError:
        raise ValueError(f"{path} is not a picture that can be read; save it as PNG or JPEG.") from None
    except Image.DecompressionBombError:
        raise ValueError(f"{path} is too large a picture; save a smaller one.") from None
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow raises for a damaged file
        raise ValueError(f"{path} is a damaged picture ({error}); save it again as PNG or JPEG.") from None
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    return np.array(ImageOps.fit(image, (size, size)))


class _File(NamedTuple):
    """A file that was read: what is checked is what is used, and HDF5, which locks files that it opens, has no share to lock."""

    path: Path
    content: bytes


def _choose_files() -> tuple[_File, _File]:
    """The well-known course's files where both lie in datasets/, else ours, once they are proved whole."""
    folder = datasets_folder()
    originals = [folder / name for name in ORIGINALS]
    there = [path for path in originals if path.is_file()]
    if len(there) == 2:
        return _read(originals[0]), _read(originals[1])
    if there:
        missing = next(path.name for path in originals if path not in there)
        raise FileNotFoundError(f"{there[0]} is there without {missing}: put both into that folder, or neither.")
    sums = _read_checksums(folder / CHECKSUMS)
    train, test = (_read(folder / name) for name in OURS)
    _verify(train, sums)
    _verify(test, sums)
    return train, test


def _read_checksums(path: Path) -> dict[str, str]:
    text = _read(path).content.decode(errors="replace")
    entries = (line.partition("  ") for line in text.splitlines())
    return {name: digest for digest, _, name in entries}


def _verify(file: _File, sums: dict[str, str]) -> None:
    if hashlib.sha256(file.content).hexdigest() != sums.get(file.path.name):
        raise ValueError(
            f"{file.path} is not the file that its checksum in {CHECKSUMS} belongs to: it is cut short or changed; "
            "fetch it again."
        )


def _read(path: Path) -> _File:
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: fetch it again, with all the files of the folder datasets.")
    try:
        return _File(path, read_file(path))
    except OSError as error:
        raise ValueError(
            f"{path} cannot be read ({error.strerror or error}); allow reading it, then run this again."
        ) from None


def _read_set(source: _File, name: str) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """One file: pictures (m, 64, 64, 3) uint8, labels (1, m), the two classes."""
    path, keys = source.path, (f"{name}_set_x", f"{name}_set_y", "list_classes")
    try:
        with h5py.File(io.BytesIO(source.content)) as file:
            missing = [key for key in keys if not isinstance(file.get(key), h5py.Dataset)]
            if missing:
                raise KeyError(missing[0])
            x, y, classes = (file[key][()] for key in keys)
    except KeyError as error:
        raise ValueError(f"{path} has no data set {error}: it is of another layout; fetch it again.") from None
    except (OSError, RuntimeError) as error:
        raise ValueError(
            f"{path} is not a whole HDF5 file: it is cut short or damaged ({error}); fetch it again."
        ) from None
    problem = _find_problem(x, y, classes, keys)
    if problem:
        raise ValueError(f"{path}: {problem}; fetch the file again.")
    return x, y.reshape(1, -1).astype(np.int64), [bytes(name).decode() for name in classes]


def _find_problem(x, y, classes, keys: Sequence[str]) -> str | None:
    """What is wrong with a file's contents, if anything."""
    x_key, y_key, classes_key = keys
    x, y, classes = np.asarray(x), np.asarray(y), np.asarray(classes)
    if x.shape[1:] != (SIDE, SIDE, 3) or x.dtype != np.uint8:
        return f"{x_key} should hold pictures (m, {SIDE}, {SIDE}, 3) of uint8, but is {x.shape} of {x.dtype}"
    if y.shape not in ((len(x),), (1, len(x))):
        return f"{y_key} should hold one label for each of the {len(x)} pictures, but is {y.shape}"
    if y.dtype.kind not in "biu" or not np.isin(y, (0, 1)).all():
        return f"{y_key} should hold labels 0 and 1 only"
    if classes.shape != (2,) or classes.dtype.kind not in "SO":
        return f"{classes_key} should hold the names of two classes, but is {classes.shape} of {classes.dtype}"
    return None


def _halve(x: np.ndarray) -> np.ndarray:
    """Pictures (m, s, s, 3) at half the size, each pixel the rounded mean of 2×2."""
    m, s = len(x), x.shape[1] // 2
    return ((x.reshape(m, s, 2, s, 2, 3).sum(axis=(2, 4), dtype=np.uint16) + 2) // 4).astype(np.uint8)
