"""Scenes of culture, sport and single people."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from octavo.press.scenes import props
from octavo.press.scenes.brush import arc
from octavo.press.scenes.palette import mix

if TYPE_CHECKING:
    from octavo.press.scenes.brush import Canvas
    from octavo.press.scenes.palette import Colour


def _players(canvas: Canvas) -> None:
    """The players, and the ball in the air."""
    p = canvas.palette
    for x, y, high, tone, pose in (
        (430, 730, 240, p.accent, "walk"),
        (700, 700, 210, p.pale, "raise"),
        (860, 620, 140, p.accent, "walk"),
        (300, 600, 130, p.pale, "walk"),
    ):
        props.shadow(canvas, (x, y), 150, 16)
        props.person(canvas, (x, y), high, tone, pose)
        canvas.area(
            [
                (x - high * 0.12, y - high * 0.52),
                (x + high * 0.12, y - high * 0.52),
                (x + high * 0.15, y - high * 0.36),
                (x, y - high * 0.42),
                (x - high * 0.15, y - high * 0.36),
            ],
            p.ink,
        )
    canvas.disc((590, 380), 26, p.pale)
    canvas.disc((590, 380), 9, p.ink)
    canvas.oval((560, 742), (30, 7), p.ink, 0.35)


def stadium(canvas: Canvas) -> None:
    """A pitch under floodlights, a ball in the air."""
    p = canvas.palette
    canvas.sky()
    for row in range(11):
        y = 230 + row * 21
        tone = p.layer(0.2 + 0.03 * row)
        canvas.area([(-10, y + abs(600) * 0.06), (600, y), (1210, y + 36), (1210, y + 60), (-10, y + 60)], tone)
        for _ in range(120):
            x = canvas.any(0, 1200)
            fan = canvas.chance.choice([p.accent, p.pale, p.light, p.ink, p.far])
            canvas.disc((x, y + abs(x - 600) * 0.06 + canvas.any(2, 18)), 4.2, fan, 0.85)
    green = (74, 128, 84)
    canvas.ground([(-10, 490), (600, 462), (1210, 490)], mix(green, p.low, 0.2), mix(green, p.ink, 0.35))
    for band in range(-8, 9, 2):
        a, b = 600 + band * 70, 600 + (band + 1) * 70
        canvas.area([(a, 465), (b, 465), (600 + (b - 600) * 3.2, 800), (600 + (a - 600) * 3.2, 800)], p.pale, 0.1)
    canvas.line([(0, 640), (1200, 640)], 5, p.pale, 0.8)
    canvas.oval((600, 640), (210, 60), p.pale, 0.16)
    for x, side in ((150, 1), (1050, -1)):
        canvas.line([(x, 500), (x, 90)], 9, p.ink)
        canvas.box((x - 62, 60), (124, 58), p.ink)
        for lamp in range(8):
            canvas.disc((x - 45 + (lamp % 4) * 30, 76 + (lamp // 4) * 26), 10, p.light)
        canvas.glow((x, 88), 230, p.light, 0.75)
        canvas.beam((x, 88), ((x + side * 240, 700), (x + side * 800, 640)), 0.12)
    _players(canvas)


def _visitors(canvas: Canvas) -> None:
    """A sculpture of discs and those who look at it."""
    p = canvas.palette
    canvas.box((730, 560), (130, 130), p.pale)
    canvas.box((810, 560), (50, 130), p.ink, 0.16)
    for turn in range(7):
        angle = turn * 0.9
        canvas.oval(
            (795 + 34 * math.cos(angle), 540 - turn * 34),
            (46 - turn * 4, 30 - turn * 2),
            mix(p.ink, p.accent, 0.12 * turn),
        )
    for x, y, high in ((420, 740, 330), (520, 730, 300), (1050, 700, 290)):
        props.shadow(canvas, (x, y), 150, 24)
        props.person(canvas, (x, y), high, mix(p.ink, p.near, canvas.any(0, 0.5)))


def museum(canvas: Canvas) -> None:
    """A hall with pictures, a sculpture and visitors."""
    p = canvas.palette
    canvas.sky()
    canvas.area([(-10, -10), (230, 110), (230, 520), (-10, 720)], mix(p.far, p.near, 0.6))
    canvas.box((230, 110), (990, 412), mix(p.far, p.near, 0.2))
    canvas.ground([(-10, 720), (230, 520), (1210, 520)], mix(p.light, p.accent, 0.3), mix(p.near, p.accent, 0.3))
    canvas.beam((720, -30), ((420, 700), (1010, 700)), 0.3)
    for x, y, wide, high in ((300, 190, 190, 240), (560, 230, 130, 160), (950, 180, 200, 250)):
        canvas.box((x - 12, y - 12), (wide + 24, high + 24), mix(p.light, p.ink, 0.4))
        canvas.shade([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)], p.top, p.low)
        kind = canvas.chance.random()
        if kind < 0.5:
            canvas.disc((x + wide * 0.62, y + high * 0.36), wide * 0.16, p.accent)
            canvas.area(
                [
                    (x, y + high),
                    (x, y + high * 0.7),
                    (x + wide * 0.4, y + high * 0.48),
                    (x + wide, y + high * 0.8),
                    (x + wide, y + high),
                ],
                p.near,
            )
        else:
            for _ in range(6):
                spot = (x + canvas.any(0.05, 0.6) * wide, y + canvas.any(0.05, 0.6) * high)
                canvas.box(
                    spot,
                    (wide * canvas.any(0.1, 0.35), high * canvas.any(0.1, 0.35)),
                    canvas.chance.choice([p.accent, p.near, p.light, p.ink]),
                )
        canvas.glow((x + wide / 2, y - 30), 120, p.light, 0.5)
    _visitors(canvas)


def theatre(canvas: Canvas) -> None:
    """A lit stage between red curtains, heads of the audience."""
    p = canvas.palette
    canvas.sky(p.ink, mix(p.near, p.ink, 0.5), p.ink)
    canvas.box((210, 80), (780, 500), mix(p.near, p.top, 0.3))
    canvas.disc((760, 250), 90, mix(p.light, p.low, 0.3), 0.9)
    canvas.area(
        [(210, 580), (210, 430), (400, 360), (600, 440), (820, 350), (990, 420), (990, 580)],
        mix(p.near, p.ink, 0.3),
    )
    for x, half in ((420, 120), (760, 140)):
        canvas.beam((x, -20), ((520 - half, 590), (560 + half, 590)), 0.28)
    canvas.area([(150, 580), (1050, 580), (1120, 640), (80, 640)], mix(p.light, p.accent, 0.45))
    props.shadow(canvas, (520, 612), 170, 20)
    props.person(canvas, (520, 612), 250, p.ink, "raise")
    canvas.area([(486, 470), (556, 470), (600, 606), (442, 606)], p.pale)
    props.person(canvas, (690, 606), 240, p.ink)
    red = mix(p.accent, (150, 20, 30), 0.5)
    for side in (0, 1):
        for fold in range(9):
            left = fold * 30 if side == 0 else 1200 - fold * 30 - 30
            tone = mix(red, p.ink, 0.12 + (0.42 if fold % 2 else 0) + fold * 0.01)
            sweep = (8 - fold) * 4
            end = left + (sweep if side == 0 else -sweep) * 0.4
            canvas.area([(left, -10), (left + 31, -10), (end + 31, 640), (end, 640)], tone)
    for fold in range(14):
        canvas.oval((fold * 92, 40), (60, 82), mix(red, p.ink, 0.15 + 0.25 * (fold % 2)))
    canvas.box((0, -10), (1200, 70), mix(red, p.ink, 0.3))
    for row in range(3):
        for seat in range(15):
            x = seat * 90 + (45 if row % 2 else 0) - 20
            props.person(canvas, (x, 800 + row * 40), 210 + 40 * row, mix(p.ink, p.near, 0.25 - row * 0.1), "half")


def _dancers(canvas: Canvas) -> None:
    """Rows of dancers with their arms up."""
    p = canvas.palette
    canvas.ground([(-10, 590), (1210, 590)], p.layer(0.7), p.ink)
    for row in range(3):
        for number in range(9 - row):
            x, high = 70 + number * (130 + row * 30) + canvas.any(-20, 20), 160 + row * 60
            tone = mix(canvas.chance.choice([p.ink, p.accent, p.near, p.far]), p.ink, 0.35)
            foot = (x, 680 + row * 66)
            props.person(canvas, foot, high, tone, canvas.chance.choice(["raise", "walk", "raise"]))
            canvas.area(
                [
                    (x - high * 0.11, foot[1] - high * 0.5),
                    (x + high * 0.11, foot[1] - high * 0.5),
                    (x + high * 0.22, foot[1] - high * 0.14),
                    (x - high * 0.22, foot[1] - high * 0.14),
                ],
                tone,
            )


def festival(canvas: Canvas) -> None:
    """Lanterns over a street of dancers."""
    p = canvas.palette
    canvas.sky()
    props.stars(canvas, 80, 300)
    props.skyline(canvas, 560, 230, p.layer(0.45), 0.25)
    canvas.glow((600, 620), 560, p.accent, 0.5)
    for y, sag in ((70, 120), (150, 150), (40, 260)):
        line = [(x, y + sag * (1 - ((x - 600) / 620) ** 2)) for x in range(-20, 1230, 20)]
        canvas.line(line, 2.5, p.ink)
        for x, top in line[2::5]:
            tone = canvas.chance.choice([p.accent, p.light, mix(p.accent, p.light, 0.5), p.pale])
            canvas.glow((x, top + 32), 80, tone, 0.6)
            canvas.oval((x, top + 32), (20, 25), tone)
            canvas.box((x - 10, top + 5), (20, 5), p.ink)
            canvas.box((x - 10, top + 55), (20, 5), p.ink)
    for burst in ((250, 160), (930, 120)):
        tone = canvas.chance.choice([p.light, p.accent, p.pale])
        for ray in range(22):
            angle = ray / 22 * 6.283
            for step in range(4, 11):
                spot = (
                    burst[0] + math.cos(angle) * step * 10,
                    burst[1] + math.sin(angle) * step * 10 + step * step * 0.25,
                )
                canvas.disc(spot, 0.8 + 0.24 * step, tone, 0.75)
    _dancers(canvas)


def phone(canvas: Canvas) -> None:
    """A hand with a shining telephone in a dark carriage."""
    p = canvas.palette
    canvas.sky(mix(p.near, p.ink, 0.4), p.near, mix(p.near, p.ink, 0.6))
    for x in (40, 430, 820):
        canvas.round_box((x, 70), (340, 250), 26, mix(p.low, p.top, 0.4))
        for _ in range(16):
            canvas.disc(
                (x + canvas.any(20, 320), canvas.any(90, 300)),
                canvas.any(5, 22),
                canvas.chance.choice([p.light, p.accent, p.low]),
                0.4,
            )
    canvas.glow((600, 400), 520, p.light, 0.6)
    sleeve = mix(p.ink, p.near, 0.15)
    skin = mix(p.accent, p.light, 0.4)
    canvas.area([(330, 810), (430, 620), (760, 640), (900, 810)], sleeve)
    canvas.area([(440, 660), (470, 500), (760, 500), (770, 660), (700, 740), (500, 740)], mix(skin, p.ink, 0.2))
    canvas.round_box((462, 150), (276, 500), 34, p.ink)
    canvas.shade([(478, 178), (722, 178), (722, 622), (478, 622)], p.pale, mix(p.light, p.low, 0.3))
    canvas.round_box((500, 206), (200, 112), 12, p.accent)
    canvas.area(
        [(500, 318), (500, 280), (570, 240), (620, 276), (660, 252), (700, 290), (700, 318)],
        mix(p.accent, p.ink, 0.35),
    )
    for y, wide in ((342, 190), (366, 150), (410, 200), (434, 176), (458, 196), (482, 110)):
        canvas.round_box((500, y), (wide, 12), 6, mix(p.near, p.pale, 0.45))
    canvas.round_box((500, 526), (200, 54), 27, mix(p.near, p.pale, 0.2))
    for y, end in ((420, 492), (486, 496), (552, 500), (612, 506)):
        canvas.line([(430, y + 34), (end, y)], 46, skin)
        canvas.disc((end, y), 23, skin)
    canvas.line([(780, 640), (800, 520), (726, 440)], 62, skin)
    canvas.disc((722, 436), 31, skin)
    canvas.oval((712, 428), (13, 18), mix(skin, p.pale, 0.5))


def _bust(canvas: Canvas, hair: Colour, skin: Colour) -> None:
    """Shoulders, neck and a head half in shadow."""
    p = canvas.palette
    coat = canvas.chance.choice([p.ink, mix(p.near, p.ink, 0.3), mix(p.accent, p.ink, 0.45)])
    canvas.area([(250, 810), (290, 660), (420, 586), (600, 560), (780, 586), (910, 660), (950, 810)], coat)
    canvas.area([(540, 470), (660, 470), (676, 590), (600, 660), (524, 590)], mix(skin, p.ink, 0.25))
    canvas.area([(524, 582), (600, 700), (676, 582), (706, 600), (600, 790), (494, 600)], p.pale)
    canvas.oval((600, 360), (124, 162), skin)
    side = arc((600, 360), (124, 162), (-80, 90))
    canvas.area([*side, (610, 500), (640, 420), (618, 380), (636, 300)], p.ink, 0.2)
    for x in (548, 654):
        canvas.lens((x, 352), (25, 9), p.pale)
        canvas.disc((x + 2, 352), 8, p.ink)
        canvas.line([(x - 28, 326), (x, 318), (x + 28, 326)], 7, hair)
    canvas.line([(604, 350), (618, 410), (596, 418)], 4, mix(skin, p.ink, 0.45))
    canvas.line([(562, 456), (600, 464), (640, 455)], 7, mix(p.accent, p.ink, 0.4))


def _backdrop(canvas: Canvas) -> tuple[Colour, Colour]:
    """A portrait's ground; gives the colours of hair and skin."""
    p = canvas.palette
    canvas.sky(mix(p.top, p.accent, canvas.any(0, 0.3)), p.top, mix(p.top, p.low, 0.6))
    kind = canvas.chance.random()
    canvas.disc((600, 360), 330, mix(p.light, p.low, canvas.any(0, 0.6)), 0.85)
    if kind < 0.4:
        props.skyline(canvas, 640, 240, mix(p.far, p.low, 0.3))
    elif kind < 0.7:
        canvas.hills(560, 2, 80)
    else:
        for x in range(-40, 1240, 92):
            canvas.box((x, 120), (70, 700), mix(p.far, p.low, canvas.any(0.1, 0.5)), 0.6)
    skins = ((224, 172, 132), (188, 128, 90), (140, 90, 62), (236, 194, 160), (112, 72, 52))
    hairs = (p.ink, mix(p.ink, p.accent, 0.25), mix(p.pale, p.far, 0.4), (84, 58, 42))
    return canvas.chance.choice(hairs), mix(canvas.chance.choice(skins), p.light, 0.12)


def portrait_woman(canvas: Canvas) -> None:
    """A woman before a light disc."""
    hair, skin = _backdrop(canvas)
    p = canvas.palette
    if canvas.chance.random() < 0.35:
        scarf = mix(p.accent, p.near, canvas.any(0, 0.8))
        canvas.oval((600, 350), (172, 208), scarf)
        canvas.area([(440, 400), (760, 400), (800, 640), (600, 740), (400, 640)], scarf)
        _bust(canvas, hair, skin)
        canvas.area(
            [(470, 330), (500, 220), (600, 180), (700, 220), (730, 330), (690, 252), (600, 224), (510, 252)],
            scarf,
        )
        canvas.area(
            [(474, 420), (500, 640), (600, 690), (700, 640), (726, 420), (690, 500), (600, 540), (510, 500)],
            scarf,
        )
        return
    long = canvas.chance.random() < 0.5
    canvas.oval((600, 330), (166, 186), hair)
    if long:
        canvas.area([(436, 330), (764, 330), (800, 620), (700, 660), (500, 660), (400, 620)], hair)
    else:
        canvas.disc((690, 170), 66, hair)
    _bust(canvas, hair, skin)
    canvas.area(
        [
            (466, 350),
            (480, 230),
            (560, 172),
            (660, 176),
            (724, 240),
            (734, 350),
            (700, 262),
            (590, 246),
            (510, 268),
        ],
        hair,
    )
    canvas.disc((474, 420), 9, p.light)


def portrait_man(canvas: Canvas) -> None:
    """A man before a light disc."""
    hair, skin = _backdrop(canvas)
    p = canvas.palette
    canvas.disc((474, 372), 26, skin)
    canvas.disc((726, 372), 26, mix(skin, p.ink, 0.2))
    beard = canvas.chance.random() < 0.5
    _bust(canvas, hair, skin)
    if beard:
        jaw = arc((600, 372), (126, 164), (8, 170))
        canvas.area([*jaw, (500, 420), (560, 432), (600, 428), (640, 432), (700, 420)], hair)
        canvas.line([(566, 460), (600, 466), (636, 460)], 7, mix(p.accent, p.ink, 0.25))
    canvas.area(
        [
            (470, 340),
            (474, 250),
            (520, 190),
            (610, 168),
            (690, 196),
            (728, 260),
            (730, 340),
            (712, 276),
            (640, 236),
            (540, 240),
            (490, 284),
        ],
        hair,
    )
    if canvas.chance.random() < 0.4:
        for x in (548, 654):
            ring = arc((x, 354), (38, 30), (0, 360))
            canvas.line(ring, 5, p.ink)
        canvas.line([(586, 350), (616, 350)], 5, p.ink)
    canvas.area([(588, 640), (612, 640), (626, 800), (574, 800)], p.accent)


SCENES = {
    "stadium": ("dusk", stadium),
    "museum": ("inside", museum),
    "theatre": ("dusk", theatre),
    "festival": ("night", festival),
    "phone": ("night", phone),
    "portrait-woman": ("inside", portrait_woman),
    "portrait-man": ("inside", portrait_man),
}
