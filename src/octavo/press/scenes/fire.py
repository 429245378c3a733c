"""Scenes of fire and smoke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.press.scenes import props
from octavo.press.scenes.palette import mix

if TYPE_CHECKING:
    from octavo.press.scenes.brush import Canvas


def fire(canvas: Canvas) -> None:
    """A burning house and two hoses."""
    p = canvas.palette
    canvas.sky()
    canvas.glow((640, 420), 620, p.accent, 0.6)
    for x, high in ((520, 430), (650, 520), (760, 420)):
        props.smoke(canvas, (x, 330), high, mix(p.ink, p.top, 0.4), 0.55)
    props.skyline(canvas, 600, 200, p.layer(0.55))
    canvas.box((440, 330), (400, 290), mix(p.near, p.ink, 0.6))
    props.flames(canvas, (640, 340), 420, 230)
    for row in range(2):
        for column in range(4):
            x, y = 476 + column * 92, 378 + row * 108
            canvas.box((x, y), (52, 70), p.light)
            canvas.area([(x, y + 70), (x + 14, y + 14), (x + 26, y + 48), (x + 40, y + 8), (x + 52, y + 70)], p.accent)
    canvas.ground([(-10, 616), (1210, 622)], p.layer(0.8), p.ink)
    canvas.glow((640, 630), 330, p.accent, 0.4)
    for foot, target in (((230, 740), (520, 360)), ((1030, 745), (770, 380))):
        x, y = foot
        lean = 1 if target[0] > x else -1
        curve = [
            (
                x + lean * 36 + (target[0] - x) * t / 12,
                y - 110 - (y - 110 - target[1]) * t / 12 - 120 * (t / 12) * (1 - t / 12),
            )
            for t in range(13)
        ]
        canvas.line(curve, 9, p.pale, 0.85)
        props.person(canvas, foot, 220, p.ink, "walk")
        canvas.oval((x, y - 206), (30, 13), p.accent)
    for _ in range(90):
        canvas.disc((canvas.chance.gauss(660, 220), canvas.any(40, 420)), canvas.any(1, 3.5), p.light, 0.9)


def forest_fire(canvas: Canvas) -> None:
    """A front of flames behind black spruces."""
    p = canvas.palette
    canvas.sky()
    canvas.disc((860, 170), 62, mix(p.accent, p.light, 0.4), 0.85)
    for x in (160, 420, 640, 900):
        props.smoke(canvas, (x, 470), canvas.any(420, 520), mix(p.top, p.far, 0.5), 0.6)
    canvas.ground(canvas.ridge(420, 60), p.layer(0.2))
    for _ in range(26):
        props.pine(canvas, (canvas.any(0, 1200), canvas.any(480, 520)), canvas.any(90, 150), p.layer(0.4))
    for x in range(60, 1200, 150):
        props.flames(canvas, (x + canvas.any(-30, 30), 580), 170, canvas.any(120, 260))
    canvas.ground(canvas.ridge(585, 14), p.layer(0.75))
    for x in range(-20, 1240, 92):
        props.pine(canvas, (x + canvas.any(-30, 30), canvas.any(660, 720)), canvas.any(190, 330), p.layer(0.85))
    canvas.veil(430, 640, p.accent, 0.25)
    canvas.ground(canvas.ridge(710, 20), p.ink)
    props.person(canvas, (300, 765), 120, p.ink, "walk")
    props.person(canvas, (352, 770), 124, p.ink, "walk")
    canvas.lens((300, 768), (80, 5), p.accent, 0.5)
    for _ in range(120):
        canvas.disc((canvas.any(0, 1200), canvas.any(60, 640)), canvas.any(1, 3.2), p.light, 0.9)


def smoke(canvas: Canvas) -> None:
    """A city under a brown veil, the sun a red coin."""
    p = canvas.palette
    canvas.sky()
    canvas.glow((700, 170), 330, p.accent, 0.5)
    canvas.disc((700, 170), 72, (222, 86, 52))
    haze = mix(p.far, p.low, 0.55)
    for row in range(4):
        props.skyline(canvas, 470 + row * 80, 250 - row * 30, p.layer(0.1 + row * 0.2))
        canvas.veil(300 + row * 80, 520 + row * 80, haze, 0.6 - row * 0.1)
    for _ in range(14):
        canvas.lens((canvas.any(0, 1200), canvas.any(120, 520)), (canvas.any(160, 420), canvas.any(8, 24)), haze, 0.35)
    canvas.ground([(-10, 700), (1210, 705)], p.layer(0.8), p.ink)
    for x, high in ((250, 190), (330, 180), (840, 210)):
        props.person(canvas, (x, 770), high, p.ink, "walk")
        canvas.round_box((x - high * 0.07, 770 - high * 0.93), (high * 0.15, high * 0.06), 4, p.pale)
    props.lamp(canvas, (560, 720), 330, 0.5)


SCENES = {"fire": ("fire", fire), "forest-fire": ("fire", forest_fire), "smoke": ("heat", smoke)}
