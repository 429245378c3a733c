"""The places that an article names are kept with its text, and follow it when it changes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from octavo.engine.places import Entry, pack
from octavo.engine.places import Place as Told
from octavo.news.models import Mention, Place
from tests.news.paper import Paper, prose

TOWNS = [
    Entry(Told("maro", "city", "GB", 51.0, -1.0, {"en": "Marowick"}), 900_000),
    Entry(Told("dell", "city", "GB", 52.0, -1.5, {"en": "Dellhaven"}), 900_000),
]


@pytest.fixture(autouse=True)
def _gazetteer(settings: Settings, tmp_path: Path) -> None:
    settings.GAZETTEER = tmp_path / "gazetteer"
    settings.GAZETTEER.write_bytes(pack(TOWNS))


def test_a_new_version_replaces_the_places_of_the_one_before(paper: Paper) -> None:
    text = prose("harbour bridge")
    piece = paper.publishes("Maros", "Harbour bridge opens in Marowick", text=text, day=29.99)
    paper.reads()
    assert [str(one.place) for one in Mention.objects.all()] == ["Marowick"]
    paper.edits(piece, text=f"{text}\n\nA second one was opened near Dellhaven, and a third in Dellhaven itself.")
    paper.reads(later=timedelta(hours=1))
    assert {one.place.key: one.count for one in Mention.objects.all()} == {"maro": 1, "dell": 2}
    assert Place.objects.get(key="dell").names == {"en": "Dellhaven"}


def test_a_broken_gazetteer_stops_no_article(paper: Paper, settings: Settings) -> None:
    Path(settings.GAZETTEER).write_bytes(b"broken")
    piece = paper.publishes("Maros", "Harbour bridge opens in Marowick", day=29.99)
    paper.reads()
    assert paper.article(piece).version is not None
    assert not Mention.objects.exists()
