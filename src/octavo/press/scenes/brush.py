"""The canvas and its strokes. Lengths are in points of a 1200 by 800 field, from the upper left."""

from __future__ import annotations

import itertools
import math
import random
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from octavo.press.scenes.palette import Colour, Palette, drawn, mix

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 1200, 800
FINE = 2  # drawn this much larger, then reduced

Point = tuple[float, float]
Line = list[Point]


@cache
def halo() -> Image.Image:
    """A soft disc, white in the middle."""
    disc = ImageOps.invert(Image.radial_gradient("L"))
    return disc.point([round(255 * (max(0, value - 75) / 180) ** 1.6) for value in range(256)])


@cache
def paper() -> Image.Image:
    """The grain of the paper, grey around the middle, always the same."""
    noise = Image.frombytes("L", (WIDTH, HEIGHT), random.Random(28).randbytes(WIDTH * HEIGHT))  # noqa: S311
    fine = noise.filter(ImageFilter.GaussianBlur(0.7))
    coarse = noise.resize((WIDTH // 3, HEIGHT // 3)).filter(ImageFilter.GaussianBlur(1.2))
    both = Image.blend(fine, coarse.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC), 0.4)
    return ImageOps.autocontrast(both, 1).point([round(128 + (value - 128) * 0.23) for value in range(256)])


@cache
def corners() -> Image.Image:
    """What darkens the corners a little."""
    disc = Image.radial_gradient("L").resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    return disc.point([255 - round(34 * max(0.0, (value - 110) / 145) ** 1.5) for value in range(256)])


@cache
def ramp(up: bool) -> Image.Image:  # noqa: FBT001 which way it goes
    """A column from black to white, or the other way."""
    column = Image.linear_gradient("L").resize((1, 256))
    return ImageOps.flip(column) if up else column


def arc(centre: Point, radii: Point, degrees: Point) -> Line:
    """Points of an ellipse's arc, clockwise from the right, every six degrees or so."""
    start, end = degrees
    steps = max(2, round(abs(end - start) / 6))
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(centre[0] + radii[0] * math.cos(one), centre[1] + radii[1] * math.sin(one)) for one in angles]


class Canvas:
    """A picture in the making, with its palette and its own chance."""

    def __init__(self, seed: str, mood: str) -> None:
        """Begin an empty picture; the same seed and mood give the same picture."""
        self.chance = random.Random(seed)  # noqa: S311 nothing secret hangs on it
        self.palette: Palette = drawn(mood, self.chance)
        self.flipped = self.chance.random() < 0.5
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), self.palette.low)
        self.flat = ImageDraw.Draw(self.image)
        self.glaze = ImageDraw.Draw(self.image, "RGBA")

    # ---- chance ---------------------------------------------------------------------------------
    def any(self, low: float, high: float) -> float:
        """A number between two."""
        return self.chance.uniform(low, high)

    def paint(self, colour: Colour, alpha: float) -> tuple[ImageDraw.ImageDraw, tuple[int, ...]]:
        """The pen and ink for a colour: the plain pen is far faster than the glazing one."""
        return (self.flat, colour) if alpha >= 1 else (self.glaze, (*colour, round(255 * alpha)))

    # ---- flat shapes ----------------------------------------------------------------------------
    def area(self, points: Sequence[Point], colour: Colour, alpha: float = 1) -> None:
        """A filled outline."""
        pen, ink = self.paint(colour, alpha)
        pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=ink)

    def box(self, corner: Point, size: Point, colour: Colour, alpha: float = 1) -> None:
        """A rectangle from its upper left corner."""
        (x, y), (wide, high) = corner, size
        pen, ink = self.paint(colour, alpha)
        pen.rectangle((x * FINE, y * FINE, (x + wide) * FINE - 1, (y + high) * FINE - 1), fill=ink)

    def round_box(self, corner: Point, size: Point, radius: float, colour: Colour) -> None:
        """A rectangle with round corners."""
        (x, y), (wide, high) = corner, size
        self.flat.rounded_rectangle(
            (x * FINE, y * FINE, (x + wide) * FINE - 1, (y + high) * FINE - 1), radius * FINE, fill=colour
        )

    def disc(self, centre: Point, radius: float, colour: Colour, alpha: float = 1) -> None:
        """A filled circle."""
        self.oval(centre, (radius, radius), colour, alpha)

    def oval(self, centre: Point, radii: Point, colour: Colour, alpha: float = 1) -> None:
        """A filled ellipse."""
        (x, y), (across, down) = centre, radii
        frame = ((x - across) * FINE, (y - down) * FINE, (x + across) * FINE, (y + down) * FINE)
        pen, ink = self.paint(colour, alpha)
        pen.ellipse(frame, fill=ink)

    def line(self, points: Sequence[Point], width: float, colour: Colour, alpha: float = 1) -> None:
        """A stroke with round joints."""
        pen, ink = self.paint(colour, alpha)
        pen.line([(x * FINE, y * FINE) for x, y in points], ink, max(1, round(width * FINE)), joint="curve")

    # ---- light ----------------------------------------------------------------------------------
    def sky(self, *stops: Colour) -> None:
        """A gradient from the top through the stops; without any, the palette's own down to the horizon."""
        to = HEIGHT if stops else 640
        colours = stops or (self.palette.top, mix(self.palette.top, self.palette.low, 0.62), self.palette.low)
        column = Image.new("RGB", (1, len(colours)))
        column.putdata(list(colours))
        tall = column.resize((1, round(to * FINE)), Image.Resampling.BICUBIC)
        self.image.paste(tall.resize((WIDTH * FINE, tall.height), Image.Resampling.NEAREST), (0, 0))

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float = 0.7) -> None:
        """Light that falls off from a point."""
        left, top, right, low = (
            max(0.0, centre[0] - radius),
            max(0.0, centre[1] - radius),
            min(float(WIDTH), centre[0] + radius),
            min(float(HEIGHT), centre[1] + radius),
        )
        if right - left < 1 or low - top < 1:
            return
        scale = 256 / (2 * radius)
        part = (max(0.0, (left - centre[0] + radius) * scale), max(0.0, (top - centre[1] + radius) * scale))
        end = ((right - centre[0] + radius) * scale, (low - centre[1] + radius) * scale)
        frame = (round(left * FINE), round(top * FINE), round(right * FINE), round(low * FINE))
        soft = halo().point([round(value * min(1, strength)) for value in range(256)])
        size = (frame[2] - frame[0], frame[3] - frame[1])
        mask = soft.resize(size, Image.Resampling.BILINEAR, box=(*part, min(256, end[0]), min(256, end[1])))
        self.image.paste(colour, frame, mask)

    def sun(self, centre: Point, radius: float, strength: float = 0.6) -> None:
        """A flat disc with light around it."""
        self.glow(centre, radius * 4.2, self.palette.light, strength)
        self.disc(centre, radius, self.palette.light)

    def veil(self, top: float, bottom: float, colour: Colour, strength: float) -> None:
        """Mist that grows from nothing at ``top`` to ``strength`` at ``bottom``; upwards if top is lower."""
        up = top > bottom
        y, high = min(top, bottom), abs(bottom - top)
        size = (WIDTH * FINE, max(1, round(high * FINE)))
        column = ramp(up).point([round(value * strength) for value in range(256)])
        mask = column.resize((1, size[1]), Image.Resampling.BILINEAR).resize(size, Image.Resampling.NEAREST)
        self.image.paste(colour, (0, round(y * FINE), size[0], round(y * FINE) + size[1]), mask)

    def shade(self, points: Sequence[Point], first: Colour, last: Colour) -> None:
        """A filled outline whose colour runs from its top to its bottom."""
        spots = [(x * FINE, y * FINE) for x, y in points]
        left, top = (max(0, math.floor(min(spot[axis] for spot in spots))) for axis in (0, 1))
        right = min(WIDTH * FINE, math.ceil(max(x for x, _ in spots)))
        low = min(HEIGHT * FINE, math.ceil(max(y for _, y in spots)))
        if right <= left or low <= top:
            return
        mask = Image.new("1", (right - left, low - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in spots], fill=1)
        column = Image.new("RGB", (1, 2))
        column.putdata([first, last])
        tall = column.resize((1, mask.height), Image.Resampling.BILINEAR)
        fill = tall.resize(mask.size, Image.Resampling.NEAREST)
        self.image.paste(fill, (left, top), mask)

    def beam(self, source: Point, ends: tuple[Point, Point], strength: float = 0.25) -> None:
        """A shaft of light from a point to two others."""
        self.area([source, *ends], self.palette.light, strength)

    # ---- lines of the land ----------------------------------------------------------------------
    def ridge(self, height: float, rise: float, rough: float = 0.55) -> Line:
        """A line across the field by midpoint displacement (Fournier, Fussell, Carpenter 1982)."""
        values = [self.any(-1, 1), self.any(-1, 1)]
        swing = 1.0
        for _ in range(7):
            between = [(a + b) / 2 + self.any(-swing, swing) * rough for a, b in itertools.pairwise(values)]
            values = [one for pair in zip(values, [*between, 0.0], strict=True) for one in pair][:-1]
            swing *= rough
        step = (WIDTH + 20) / (len(values) - 1)
        return [(-10 + place * step, height - rise * value) for place, value in enumerate(values)]

    def swell(self, height: float, rise: float, length: float) -> Line:
        """A smooth line across the field of two mixed waves."""
        one, two = self.any(0, 6.28), self.any(0, 6.28)
        return [
            (
                x,
                height - rise * (0.7 * math.sin(x / length * 6.28 + one) + 0.3 * math.sin(x / length * 14 + two)),
            )
            for x in range(-10, WIDTH + 20, 10)
        ]

    def ground(self, line: Line, colour: Colour, last: Colour | None = None) -> None:
        """Everything below a line."""
        points = [*line, (WIDTH + 10, HEIGHT + 10), (-10, HEIGHT + 10)]
        if last is None:
            self.area(points, colour)
        else:
            self.shade(points, colour, last)

    def hills(self, height: float, count: int = 3, rise: float = 60) -> None:
        """Ridges one behind the other, each nearer one lower and darker, with mist between them."""
        for place in range(count):
            y = height + place * rise * 0.75
            colour = self.palette.layer(0.12 + 0.4 * place / max(1, count - 1))
            self.ground(self.ridge(y, rise * (0.7 + 0.2 * place)), colour)
            if place < count - 1:
                self.veil(y - rise * 0.2, y + rise * 1.2, mix(colour, self.palette.low, 0.6), 0.5)

    def water(self, top: float, first: Colour, last: Colour, glints: int = 26) -> None:
        """A water surface from a height down, with flat glints that grow towards us."""
        self.shade([(-5, top), (WIDTH + 5, top), (WIDTH + 5, HEIGHT + 5), (-5, HEIGHT + 5)], first, last)
        for _ in range(glints):
            depth = self.chance.random() ** 1.7
            y = top + 6 + depth * (HEIGHT - top)
            long = (30 + 190 * depth) * self.any(0.5, 1.2)
            tone = self.palette.light if self.chance.random() < 0.4 else mix(first, self.palette.pale, 0.5)
            self.lens((self.any(-40, WIDTH + 40), y), (long, 1.2 + 4.5 * depth), tone, self.any(0.25, 0.6))

    def path(self, x: float, top: float, width: float) -> None:
        """The light of the sun or moon on water below ``x``."""
        y = top + 4
        while y < HEIGHT:
            depth = (y - top) / (HEIGHT - top)
            half = width * (0.35 + 0.9 * depth) * self.any(0.35, 1.05)
            shift = self.any(-0.3, 0.3) * width * (0.3 + depth)
            self.lens((x + shift, y), (half, 1.5 + 4.5 * depth), self.palette.light, 0.75)
            y += 6 + 20 * depth

    def lens(self, centre: Point, radii: Point, colour: Colour, alpha: float = 1) -> None:
        """A flat pointed ellipse: a ripple, a leaf, a cloud's streak."""
        (x, y), (across, down) = centre, radii
        side = [(x - across + 2 * across * t / 12, math.sin(math.pi * t / 12)) for t in range(13)]
        points = [(px, y - down * s) for px, s in side] + [(px, y + down * s) for px, s in reversed(side)]
        self.area(points, colour, alpha)

    def clouds(self, height: float, count: int, colour: Colour, alpha: float = 0.6) -> None:
        """Long flat clouds in groups around a height."""
        for _ in range(count):
            x, y = self.any(-100, WIDTH + 100), height + self.any(-90, 90)
            for _ in range(4):
                spot = (x + self.any(-130, 130), y + self.any(-12, 12))
                self.lens(spot, (self.any(90, 260), self.any(5, 15)), colour, alpha)

    # ---- the end --------------------------------------------------------------------------------
    def finished(self) -> Image.Image:
        """The picture at its own size, on paper: 1200 by 800, RGB."""
        small = self.image.reduce(FINE)
        if self.flipped:
            small = ImageOps.mirror(small)
        grain = ImageChops.offset(paper(), self.chance.randrange(WIDTH), self.chance.randrange(HEIGHT))
        grained = ImageChops.soft_light(small, Image.merge("RGB", (grain, grain, grain)))
        edge = corners()
        return ImageChops.multiply(grained, Image.merge("RGB", (edge, edge, edge)))
