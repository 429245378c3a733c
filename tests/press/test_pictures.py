"""Pictures are drawn, always the same, never alike."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageStat

from octavo.press import marks, pictures
from octavo.press.scenes import PAINTED
from octavo.press.world import SCENES, load_world

if TYPE_CHECKING:
    from pathlib import Path

    from octavo.press.world import Publisher


def test_every_scene_can_be_drawn() -> None:
    assert set(PAINTED) == SCENES


@pytest.mark.parametrize("scene", sorted(SCENES)[::6])
def test_a_scene_fills_the_field(scene: str) -> None:
    image = pictures.paint("some-article", scene)
    assert image.size == (1200, 800)
    assert min(ImageStat.Stat(image.convert("L")).stddev) > 12


def test_the_same_article_has_the_same_picture_and_another_has_another() -> None:
    one, again, other = (pictures.paint(name, "ferry") for name in ("a-01", "a-01", "a-02"))
    assert ImageChops.difference(one, again).getbbox() is None
    assert ImageChops.difference(one, other).getbbox() is not None


def test_pictures_come_in_the_width_asked_for_and_are_kept(tmp_path: Path) -> None:
    body = pictures.jpeg("a-01", "sea", 320, tmp_path)
    assert Image.open(io.BytesIO(body)).size == (320, 213)
    kept = next(iter(tmp_path.glob("*.jpg")))
    kept.write_bytes(b"kept")
    assert pictures.jpeg("a-01", "sea", 320, tmp_path) == b"kept"


@pytest.mark.parametrize("publisher", load_world().publishers.values(), ids=lambda one: one.id)
def test_every_publisher_has_a_mark_of_its_own(publisher: Publisher) -> None:
    mine = marks.png(publisher)
    others = [marks.png(one) for one in load_world().publishers.values() if one != publisher]
    assert Image.open(io.BytesIO(mine)).size == (128, 128)
    assert mine not in others
