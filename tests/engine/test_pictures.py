from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from octavo.engine.errors import TooLarge, Unparsable
from octavo.engine.pictures import WIDTHS, Sized, sized


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def made(body: bytes) -> Sized:
    found = sized(body)
    assert isinstance(found, Sized), found
    return found


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))


def test_a_large_picture_comes_in_our_three_widths() -> None:
    found = made(encoded(Image.new("RGB", (2000, 1000), "navy"), "JPEG"))
    assert [width for width, _ in found.files] == list(WIDTHS)
    assert [opened(body).size for _, body in found.files] == [(480, 240), (960, 480), (1600, 800)]
    assert (found.width, found.height) == (1600, 800)


def test_a_small_picture_is_never_made_larger() -> None:
    found = made(encoded(Image.new("RGB", (300, 200)), "PNG"))
    assert [(width, opened(body).size) for width, body in found.files] == [(300, (300, 200))]


def test_the_same_picture_has_the_same_name_and_another_has_another() -> None:
    blue, red = (encoded(Image.new("RGB", (100, 100), colour), "PNG") for colour in ("blue", "red"))
    assert made(blue).stem == made(blue).stem != made(red).stem


def test_a_picture_stands_upright_and_says_nothing_of_its_camera() -> None:
    notes = Image.Exif()
    notes[0x0112], notes[0x010F] = 6, "Camera of Ana Ilves"
    found = made(encoded(Image.new("RGB", (400, 200)), "JPEG", exif=notes))
    assert (found.width, found.height) == (200, 400)
    assert not opened(found.files[0][1]).getexif()


@pytest.mark.parametrize("mode", ["P", "L", "LA", "RGBA", "CMYK", "I;16", "1"])
def test_pictures_of_every_mode_are_taken(mode: str) -> None:
    kind = "TIFF" if mode in {"CMYK", "I;16"} else "PNG"
    assert made(encoded(Image.new(mode, (100, 80)), kind)).height == 80


def test_what_was_transparent_stays_so() -> None:
    found = made(encoded(Image.new("RGBA", (100, 100), (0, 0, 0, 0)), "PNG"))
    assert opened(found.files[0][1]).mode == "RGBA"


@pytest.mark.parametrize("size", [(1, 1), (50, 800), (800, 50)])
def test_a_tracking_dot_is_no_picture(size: tuple[int, int]) -> None:
    assert isinstance(sized(encoded(Image.new("RGB", size), "GIF")), Unparsable)


def bomb() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
        + chunk(b"IEND", b"")
    )


def test_a_picture_of_billions_of_pixels_is_never_unpacked() -> None:
    assert isinstance(sized(bomb()), TooLarge)


@pytest.mark.parametrize(
    "body",
    [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", b"\xff\xd8\xff" * 9],
)
def test_what_is_no_picture_comes_back_as_a_value(body: bytes) -> None:
    assert isinstance(sized(body), Unparsable)


JPEG = encoded(Image.linear_gradient("L").resize((200, 120)), "JPEG")
CUTS: list[Callable[[bytes], bytes]] = [lambda body: body[: len(body) // 2], lambda body: body[50:]]


@pytest.mark.parametrize("cut", CUTS)
def test_half_a_picture_is_none(cut: Callable[[bytes], bytes]) -> None:
    assert isinstance(sized(cut(JPEG)), Unparsable)


@given(st.integers(0, len(JPEG) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_picture_never_raises(at: int, noise: bytes) -> None:
    assert isinstance(sized(JPEG[:at] + noise + JPEG[at + len(noise) :]), Sized | Unparsable | TooLarge)
