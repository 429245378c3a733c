"""Scenes of the open country and its weather."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from octavo.press.scenes import props
from octavo.press.scenes.palette import mix

if TYPE_CHECKING:
    from octavo.press.scenes.brush import Canvas


def heat(canvas: Canvas) -> None:
    """A huge sun over a street of roofs that swims in the air."""
    p = canvas.palette
    canvas.sky()
    for radius, alpha in ((330, 0.16), (270, 0.2), (215, 0.3)):
        canvas.disc((600, 320), radius, p.light, alpha)
    canvas.disc((600, 320), 165, mix(p.light, p.accent, 0.08))
    for row in range(3):
        props.skyline(canvas, 560 + row * 60, 170 - row * 30, p.layer(0.15 + row * 0.22))
    for y in range(380, 640, 22):
        wave = [(x, y + 6 * math.sin(x / 60 + y)) for x in range(-10, 1215, 12)]
        canvas.line(wave, 2.5, p.low, 0.4)
    canvas.ground([(-10, 660), (1210, 640)], p.layer(0.62), p.layer(0.8))
    canvas.area([(560, 645), (640, 645), (1000, 800), (240, 800)], mix(p.pale, p.far, 0.45))
    props.person(canvas, (640, 770), 210, p.ink, "walk")
    props.shadow(canvas, (640, 770), 330, 40)
    canvas.lens((640, 582), (78, 17), p.ink)
    canvas.oval((640, 572), (38, 22), p.ink)


def drought(canvas: Canvas) -> None:
    """Cracked earth, a dead tree and a boat on dry ground."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((880, 220), 70)
    canvas.hills(330, 2, 50)
    canvas.ground([(-10, 420), (1210, 410)], mix(p.low, p.far, 0.4), mix(p.near, p.far, 0.4))
    dark = mix(p.near, p.ink, 0.4)
    rows = [430 + 370 * (row / 9) ** 1.7 for row in range(11)]
    for row, (top, low) in enumerate(itertools.pairwise(rows)):
        cell = 40 + 34 * row
        x = canvas.any(-cell, 0)
        joints = []
        while x < 1240:
            joints.append((x, top + canvas.any(-0.3, 0.3) * (low - top)))
            x += cell * canvas.any(0.7, 1.3)
        canvas.line(joints, 0.8 + row * 0.5, dark)
        for place in joints:
            canvas.line([place, (place[0] + canvas.any(-0.4, 0.4) * cell, low)], 0.8 + row * 0.5, dark)
    _bare(canvas, (300, 610), -90, 150, 17)
    props.shadow(canvas, (300, 610), -260, 12)
    canvas.area([(650, 560), (960, 530), (920, 610), (720, 630)], p.accent)
    canvas.area([(640, 548), (968, 520), (962, 540), (650, 566)], p.pale)
    canvas.area([(720, 630), (920, 610), (1060, 650), (760, 660)], p.ink, 0.3)


def _bare(canvas: Canvas, foot: tuple[float, float], angle: float, long: float, thick: float) -> None:
    """A leafless tree, branch by branch."""
    x, y = foot
    tip = (x + long * math.cos(math.radians(angle)), y + long * math.sin(math.radians(angle)))
    canvas.line([foot, tip], thick, canvas.palette.ink)
    if thick < 1.5:
        return
    for turn in (-32, 24) if thick > 3 else (-25, 28, 4):
        _bare(canvas, tip, angle + turn * canvas.any(0.7, 1.25), long * canvas.any(0.62, 0.8), thick * 0.62)


def quake(canvas: Canvas) -> None:
    """Broken fronts of houses, a crack through the street, helpers."""
    p = canvas.palette
    canvas.sky()
    canvas.veil(100, 520, mix(p.far, p.low, 0.5), 0.7)
    props.skyline(canvas, 480, 190, p.layer(0.15))
    walls = ((40, 250, 210), (270, 190, 170), (690, 230, 180), (900, 320, 250))
    for x, high, wide in walls:
        tone = mix(p.pale, p.far, canvas.any(0.2, 0.6))
        broken = [(x + wide * t / 7, 560 - high * canvas.any(0.45, 1.05)) for t in range(8)]
        canvas.area([(x, 570), *broken, (x + wide, 570)], tone)
        canvas.area([(x + wide * 0.7, 570), *broken[5:], (x + wide, 570)], p.ink, 0.22)
        for row in range(2):
            for column in range(3):
                spot = (x + wide * (0.14 + 0.28 * column), 560 - high * 0.36 + row * high * 0.17 - 20)
                canvas.box(spot, (wide * 0.13, high * 0.12), p.ink, 0.75)
    canvas.ground([(-10, 560), (1210, 555)], p.layer(0.5), p.layer(0.8))
    crack = [(470, 555), (520, 600), (480, 640), (560, 690), (520, 740), (590, 810)]
    canvas.area([*crack, *[(x + (y - 540) * 0.3, y) for x, y in reversed(crack)]], p.ink)
    for _ in range(70):
        left, size = canvas.any(0, 1200), canvas.any(8, 38)
        y = canvas.any(545, 610) + size
        tone = mix(p.far, canvas.chance.choice([p.ink, p.pale, p.accent]), canvas.any(0.2, 0.5))
        canvas.area(
            [
                (left, y),
                (left + size * 0.5, y - size * 0.7),
                (left + size * 1.3, y - size * 0.3),
                (left + size, y + 4),
            ],
            tone,
        )
    for x, high, pose in ((300, 190, "walk"), (390, 180, "stand"), (800, 200, "raise")):
        tone = mix(p.accent, p.ink, 0.1 if pose == "raise" else 0.6)
        props.person(canvas, (x, 740), high, tone, pose)
        canvas.area([(x - 20, 740 - high * 0.93), (x + 20, 740 - high * 0.93), (x, 740 - high * 1.05)], p.light)


def rescue(canvas: Canvas) -> None:
    """A helicopter over a rope and a figure on rock."""
    p = canvas.palette
    canvas.sky()
    canvas.clouds(220, 5, p.pale, 0.45)
    canvas.hills(380, 3, 110)
    canvas.area([(640, 800), (700, 620), (830, 560), (960, 590), (1100, 500), (1210, 520), (1210, 800)], p.ink)
    canvas.beam((520, 300), ((700, 640), (930, 620)), 0.3)
    canvas.line([(560, 275), (800, 470)], 3, p.ink)
    props.person(canvas, (806, 560), 96, p.accent, "raise")
    props.person(canvas, (900, 585), 130, mix(p.pale, p.far, 0.2), "raise")
    body = p.accent
    canvas.oval((500, 235), (120, 58), body)
    canvas.area([(590, 215), (850, 185), (850, 200), (590, 260)], body)
    canvas.area([(820, 200), (870, 130), (890, 132), (858, 206)], body)
    canvas.area([(395, 232), (430, 190), (500, 184), (500, 240)], mix(p.pale, p.top, 0.4))
    canvas.box((520, 205), (46, 40), mix(p.pale, p.top, 0.4))
    canvas.line([(500, 180), (500, 150)], 10, p.ink)
    canvas.lens((500, 148), (330, 6), p.ink, 0.75)
    canvas.line([(410, 320), (590, 320)], 7, p.ink)
    for x in (450, 550):
        canvas.line([(x, 280), (x, 320)], 5, p.ink)
    canvas.oval((872, 150), (34, 34), p.ink, 0.25)


def village(canvas: Canvas) -> None:
    """Houses around a tower in folded hills."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((280, 210), 50)
    canvas.clouds(140, 4, p.pale, 0.5)
    canvas.hills(300, 3, 80)
    canvas.ground(canvas.swell(500, 30, 1100), p.layer(0.4), p.layer(0.62))
    canvas.area([(640, 520), (690, 520), (690, 290), (640, 290)], mix(p.pale, p.far, 0.2))
    canvas.box((672, 290), (18, 230), p.ink, 0.25)
    canvas.area([(628, 292), (702, 292), (665, 190)], mix(p.accent, p.ink, 0.15))
    canvas.disc((657, 330), 12, p.ink)
    for _ in range(26):
        row = canvas.chance.random()
        size = 66 + 70 * row
        x = 640 + canvas.chance.gauss(0, 200)
        props.house(
            canvas,
            (x, 505 + 110 * row),
            (size, size * 0.72),
            mix(p.pale, p.far, canvas.any(0, 0.35)),
            mix(p.accent, p.ink, canvas.any(0, 0.3)),
        )
    canvas.ground(canvas.swell(640, 24, 900), p.layer(0.66), p.layer(0.9))
    for x in (80, 170, 1010, 1120):
        props.tree(canvas, (x, 720), canvas.any(190, 270), p.layer(0.78))
    for row in range(9):
        canvas.line([(330 + row * 70, 660), (200 + row * 100, 800)], 3, p.layer(0.5), 0.7)


def desert(canvas: Canvas) -> None:
    """Dunes with sharp edges of light, a line of walkers."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((300, 220), 76)
    canvas.ground(canvas.ridge(410, 30), mix(p.low, p.far, 0.75), p.layer(0.3))
    dunes = ((860, 360, 620), (330, 430, 640), (1060, 500, 700), (500, 560, 900))
    for number, (x, y, half) in enumerate(dunes):
        lit = mix(mix(p.low, p.light, 0.55), p.far, number * 0.13)
        steps = [step / 20 for step in range(21)]
        rise = [(x - half * (1 - t), 800 - (800 - y) * t**2.2) for t in steps]
        fall = [(x + half * t, y + (800 - y) * (1 - (1 - t) ** 1.9)) for t in steps]
        canvas.shade([*rise, *fall], lit, mix(lit, p.near, 0.4))
        edge = [(x - half * 0.34 * math.sin(t * 2.6) + half * 0.1 * t, y + (820 - y) * t) for t in steps]
        canvas.shade([*edge, (x + half, 820), *reversed(fall)], p.layer(0.42 + number * 0.07), p.layer(0.6))
        if number == 1:
            for walker in range(6):
                px, py = rise[12 + walker]
                props.person(canvas, (px, py + 2), 50, p.ink, "walk")
                props.shadow(canvas, (px, py + 2), 60, 5)
    for row in range(6):
        canvas.line(canvas.swell(752 + row * 12, 5, 300), 1.5, p.low, 0.25)


def field(canvas: Canvas) -> None:
    """Furrows running to a farmhouse under big clouds."""
    p = canvas.palette
    canvas.sky()
    for x, y in ((280, 170), (820, 120), (1050, 220)):
        props.billows(canvas, (x, y + 40), (330, 120), (mix(p.pale, p.top, 0.35), p.pale))
    canvas.hills(350, 2, 44)
    canvas.ground([(-10, 420), (1210, 420)], mix(p.light, p.far, 0.35), mix(p.near, p.far, 0.3))
    for row in range(-14, 15):
        tone = p.layer(0.55) if row % 2 else mix(p.light, p.accent, 0.25)
        canvas.area(
            [
                (640 + row * 9, 420),
                (640 + row * 9 + 5, 420),
                (640 + row * 120 + 62, 800),
                (640 + row * 120, 800),
            ],
            tone,
            0.75,
        )
    props.house(canvas, (820, 428), (120, 76), p.pale, p.accent)
    for x in (760, 960, 1000):
        props.tree(canvas, (x, 432), canvas.any(100, 150), p.layer(0.62))
    canvas.round_box((330, 560), (110, 54), 10, p.accent)
    canvas.box((400, 510), (56, 56), p.ink)
    canvas.box((408, 518), (38, 30), mix(p.pale, p.top, 0.4))
    for x, radius in ((350, 26), (440, 46)):
        canvas.disc((x, 614), radius, p.ink)
        canvas.disc((x, 614), radius * 0.4, p.light)


def orchard(canvas: Canvas) -> None:
    """Rows of fruit trees, a ladder, baskets."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((900, 180), 56)
    canvas.hills(300, 2, 60)
    canvas.ground([(-10, 400), (1210, 400)], mix(p.far, p.light, 0.3), mix(p.near, p.far, 0.25))
    for row in range(5):
        t = row / 4
        y, high = 425 + 300 * t**1.3, 100 + 330 * t
        spacing = 120 + 270 * t
        x = 600 - 4 * spacing + (spacing / 2 if row % 2 else 0)
        while x < 1400:
            canvas.oval((x + 20, y), (high * 0.36, high * 0.05), p.ink, 0.25)
            props.tree(canvas, (x, y), high, p.layer(0.3 + 0.3 * t))
            for _ in range(14):
                spot = (x + canvas.any(-0.3, 0.3) * high, y - high * canvas.any(0.5, 0.92))
                canvas.disc(spot, 2 + high * 0.018, p.accent)
            x += spacing
    for side in (0, 46):
        canvas.line([(520 + side, 770), (580 + side * 0.4, 400)], 7, p.pale)
    for step in range(9):
        t = step / 9
        canvas.line([(520 + 60 * t, 770 - 370 * t), (566 + 32 * t, 770 - 370 * t)], 5, p.pale)
    props.person(canvas, (566, 640), 200, p.ink, "raise")
    for x in (700, 800):
        canvas.area([(x, 730), (x + 78, 730), (x + 66, 790), (x + 12, 790)], mix(p.light, p.ink, 0.45))
        for _ in range(12):
            canvas.disc((x + canvas.any(8, 70), canvas.any(716, 732)), 12, mix(p.accent, p.light, canvas.any(0, 0.3)))


def snow(canvas: Canvas) -> None:
    """Spruces and a lit hut under falling snow."""
    p = canvas.palette
    canvas.sky()
    canvas.hills(320, 3, 110)
    canvas.ground(canvas.swell(500, 26, 1000), mix(p.pale, p.far, 0.25), p.pale)
    for row in range(3):
        for _ in range(9 - row * 2):
            x = canvas.any(-20, 1220)
            if 480 < x < 800 and row:
                continue
            high = 110 + 110 * row + canvas.any(-20, 30)
            props.pine(canvas, (x, 530 + row * 80), high, p.layer(0.35 + 0.25 * row))
    props.house(canvas, (560, 600), (170, 96), mix(p.accent, p.ink, 0.35), p.pale)
    canvas.glow((610, 560), 150, p.light, 0.6)
    props.smoke(canvas, (690, 500), 170, mix(p.pale, p.far, 0.4), 0.4)
    canvas.ground(canvas.swell(690, 24, 800), p.pale, mix(p.pale, p.far, 0.3))
    for step in range(12):
        t = step / 11
        canvas.oval((640 - 130 * t + (8 if step % 2 else -8), 620 + 170 * t), (4 + 7 * t, 2 + 3 * t), p.far)
    for _ in range(260):
        canvas.disc((canvas.any(0, 1200), canvas.any(0, 800)), 1 + 4 * canvas.chance.random() ** 3, p.pale, 0.85)


SCENES = {
    "heat": ("heat", heat),
    "drought": ("heat", drought),
    "quake": ("winter", quake),
    "rescue": ("winter", rescue),
    "village": ("day", village),
    "desert": ("heat", desert),
    "field": ("day", field),
    "orchard": ("day", orchard),
    "snow": ("winter", snow),
}
