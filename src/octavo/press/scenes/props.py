"""Things that stand in many pictures: people, trees, houses, boats, lamps."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from octavo.press.scenes.palette import mix

if TYPE_CHECKING:
    from octavo.press.scenes.brush import Canvas, Point
    from octavo.press.scenes.palette import Colour


def person(canvas: Canvas, foot: Point, high: float, colour: Colour, pose: str = "stand") -> None:
    """A figure from its feet up: ``stand``, ``walk``, ``raise`` (an arm up) or ``half`` (from the waist)."""
    x, y = foot
    u = high / 8  # a head is an eighth of a body
    hip, shoulder = y - 3.9 * u, y - 6.45 * u
    if pose == "half":
        hip = y
    else:
        stride = (1.25 if pose == "walk" else 0.42) * u
        for side in (-1, 1):
            heel = x + side * stride
            thigh = [(x + side * 0.95 * u, hip - 0.2 * u), (x - side * 0.05 * u, hip - 0.2 * u)]
            canvas.area([*thigh, (heel - side * 0.28 * u, y), (heel + side * 0.3 * u, y)], colour)
            canvas.oval((heel + 0.2 * u, y - 0.1 * u), (0.5 * u, 0.18 * u), colour)
    waist = 0.82 if pose != "half" else 1.15
    left = [(x - waist * u, hip), (x - 1.2 * u, shoulder + 0.5 * u), (x - 1.0 * u, shoulder + 0.12 * u)]
    neck = [(x - 0.4 * u, shoulder - 0.12 * u), (x + 0.4 * u, shoulder - 0.12 * u)]
    right = [(x + 1.0 * u, shoulder + 0.12 * u), (x + 1.2 * u, shoulder + 0.5 * u), (x + waist * u, hip)]
    canvas.area([*left, *neck, *right], colour)
    canvas.box((x - 0.24 * u, shoulder - 0.5 * u), (0.48 * u, 0.7 * u), colour)
    canvas.oval((x, shoulder - 0.88 * u), (0.52 * u, 0.68 * u), colour)
    _arm(
        canvas,
        [
            (x - 0.98 * u, shoulder + 0.42 * u),
            (x - 1.4 * u, shoulder + 1.7 * u),
            (x - 1.3 * u, shoulder + 3 * u),
        ],
        u,
        colour,
    )
    if pose == "raise":
        elbow, hand = (x + 1.75 * u, shoulder - 0.7 * u), (x + 1.6 * u, shoulder - 2.3 * u)
    else:
        elbow, hand = (x + 1.4 * u, shoulder + 1.7 * u), (x + 1.3 * u, shoulder + 3 * u)
    _arm(canvas, [(x + 0.98 * u, shoulder + 0.42 * u), elbow, hand], u, colour)


def _arm(canvas: Canvas, joints: list[Point], unit: float, colour: Colour) -> None:
    """An arm with a round shoulder and hand."""
    canvas.line(joints, 0.46 * unit, colour)
    for spot, radius in ((joints[0], 0.3), (joints[-1], 0.27)):
        canvas.disc(spot, radius * unit, colour)


def shadow(canvas: Canvas, foot: Point, long: float, wide: float) -> None:
    """A long flat shadow towards the right."""
    x, y = foot
    tip = (x + long, y + long * 0.16)
    canvas.area([(x - wide, y), (x + wide, y), tip], canvas.palette.ink, 0.28)


def crowd(canvas: Canvas, floor: float, rows: int, size: float, raised: float = 0.0) -> None:
    """Rows of heads and shoulders, nearer ones larger and darker; a share of them raise an arm."""
    for row in range(rows):
        share = row / max(1, rows - 1)
        high = size * (0.55 + 0.75 * share)
        y = floor + (800 - floor) * (0.35 + 0.75 * share)
        colour = canvas.palette.layer(0.28 + 0.7 * share)
        x = canvas.any(-30, 10)
        while x < 1240:
            tall = high * canvas.any(0.9, 1.1)
            pose = "raise" if canvas.chance.random() < raised else "stand"
            tone = mix(colour, canvas.palette.accent, 0.75) if canvas.chance.random() < 0.07 else colour
            person(canvas, (x, y + tall * 0.62), tall, tone, pose)
            x += tall * canvas.any(0.3, 0.46)


def pine(canvas: Canvas, foot: Point, high: float, colour: Colour) -> None:
    """A spruce of stacked skirts."""
    x, y = foot
    for part in range(5):
        t = part / 5
        top, low = y - high * (1 - t * 0.78), y - high * (0.72 - t * 0.68)
        half = high * (0.07 + 0.15 * t)
        canvas.area([(x, top), (x + half, low), (x, low - high * 0.03), (x - half, low)], colour)
    canvas.box((x - high * 0.016, y - high * 0.2), (high * 0.032, high * 0.2), colour)


def tree(canvas: Canvas, foot: Point, high: float, colour: Colour) -> None:
    """A round-headed tree with a lighter side."""
    x, y = foot
    trunk = mix(colour, canvas.palette.ink, 0.5)
    wide = high * 0.035
    canvas.area(
        [(x - wide, y), (x + wide, y), (x + wide * 0.5, y - high * 0.6), (x - wide * 0.5, y - high * 0.6)],
        trunk,
    )
    lumps = [
        (0, -0.72, 0.26),
        (-0.17, -0.6, 0.2),
        (0.18, -0.58, 0.2),
        (-0.08, -0.84, 0.16),
        (0.1, -0.82, 0.17),
    ]
    for dx, dy, radius in lumps:
        canvas.disc((x + dx * high, y + dy * high), radius * high, colour)
    lit = mix(colour, canvas.palette.light, 0.16)
    for dx, dy, radius in ((-0.08, -0.82, 0.12), (-0.18, -0.64, 0.13), (-0.02, -0.7, 0.1)):
        canvas.disc((x + dx * high, y + dy * high), radius * high, lit)


def palm(canvas: Canvas, foot: Point, high: float, colour: Colour) -> None:
    """A palm with a bent trunk."""
    x, y = foot
    lean = high * 0.16
    curve = [(x + lean * (t / 10) ** 2, y - high * t / 10) for t in range(11)]
    canvas.line(curve, high * 0.035, colour)
    crown = curve[-1]
    for turn in range(9):
        angle = math.radians(-200 + turn * 28)
        tip = (crown[0] + math.cos(angle) * high * 0.36, crown[1] + math.sin(angle) * high * 0.2 + high * 0.1)
        bend = (
            crown[0] + math.cos(angle) * high * 0.2,
            crown[1] + math.sin(angle) * high * 0.2 - high * 0.05,
        )
        under = (bend[0], bend[1] + high * 0.05)
        canvas.area([crown, bend, tip, under], colour)


def house(canvas: Canvas, corner: Point, size: Point, wall: Colour, roof: Colour) -> None:
    """A small house with a pitched roof, from its lower left corner."""
    (x, y), (wide, high) = corner, size
    canvas.box((x, y - high), (wide, high), wall)
    canvas.box((x + wide * 0.6, y - high), (wide * 0.4, high), canvas.palette.ink, 0.18)
    eave = wide * 0.09
    canvas.area([(x - eave, y - high), (x + wide + eave, y - high), (x + wide * 0.5, y - high - wide * 0.42)], roof)
    pane = wide * 0.15
    for place in (0.16, 0.62):
        lit = canvas.palette.light if canvas.chance.random() < 0.55 else canvas.palette.ink
        canvas.box((x + wide * place, y - high * 0.72), (pane, pane * 1.3), lit, 0.9)


def tower(canvas: Canvas, corner: Point, size: Point, wall: Colour, lit: float) -> None:
    """A block of flats or offices, from its lower left corner; a share of its windows is lit."""
    (x, y), (wide, high) = corner, size
    canvas.box((x, y - high), (wide, high), wall)
    canvas.box((x + wide * 0.68, y - high), (wide * 0.32, high), canvas.palette.ink, 0.16)
    pane = max(5.0, wide / 9)
    rows, columns = int(high / (pane * 2.1)), int(wide / (pane * 1.7))
    for row in range(rows):
        for column in range(columns):
            spot = (x + pane * (0.6 + column * 1.7), y - high + pane * (0.8 + row * 2.1))
            if canvas.chance.random() < lit:
                canvas.box(spot, (pane * 0.85, pane * 1.15), canvas.palette.light, 0.92)
            elif lit < 0.3:
                canvas.box(spot, (pane * 0.85, pane * 1.15), canvas.palette.ink, 0.2)


def skyline(canvas: Canvas, floor: float, tall: float, colour: Colour, lit: float = 0.0) -> None:
    """Houses shoulder to shoulder across the field."""
    x = canvas.any(-40, 0)
    while x < 1220:
        wide, high = canvas.any(45, 110), tall * canvas.any(0.4, 1)
        if lit:
            tower(canvas, (x, floor), (wide, high), colour, lit)
        else:
            canvas.box((x, floor - high), (wide + 1, high + 400), colour)
        kind = canvas.chance.random()
        if kind < 0.22:
            canvas.area(
                [(x, floor - high), (x + wide, floor - high), (x + wide / 2, floor - high - wide * 0.5)],
                colour,
            )
        elif kind < 0.34:
            canvas.line([(x + wide / 2, floor - high), (x + wide / 2, floor - high - 46)], 3, colour)
        x += wide + (canvas.any(0, 10) if lit else 0)


def boat(canvas: Canvas, middle: Point, long: float, hull: Colour, cabin: Colour) -> None:
    """A fishing boat, by the middle of its waterline."""
    x, y = middle
    canvas.area(
        [
            (x - long * 0.5, y - long * 0.17),
            (x + long * 0.56, y - long * 0.22),
            (x + long * 0.42, y + long * 0.05),
            (x - long * 0.42, y + long * 0.05),
        ],
        hull,
    )
    canvas.box((x - long * 0.5, y - long * 0.19), (long * 1.02, long * 0.03), canvas.palette.pale)
    canvas.box((x - long * 0.3, y - long * 0.4), (long * 0.26, long * 0.22), cabin)
    canvas.box((x - long * 0.27, y - long * 0.36), (long * 0.08, long * 0.07), canvas.palette.ink)
    canvas.box((x - long * 0.16, y - long * 0.36), (long * 0.08, long * 0.07), canvas.palette.ink)
    canvas.line([(x + long * 0.12, y - long * 0.2), (x + long * 0.12, y - long * 0.75)], long * 0.018, hull)
    canvas.line([(x + long * 0.12, y - long * 0.72), (x + long * 0.5, y - long * 0.24)], long * 0.008, hull)
    canvas.line([(x + long * 0.12, y - long * 0.72), (x - long * 0.17, y - long * 0.4)], long * 0.008, hull)


def reflection(canvas: Canvas, middle: Point, size: Point, colour: Colour) -> None:
    """Broken stripes below a thing on water."""
    (x, y), (wide, high) = middle, size
    step = 0.0
    while step < high:
        half = wide * (0.5 - 0.32 * step / high) * canvas.any(0.6, 1)
        canvas.lens((x + canvas.any(-6, 6), y + step), (half, 2.6), colour, 0.55)
        step += 9


def flag(canvas: Canvas, foot: Point, high: float, colours: tuple[Colour, Colour, Colour]) -> None:
    """An invented flag that hangs from a pole."""
    x, y = foot
    canvas.line([(x, y), (x, y - high)], max(2.5, high * 0.018), canvas.palette.ink)
    canvas.disc((x, y - high), high * 0.016, canvas.palette.light)
    top, wide, fall = y - high * 0.98, high * 0.2, high * 0.62
    for band, colour in enumerate(colours):
        left, right = x + wide * band / 3, x + wide * (band + 1) / 3
        sag = fall * (0.92 + 0.06 * band)
        canvas.area(
            [
                (left, top),
                (right, top + high * 0.05),
                (right - wide * 0.1, top + sag),
                (left, top + sag * 0.97),
            ],
            colour,
        )


def lamp(canvas: Canvas, foot: Point, high: float, lit: float = 0.6) -> None:
    """A street lamp."""
    x, y = foot
    canvas.line([(x, y), (x, y - high), (x + high * 0.18, y - high * 1.02)], max(2.0, high * 0.02), canvas.palette.ink)
    head = (x + high * 0.2, y - high)
    canvas.glow(head, high * 0.55, canvas.palette.light, lit)
    canvas.oval(head, (high * 0.05, high * 0.02), canvas.palette.light)


def stars(canvas: Canvas, count: int, to: float) -> None:
    """Stars down to a height, most of them small."""
    for _ in range(count):
        size = 0.7 + 2.1 * canvas.chance.random() ** 4
        canvas.disc((canvas.any(0, 1200), canvas.any(0, to)), size, canvas.palette.pale, canvas.any(0.4, 1))


def smoke(canvas: Canvas, foot: Point, high: float, colour: Colour, lean: float = 0.5) -> None:
    """A column of smoke that widens as it drifts."""
    x, y = foot
    for step in range(16):
        t = step / 15
        spot = (x + lean * high * t**1.6 + canvas.any(-1, 1) * high * 0.05 * t, y - high * t)
        canvas.disc(spot, high * (0.04 + 0.15 * t) * canvas.any(0.8, 1.15), colour, 0.5 - 0.28 * t)


def billows(canvas: Canvas, middle: Point, size: Point, tones: tuple[Colour, Colour]) -> None:
    """Solid rounded cloud or spray, dark below and light above."""
    (x, y), (wide, high) = middle, size
    for row in range(3):
        tone = mix(tones[0], tones[1], row / 2)
        for _ in range(11):
            t = canvas.any(-1, 1)
            swell = high * (1 - 0.75 * abs(t)) * canvas.any(0.55, 1)
            spot = (x + t * wide * 0.5 - row * wide * 0.012, y - swell * (0.2 + 0.22 * row))
            canvas.disc(spot, swell * (0.62 - 0.15 * row), tone)


def flames(canvas: Canvas, foot: Point, wide: float, high: float) -> None:
    """Tongues of fire over a stretch of ground, three colours deep."""
    outer, inner = canvas.palette.accent, canvas.palette.light
    canvas.glow((foot[0], foot[1] - high * 0.4), max(wide, high) * 0.9, outer, 0.5)
    for scale, tone in ((1.0, outer), (0.68, mix(outer, inner, 0.6)), (0.38, inner)):
        count = max(3, round(wide / 26))
        for place in range(count):
            x = foot[0] - wide / 2 + wide * (place + 0.5) / count + canvas.any(-6, 6)
            tall = high * scale * canvas.any(0.55, 1)
            half = wide / count * (0.5 + 0.35 * scale)
            bend = canvas.any(-0.25, 0.35) * tall
            canvas.area(
                [(x - half, foot[1]), (x - half * 0.75, foot[1] - tall * 0.4), (x + bend, foot[1] - tall),
                 (x + half * 0.5 + bend * 0.3, foot[1] - tall * 0.45), (x + half, foot[1])],
                tone,
            )  # fmt: skip
