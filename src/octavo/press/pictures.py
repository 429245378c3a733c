"""The pictures of the sample press, drawn when they are asked for."""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image

from octavo.press.scenes import PAINTED
from octavo.press.scenes.brush import HEIGHT, WIDTH, Canvas

if TYPE_CHECKING:
    from pathlib import Path

QUALITY = 87


def paint(article: str, scene: str) -> Image.Image:
    """Draw a scene for an article: 1200 by 800, RGB, always the same for the same two.

    Raises:
        KeyError: there is no such scene.
    """
    mood, painter = PAINTED[scene]
    canvas = Canvas(f"{article}/{scene}", mood)
    painter(canvas)
    return canvas.finished()


@lru_cache(maxsize=128)
def encoded(article: str, scene: str, width: int) -> bytes:
    """The picture as JPEG, ``width`` pixels wide; kept in memory."""
    image = paint(article, scene)
    if width != WIDTH:
        image = image.resize((width, max(1, round(width * HEIGHT / WIDTH))), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def jpeg(article: str, scene: str, width: int = WIDTH, cache: Path | None = None) -> bytes:
    """The picture as JPEG, from the cache folder where one is given and it has been drawn before.

    Raises:
        KeyError: there is no such scene.
    """
    if cache is None:
        return encoded(article, scene, width)
    name = hashlib.blake2b(f"{article}/{scene}/{width}".encode(), digest_size=12).hexdigest()
    path = cache / f"{name}.jpg"
    if path.exists():
        return path.read_bytes()
    body = encoded(article, scene, width)
    cache.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(body)
    part.replace(path)
    return body


def contact_sheet(scenes: tuple[str, ...] = (), seed: str = "sheet", across: int = 6) -> Image.Image:
    """All scenes, or some, on one sheet, to be looked at side by side."""
    names = scenes or tuple(sorted(PAINTED))
    wide, high = 400, 267
    sheet = Image.new("RGB", (across * (wide + 8) + 8, -(-len(names) // across) * (high + 8) + 8), "white")
    for number, name in enumerate(names):
        row, column = divmod(number, across)
        small = paint(seed, name).resize((wide, high), Image.Resampling.LANCZOS)
        sheet.paste(small, (8 + column * (wide + 8), 8 + row * (high + 8)))
    return sheet
