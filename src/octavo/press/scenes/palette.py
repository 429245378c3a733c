"""Palettes: a few colours that go together, by mood, with a little of each article's own chance."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one picture, from the far and light to the near and dark."""

    top: Colour  # the sky above
    low: Colour  # the sky at the horizon
    light: Colour  # sun, lamps, windows
    far: Colour
    near: Colour
    ink: Colour  # the darkest
    accent: Colour  # the one colour that stands out
    pale: Colour  # paper, shirts, foam

    def layer(self, depth: float) -> Colour:
        """A colour of the ground: 0 is the farthest, 0.6 near, 1 the ink."""
        if depth < 0.6:
            return mix(self.far, self.near, depth / 0.6)
        return mix(self.near, self.ink, (depth - 0.6) / 0.4)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Between two colours; ``share`` of the other."""
    share = min(1.0, max(0.0, share))
    r, g, b = (round(a + (z - a) * share) for a, z in zip(one, other, strict=True))
    return r, g, b


def shifted(colour: Colour, hue: float, gain: float) -> Colour:
    """A colour with its hue turned (1 is the full circle) and its lightness multiplied."""
    h, lightness, s = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    r, g, b = (round(255 * part) for part in colorsys.hls_to_rgb((h + hue) % 1, min(1, lightness * gain), s))
    return r, g, b


def colour(code: str) -> Colour:
    """A colour from its six hexadecimal digits."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


# top, low, light, far, near, ink, accent, pale
MOODS = {
    "day": (
        "6fa8b8 f3e3c0 fff4d6 a9c4b8 3f6f6a 173a3d d9583b f8f0dd",
        "8fb7c9 f6ead2 fff7e0 b4c7bf 5b7f5c 22402f e09f3e fbf4e4",
        "4d8fac f2d9b1 fff1cc 9dbbb9 2f6173 12303f cf4b32 f6ecd8",
        "a7c4b5 f7e4c8 fff5dd c3cfb3 7a8b52 2f3d25 b8442e faf3e3",
    ),
    "dusk": (
        "3b3f6b f2a86b ffe2a8 b98a86 5a4668 221f3d e8643c f9e3c5",
        "24506b f4b183 ffe9b8 a5928f 3d4f66 14263a e0573e fbe7cd",
        "5a3a5e f19a76 ffdca3 c08a84 5f3f5a 271a33 f2b544 f8dfc6",
        "2c5d63 eec07f fff0c2 a9a283 476158 152f31 d95d39 f7e8c9",
    ),
    "night": (
        "0d1b33 3b5878 ffd98a 35506e 1a2f4d 081120 f2a541 dce7ee",
        "131436 50487e ffcf7d 463f73 241f4c 0b0a1f ef6f53 e6e0f0",
        "08262f 2f6b70 ffe09a 2c595e 123941 04151b f29e4c dcefe9",
    ),
    "storm": (
        "2b3a42 8fa3a0 e9e4c9 70858a 34474f 121c22 d9a441 e6ece8",
        "2f3350 9298a8 f1e6c8 757c92 373d58 13162a c95b3c e8eaf0",
        "31443f a4ab93 f0e8c4 7f8d7b 3d5048 14211e cf7a34 edeee0",
    ),
    "fire": (
        "3a1620 e2562f ffd27a 8f3a33 4a1c26 19090f ffb03b ffe3b5",
        "2b1a24 f07f3c ffe08a 94473a 46222c 150b11 ff8f2e ffe7c0",
        "401c14 d9703a ffdc85 8c4a34 4b231b 1a0c08 ffa62b ffe6bd",
    ),
    "heat": (
        "e98a4b f8d48a fff3c4 dca56c a65a3a 4f2219 c23b22 fff0d2",
        "d9705a f7c98b ffefc0 d99c78 9a4b4a 431d29 7d2c3b ffeeda",
        "e3a857 f9e2a6 fff6d2 d6b06f a5713a 4d3016 b5462a fff4d9",
    ),
    "winter": (
        "8fb0c6 e9eef0 fff6e4 bccdd8 6d8aa2 24394d c9503c fbfdfd",
        "7c93b5 f3e2dd fff1dd c2c9d8 7685a3 2a3350 d96a4a fcfbfb",
        "6fa0a8 eaf0e6 fff8df b5cdcb 58858c 1c3d45 d4803c fafdfb",
    ),
    "inside": (
        "efe0c4 f8eed9 fff7e2 d9b98c 8a5a44 2f2230 b9402f fbf4e4",
        "cfd9d2 eef0e2 fff6dc a9bdb2 4c6b68 1d2f36 d4683b faf6ea",
        "e4cfc0 f6e9dc fff4e0 cfa792 7c4a52 2c1c2e d98b3a fbf1e6",
        "c9d3de ecefee fff5dc a3b4c4 48617c 1b2a40 d3573c f7f7f1",
    ),
    "lab": (
        "bfd8d8 eef5ee fffbe6 93bcbc 2f6f78 0f2f3a ef7f4f f8fcf8",
        "c6cfe6 f0f1f8 fff9e4 9ca9cf 434f8c 171d40 f0a13a f9f9fd",
        "cfe0cf f3f6ea fffbe2 a3c2a6 3f7560 133229 e8694a fafcf5",
    ),
}
"""The palettes of each mood, one of which an article draws."""


def drawn(mood: str, chance: random.Random) -> Palette:
    """One palette of a mood, its hues a little off, so that no two articles look the same."""
    chosen = chance.choice(MOODS[mood]).split()
    hue, gain = chance.uniform(-0.018, 0.018), chance.uniform(0.96, 1.04)
    return Palette(*(shifted(colour(code), hue, gain) for code in chosen))
