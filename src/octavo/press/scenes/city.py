"""Scenes of towns, roads and what runs on them."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from octavo.press.scenes import props
from octavo.press.scenes.brush import arc
from octavo.press.scenes.palette import mix

if TYPE_CHECKING:
    from octavo.press.scenes.brush import Canvas


def city(canvas: Canvas) -> None:
    """A skyline in four depths by a river in the morning."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((820, 300), 74)
    canvas.clouds(150, 4, p.pale, 0.5)
    for row in range(3):
        props.skyline(canvas, 500, 330 - row * 70, p.layer(0.05 + row * 0.2))
        canvas.veil(300, 520, mix(p.low, p.far, 0.4), 0.45)
    for x, wide, high in ((60, 90, 190), (190, 120, 300), (350, 80, 160), (880, 110, 260), (1020, 90, 340)):
        props.tower(canvas, (x, 530), (wide, high), p.layer(0.55), 0.12)
    canvas.box((0, 526), (1200, 16), p.layer(0.75))
    canvas.water(542, mix(p.low, p.far, 0.4), mix(p.near, p.ink, 0.3), 26)
    canvas.path(820, 545, 50)
    for x, wide, high in ((105, 90, 150), (250, 120, 210), (935, 110, 190), (1065, 90, 220)):
        props.reflection(canvas, (x, 550), (wide, high), p.layer(0.6))
    canvas.area([(-10, 800), (-10, 720), (520, 760), (700, 800)], p.ink)
    props.lamp(canvas, (140, 740), 250, 0.0)
    for x in (300, 360):
        props.person(canvas, (x, 765), 120, p.ink)


def night_city(canvas: Canvas) -> None:
    """Lit towers, a street of lights running towards us."""
    p = canvas.palette
    canvas.sky()
    props.stars(canvas, 90, 330)
    canvas.glow((600, 520), 520, p.low, 0.8)
    props.skyline(canvas, 560, 240, p.layer(0.2))
    x = -20.0
    while x < 1200:
        wide = canvas.any(70, 130)
        away = abs(x + wide / 2 - 600) / 600
        if away > 0.16:
            props.tower(
                canvas,
                (x, 610),
                (wide, 130 + 400 * away * canvas.any(0.7, 1.1)),
                p.layer(0.45 + 0.2 * away),
                0.42,
            )
        x += wide + canvas.any(0, 14)
    canvas.ground([(-10, 600), (1210, 600)], p.layer(0.8), p.ink)
    canvas.area([(580, 560), (620, 560), (1060, 800), (140, 800)], mix(p.ink, p.near, 0.35))
    for step in range(12):
        t = (step / 11) ** 1.8
        y = 566 + 240 * t
        for sign, tone in ((-1, p.light), (1, p.accent)):
            for lane in (0.3, 0.68):
                spot = (600 + sign * lane * (22 + 400 * t), y)
                canvas.glow(spot, 8 + 46 * t, tone, 0.6)
                canvas.oval(spot, (2 + 9 * t, 1.5 + 5 * t), mix(tone, p.pale, 0.3))
    for step in range(5):
        t = (step + 1) / 5
        for sign in (-1, 1):
            props.lamp(canvas, (600 + sign * (60 + 520 * t**1.6), 590 + 200 * t**1.6), 60 + 260 * t, 0.45)


def road(canvas: Canvas) -> None:
    """A road that winds over hills to the light."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((600, 250), 60)
    canvas.hills(290, 3, 70)
    canvas.ground(canvas.swell(420, 16, 900), p.layer(0.42), p.layer(0.8))
    left, right, middle = [], [], []
    for step in range(36):
        t = step / 35
        y = 412 + 400 * t**1.4
        x = 600 + 190 * math.sin(t * 4.4 + 0.4) * (1 - t) * (0.3 + t)
        half = 5 + 250 * t**1.9
        left.append((x - half, y))
        right.append((x + half, y))
        middle.append((x, y, half))
    canvas.shade([*left, *reversed(right)], mix(p.far, p.ink, 0.35), mix(p.ink, p.near, 0.25))
    canvas.line(left, 3, p.pale, 0.8)
    canvas.line(right, 3, p.pale, 0.8)
    for (x, y, half), (x2, y2, half2) in list(itertools.pairwise(middle))[::2]:
        canvas.area(
            [(x - half * 0.03, y), (x + half * 0.03, y), (x2 + half2 * 0.03, y2), (x2 - half2 * 0.03, y2)],
            p.light,
        )
    for step in range(10):
        t = (step / 9) ** 1.5
        x, y, half = middle[int(t * 35)]
        props.pine(canvas, (x + half + 30 + 120 * t, y + 4), 40 + 280 * t, p.layer(0.55 + 0.4 * t))
        canvas.box((x - half - 14 - 20 * t, y - 10 - 50 * t), (3 + 8 * t, 12 + 54 * t), p.pale)
    x, y, half = middle[20]
    canvas.round_box((x + half * 0.15, y - 34), (62, 30), 8, p.accent)
    canvas.round_box((x + half * 0.15 + 10, y - 50), (42, 26), 8, p.ink)
    for off in (12, 50):
        canvas.disc((x + half * 0.15 + off, y - 4), 8, p.ink)


def bridge(canvas: Canvas) -> None:
    """A suspension bridge from bank to bank."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((600, 330), 92)
    canvas.hills(400, 2, 60)
    canvas.water(500, mix(p.low, p.far, 0.2), mix(p.near, p.ink, 0.45), 34)
    canvas.path(600, 505, 80)
    steel = mix(p.accent, p.ink, 0.12)
    for x in (300, 900):
        for off in (-26, 14):
            canvas.box((x + off, 150), (14, 420), steel)
        for y in (180, 270, 360):
            canvas.box((x - 26, y), (54, 14), steel)
        canvas.area([(x - 50, 600), (x + 52, 600), (x + 36, 545), (x - 34, 545)], p.ink)
        props.reflection(canvas, (x, 604), (90, 120), steel)
    spans = [[(x, 160 + 258 * (1 - ((x - 600) / 300) ** 2)) for x in range(300, 901, 10)]]
    spans.append([(x, 160 + 280 * ((300 - x) / 330) ** 0.8) for x in range(300, -31, -10)])
    spans.append([(1200 - x, y) for x, y in spans[1]])
    for span in spans:
        canvas.line(span, 6, steel)
        for left, top in span[::3]:
            canvas.line([(left, top), (left, 450)], 1.6, steel)
    canvas.box((-10, 444), (1220, 16), p.ink)
    for x in range(40, 1200, 130):
        canvas.round_box((x + canvas.any(-30, 30), 430), (36, 14), 5, canvas.chance.choice([p.pale, p.ink, p.light]))
    canvas.ground([(-10, 760), (300, 740), (520, 800), (1210, 830)], p.ink)
    props.tree(canvas, (90, 790), 260, p.ink)


def train(canvas: Canvas) -> None:
    """A train on a viaduct."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((250, 210), 56)
    canvas.hills(330, 3, 90)
    stone = mix(p.far, p.pale, 0.4)
    canvas.box((-10, 430), (1220, 46), stone)
    for x in range(-60, 1240, 180):
        canvas.box((x, 470), (44, 340), stone)
        canvas.box((x + 28, 470), (16, 340), p.ink, 0.25)
        arch = arc((x + 112, 548), (68, 70), (180, 360))
        canvas.area([(x + 44, 474), *arch, (x + 180, 474)], stone)
    canvas.box((-10, 424), (1220, 10), p.ink)
    for car in range(4):
        x = 180 + car * 232
        canvas.round_box((x, 330), (224, 88), 16, p.accent if car == 3 else mix(p.accent, p.ink, 0.15))
        canvas.box((x + 4, 386), (216, 10), p.pale)
        for pane in range(5):
            canvas.round_box((x + 18 + pane * 40, 348), (30, 28), 5, p.light)
        for wheel in (34, 66, 158, 190):
            canvas.disc((x + wheel, 420), 11, p.ink)
    canvas.area([(1100, 418), (1100, 332), (1130, 336), (1176, 384), (1180, 418)], p.accent)
    canvas.area([(1118, 346), (1134, 348), (1160, 378), (1118, 378)], p.ink)
    canvas.glow((1180, 404), 120, p.light, 0.8)
    canvas.ground(canvas.ridge(690, 40), p.layer(0.7), p.ink)
    for _ in range(16):
        props.tree(canvas, (canvas.any(0, 1200), canvas.any(740, 810)), canvas.any(110, 190), p.layer(0.8))


def school(canvas: Canvas) -> None:
    """A schoolhouse, a yard, children with satchels."""
    p = canvas.palette
    canvas.sky()
    canvas.clouds(140, 5, p.pale, 0.6)
    canvas.hills(380, 2, 40)
    wall = mix(p.light, p.pale, 0.4)
    canvas.box((240, 330), (720, 260), wall)
    canvas.area([(215, 334), (985, 334), (900, 250), (300, 250)], mix(p.accent, p.ink, 0.1))
    canvas.box((550, 270), (100, 320), mix(wall, p.pale, 0.5))
    canvas.area([(535, 274), (665, 274), (600, 190)], mix(p.accent, p.ink, 0.25))
    canvas.disc((600, 310), 26, p.pale)
    canvas.line([(600, 310), (600, 292)], 4, p.ink)
    canvas.line([(600, 310), (614, 316)], 4, p.ink)
    canvas.box((570, 480), (60, 110), p.ink)
    for row in range(2):
        for column in (270, 340, 410, 480, 680, 750, 820, 890):
            canvas.box((column, 366 + row * 110), (44, 68), mix(p.top, p.pale, 0.35))
            canvas.line([(column + 22, 366 + row * 110), (column + 22, 434 + row * 110)], 3, p.pale)
    canvas.ground([(-10, 588), (1210, 588)], mix(p.pale, p.far, 0.35), mix(p.far, p.near, 0.3))
    props.tree(canvas, (120, 610), 330, p.layer(0.55))
    props.tree(canvas, (1100, 620), 360, p.layer(0.6))
    for x, y, high in (
        (330, 680, 120),
        (400, 700, 126),
        (560, 660, 112),
        (720, 720, 132),
        (800, 700, 122),
        (900, 668, 116),
    ):
        props.shadow(canvas, (x, y), 130, 12)
        tone = canvas.chance.choice([p.ink, p.accent, p.near])
        props.person(canvas, (x, y), high, tone, "walk")
        canvas.round_box((x - high * 0.16, y - high * 0.78), (high * 0.17, high * 0.24), 5, p.light)


SCENES = {
    "city": ("day", city),
    "night-city": ("night", night_city),
    "road": ("dusk", road),
    "bridge": ("dusk", bridge),
    "train": ("day", train),
    "school": ("day", school),
}
