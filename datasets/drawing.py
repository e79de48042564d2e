"""Dice and paint for pictures that are the same bytes everywhere.

All arithmetic is on integers, and chance comes from the raw PCG64 stream, which numpy promises never to change:
a seed gives the same picture on every platform and with every version of numpy.
"""

import numpy as np

FRAME = 4096  # a picture is FRAME x FRAME units, whatever its size in pixels
HEAD = 1000  # one head radius in the head's own coordinates

Colour = tuple[int, int, int]


class Dice:
    """Integer random numbers from the raw PCG64 stream of a seed."""

    def __init__(self, seed):
        self._raw = np.random.PCG64(seed).random_raw

    def between(self, low: int, high: int) -> int:
        """An integer from low to high, both included."""
        return low + ((int(self._raw()) >> 32) * (high - low + 1) >> 32)

    def near(self, centre: int, spread: int) -> int:
        """An integer within centre ± spread, more often near the centre."""
        return centre + (self.between(-spread, spread) + self.between(-spread, spread)) // 2

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self.between(0, 99) < percent

    def pick(self, choices):
        """One of the choices."""
        return choices[self.between(0, len(choices) - 1)]


def mix(a: Colour, b: Colour, eighths: int) -> Colour:
    """Colour a with so many eighths of colour b in it."""
    return tuple((u * (8 - eighths) + v * eighths) // 8 for u, v in zip(a, b, strict=True))


def vary(dice: Dice, colour: Colour, by: int = 14) -> Colour:
    """A colour close to the given one."""
    return tuple(min(255, max(0, channel + dice.between(-by, by))) for channel in colour)


# ---- shapes: which of the points (x, y) lie inside ----


def ellipse(x, y, x0, y0, rx, ry):
    """Ellipse around (x0, y0) with half-axes rx and ry."""
    return ((x - x0) * ry) ** 2 + ((y - y0) * rx) ** 2 <= (rx * ry) ** 2


def box(x, y, x0, y0, x1, y1):
    """Rectangle from the corner (x0, y0) to the corner (x1, y1)."""
    return (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)


def convex(x, y, *corners):
    """Convex polygon, its corners (x, y) in order, either way round."""
    sides = list(zip(corners, corners[1:] + corners[:1], strict=True))
    way = 1 if sum(ax * by - bx * ay for (ax, ay), (bx, by) in sides) > 0 else -1
    inside = np.ones(np.shape(x), dtype=bool)
    for (ax, ay), (bx, by) in sides:
        inside &= way * ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) >= 0
    return inside


def line(x, y, ax, ay, bx, by, half):
    """Stroke from (ax, ay) to (bx, by), 2·half wide, with round ends."""
    dx, dy = bx - ax, by - ay
    length2 = dx * dx + dy * dy
    along = (x - ax) * dx + (y - ay) * dy
    across = (x - ax) * dy - (y - ay) * dx
    stroke = (along >= 0) & (along <= length2) & (across * across <= half * half * length2)
    return stroke | ellipse(x, y, ax, ay, half, half) | ellipse(x, y, bx, by, half, half)


class Painter:
    """A canvas on which shapes are painted one over another, through a frame that may be moved, turned and scaled."""

    def __init__(self, size: int, fine: int = 4):
        side = size * fine  # painted `fine` times as large, so that edges come out smooth
        axis = (2 * np.arange(side, dtype=np.int64) + 1) * (FRAME // (2 * side))
        self.size, self.fine = size, fine
        self.page_x, self.page_y = np.meshgrid(axis, axis)
        self.canvas = np.zeros((side, side, 3), dtype=np.int64)
        self.use_page()

    def use_page(self) -> None:
        """Paint in page coordinates: (0, 0) top left, (FRAME, FRAME) bottom right."""
        self.x, self.y = self.page_x, self.page_y

    def use_head(self, x0: int, y0: int, radius: int, turn: int, flip: int) -> None:
        """Paint in head coordinates: origin (x0, y0), HEAD units a radius, turned by 2·atan(turn/64), flip 1 or -1."""
        x, y = self.page_x - x0, self.page_y - y0
        # (4096 - t², 128 t, 4096 + t²) is a right-angled triangle: cosine and sine without rounding
        cosine, sine, unit = 4096 - turn * turn, 128 * turn, 4096 + turn * turn
        self.x = flip * ((x * cosine + y * sine) * HEAD // (radius * unit))
        self.y = (y * cosine - x * sine) * HEAD // (radius * unit)

    def fill(self, inside: np.ndarray, colour: Colour) -> None:
        """Paint the points for which `inside` is true."""
        self.canvas[inside] = colour

    def paint(self, shape, colour: Colour, *numbers) -> None:
        """Paint a shape, e.g. paint(ellipse, PINK, x0, y0, rx, ry)."""
        self.fill(shape(self.x, self.y, *numbers), colour)

    def pair(self, shape, colour: Colour, *numbers) -> None:
        """Paint a shape and its mirror image, as of ears and eyes."""
        self.paint(shape, colour, *numbers)
        self.fill(shape(-self.x, self.y, *numbers), colour)

    def pixels(self) -> np.ndarray:
        """The picture so far, (size, size, 3) int64 of 0 … 255."""
        n, f = self.size, self.fine
        return self.canvas.reshape(n, f, n, f, 3).sum(axis=(1, 3)) // (f * f)
