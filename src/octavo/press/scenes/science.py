"""Scenes of laboratories, wards and the sky."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from octavo.press.scenes import props
from octavo.press.scenes.brush import arc
from octavo.press.scenes.palette import mix

if TYPE_CHECKING:
    from octavo.press.scenes.brush import Canvas


def hospital(canvas: Canvas) -> None:
    """A ward with beds by tall windows, a nurse."""
    p = canvas.palette
    canvas.sky(mix(p.far, p.low, 0.2), mix(p.far, p.low, 0.5), mix(p.far, p.near, 0.2))
    for x in (90, 470, 850):
        pane = [(x, 90), (x + 260, 90), (x + 260, 400), (x, 400)]
        canvas.shade(pane, mix(p.top, p.pale, 0.5), p.light)
        canvas.line([(x + 130, 90), (x + 130, 400)], 7, p.pale)
        canvas.line([(x, 190), (x + 260, 190)], 7, p.pale)
        for edge in (x - 30, x + 228):
            canvas.area([(edge, 74), (edge + 62, 74), (edge + 44, 430), (edge + 10, 430)], mix(p.near, p.far, 0.4))
    canvas.ground([(-10, 540), (1210, 540)], mix(p.near, p.far, 0.6), mix(p.near, p.ink, 0.25))
    for x in (120, 500, 880):
        canvas.area([(x, 545), (x + 170, 545), (x - 60, 800), (x - 330, 800)], p.light, 0.35)
    for x, y, s in ((150, 560, 0.8), (930, 560, 0.8), (480, 690, 1.35)):
        canvas.box((x - 8 * s, y - 90 * s), (12 * s, 170 * s), p.near)
        canvas.box((x + 268 * s, y - 60 * s), (10 * s, 140 * s), p.near)
        canvas.round_box((x, y - 14 * s), (272 * s, 44 * s), 12 * s, p.pale)
        canvas.round_box((x + 6 * s, y - 48 * s), (80 * s, 40 * s), 14 * s, p.pale)
        canvas.oval((x + 62 * s, y - 46 * s), (19 * s, 17 * s), mix(p.accent, p.light, 0.5))
        canvas.round_box((x + 76 * s, y - 42 * s), (192 * s, 58 * s), 18 * s, mix(p.accent, p.pale, 0.25))
        canvas.box((x + 76 * s, y - 6 * s), (192 * s, 8 * s), p.ink, 0.14)
    canvas.line([(430, 690), (430, 430)], 5, p.near)
    canvas.round_box((412, 420), (36, 60), 8, mix(p.top, p.pale, 0.3))
    canvas.line([(430, 480), (470, 600), (520, 650)], 3, p.near)
    props.person(canvas, (350, 784), 400, mix(p.pale, p.top, 0.25))
    skin = mix((188, 128, 90), p.light, 0.15)
    canvas.oval((350, 418), (27, 35), skin)
    canvas.area([(320, 420), (326, 384), (350, 376), (376, 384), (381, 420), (368, 396), (334, 396)], p.ink)
    canvas.disc((378, 388), 15, p.ink)
    canvas.area([(334, 462), (366, 462), (350, 500)], p.accent)


def _flasks(canvas: Canvas) -> None:
    """Flasks that bubble, and a row of tubes."""
    p = canvas.palette
    for x, scale, tone in (
        (690, 1.0, p.accent),
        (850, 1.3, mix(p.near, p.top, 0.3)),
        (1040, 0.9, mix(p.light, p.accent, 0.5)),
    ):
        s = 100 * scale
        glass = [
            (x - s * 0.17, 648 - s * 1.9),
            (x + s * 0.17, 648 - s * 1.9),
            (x + s * 0.17, 648 - s * 1.15),
            (x + s * 0.72, 648),
            (x - s * 0.72, 648),
            (x - s * 0.17, 648 - s * 1.15),
        ]
        canvas.area(glass, p.pale, 0.75)
        canvas.area(
            [
                (x - s * 0.38, 648 - s * 0.68),
                (x + s * 0.38, 648 - s * 0.68),
                (x + s * 0.7, 646),
                (x - s * 0.7, 646),
            ],
            tone,
            0.9,
        )
        canvas.line(
            [(x - s * 0.1, 648 - s * 1.8), (x - s * 0.1, 648 - s * 1.1), (x - s * 0.5, 660 - s * 0.2)],
            4,
            p.pale,
        )
        for _ in range(8):
            canvas.disc((x + canvas.any(-0.3, 0.3) * s, 648 - canvas.any(0.1, 0.6) * s), canvas.any(2, 7), p.pale, 0.6)
    for number in range(6):
        canvas.round_box((600 + number * 22, 690), (12, 78), 6, p.pale if number % 2 else p.accent)


def lab(canvas: Canvas) -> None:
    """A microscope, flasks and a shelf of jars."""
    p = canvas.palette
    canvas.sky()
    canvas.glow((360, 300), 460, p.light, 0.8)
    for level in (130, 290):
        canvas.box((640, level), (600, 12), p.near)
        for number in range(8):
            x, high = 664 + number * 66, canvas.any(56, 104)
            tone = canvas.chance.choice([p.far, p.accent, p.near, mix(p.light, p.accent, 0.4)])
            canvas.round_box((x, level - high), (44, high), 9, mix(tone, p.pale, 0.3))
            canvas.box((x + 4, level - high * 0.6), (36, high * 0.56), tone, 0.75)
            canvas.box((x + 6, level - high - 8), (32, 12), p.ink)
    canvas.ground([(-10, 660), (1210, 660)], mix(p.near, p.ink, 0.2), p.ink)
    canvas.box((0, 648), (1200, 16), p.pale)
    steel = mix(p.ink, p.near, 0.25)
    canvas.round_box((230, 606), (300, 44), 16, steel)
    curve = arc((420, 440), (130, 175), (-75, 85))
    canvas.line(curve, 46, steel)
    canvas.area([(318, 170), (378, 148), (470, 400), (404, 424)], steel)
    canvas.area([(300, 112), (362, 90), (384, 152), (324, 174)], p.accent)
    canvas.area([(404, 424), (470, 400), (484, 440), (422, 462)], mix(p.pale, p.far, 0.3))
    canvas.box((282, 520), (210, 16), p.ink)
    canvas.glow((440, 500), 90, p.light, 0.9)
    canvas.disc((545, 520), 26, mix(p.far, p.ink, 0.4))
    _flasks(canvas)


def comet(canvas: Canvas) -> None:
    """A comet over a ridge with people who look up."""
    p = canvas.palette
    canvas.sky()
    props.stars(canvas, 260, 620)
    canvas.glow((600, 700), 620, p.low, 0.6)
    head = (760, 240)
    for spread, long, alpha in (
        (0.2, 780, 0.06),
        (0.16, 740, 0.06),
        (0.12, 700, 0.08),
        (0.09, 660, 0.1),
        (0.06, 600, 0.14),
        (0.035, 520, 0.2),
        (0.015, 440, 0.3),
    ):
        for lean in (math.radians(152), math.radians(163)):
            ends = [
                (
                    head[0] + long * math.cos(lean + s * spread),
                    head[1] - long * math.sin(lean + s * spread) * 0.9,
                )
                for s in (-1, 1)
            ]
            canvas.area([head, *ends], mix(p.pale, p.light, 0.4), alpha * 0.7)
    canvas.glow(head, 130, p.light, 1)
    canvas.disc(head, 15, p.pale)
    canvas.ground(canvas.ridge(610, 60), p.layer(0.35))
    canvas.veil(560, 720, p.low, 0.2)
    canvas.ground(canvas.swell(700, 24, 900), p.ink)
    for x, high, pose in ((300, 150, "raise"), (360, 104, "stand"), (420, 146, "stand")):
        props.person(canvas, (x, 716), high, p.ink, pose)
    canvas.line([(520, 640), (560, 612)], 15, p.ink)
    for foot in (505, 530, 556):
        canvas.line([(535, 634), (foot, 712)], 4, p.ink)
    props.pine(canvas, (1080, 740), 260, p.ink)
    props.pine(canvas, (1150, 760), 200, p.ink)


def telescope(canvas: Canvas) -> None:
    """An observatory with its dome open to the Milky Way."""
    p = canvas.palette
    canvas.sky()
    for _ in range(420):
        t = canvas.any(-0.1, 1.1)
        spot = (1150 * t + canvas.chance.gauss(0, 60), 520 - 520 * t + canvas.chance.gauss(0, 55))
        canvas.disc(spot, 0.6 + 1.7 * canvas.chance.random() ** 3, p.pale, canvas.any(0.3, 0.9))
    for t in range(9):
        canvas.glow((80 + t * 130, 490 - t * 58), 150, p.low, 0.3)
    props.stars(canvas, 120, 560)
    canvas.ground(canvas.ridge(590, 50), p.layer(0.3))
    canvas.ground(canvas.swell(680, 22, 1000), p.layer(0.75), p.ink)
    white = mix(p.pale, p.near, 0.35)
    canvas.shade([(300, 480), (640, 480), (640, 700), (300, 700)], white, mix(white, p.ink, 0.6))
    dome = arc((470, 486), (190, 190), (180, 360))
    canvas.shade(dome, mix(p.pale, p.low, 0.2), white)
    canvas.area([(x, y) for x, y in dome if x < 420] + [(420, 486)], p.ink, 0.35)
    canvas.area([(500, 488), (580, 488), (608, 336), (540, 304)], p.ink)
    canvas.area([(520, 470), (556, 484), (640, 300), (600, 282)], mix(p.accent, p.light, 0.2))
    canvas.glow((560, 430), 110, p.light, 0.6)
    canvas.box((286, 480), (368, 14), mix(white, p.ink, 0.5))
    canvas.box((352, 620), (46, 80), p.light)
    canvas.glow((375, 660), 150, p.light, 0.5)
    props.person(canvas, (730, 712), 92, p.ink)
    canvas.ground(canvas.swell(750, 16, 700), p.ink)


def night_sky(canvas: Canvas) -> None:
    """A lake, a moon and a field of stars over pines."""
    p = canvas.palette
    canvas.sky()
    props.stars(canvas, 330, 470)
    canvas.glow((840, 190), 260, p.light, 0.6)
    outer = arc((840, 190), (66, 66), (60, 300))
    inner = arc((868, 190), (62, 62), (294, 65))
    canvas.area([*outer, *inner], mix(p.light, p.pale, 0.4))
    for step in range(3):
        canvas.ground(canvas.ridge(440 + step * 24, 90 - step * 26), p.layer(0.1 + step * 0.22))
    canvas.water(510, mix(p.low, p.near, 0.3), p.ink, 20)
    canvas.path(840, 514, 46)
    for x in range(-20, 420, 44):
        props.pine(canvas, (x + canvas.any(-14, 14), 800), canvas.any(240, 460) * (1 - x / 700), p.ink)
    for x in (1090, 1150, 1200):
        props.pine(canvas, (x, 800), canvas.any(240, 340), p.ink)
    canvas.area([(560, 620), (700, 620), (676, 646), (584, 646)], p.ink)
    props.person(canvas, (620, 632), 100, p.ink, "half")
    canvas.line([(640, 590), (720, 560), (740, 640)], 2.5, p.ink)


def rocket(canvas: Canvas) -> None:
    """A rocket climbing from its cloud."""
    p = canvas.palette
    canvas.sky()
    props.stars(canvas, 90, 260)
    canvas.glow((600, 560), 420, p.light, 0.9)
    canvas.ground(canvas.swell(640, 10, 800), p.layer(0.6), p.ink)
    canvas.line([(330, 660), (330, 300)], 7, p.ink)
    canvas.line([(370, 660), (370, 300)], 7, p.ink)
    for y in range(300, 650, 40):
        canvas.line([(330, y), (370, y + 40)], 3, p.ink)
        canvas.line([(330, y), (370, y)], 3, p.ink)
    canvas.line([(370, 330), (470, 330)], 6, p.ink)
    canvas.shade([(574, 380), (626, 380), (650, 650), (550, 650)], p.light, p.accent)
    props.billows(canvas, (600, 760), (960, 190), (mix(p.accent, p.ink, 0.25), mix(p.pale, p.accent, 0.25)))
    props.billows(canvas, (600, 770), (620, 150), (mix(p.accent, p.pale, 0.4), p.pale))
    canvas.shade([(572, 190), (628, 190), (628, 372), (572, 372)], p.pale, mix(p.pale, p.far, 0.3))
    nose = [(572, 192), (576, 150), (588, 112), (600, 92), (612, 112), (624, 150), (628, 192)]
    canvas.area(nose, p.accent)
    canvas.box((572, 262), (56, 26), p.ink)
    canvas.box((608, 192), (20, 180), p.ink, 0.22)
    canvas.area([(572, 310), (572, 380), (536, 396)], p.accent)
    canvas.area([(628, 310), (628, 380), (664, 396)], p.accent)
    canvas.area([(580, 372), (620, 372), (628, 394), (572, 394)], p.ink)
    canvas.area([(576, 394), (624, 394), (612, 500), (600, 560), (588, 500)], p.light)
    canvas.ground(canvas.swell(745, 8, 600), p.ink)
    for x in (90, 140, 180, 1010, 1070):
        props.person(canvas, (x, 764), 96, p.ink, "raise" if x in {140, 1070} else "stand")


SCENES = {
    "hospital": ("lab", hospital),
    "lab": ("lab", lab),
    "comet": ("night", comet),
    "telescope": ("night", telescope),
    "night-sky": ("night", night_sky),
    "rocket": ("dusk", rocket),
}
