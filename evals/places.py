"""How well places are found: names on two sets of American and web news, and where they are.

``name_f1`` is over spans: a name is right when its characters are those of the gold. The gold also has
adjectives ("Russian"), counties, streets and stations, which Octavo's gazetteer leaves out: that bounds the recall.
``acc_161km`` is over the gold names with coordinates whose span was found: the share put within 161 km
(100 miles); ``acc_161km_all`` counts those not found as wrong. ``press`` holds the sample press against its
own world: the invented places each article is about must be found, and any real place is a mistake.
"""

from __future__ import annotations

import gzip
import json
import math
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from evals.gold import Stream
from octavo.engine.places import Gazetteer, find, load, spans
from octavo.engine.text import fold
from octavo.press.newsroom import load as load_press
from octavo.work.gazetteer import ensure

Scores = Mapping[str, float | int]
NEAR = 161.0  # km


def lgl(data: Path) -> Scores:
    """Local American news, without a word on which town's paper it is."""
    return _scored(data / "places" / "lgl.jsonl.gz")


def lgl_home(data: Path) -> Scores:
    """The same, told that the publisher is American."""
    return _scored(data / "places" / "lgl.jsonl.gz", "US")


def geowebnews(data: Path) -> Scores:
    """News of the web."""
    return _scored(data / "places" / "geowebnews.jsonl.gz")


def press(_: Path) -> Scores:
    """The sample press in its nine languages."""
    gazetteer, newsroom = sample_gazetteer(), load_press(date(2026, 1, 28))
    invented = set(newsroom.world.places)
    hits = gold = real = said = 0
    for article in newsroom.articles:
        state = article.versions[0]
        text = "\n\n".join((state.headline, *state.paragraphs))
        found = {one.key for one in find(text, article.publisher.language, gazetteer, article.publisher.country)}
        hits, gold = hits + len(found & set(article.gold.places)), gold + len(article.gold.places)
        real, said = real + len(found - invented), said + len(found)
    return {"n": len(newsroom.articles), "recall": hits / gold, "precision": (said - real) / said}


def of_stream(stream: Stream) -> Scores:
    """The places each report of a stream is about, by their ids or by the names that the text has."""
    gazetteer = sample_gazetteer()
    hits = gold = said = 0
    for report in stream.reports:
        found = find(f"{report.title}\n\n{report.text}", report.language, gazetteer, report.country)
        known = {name: one.key for one in found for name in (one.key, fold(one.name))}
        right = {known.get(place) or known.get(fold(place)) for place in report.places} - {None}
        hits, gold, said = hits + len(right), gold + len(report.places), said + len({one.key for one in found})
    return {"n": len(stream.reports), "place_f1": 2 * hits / max(1, gold + said), "place_recall": hits / max(1, gold)}


def _scored(path: Path, country: str = "") -> Scores:
    gazetteer = sample_gazetteer()
    right = said = gold = near = placed = located = 0
    seconds = 0.0
    texts = list(_texts(path))
    for one in texts:
        begun = time.process_time()
        found = {(hit.start, hit.end): hit.row for hit in spans(one["text"], "en", gazetteer, country)}
        seconds += time.process_time() - begun
        said, gold = said + len(found), gold + len(one["toponyms"])
        for name in one["toponyms"]:
            row = found.get((name["begin"], name["end"]))
            right += row is not None
            if name["lat"] is not None:
                located += 1
                placed += row is not None
                near += row is not None and _km(gazetteer, row, name) <= NEAR
    return {
        "n": len(texts),
        "name_f1": 2 * right / (said + gold),
        "name_precision": right / said,
        "name_recall": right / gold,
        "acc_161km": near / placed,
        "acc_161km_all": near / located,
        "texts_per_second": round(len(texts) / seconds, 1),
    }


def _texts(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


@cache
def sample_gazetteer() -> Gazetteer:
    """The gazetteer with the sample press's places, built once a process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer"
        ensure(path, sample=True)
        return load(path)


def _km(gazetteer: Gazetteer, row: int, name: Mapping[str, Any]) -> float:
    """Great-circle distance (haversine), km."""
    place = gazetteer.place(row)
    north, south = math.radians(place.latitude), math.radians(name["lat"])
    half = math.radians(name["lon"] - place.longitude) / 2
    chord = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(half) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(chord)))


SETS: dict[str, Callable[[Path], Scores]] = {"lgl": lgl, "lgl_home": lgl_home, "geowebnews": geowebnews, "press": press}
