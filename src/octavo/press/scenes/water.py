"""Scenes by and on the water."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from octavo.press.scenes import props
from octavo.press.scenes.brush import arc
from octavo.press.scenes.palette import mix

if TYPE_CHECKING:
    from octavo.press.scenes.brush import Canvas, Point


def _rowers(canvas: Canvas) -> None:
    """Three in a rowing boat."""
    p = canvas.palette
    props.reflection(canvas, (565, 716), (290, 80), p.ink)
    canvas.area([(410, 650), (720, 644), (668, 712), (462, 712)], p.ink)
    canvas.line([(408, 650), (722, 644)], 7, p.pale)
    for x, tone in ((484, mix(p.ink, p.near, 0.55)), (560, p.near), (640, p.accent)):
        props.person(canvas, (x, 654), 165, tone, "half")
    canvas.line([(670, 570), (810, 730)], 7, p.ink)


def _drowned_house(canvas: Canvas, corner: Point, size: float) -> None:
    """A house in water up to its sills, by the left end of its waterline."""
    p = canvas.palette
    x, y = corner
    roof = mix(p.accent, p.ink, canvas.any(0.0, 0.3))
    props.reflection(canvas, (x + size / 2, y + 6), (size * 0.9, size * 0.4), mix(roof, p.ink, 0.4))
    canvas.box((x + size * 0.08, y - size * 0.28), (size * 0.84, size * 0.28), mix(p.pale, p.far, 0.25))
    canvas.box((x + size * 0.58, y - size * 0.28), (size * 0.34, size * 0.28), p.ink, 0.2)
    canvas.box((x + size * 0.2, y - size * 0.2), (size * 0.14, size * 0.14), p.ink, 0.8)
    eave, top = y - size * 0.26, (x + size * 0.5, y - size * 0.64)
    canvas.area([(x, eave), (x + size, eave), top], roof)
    canvas.area([top, (x + size, eave), (x + size * 0.62, eave)], p.ink, 0.16)
    canvas.lens((x + size / 2, y), (size * 0.62, 4), p.pale, 0.6)


def flood(canvas: Canvas) -> None:
    """Roofs and tree tops out of brown water, a rowing boat between them."""
    p = canvas.palette
    canvas.sky()
    canvas.clouds(140, 6, mix(p.top, p.ink, 0.25), 0.5)
    canvas.hills(290, 2, 50)
    muddy = mix((186, 150, 104), p.low, 0.35)
    canvas.water(380, muddy, mix(muddy, p.ink, 0.42), 40)
    for x, y, size in ((60, 420, 110), (250, 440, 150), (470, 412, 90), (700, 430, 140), (930, 500, 260)):
        _drowned_house(canvas, (x, y), size)
    _drowned_house(canvas, (20, 600), 300)
    for x, y, size in ((420, 520, 90), (840, 450, 50), (590, 455, 46)):
        tone = mix(p.near, p.ink, 0.25)
        crown = arc((x, y), (size, size * 0.95), (180, 360))
        props.reflection(canvas, (x, y + 6), (size * 1.7, size * 0.7), tone)
        canvas.area(crown, tone)
        lit = [(a * 0.6 + x * 0.4 - size * 0.2, b * 0.6 + y * 0.4 - size * 0.1) for a, b in crown]
        canvas.area(lit, mix(tone, p.light, 0.12))
    _rowers(canvas)


def dam(canvas: Canvas) -> None:
    """A curved wall in a valley, water falling from its gates."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((260, 170), 46)
    canvas.hills(260, 3, 80)
    wall = mix(p.pale, p.far, 0.3)
    canvas.area([(-10, 180), (140, 330), (330, 800), (-10, 800)], p.layer(0.7))
    canvas.area([(1210, 150), (1060, 330), (870, 800), (1210, 800)], p.layer(0.78))
    crest = [(x, 345 + 26 * math.sin((x - 140) / 920 * math.pi)) for x in range(130, 1075, 15)]
    canvas.shade([*crest, (890, 720), (310, 720)], wall, mix(wall, p.ink, 0.5))
    for x in range(170, 1060, 74):
        lean = (600 - x) * 0.36
        canvas.line([(x, 366), (x + lean, 720)], 2.5, p.ink, 0.3)
    for x in (470, 560, 650):
        canvas.box((x, 384), (62, 34), p.ink)
        canvas.shade([(x + 4, 410), (x + 58, 410), (x + 78, 760), (x - 18, 760)], p.pale, mix(p.pale, p.far, 0.5))
        for _ in range(5):
            left = x + canvas.any(4, 52)
            canvas.line([(left, 420), (left + canvas.any(-12, 12), 740)], 2, mix(p.far, p.near, 0.4), 0.5)
    canvas.water(730, mix(p.near, p.far, 0.3), p.ink, 18)
    props.billows(canvas, (596, 776), (420, 110), (mix(p.pale, p.far, 0.5), p.pale))
    canvas.line(crest, 10, p.ink)
    for x in range(190, 1060, 110):
        canvas.box((x, 318), (5, 34), p.ink)


def river(canvas: Canvas) -> None:
    """A river winding towards low hills and a low sun."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((640, 250), 58)
    canvas.clouds(150, 5, p.pale, 0.4)
    canvas.hills(300, 3, 50)
    canvas.ground(canvas.swell(400, 10, 900), p.layer(0.42), p.layer(0.85))
    left, right = [], []
    for step in range(40):
        t = step / 39
        y = 398 + 420 * t**1.5
        middle = 640 + 230 * math.sin(t * 5.2) * (0.15 + 0.85 * t)
        half = 6 + 190 * t**1.6
        left.append((middle - half, y))
        right.append((middle + half, y))
    canvas.shade([*left, *reversed(right)], mix(p.light, p.low, 0.3), mix(p.top, p.ink, 0.2))
    for _ in range(30):
        t = canvas.chance.random() ** 0.7
        place = int(t * 39)
        (a, y), (b, _) = left[place], right[place]
        canvas.lens((canvas.any(a, b), y), ((b - a) * 0.16, 1 + 3 * t), p.pale, 0.5)
    for step in range(22):
        t = (step / 21) ** 1.4 * 0.82
        side = left if step % 2 else right
        x, y = side[int(t * 39)]
        off = (-1 if step % 2 else 1) * (26 + canvas.any(40, 170) * (0.15 + 1.3 * t))
        props.tree(canvas, (x + off, y + 3), 26 + 190 * t, p.layer(0.5 + 0.45 * t))


def harbour(canvas: Canvas) -> None:
    """Boats moored before a row of houses and a lighthouse."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((860, 210), 54, 0.5)
    canvas.hills(330, 2, 60)
    x = -10.0
    for _ in range(14):
        wide = canvas.any(70, 110)
        tone = canvas.chance.choice(
            [p.pale, mix(p.accent, p.pale, 0.35), mix(p.far, p.pale, 0.4), mix(p.light, p.far, 0.4)]
        )
        props.house(canvas, (x, 450), (wide, canvas.any(80, 150)), tone, mix(p.near, p.ink, canvas.any(0, 0.5)))
        x += wide
    canvas.box((0, 448), (1200, 22), mix(p.ink, p.near, 0.3))
    canvas.water(470, mix(p.low, p.far, 0.35), mix(p.near, p.ink, 0.35), 30)
    canvas.path(860, 470, 60)
    for bx, y, long in ((260, 540, 150), (600, 570, 190), (960, 545, 160)):
        props.reflection(canvas, (bx, y + 10), (long, 70), p.ink)
        props.boat(canvas, (bx, y), long, mix(p.near, p.ink, canvas.any(0, 0.6)), p.pale)
    props.reflection(canvas, (430, 722), (360, 90), p.ink)
    props.boat(canvas, (430, 705), 380, p.accent, p.pale)
    canvas.area([(900, 800), (940, 690), (1210, 670), (1210, 800)], p.ink)
    canvas.box((1010, 630), (26, 70), p.ink)
    canvas.oval((1023, 630), (22, 9), p.ink)


def ferry(canvas: Canvas) -> None:
    """A white ferry crossing in the evening light."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((300, 330), 74)
    canvas.clouds(190, 7, mix(p.accent, p.low, 0.5), 0.45)
    canvas.ground(canvas.ridge(420, 34), p.layer(0.2))
    canvas.water(440, mix(p.low, p.far, 0.25), mix(p.near, p.ink, 0.5), 40)
    canvas.path(300, 440, 66)
    props.reflection(canvas, (690, 602), (620, 120), mix(p.pale, p.ink, 0.45))
    canvas.area([(360, 500), (1060, 490), (990, 600), (420, 600)], mix(p.accent, p.ink, 0.12))
    canvas.area([(352, 486), (1070, 474), (1058, 512), (366, 516)], p.pale)
    for level, (left, right) in enumerate(((420, 980), (460, 930), (540, 860))):
        top = 434 - level * 48
        canvas.box((left, top), (right - left, 50), mix(p.pale, p.far, 0.12 * level))
        for x in range(left + 16, right - 20, 30):
            canvas.box((x, top + 14), (18, 18), p.light if canvas.chance.random() < 0.75 else p.ink)
        canvas.box((left, top + 46), (right - left, 5), p.ink, 0.3)
    canvas.area([(620, 342), (700, 342), (690, 250), (632, 250)], p.accent)
    canvas.box((629, 270), (64, 20), p.pale)
    props.smoke(canvas, (660, 246), 190, mix(p.ink, p.low, 0.5), -0.9)
    canvas.line([(850, 340), (850, 262)], 5, p.ink)
    for _ in range(16):
        canvas.lens((canvas.any(330, 1080), canvas.any(596, 622)), (canvas.any(40, 120), 6), p.pale, 0.7)
    for x, y in ((180, 200), (240, 240), (980, 160)):
        canvas.line([(x - 18, y - 7), (x, y), (x + 18, y - 8)], 3.5, p.ink)


def sea(canvas: Canvas) -> None:
    """Open water in bands, a sail, gulls."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((800, 260), 86)
    canvas.clouds(140, 5, p.pale, 0.5)
    for band in range(7):
        t = band / 6
        y = 400 + 330 * t**1.35
        tone = mix(mix(p.low, p.far, 0.6), mix(p.near, p.ink, 0.5), t)
        canvas.ground(canvas.swell(y, 3 + 20 * t, 170 + 330 * t), tone)
        canvas.line(canvas.swell(y + 12 + 14 * t, 3 + 14 * t, 160 + 330 * t), 1.5 + 3 * t, p.pale, 0.4)
    canvas.path(800, 408, 60)
    canvas.area([(330, 300), (330, 520), (215, 520)], p.pale)
    canvas.area([(342, 330), (342, 520), (430, 520)], mix(p.accent, p.pale, 0.15))
    canvas.area([(220, 532), (440, 532), (400, 566), (250, 566)], p.ink)
    canvas.line([(336, 280), (336, 540)], 5, p.ink)
    for x, y, s in ((600, 190, 26), (680, 150, 18), (540, 130, 14)):
        canvas.line(
            [
                (x - s, y - s * 0.4),
                (x - s * 0.4, y - s * 0.5),
                (x, y),
                (x + s * 0.4, y - s * 0.5),
                (x + s, y - s * 0.3),
            ],
            3.5,
            p.ink,
        )


def storm(canvas: Canvas) -> None:
    """Surf against a lighthouse under a black sky."""
    p = canvas.palette
    canvas.sky(mix(p.top, p.ink, 0.6), p.top, p.low)
    for _ in range(22):
        spot = (canvas.any(-80, 1280), canvas.any(-40, 230))
        canvas.oval(spot, (canvas.any(110, 240), canvas.any(40, 90)), mix(p.top, p.ink, canvas.any(0.3, 0.75)), 0.45)
    bolt = [(300, 120), (262, 230), (306, 226), (250, 350), (288, 344), (246, 440)]
    canvas.glow((270, 300), 330, p.light, 0.55)
    canvas.line(bolt, 6, p.light)
    canvas.ground(canvas.swell(460, 16, 300), mix(p.far, p.near, 0.4))
    canvas.beam((880, 238), ((-60, 120), (-60, 320)), 0.3)
    canvas.area([(760, 800), (800, 560), (900, 510), (1010, 560), (1120, 800)], p.ink)
    canvas.area([(846, 540), (914, 540), (902, 260), (858, 260)], p.pale)
    for y in (300, 390, 480):
        canvas.box((854 - (y - 300) * 0.03, y), (52 + (y - 300) * 0.06, 44), p.accent)
    canvas.box((860, 224), (40, 36), p.light)
    canvas.area([(852, 226), (908, 226), (880, 192)], p.ink)
    canvas.glow((880, 240), 170, p.light, 0.8)
    for band in range(4):
        line = canvas.swell(560 + band * 72, 40, 260 + 90 * band)
        canvas.ground(line, mix(p.near, p.ink, 0.2 + band * 0.2))
        canvas.line(line, 2 + band, p.pale, 0.55)
        for place in range(4, len(line) - 4, 3):
            if line[place][1] < 552 + band * 72:
                canvas.lens((line[place][0], line[place][1] + 6), (24 + 8 * band, 5 + band), p.pale, 0.8)
    for _ in range(90):
        x = canvas.chance.gauss(860, 120)
        canvas.disc((x, 640 - abs(canvas.chance.gauss(0, 90))), canvas.any(1.5, 7), p.pale, 0.8)
    for _ in range(110):
        left, top = canvas.any(-50, 1250), canvas.any(-50, 800)
        canvas.line([(left, top), (left - 26, top + 60)], 1.2, p.pale, 0.25)


def fish(canvas: Canvas) -> None:
    """A shoal turning in green water, light from above."""
    p = canvas.palette
    canvas.sky(mix(p.low, p.light, 0.4), mix(p.top, p.near, 0.2), mix(p.near, p.ink, 0.5), p.ink)
    x: float
    for x in (260, 480, 700, 920):
        canvas.area([(x, -10), (x + 70, -10), (x - 120, 800), (x - 300, 800)], p.light, 0.08)
    for row in range(46):
        turn = row * 0.55
        reach = 70 + row * 8.5
        x, y = 600 + math.cos(turn) * reach * 1.25, 400 + math.sin(turn) * reach * 0.72
        size = 34 + row * 1.3
        tone = p.accent if row % 9 == 4 else mix(p.far, p.pale, canvas.any(0, 0.8))
        facing = 1 if math.sin(turn) > 0 else -1
        canvas.lens((x, y), (size, size * 0.3), tone)
        canvas.area(
            [
                (x + facing * size * 0.75, y),
                (x + facing * size * 1.3, y - size * 0.3),
                (x + facing * size * 1.3, y + size * 0.3),
            ],
            tone,
        )
        canvas.disc((x - facing * size * 0.62, y - size * 0.05), size * 0.05 + 1, p.ink)
        canvas.lens((x, y + size * 0.08), (size * 0.8, size * 0.07), mix(tone, p.ink, 0.35), 0.7)
    for _ in range(40):
        canvas.disc((canvas.any(0, 1200), canvas.any(0, 800)), canvas.any(2, 8), p.pale, 0.3)
    canvas.ground(canvas.ridge(760, 40), mix(p.ink, p.near, 0.1))


SCENES = {
    "flood": ("storm", flood),
    "dam": ("day", dam),
    "river": ("day", river),
    "harbour": ("day", harbour),
    "ferry": ("dusk", ferry),
    "sea": ("day", sea),
    "storm": ("storm", storm),
    "fish": ("day", fish),
}
