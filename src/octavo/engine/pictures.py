"""Pictures for our own pages: a stranger's file becomes a few WebP files of known size."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from hashlib import sha256

from PIL import Image, ImageOps, UnidentifiedImageError

from octavo.engine.errors import TooLarge, Unparsable

WIDTHS = (480, 960, 1600)  # pixels: a phone, a column, a first picture
MOST_PIXELS = 60_000_000
SMALLEST = 60  # pixels: below this it is a tracking dot or an icon


@dataclass(frozen=True, slots=True)
class Sized:
    """A picture in several widths."""

    stem: str  # of the file names, from the content
    files: tuple[tuple[int, bytes], ...]  # (width in pixels, WebP), smallest first
    width: int  # of the largest
    height: int


def sized(body: bytes) -> Sized | Unparsable | TooLarge:
    """The picture in our widths, never larger than it came; an error comes back as a value."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _sized(body)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        return Unparsable(f"no picture: {type(error).__name__}")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return TooLarge("more pixels than we accept")


def widths(own: int) -> list[int]:
    """The widths in which a picture of its own width is kept: ours, but never wider than it came."""
    return sorted({min(width, own) for width in WIDTHS})


def _sized(body: bytes) -> Sized | Unparsable | TooLarge:
    with Image.open(io.BytesIO(body)) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            return TooLarge(f"{opened.width} × {opened.height} pixels")
        if min(opened.size) < SMALLEST:
            return Unparsable(f"only {opened.width} × {opened.height} pixels")
        opened.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))
        upright = ImageOps.exif_transpose(opened)
        image = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    files = tuple((width, _webp(image, width)) for width in widths(image.width))
    largest, body = files[-1]
    return Sized(sha256(body).hexdigest()[:32], files, largest, round(image.height * largest / image.width))


def _webp(image: Image.Image, width: int) -> bytes:
    """One file. Metadata stays behind: it may name places and people."""
    height = max(1, round(image.height * width / image.width))
    smaller = image.resize((width, height), Image.Resampling.LANCZOS) if width != image.width else image
    out = io.BytesIO()
    smaller.save(out, "WEBP", quality=78, method=3)
    return out.getvalue()
