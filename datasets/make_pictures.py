"""Make the picture set of weeks 2 and 4, cats and look-alikes: `python datasets/make_pictures.py`.

Writes train_pictures.h5, test_pictures.h5 and SHA256SUMS beside this file; two runs give the same bytes.
The settings below are chosen so that a deeper network finds more of the test cats, see benchmarks/three_models.py.
"""

import hashlib
from pathlib import Path

import figures
import h5py
import numpy as np
from drawing import FRAME, Dice, Painter, box, ellipse, line, mix, vary

HERE = Path(__file__).resolve().parent
CLASSES = [b"not a cat", b"cat"]
SETS = {"train": (1, 209), "test": (2, 500)}  # name: seed, number of pictures

DARK = 70  # per cent of dark animals before light; the others are light before dark
SPOTS = [(1400, 2198), (2696, 2198)]  # where the head may sit, in page coordinates …
SHIFT, TURN, RADIUS = 200, 6, (850, 1050)  # … give or take, at what slant, how large
CLUTTER, COVER = 2, 30  # at most so many things behind; per cent with something in front
LIGHT = 18  # how much brighter or darker a picture may be, of 255


def background(art: Painter, dice: Dice, sky: list[figures.Colour]) -> None:
    """Paint the canvas from one colour at the top to another at the bottom, with a few pale things on it."""
    top, bottom = sky
    down = art.page_y[..., None]
    art.canvas[:] = (np.array(top) * (FRAME - down) + np.array(bottom) * down) // FRAME
    for _ in range(dice.between(0, CLUTTER)):
        colour = vary(dice, mix(dice.pick(sky), dice.pick(figures.MIDDLE), 3), 20)
        kind, x, y, r = dice.between(0, 3), dice.between(0, FRAME), dice.between(0, FRAME), dice.between(200, 700)
        if kind == 0:
            art.paint(ellipse, colour, x, y, r, r)
        elif kind == 1:
            end, half = (dice.between(0, FRAME), dice.between(0, FRAME)), dice.between(40, 160)
            art.paint(line, colour, x, y, *end, half)
        elif kind == 2:
            art.paint(box, colour, x, y, x + r, y + 2 * r)
        else:
            art.paint(ellipse, colour, x, FRAME + 200, 2 * r + 700, r + 300)


def foreground(art: Painter, dice: Dice) -> None:
    """Paint a stick or a hill in front."""
    colour, x = vary(dice, dice.pick(figures.MIDDLE), 30), dice.between(0, FRAME)
    if dice.chance(50):
        y, lean, half = dice.between(0, FRAME), dice.between(-900, 900), dice.between(60, 150)
        art.paint(line, colour, x, y, x + lean, FRAME + 200, half)
    else:
        art.paint(ellipse, colour, x, FRAME + 100, dice.between(500, 1200), dice.between(400, 900))


def draw_picture(seed: list[int], is_cat: bool, size: int = 64) -> np.ndarray:
    """Draw one picture. Returns (size, size, 3) uint8; size divides 512."""
    dice, art = Dice(seed), Painter(size)
    dark = dice.chance(DARK)
    fur = figures.choose_fur(dice, dark)
    background(art, dice, [vary(dice, dice.pick(figures.LIGHT if dark else figures.DARK)) for _ in range(2)])
    draw = figures.cat if is_cat else dice.pick(figures.LOOK_ALIKES)
    x, y = (dice.near(centre, SHIFT) for centre in dice.pick(SPOTS))
    art.use_head(x, y, dice.between(*RADIUS), dice.near(0, TURN), dice.pick((1, -1)))
    draw(art, dice, fur)
    art.use_page()
    if dice.chance(COVER):
        foreground(art, dice)
    picture = art.pixels() + dice.between(-LIGHT, LIGHT)
    return np.clip(picture, 0, 255).astype(np.uint8)


def draw_labels(seed: int, m: int) -> np.ndarray:
    """Toss a coin for each picture. Returns (m,) int64, 1 for a cat."""
    dice = Dice(seed)
    return np.array([dice.chance(50) for _ in range(m)], dtype=np.int64)


def write_set(path: Path, name: str, x: np.ndarray, y: np.ndarray) -> None:
    """Write pictures x (m, 64, 64, 3) uint8 and labels y (m,) as the set `name`, without time stamps."""
    with h5py.File(path, "w") as file:
        packed = {"compression": "gzip", "compression_opts": 9, "track_times": False}
        file.create_dataset(f"{name}_set_x", data=x, chunks=(1, *x.shape[1:]), **packed)
        file.create_dataset(f"{name}_set_y", data=y, track_times=False)
        file.create_dataset("list_classes", data=np.array(CLASSES), track_times=False)


def main(folder: Path = HERE) -> None:
    """Make both files and their checksums in a folder."""
    sums = []
    for name, (seed, m) in SETS.items():
        path = folder / f"{name}_pictures.h5"
        y = draw_labels(seed, m)
        x = np.stack([draw_picture([seed, i], bool(label)) for i, label in enumerate(y)])
        write_set(path, name, x, y)
        sums.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n")
        print(f"{path.name}: {m} pictures, {y.sum()} of them cats, {path.stat().st_size / 1e6:.1f} MB")
    (folder / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    main()
