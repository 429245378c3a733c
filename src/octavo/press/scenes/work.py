"""Scenes of trade, industry and those who work there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from octavo.press.scenes import props
from octavo.press.scenes.palette import mix

if TYPE_CHECKING:
    from octavo.press.scenes.brush import Canvas, Point


def market(canvas: Canvas) -> None:
    """Stalls with striped awnings, fruit in heaps."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((980, 150), 46)
    x = -10.0
    while x < 1200:
        wide = canvas.any(90, 150)
        props.house(
            canvas,
            (x, 430),
            (wide, canvas.any(170, 260)),
            mix(p.pale, p.far, canvas.any(0, 0.5)),
            mix(p.accent, p.ink, 0.3),
        )
        x += wide
    canvas.ground([(-10, 430), (1210, 430)], mix(p.pale, p.far, 0.5), mix(p.far, p.near, 0.4))
    for number in range(9):
        tone = canvas.chance.choice([p.layer(canvas.any(0.5, 0.9)), mix(p.accent, p.ink, 0.3)])
        props.person(canvas, (60 + number * 135 + canvas.any(-20, 20), 640), canvas.any(180, 205), tone)
    for left, tone in ((-40, p.accent), (390, p.near), (820, mix(p.light, p.accent, 0.5))):
        for post in (20, 390):
            canvas.box((left + post, 400), (9, 320), p.ink)
        for stripe in range(10):
            a, b = left + stripe * 41, left + stripe * 41 + 41
            shade = tone if stripe % 2 else p.pale
            canvas.area([(a + 14, 350), (b + 10, 350), (b, 430), (a, 430)], shade)
            canvas.oval(((a + b) / 2, 430), (20.5, 15), shade)
        canvas.box((left + 6, 620), (400, 180), mix(p.light, p.ink, 0.6))
        for crate in range(4):
            heap = canvas.chance.choice([p.accent, p.light, p.near, mix(p.accent, p.light, 0.5)])
            middle = left + 58 + crate * 98
            for row in range(4):
                for fruit in range(6 - row):
                    spot = (middle + (fruit - (5 - row) / 2) * 17, 612 - row * 15)
                    canvas.disc(spot, 11, mix(heap, p.ink, canvas.any(0, 0.22)))
            canvas.box((middle - 48, 614), (96, 34), mix(p.pale, p.light, 0.5))
            canvas.box((middle - 48, 628), (96, 4), p.ink, 0.3)
    props.person(canvas, (372, 780), 300, p.ink)
    props.person(canvas, (800, 786), 290, mix(p.near, p.ink, 0.5), "walk")


def port(canvas: Canvas) -> None:
    """Gantry cranes over stacks of containers and a ship."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((240, 250), 62)
    canvas.hills(410, 2, 30)
    canvas.water(470, mix(p.low, p.far, 0.3), mix(p.near, p.ink, 0.4), 22)
    _gantry(canvas, 700, 1.0)
    _gantry(canvas, 960, 1.15)
    canvas.area([(60, 470), (700, 470), (660, 590), (130, 590)], mix(p.accent, p.ink, 0.25))
    canvas.box((60, 462), (640, 14), p.pale)
    tones = [p.accent, p.near, mix(p.light, p.accent, 0.3), p.far, mix(p.top, p.ink, 0.2), p.pale]
    for column in range(9):
        for row in range(canvas.chance.randrange(2, 6)):
            canvas.box((172 + column * 54, 434 - row * 28), (51, 26), canvas.chance.choice(tones))
    canvas.box((90, 330), (66, 134), p.pale)
    for row in range(4):
        canvas.box((98, 346 + row * 28), (50, 10), p.ink)
    props.reflection(canvas, (390, 596), (540, 60), p.accent)
    canvas.ground([(-10, 650), (560, 640), (1210, 636)], mix(p.near, p.ink, 0.45), p.ink)
    for column in range(11):
        for row in range(canvas.chance.randrange(1, 4)):
            x, y = 20 + column * 106, 690 - row * 48
            tone = mix(canvas.chance.choice(tones), p.ink, 0.12)
            canvas.box((x, y), (102, 46), tone)
            for rib in range(1, 8):
                canvas.line([(x + rib * 12.7, y + 4), (x + rib * 12.7, y + 42)], 1.5, p.ink, 0.3)
    props.person(canvas, (600, 790), 76, p.light, "walk")


def _gantry(canvas: Canvas, x: float, scale: float) -> None:
    """A container crane by its waterside leg."""
    p = canvas.palette
    tone = mix(p.ink, p.accent, 0.25)
    s = scale
    for off in (0, 110 * s):
        canvas.line([(x + off, 650), (x + off, 250 / s)], 13, tone)
    canvas.line([(x - 330 * s, 300 / s), (x + 200 * s, 300 / s)], 15, tone)
    canvas.line([(x + 40 * s, 150 / s), (x, 260 / s)], 9, tone)
    canvas.line([(x + 40 * s, 150 / s), (x + 110 * s, 260 / s)], 9, tone)
    for end in (-310 * s, -160 * s, 190 * s):
        canvas.line([(x + 40 * s, 152 / s), (x + end, 298 / s)], 4, tone)
    canvas.line([(x, 480), (x + 110 * s, 380)], 6, tone)
    canvas.line([(x, 380), (x + 110 * s, 480)], 6, tone)
    load = x - canvas.any(120, 260) * s
    canvas.line([(load - 14, 305 / s), (load - 14, 380)], 2, p.ink)
    canvas.line([(load + 14, 305 / s), (load + 14, 380)], 2, p.ink)
    canvas.box((load - 34, 378), (68, 28), p.accent)


def crane(canvas: Canvas) -> None:
    """Tower cranes over a shell of concrete at evening."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((820, 320), 84)
    props.skyline(canvas, 600, 190, p.layer(0.15))
    canvas.veil(380, 620, p.low, 0.4)
    for x, wide, floors in ((120, 330, 7), (760, 300, 5)):
        for floor in range(floors):
            y = 690 - floor * 62
            canvas.box((x - 8, y - 9), (wide + 16, 11), mix(p.far, p.ink, 0.45))
            for post in range(6):
                canvas.box((x + post * (wide - 12) / 5, y - 62), (12, 56), mix(p.far, p.ink, 0.55))
            if floor < floors - 3:
                canvas.box((x, y - 56), (wide * 0.62, 48), mix(p.accent, p.ink, 0.3))
    for x, top, reach, side in ((560, 110, 420, 1), (330, 200, 300, -1), (1090, 220, 330, -1)):
        canvas.line([(x - 11, 720), (x - 11, top)], 4, p.ink)
        canvas.line([(x + 11, 720), (x + 11, top)], 4, p.ink)
        for y in range(int(top), 700, 26):
            canvas.line([(x - 11, y), (x + 11, y + 26)], 2.5, p.ink)
        canvas.line([(x - side * reach * 0.32, top), (x + side * reach, top)], 7, p.ink)
        canvas.line([(x, top - 56), (x + side * reach * 0.9, top)], 2.5, p.ink)
        canvas.line([(x, top - 56), (x - side * reach * 0.3, top)], 2.5, p.ink)
        canvas.line([(x, top), (x, top - 58)], 6, p.ink)
        canvas.box((x - side * reach * 0.32 - 20, top), (44, 30), p.ink)
        hook = x + side * reach * canvas.any(0.5, 0.85)
        canvas.line([(hook, top), (hook, top + 120)], 2, p.ink)
        canvas.box((hook - 34, top + 118), (68, 16), p.accent)
    canvas.ground(canvas.ridge(705, 12), p.ink)
    for x in (500, 640, 700):
        props.person(canvas, (x, 726), 84, p.ink, "walk")
        canvas.oval((x, 645), (13, 7), p.light)


def _placard(canvas: Canvas, hand: Point, high: float) -> None:
    """A board on a stick, three strokes for words, held by somebody of this height."""
    p = canvas.palette
    x, y = hand
    tilt, top, wide = canvas.any(-24, 24), y - high * canvas.any(0.75, 1.05), high * 0.42
    canvas.line([(x, y - high * 0.1), (x + tilt, top)], 6, mix(p.light, p.ink, 0.5))
    left, upper, deep = x + tilt - wide / 2, top - wide * 0.7, wide * 0.7
    sink = tilt * 0.3
    board = [
        (left, upper),
        (left + wide, upper + sink),
        (left + wide, upper + deep + sink),
        (left, upper + deep),
    ]
    canvas.area(board, canvas.chance.choice([p.pale, p.accent, p.light]))
    for stroke in (0.3, 0.52, 0.74):
        start = (left + wide * 0.14, upper + deep * stroke)
        canvas.line([start, (left + wide * canvas.any(0.6, 0.86), start[1] + tilt * 0.2)], 5, p.ink, 0.7)


def strike(canvas: Canvas) -> None:
    """Placards without words before a factory gate."""
    p = canvas.palette
    canvas.sky()
    canvas.clouds(150, 6, mix(p.far, p.pale, 0.4), 0.5)
    canvas.box((0, 300), (1200, 250), p.layer(0.3))
    for x in range(0, 1200, 150):
        canvas.area([(x, 302), (x + 150, 302), (x, 230)], p.layer(0.34))
        canvas.box((x + 26, 350), (98, 64), mix(p.pale, p.top, 0.4), 0.7)
    canvas.box((1020, 80), (44, 240), p.layer(0.42))
    canvas.ground([(-10, 545), (1210, 545)], p.layer(0.5), p.layer(0.75))
    for row in range(3):
        t = row / 2
        high, y = 170 + 150 * t, 640 + 130 * t
        spot = canvas.any(-30, 20)
        while spot < 1230:
            tone = mix(p.layer(0.55 + 0.4 * t), p.accent, 0.6 if canvas.chance.random() < 0.1 else 0)
            props.person(
                canvas,
                (spot, y + high * 0.5),
                high,
                tone,
                "raise" if canvas.chance.random() < 0.3 else "stand",
            )
            if canvas.chance.random() < 0.42:
                _placard(canvas, (spot + high * 0.2, y), high)
            spot += high * canvas.any(0.4, 0.6)


def crowd(canvas: Canvas) -> None:
    """A square full of people, arms up, a statue in the light."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((600, 330), 110)
    props.skyline(canvas, 520, 240, p.layer(0.2))
    canvas.veil(300, 540, p.low, 0.5)
    canvas.box((560, 400), (80, 190), p.layer(0.5))
    canvas.box((544, 390), (112, 14), p.layer(0.5))
    props.person(canvas, (600, 392), 150, p.layer(0.55), "raise")
    canvas.ground([(-10, 530), (1210, 530)], p.layer(0.4), p.layer(0.6))
    props.crowd(canvas, 500, 6, 190, 0.2)
    for x, y in ((240, 470), (890, 450)):
        canvas.line([(x, y + 190), (x, y)], 6, p.ink)
        wave = [(x + step * 14, y + 10 + 9 * math.sin(step * 0.8)) for step in range(12)]
        canvas.area([*wave, *[(a, b + 84) for a, b in reversed(wave)]], p.accent)
        canvas.area([*[(a, b + 28) for a, b in wave], *[(a, b + 56) for a, b in reversed(wave)]], p.pale)


def factory(canvas: Canvas) -> None:
    """Saw-tooth roofs and chimneys against an evening sky."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((250, 330), 88)
    for x, top, wide in ((690, 130, 46), (800, 180, 42), (920, 90, 52)):
        props.smoke(canvas, (x + wide / 2, top), 330, mix(p.far, p.low, 0.45), -0.9)
        canvas.area(
            [(x, 520), (x + wide, 520), (x + wide * 0.86, top), (x + wide * 0.14, top)],
            mix(p.accent, p.ink, 0.35),
        )
        canvas.box((x + wide * 0.1, top + 26), (wide * 0.8, 16), p.pale)
        canvas.area(
            [(x + wide * 0.6, 520), (x + wide, 520), (x + wide * 0.86, top), (x + wide * 0.6, top)],
            p.ink,
            0.3,
        )
    canvas.hills(470, 1, 30)
    canvas.box((60, 470), (1100, 190), p.layer(0.6))
    for x in range(60, 1150, 110):
        canvas.area([(x, 472), (x + 110, 472), (x, 400)], p.layer(0.66))
        canvas.area([(x + 8, 466), (x + 8, 420), (x + 74, 464)], p.light, 0.8)
    for x in range(96, 1130, 88):
        canvas.box((x, 520), (52, 66), p.light if canvas.chance.random() < 0.6 else p.ink, 0.85)
        canvas.line([(x + 26, 520), (x + 26, 586)], 3, p.ink)
    for x in (330, 400):
        canvas.round_box((x, 340), (54, 130), 24, mix(p.far, p.pale, 0.3))
        canvas.box((x + 34, 352), (20, 116), p.ink, 0.25)
    canvas.ground([(-10, 655), (1210, 655)], p.layer(0.8), p.ink)
    canvas.line([(-10, 720), (1210, 700)], 5, p.far)
    canvas.line([(-10, 760), (1210, 736)], 6, p.far)
    for x in (480, 540, 590, 700):
        props.person(canvas, (x, 700), 92, p.ink, "walk")


def _aisle(canvas: Canvas) -> None:
    """The floor, the lamps and a technician."""
    p = canvas.palette
    canvas.area([(0, 832), (1200, 832), (704, 475), (496, 475)], mix(p.near, p.ink, 0.5), 0.6)
    for place in range(5):
        t = 0.2 + place * 0.2
        canvas.area(
            [
                (600 - 60 * t, 400 - 360 * t),
                (600 + 60 * t, 400 - 360 * t),
                (600 + 50 * t, 400 - 330 * t),
                (600 - 50 * t, 400 - 330 * t),
            ],
            p.pale,
            0.8,
        )
    canvas.glow((600, 560), 150, p.light, 0.35)
    props.person(canvas, (600, 640), 260, p.ink)


def server(canvas: Canvas) -> None:
    """An aisle of machines with small lights."""
    p = canvas.palette
    canvas.sky(p.ink, mix(p.near, p.ink, 0.4), p.ink)
    canvas.glow((600, 400), 420, p.low, 0.75)
    for side in (-1, 1):
        for place in range(5, -1, -1):
            near, far = 600 / (1 + place * 0.72), 600 / (1 + (place + 0.92) * 0.72)
            top_near, top_far = 400 - near * 0.72, 400 - far * 0.72
            low_near, low_far = 400 + near * 0.72, 400 + far * 0.72
            face = [
                (600 + side * near, top_near),
                (600 + side * far, top_far),
                (600 + side * far, low_far),
                (600 + side * near, low_near),
            ]
            tone = mix(p.ink, p.near, 0.25 + place * 0.12)
            canvas.area(face, tone)
            for row in range(15):
                t = (row + 0.5) / 15
                a = (600 + side * near, top_near + (low_near - top_near) * t)
                b = (600 + side * far, top_far + (low_far - top_far) * t)
                canvas.line([a, b], 1.5, p.ink)
                for _ in range(4):
                    u = canvas.any(0.1, 0.9)
                    spot = (a[0] + (b[0] - a[0]) * u, a[1] + (b[1] - a[1]) * u + 6)
                    lit = canvas.chance.choice([p.light, p.accent, p.low, p.light])
                    canvas.disc(spot, 1.2 + near * 0.006, lit, canvas.any(0.5, 1))
            canvas.line([face[0], face[3]], 4, mix(p.low, p.near, 0.5))
    _aisle(canvas)


SCENES = {
    "market": ("day", market),
    "port": ("day", port),
    "crane": ("dusk", crane),
    "strike": ("winter", strike),
    "crowd": ("dusk", crowd),
    "factory": ("dusk", factory),
    "server": ("night", server),
}
