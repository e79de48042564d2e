"""The cast: a cat, and others that are not cats, each painted around the middle of its head; y points down."""

from typing import NamedTuple

from drawing import Colour, Dice, Painter, box, convex, ellipse, line, mix, vary

DARK = [(40, 38, 44), (74, 52, 40), (62, 66, 84), (92, 58, 36), (56, 60, 58), (84, 44, 52), (38, 58, 88), (46, 74, 58)]
LIGHT = [(244, 240, 230), (238, 202, 150), (226, 214, 196), (236, 176, 108), (206, 208, 214)]
LIGHT += [(248, 222, 178), (226, 196, 206), (190, 214, 226), (204, 224, 190)]
MIDDLE = [(150, 120, 92), (132, 136, 144), (190, 122, 66), (112, 132, 150), (140, 150, 108), (168, 116, 120)]
EYES = [(120, 190, 84), (236, 196, 70), (96, 176, 214), (210, 160, 60)]
PINK, NOSE, INK, WHITE, BEAK = (232, 138, 146), (206, 92, 104), (26, 22, 28), (250, 250, 246), (236, 170, 60)


class Fur(NamedTuple):
    """The colours of one animal."""

    main: Colour
    soft: Colour  # face and belly
    pale: Colour  # round the mouth
    mark: Colour  # stripes and patches
    thin: Colour  # whiskers: stands out from the background


def choose_fur(dice: Dice, dark: bool) -> Fur:
    """Colours of an animal that is dark, or else light."""
    main = vary(dice, dice.pick(DARK if dark else LIGHT))
    return Fur(
        main=main,
        soft=mix(main, WHITE, 1),
        pale=mix(main, WHITE, 3 if dark else 5),
        mark=mix(main, dice.pick(MIDDLE), 5),
        thin=mix(main, WHITE if dark else INK, 5),
    )


# ---- parts ----


def body(art: Painter, fur: Fur):
    art.paint(ellipse, fur.main, 0, 1850, 860, 1250)
    art.paint(ellipse, fur.soft, 0, 1950, 480, 900)


def head(art: Painter, fur: Fur, rx: int, ry: int):
    art.paint(ellipse, fur.main, 0, 0, rx, ry)
    art.paint(ellipse, fur.soft, 0, 120, rx * 7 // 8, ry * 3 // 4)


def eyes(art: Painter, x: int, y: int, r: int, iris: Colour = INK, pupil: tuple[int, int] = (8, 8)):
    """Round eyes; the pupil in eighths of the eye, wide and high."""
    art.pair(ellipse, iris, x, y, r, r)
    art.pair(ellipse, INK, x, y, r * pupil[0] // 8, r * pupil[1] // 8)
    for side in (-x, x):
        art.paint(ellipse, WHITE, side - r // 4, y - r * 3 // 8, r // 4, r // 4)  # the light falls from one side


def mouth(art: Painter, y: int):
    art.paint(line, INK, 0, y, 0, y + 90, 24)
    art.pair(line, INK, 0, y + 90, 150, y + 170, 24)
    art.pair(line, INK, 150, y + 170, 270, y + 120, 24)


def whiskers(art: Painter, fur: Fur):
    for root, tip in ((240, 150), (340, 330), (440, 510)):
        art.pair(line, fur.thin, 420, root, 1120, tip, 22)


# ---- the cat ----


def cat(art: Painter, dice: Dice, fur: Fur):
    tip, lean = dice.near(-1330, 110), dice.near(800, 90)
    art.pair(line, fur.main, 700, 2400, 1500, 1500, 150)  # the tail, here and there
    body(art, fur)
    art.pair(convex, fur.main, (120, -760), (960, -240), (lean, tip))
    art.pair(convex, PINK, (330, -760), (860, -420), (lean - 30, tip + 230))
    head(art, fur, 1000, 860)
    if dice.chance(60):  # a tabby
        for x in (-230, 0, 230):
            art.paint(line, fur.mark, x, abs(x) // 3 - 760, x * 3 // 4, abs(x) // 3 - 480, 48)
        art.pair(line, fur.mark, 930, 60, 700, 110, 44)
        art.pair(line, fur.mark, 900, 240, 690, 250, 44)
    eyes(art, 400, -60, 235, dice.pick(EYES), pupil=(3, 7))
    art.pair(ellipse, fur.pale, 170, 370, 240, 190)
    art.paint(convex, NOSE, (-120, 230), (120, 230), (0, 350))
    mouth(art, 350)
    whiskers(art, fur)


# ---- look-alikes ----


def bear(art: Painter, dice: Dice, fur: Fur):
    ear = dice.near(360, 50)
    body(art, fur)
    art.pair(ellipse, fur.main, 720, -640, ear, ear)
    art.pair(ellipse, PINK, 730, -640, ear * 5 // 8, ear * 5 // 8)
    head(art, fur, 1000, 900)
    eyes(art, 370, -110, 140)
    art.paint(ellipse, fur.pale, 0, 330, 430, 330)
    art.paint(ellipse, INK, 0, 190, 170, 120)
    mouth(art, 260)


def mouse(art: Painter, dice: Dice, fur: Fur):
    ear = dice.near(590, 60)
    art.paint(line, PINK, 500, 2500, 1700, 1700, 60)
    body(art, fur)
    art.pair(ellipse, fur.main, 900, -700, ear, ear)
    art.pair(ellipse, PINK, 910, -690, ear * 5 // 8, ear * 5 // 8)
    head(art, fur, 900, 820)
    eyes(art, 330, -60, 170, dice.pick([WHITE, INK]), pupil=(5, 5))
    art.paint(ellipse, NOSE, 0, 310, 130, 110)
    mouth(art, 380)
    whiskers(art, fur)


def rabbit(art: Painter, dice: Dice, fur: Fur):
    lean, tall = dice.near(400, 60), dice.near(720, 60)
    body(art, fur)
    art.pair(ellipse, fur.main, lean, -1260, 250, tall)
    art.pair(ellipse, PINK, lean, -1260, 130, tall * 3 // 4)
    head(art, fur, 920, 860)
    eyes(art, 380, -80, 190, dice.pick([WHITE, INK]), pupil=(5, 5))
    art.pair(ellipse, fur.pale, 170, 370, 230, 180)
    art.paint(box, WHITE, -110, 480, 110, 690)
    art.paint(convex, NOSE, (-110, 240), (110, 240), (0, 340))
    mouth(art, 330)
    if dice.chance(60):
        whiskers(art, fur)


def dog(art: Painter, dice: Dice, fur: Fur):
    body(art, fur)
    head(art, fur, 930, 900)
    art.pair(ellipse, fur.mark, 940, 30, 270, 680)
    if dice.chance(50):
        art.paint(ellipse, fur.mark, -370, -90, 330, 330)
    eyes(art, 370, -100, 180, WHITE, pupil=(5, 5))
    art.paint(ellipse, fur.pale, 0, 380, 460, 340)
    art.paint(ellipse, INK, 0, 220, 210, 140)
    if dice.chance(60):
        art.paint(ellipse, NOSE, 0, 700, 150, 230)
    mouth(art, 300)


def owl(art: Painter, dice: Dice, fur: Fur):
    art.paint(ellipse, fur.main, 0, 900, 1050, 1700)
    for row in range(3):
        for x in range(-450, 451, 300):
            art.paint(ellipse, fur.mark, x + 150 * (row % 2), 1150 + 300 * row, 110, 90)
    head(art, fur, 1020, 900)
    art.pair(ellipse, fur.pale, 420, -80, 430, 430)
    eyes(art, 400, -80, 300, dice.pick(EYES), pupil=(5, 5))
    art.paint(convex, BEAK, (-140, 200), (140, 200), (0, 520))


LOOK_ALIKES = [bear, mouse, rabbit, dog, owl]
