"""The publishers' marks: small drawings on a 128 by 128 field, written once and drawn as SVG and as PNG."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from octavo.press.sites import habits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from octavo.press.world import Publisher

SIZE = 128
WHITE = "#ffffff"
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled outline, or a stroke where ``width`` is not 0."""

    colour: str
    points: Points
    width: float = 0


def disc(x: float, y: float, radius: float, colour: str) -> Shape:
    """A filled circle."""
    return Shape(colour, arc((x, y), radius, radius, (0, 360)))


def arc(centre: tuple[float, float], across: float, down: float, degrees: tuple[float, float]) -> Points:
    """Points of an ellipse's arc, clockwise from the right."""
    start, end = degrees
    steps = 48
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return tuple((centre[0] + across * math.cos(angle), centre[1] + down * math.sin(angle)) for angle in angles)


def wave(y: float, height: float, length: float, phase: float = 0) -> Points:
    """A sine line across the field."""
    return tuple((x, y + height * math.sin(2 * math.pi * (x / length) + phase)) for x in range(-4, SIZE + 5, 2))


def below(line: Points) -> Points:
    """The area under a line across the field."""
    return (*line, (SIZE + 4, SIZE + 4), (-4, SIZE + 4))


def leaf(base: tuple[float, float], tip: tuple[float, float], belly: float) -> Points:
    """A pointed leaf from base to tip; ``belly`` is its half width."""
    (x0, y0), (x1, y1) = base, tip
    length = math.hypot(x1 - x0, y1 - y0)
    across = (-(y1 - y0) / length, (x1 - x0) / length)
    steps = [step / 24 for step in range(25)]
    sides = []
    for sign, order in ((1, steps), (-1, steps[::-1])):
        for t in order:
            swell = sign * belly * math.sin(math.pi * t) ** 0.9
            sides.append((x0 + (x1 - x0) * t + across[0] * swell, y0 + (y1 - y0) * t + across[1] * swell))
    return tuple(sides)


def _harbour(c: str, s: str) -> Iterable[Shape]:
    yield Shape(s, ((58, 40), (4, 18), (4, 46)))
    yield Shape(s, ((70, 40), (124, 18), (124, 46)))
    yield Shape(WHITE, ((54, 50), (74, 50), (82, 106), (46, 106)))
    yield Shape(c, ((52.5, 64), (75.7, 64), (77.6, 76), (50.8, 76)))
    yield Shape(WHITE, ((54, 32), (74, 32), (74, 46), (54, 46)))
    yield Shape(WHITE, ((50, 32), (64, 18), (78, 32)))
    yield Shape(s, below(wave(104, 3, 32)))


def _prairie(c: str, s: str) -> Iterable[Shape]:
    yield disc(64, 70, 30, s)
    yield Shape(c, below(((-4, 78), (132, 78))))
    for row in range(4):
        yield Shape(WHITE, ((64, 78), (-30 + row * 62.6, 132)), 3)
    yield Shape(WHITE, ((-4, 78), (132, 78)), 4)
    yield Shape(WHITE, ((64, 112), (64, 30)), 4)
    for y in (92, 76, 60, 44):
        yield Shape(WHITE, leaf((64, y), (84, y - 20), 6))
        yield Shape(WHITE, leaf((64, y), (44, y - 20), 6))
    yield Shape(WHITE, leaf((64, 38), (64, 12), 6))


def _north(c: str, s: str) -> Iterable[Shape]:
    yield Shape(WHITE, arc((64, 64), 46, 46, (0, 360)), 5)
    yield Shape(s, ((64, 10), (78, 64), (50, 64)))
    yield Shape(WHITE, ((64, 118), (78, 64), (50, 64)))
    yield disc(64, 64, 6, c)


def _meridian(c: str, s: str) -> Iterable[Shape]:
    yield disc(64, 64, 44, WHITE)
    for across in (14, 30):
        yield Shape(c, arc((64, 64), across, 44, (0, 360)), 3)
    yield Shape(c, ((20, 64), (108, 64)), 3)
    for radius in (16, 30, 44):
        yield Shape(s, arc((96, 32), radius, radius, (-80, -10)), 7)
    yield disc(96, 32, 8, s)


def _gull(_: str, s: str) -> Iterable[Shape]:
    yield disc(90, 40, 19, s)
    yield Shape(WHITE, leaf((70, 78), (8, 40), 9))
    yield Shape(WHITE, leaf((60, 78), (118, 30), 9))
    yield Shape(WHITE, leaf((42, 70), (90, 86), 9))
    yield Shape(WHITE, wave(106, 4, 44), 5)
    yield Shape(s, wave(118, 3, 44, 1.5), 4)


def _bridge(c: str, s: str) -> Iterable[Shape]:
    yield disc(64, 50, 22, s)
    yield Shape(WHITE, ((-4, 60), (132, 60), (132, 104), (-4, 104)))
    for x in (12, 64, 116):
        yield Shape(c, (*arc((x, 104), 21, 32, (180, 360)), (x + 21, 106), (x - 21, 106)))
    yield Shape(WHITE, ((-4, 54), (132, 54)), 5)
    yield Shape(s, wave(114, 3, 36), 5)


def _tide(c: str, s: str) -> Iterable[Shape]:
    yield disc(64, 50, 28, s)
    for number, colour in enumerate((WHITE, c, WHITE, c)):
        yield Shape(colour, below(wave(68 + number * 13, 5, 64, number * 1.3)))


def _linden(c: str, s: str) -> Iterable[Shape]:
    lobes = (*arc((44, 50), 26, 26, (140, 320)), *arc((84, 50), 26, 26, (220, 400)), (64, 114))
    yield Shape(WHITE, lobes)
    yield Shape(c, ((64, 112), (64, 44)), 4)
    for y, reach in ((92, 16), (76, 26), (60, 28)):
        yield Shape(c, ((64, y), (64 + reach, y - 18)), 3)
        yield Shape(c, ((64, y), (64 - reach, y - 18)), 3)
    yield Shape(s, ((64, 44), (74, 10)), 5)


def _mist(c: str, s: str) -> Iterable[Shape]:
    yield Shape(WHITE, leaf((26, 108), (102, 14), 30))
    yield Shape(c, ((22, 114), (92, 28)), 4)
    for y, start, end in ((52, 6, 84), (70, 28, 122), (88, 10, 100)):
        yield Shape(s, ((start, y), (end, y)), 7)


def _letter(c: str, s: str) -> Iterable[Shape]:
    yield Shape(WHITE, ((22, 30), (106, 30), (106, 88), (22, 88)))
    yield Shape(c, ((22, 32), (64, 64), (106, 32)), 5)
    yield Shape(s, below(wave(86, 6, 46)))
    yield Shape(WHITE, wave(104, 5, 46, 1.8), 5)


def _elm(_: str, s: str) -> Iterable[Shape]:
    yield Shape(WHITE, ((58, 118), (61, 60), (67, 60), (70, 118)))
    for x, y, radius in ((64, 40, 26), (40, 54, 20), (88, 54, 20), (52, 70, 14), (78, 70, 14)):
        yield disc(x, y, radius, s)
    for x in (44, 84):
        yield Shape(WHITE, ((64, 86), (x, 56)), 4)
    yield Shape(WHITE, ((64, 90), (64, 36)), 5)
    yield Shape(WHITE, ((20, 118), (108, 118)), 5)


def _lotus(c: str, s: str) -> Iterable[Shape]:
    for tip, colour in (((14, 60), s), ((114, 60), s), ((34, 30), WHITE), ((94, 30), WHITE)):
        yield Shape(colour, leaf((64, 96), tip, 15))
    yield Shape(s, leaf((64, 98), (64, 16), 18))
    yield Shape(c, leaf((64, 92), (64, 44), 6))
    yield Shape(WHITE, ((20, 106), (108, 106)), 5)


def _river(c: str, s: str) -> Iterable[Shape]:
    yield disc(80, 42, 24, s)
    yield disc(70, 36, 22, c)
    for number in range(4):
        yield Shape(WHITE, wave(74 + number * 13, 6, 70, number * 0.9), 6)


DRAWN: dict[str, Callable[[str, str], Iterable[Shape]]] = {
    "harbourledger": _harbour,
    "prairiecourier": _prairie,
    "northline": _north,
    "meridianradio": _meridian,
    "alnawras": _gull,
    "hagesher": _bridge,
    "shiomi": _tide,
    "lindenrieder": _linden,
    "hojabrumales": _mist,
    "correoaltamar": _letter,
    "courrierormes": _elm,
    "harianseroja": _lotus,
    "lanjiang": _river,
}
"""The mark of each publisher."""


def shapes(publisher: Publisher) -> tuple[Shape, ...]:
    """The shapes of a publisher's mark, from back to front, the field not among them."""
    own = habits()[publisher.id]
    return tuple(DRAWN[publisher.id](own.colour, own.second))


def drawing(publisher: Publisher) -> str:
    """The mark as the inside of an SVG."""
    parts = [f'<rect width="128" height="128" rx="20" fill="{habits()[publisher.id].colour}"/>']
    for shape in shapes(publisher):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points)
        if shape.width:
            parts.append(
                f'<polyline points="{points}" fill="none" stroke="{shape.colour}"'
                f' stroke-width="{shape.width}" stroke-linecap="round" stroke-linejoin="round"/>'
            )
        else:
            parts.append(f'<polygon points="{points}" fill="{shape.colour}"/>')
    clip = '<clipPath id="field"><rect width="128" height="128" rx="20"/></clipPath>'
    return f'{clip}<g clip-path="url(#field)">{"".join(parts)}</g>'


def logo(publisher: Publisher) -> bytes:
    """The mark alone, as SVG."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img">'
        f"<title>{escape(publisher.name)}</title>{drawing(publisher)}</svg>"
    ).encode()


def wordmark(publisher: Publisher) -> bytes:
    """The mark with the publisher's name beside it, as SVG; right-to-left names stand left of it."""
    wide = publisher.language in {"ja", "zh"}
    length = 40 + len(publisher.name) * (80 if wide else 40)
    rtl = publisher.language in {"ar", "he"}
    mark_x, name_x = (length, length - 24) if rtl else (0, SIZE + 24)
    white = publisher.page in {"tables", "broadcast"}  # these put it on their own colour
    turn = ' direction="rtl"' if rtl else ""
    fill = WHITE if white else habits()[publisher.id].colour
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE + length} {SIZE}" role="img"'
        f' xml:lang="{publisher.language}"><title>{escape(publisher.name)}</title>'
        f'<g transform="translate({mark_x} 0)">{drawing(publisher)}</g>'
        f'<text x="{name_x}" y="88" font-size="72" font-weight="700" fill="{fill}"'
        f' font-family="Georgia, Noto Serif, serif"{turn}>{escape(publisher.name)}'
        "</text></svg>"
    ).encode()


def image(publisher: Publisher, side: int) -> Image.Image:
    """The mark as a square picture of ``side`` pixels, drawn four times larger and reduced."""
    scale = 4 * side / SIZE
    canvas = Image.new("RGB", (4 * side, 4 * side), habits()[publisher.id].colour)
    pen = ImageDraw.Draw(canvas)
    for shape in shapes(publisher):
        points = [(x * scale, y * scale) for x, y in shape.points]
        if shape.width:
            pen.line(points, fill=shape.colour, width=round(shape.width * scale))
            half = shape.width * scale / 2
            for x, y in points:  # round joints and ends, as the SVG has them
                pen.ellipse((x - half, y - half, x + half, y + half), fill=shape.colour)
        else:
            pen.polygon(points, fill=shape.colour)
    return canvas.resize((side, side), Image.Resampling.LANCZOS)


@lru_cache(maxsize=64)
def png(publisher: Publisher, side: int = SIZE) -> bytes:
    """The mark as PNG."""
    out = io.BytesIO()
    image(publisher, side).save(out, "PNG")
    return out.getvalue()


@lru_cache(maxsize=32)
def icon(publisher: Publisher) -> bytes:
    """The mark as a favicon."""
    out = io.BytesIO()
    image(publisher, 32).save(out, "ICO", sizes=[(32, 32)])
    return out.getvalue()
