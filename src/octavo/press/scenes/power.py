"""Scenes of parliaments, courts, banks and those who speak there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.press.scenes import props
from octavo.press.scenes.brush import arc
from octavo.press.scenes.palette import mix

if TYPE_CHECKING:
    from octavo.press.scenes.brush import Canvas


def _columns(canvas: Canvas, floor: float, high: float, count: int) -> None:
    """A classical front over the middle of the field."""
    p = canvas.palette
    wide = 760
    left = 600 - wide / 2
    stone = mix(p.pale, p.far, 0.18)
    canvas.box((left, floor - high), (wide, high), mix(stone, p.ink, 0.55))
    step = wide / count
    for place in range(count):
        x = left + step * (place + 0.5) - 20
        canvas.shade(
            [(x, floor - high), (x + 40, floor - high), (x + 42, floor), (x - 2, floor)],
            stone,
            mix(stone, p.far, 0.4),
        )
        canvas.box((x + 27, floor - high), (13, high), p.ink, 0.22)
        canvas.box((x - 7, floor - high), (54, 14), stone)
        canvas.box((x - 7, floor - 14), (54, 14), stone)
    canvas.box((left - 24, floor - high - 40), (wide + 48, 42), stone)
    canvas.area(
        [(left - 40, floor - high - 38), (left + wide + 40, floor - high - 38), (600, floor - high - 150)],
        stone,
    )
    canvas.area(
        [(left + 60, floor - high - 52), (left + wide - 60, floor - high - 52), (600, floor - high - 128)],
        mix(stone, p.far, 0.55),
    )
    for row in range(5):
        canvas.box(
            (left - 30 - row * 26, floor + row * 16),
            (wide + 60 + row * 52, 17),
            mix(stone, p.ink, 0.06 * row),
        )


def parliament(canvas: Canvas) -> None:
    """A dome and columns at the end of a square."""
    p = canvas.palette
    canvas.sky()
    canvas.sun((270, 220), 58)
    canvas.clouds(180, 5, p.pale, 0.45)
    props.skyline(canvas, 560, 130, p.layer(0.2))
    stone = mix(p.pale, p.far, 0.3)
    canvas.box((480, 220), (240, 160), stone)
    for x in range(494, 716, 32):
        canvas.box((x, 236), (14, 100), p.ink, 0.4)
    dome = arc((600, 224), (112, 130), (180, 360))
    canvas.shade(dome, mix(p.accent, p.light, 0.2), mix(p.accent, p.ink, 0.2))
    canvas.area([*[(x, y) for x, y in dome if x > 640], (640, 224)], p.ink, 0.2)
    canvas.line([(600, 96), (600, 30)], 5, p.ink)
    canvas.area([(602, 32), (662, 44), (602, 64)], p.accent)
    _columns(canvas, 590, 170, 9)
    canvas.ground([(-10, 668), (1210, 668)], mix(p.pale, p.far, 0.5), mix(p.far, p.near, 0.5))
    for x, y, high in ((180, 730, 92), (240, 736, 96), (860, 716, 84), (1010, 760, 112), (520, 752, 104)):
        props.shadow(canvas, (x, y), 170, 10)
        props.person(canvas, (x, y), high, p.ink, "walk")
    for x in (70, 1130):
        props.tree(canvas, (x, 690), 240, p.layer(0.7))


def court(canvas: Canvas) -> None:
    """Scales in the light before a dark colonnade."""
    p = canvas.palette
    canvas.sky(mix(p.top, p.ink, 0.55), mix(p.near, p.ink, 0.3), p.ink)
    for x in range(20, 1200, 165):
        tone = mix(p.near, p.ink, 0.35)
        canvas.shade(
            [(x, 60), (x + 92, 60), (x + 98, 700), (x - 6, 700)],
            mix(tone, p.low, 0.12),
            mix(tone, p.ink, 0.5),
        )
        canvas.box((x + 62, 60), (30, 640), p.ink, 0.35)
        canvas.box((x - 16, 46), (124, 24), mix(tone, p.low, 0.15))
    canvas.glow((600, 330), 560, p.low, 0.5)
    canvas.beam((600, -60), ((250, 720), (950, 720)), 0.14)
    brass = mix(p.light, p.accent, 0.3)
    canvas.box((588, 200), (24, 470), brass)
    canvas.disc((600, 190), 26, brass)
    canvas.area([(500, 690), (700, 690), (650, 650), (550, 650)], brass)
    canvas.box((470, 688), (260, 26), brass)
    canvas.box((602, 200), (10, 470), p.ink, 0.25)
    tilt = canvas.chance.choice([-40, 40])
    ends = ((310, 236 + tilt), (890, 236 - tilt))
    canvas.line([ends[0], (600, 226), ends[1]], 14, brass)
    for x, y in ends:
        canvas.disc((x, y), 14, brass)
        for off in (-92, 92):
            canvas.line([(x, y), (x + off, y + 190)], 3, brass)
        bowl = arc((x, y + 190), (108, 52), (0, 180))
        canvas.area(bowl, mix(brass, p.ink, 0.25))
        canvas.box((x - 112, y + 184), (224, 9), brass)
    canvas.shade([(-10, 714), (1210, 714), (1210, 810), (-10, 810)], mix(p.accent, p.ink, 0.55), p.ink)


def vote(canvas: Canvas) -> None:
    """A hand, a folded paper and a box."""
    p = canvas.palette
    canvas.sky(mix(p.top, p.accent, 0.12), p.top, p.low)
    for number in range(9):
        x = 60 + number * 140
        props.person(canvas, (x, 640 + (number % 2) * 20), 320, mix(p.top, p.near, 0.35), "stand")
    canvas.veil(300, 700, p.low, 0.5)
    canvas.box((0, 640), (1200, 160), mix(p.near, p.ink, 0.35))
    canvas.shade([(360, 430), (840, 430), (820, 740), (380, 740)], p.pale, mix(p.pale, p.far, 0.5))
    canvas.area([(360, 430), (840, 430), (800, 380), (400, 380)], mix(p.pale, p.far, 0.25))
    canvas.area([(500, 412), (700, 412), (694, 396), (506, 396)], p.ink)
    canvas.box((520, 540), (160, 110), p.accent)
    canvas.line([(566, 562), (634, 630)], 15, p.pale)
    canvas.line([(634, 562), (566, 630)], 15, p.pale)
    canvas.area([(536, 404), (664, 404), (690, 230), (562, 214)], mix(p.pale, p.light, 0.3))
    canvas.area([(628, 404), (664, 404), (690, 230), (650, 225)], p.ink, 0.16)
    skin = mix(p.accent, p.light, 0.45)
    canvas.area([(1210, 20), (1210, 170), (900, 250), (880, 160)], p.ink)
    canvas.area([(905, 166), (880, 160), (900, 248), (925, 240)], p.pale)
    canvas.area([(890, 164), (905, 246), (760, 292), (700, 262), (704, 228), (780, 190)], skin)
    for y, end in ((214, 640), (238, 646), (260, 656)):
        canvas.line([(770, y), (end, y + 26)], 24, skin)
    canvas.line([(800, 196), (700, 188), (660, 210)], 24, mix(skin, p.pale, 0.15))


def press_conference(canvas: Canvas) -> None:
    """A lectern with microphones, cameras before it."""
    p = canvas.palette
    canvas.sky(mix(p.near, p.ink, 0.3), mix(p.near, p.top, 0.4), mix(p.near, p.ink, 0.2))
    canvas.glow((600, 260), 480, p.light, 0.55)
    for x in range(60, 1200, 150):
        canvas.box((x, 60), (74, 330), p.ink, 0.16)
    for x, tones in ((290, (p.accent, p.pale, p.near)), (900, (p.top, p.pale, p.accent))):
        props.flag(canvas, (x, 620), 480, tones)
    props.person(canvas, (600, 636), 560, p.ink, "half")
    canvas.area([(600, 206), (574, 190), (626, 190)], p.pale)
    skin = canvas.chance.choice([(224, 172, 132), (188, 128, 90), (140, 90, 62)])
    canvas.oval((600, 116), (47, 60), mix(skin, p.light, 0.1))
    canvas.area([(551, 116), (556, 70), (600, 50), (644, 70), (650, 116), (630, 84), (572, 84)], p.ink)
    canvas.area([(570, 206), (600, 250), (630, 206)], p.pale)
    canvas.area([(592, 214), (608, 214), (614, 300), (600, 318), (586, 300)], p.accent)
    canvas.shade(
        [(440, 440), (760, 440), (724, 800), (476, 800)],
        mix(p.light, p.accent, 0.4),
        mix(p.accent, p.ink, 0.5),
    )
    canvas.box((425, 426), (350, 24), p.ink)
    for x, lean in ((520, -30), (560, -14), (600, 0), (640, 12), (684, 30)):
        canvas.line([(x, 432), (x + lean, 352)], 5, p.ink)
        canvas.oval((x + lean, 344), (12, 18), mix(p.ink, p.near, 0.4))
    for x, y in ((110, 640), (330, 690), (880, 690), (1080, 640)):
        props.person(canvas, (x, 860), 330, p.ink, "half")
        canvas.round_box((x + 10, y - 70), (96, 60), 9, p.ink)
        canvas.disc((x + 34, y - 40), 22, mix(p.ink, p.far, 0.4))
        canvas.glow((x + 80, y - 80), 70, p.light, canvas.any(0.3, 0.9))


def _curve(canvas: Canvas) -> None:
    """A curve of prices across the towers, and people at their feet."""
    p = canvas.palette
    points, y = [], canvas.any(420, 560)
    slope = canvas.chance.choice([-26, 24])
    for step in range(13):
        points.append((-10 + step * 102, y))
        y = min(700, max(180, y + slope + canvas.any(-70, 70)))
    canvas.line([(x + 5, py + 9) for x, py in points], 12, p.ink, 0.35)
    canvas.line(points, 11, p.accent)
    for x, py in points[1:-1]:
        canvas.disc((x, py), 12, p.pale)
        canvas.disc((x, py), 6, p.accent)
    canvas.ground([(-10, 770), (1210, 770)], p.ink)
    for x in (180, 420, 470, 760, 1020):
        props.person(canvas, (x, 792), 96, p.ink, "walk")


def bank(canvas: Canvas) -> None:
    """Towers of finance seen from below, a falling or rising line."""
    p = canvas.palette
    canvas.sky()
    canvas.clouds(190, 5, p.pale, 0.5)
    props.skyline(canvas, 700, 330, p.layer(0.15))
    for x, wide, high, lean in (
        (90, 210, 600, 70),
        (360, 170, 480, 40),
        (720, 180, 560, -40),
        (930, 230, 660, -80),
    ):
        base = [
            (x, 800),
            (x + wide, 800),
            (x + wide * 0.84 + lean, 800 - high),
            (x + wide * 0.16 + lean, 800 - high),
        ]
        tone = p.layer(canvas.any(0.35, 0.6))
        canvas.shade(base, mix(tone, p.low, 0.35), tone)
        for row in range(1, 20):
            t = row / 20
            a, b = x + (wide * 0.16 + lean) * t, x + wide + (lean - wide * 0.16) * t
            canvas.line([(a, 800 - high * t), (b, 800 - high * t)], 4, p.pale, 0.28)
        canvas.area(
            [(x + wide * 0.62, 800), (x + wide, 800), base[2], (x + wide * 0.58 + lean, 800 - high)],
            p.ink,
            0.22,
        )
    _curve(canvas)


def _delegations(canvas: Canvas) -> None:
    """Two delegations at a long table."""
    p = canvas.palette
    for side in (-1, 1):
        for place in range(4):
            x = 600 + side * (150 + place * 118)
            tone = mix(p.ink, p.near, canvas.any(0, 0.5))
            high, y = 300 + place * 26, 655 + place * 28
            props.person(canvas, (x, y), high, tone, "half")
            top = y - high * 0.92
            skin = canvas.chance.choice([(224, 172, 132), (188, 128, 90), (140, 90, 62), (112, 74, 54)])
            canvas.oval((x, top - 2), (high * 0.066, high * 0.088), mix(skin, p.light, 0.1))
            hair = arc((x, top - 6), (high * 0.072, high * 0.092), (175, 365))
            canvas.area([*hair, (x + high * 0.03, top - high * 0.05), (x - high * 0.04, top - high * 0.045)], p.ink)
            canvas.area([(x - 14, top + high * 0.11), (x + 14, top + high * 0.11), (x, top + high * 0.24)], p.pale)
    canvas.shade(
        [(200, 610), (1000, 610), (1200, 800), (0, 800)],
        mix(p.light, p.accent, 0.45),
        mix(p.accent, p.ink, 0.5),
    )
    canvas.lens((600, 625), (390, 9), p.pale, 0.6)
    for x in range(170, 1060, 118):
        canvas.area([(x, 690), (x + 70, 684), (x + 80, 716), (x + 4, 722)], p.pale)
        canvas.box((x + 92, 664), (12, 30), mix(p.top, p.pale, 0.6), 0.8)


def flag_meeting(canvas: Canvas) -> None:
    """A long table, two delegations, invented flags."""
    p = canvas.palette
    wall = mix(p.near, p.far, 0.35)
    canvas.sky(mix(wall, p.ink, 0.3), wall, mix(wall, p.low, 0.2))
    for x in range(70, 1200, 215):
        canvas.shade(
            [(x, 70), (x + 150, 70), (x + 150, 400), (x, 400)],
            mix(p.top, p.pale, 0.3),
            mix(p.light, p.low, 0.3),
        )
        canvas.line([(x + 75, 70), (x + 75, 400)], 5, p.pale)
        canvas.line([(x, 220), (x + 150, 220)], 5, p.pale)
    canvas.ground([(-10, 500), (1210, 500)], mix(p.near, p.far, 0.5), mix(p.near, p.ink, 0.4))
    sets = (
        (p.accent, p.pale, p.near),
        (p.top, p.light, p.top),
        (p.ink, p.accent, p.light),
        (p.near, p.pale, p.accent),
    )
    for number, tones in enumerate(sets):
        props.flag(canvas, (375 + number * 130, 520), 390, tones)
    _delegations(canvas)


SCENES = {
    "parliament": ("day", parliament),
    "court": ("dusk", court),
    "vote": ("inside", vote),
    "press-conference": ("day", press_conference),
    "bank": ("day", bank),
    "flag-meeting": ("inside", flag_meeting),
}
