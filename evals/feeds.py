"""How well sources are read: feeds from the wild, feedparser's own test files, subscription lists.

``real``: a feed is read when as many items come out as stand in it, counted apart from any parser, by the
    start tags of ``item`` and ``entry`` outside CDATA and comments. Entries that have neither an address nor
    a text are counted as seen (``Listing.skipped``), since leaving them out is the right thing. One file is a
    web page ("Document Moved"): its right outcome is the error ``HtmlInstead``, because a listing without
    items would hide that the feed has moved.

``feedparser``: each file has an expectation on feedparser's result. Terms on what we keep are translated to
    our values (:mod:`evals.expectations`); the rest is left out, counted by reason. A file is met when all
    its translated terms are. Half of the files of the sanitiser expect markup without a word, which proves
    little of a plain text: ``expectations_with_words`` leaves those out.

``opml``: a list is read when it gives outlines; ``addresses`` counts the different addresses as written,
    ``canonical`` after spelling them one way.
"""

from __future__ import annotations

import html
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from evals.expectations import Outcome, checked, expectation_of
from octavo.engine import opml, sources
from octavo.engine.errors import HtmlInstead, OctavoError

if TYPE_CHECKING:
    from pathlib import Path

_AT = "http://127.0.0.1:8097/tests/"
_NOW = datetime(2026, 11, 1, tzinfo=UTC)
_HIDDEN = re.compile(rb"(?s)<!\[CDATA\[.*?\]\]>|<!--.*?-->")
_ENTRY = re.compile(rb"<(?:[A-Za-z0-9]+:)?(?:item|entry)[\s>/]")
_ADDRESS = re.compile(r'xmlUrl="([^"]*)"')
_NO_FEED = frozenset({"unrecognized.xml"})

Scores = Mapping[str, float | int]


def real(data: Path) -> Scores:
    """Score the feeds as found in the wild. ``read`` is the share with the right outcome."""
    right, seconds, count = 0, 0.0, 0
    for path in sorted((data / "feeds" / "real").iterdir()):
        body = path.read_bytes()
        begun = time.perf_counter()
        outcome = _outcome(body)
        seconds += time.perf_counter() - begun
        count += 1
        right += outcome == ("html_instead" if path.name in _NO_FEED else len(_ENTRY.findall(_HIDDEN.sub(b"", body))))
    return {"n": count, "read": right / count, "files_per_second": round(count / seconds, 1)}


def feedparser(data: Path) -> Scores:
    """Score feedparser's expectations. ``expectations`` is the share met of those that concern us."""
    totals: Counter[str] = Counter()
    begun = time.perf_counter()
    for _, outcome in outcomes(data):
        totals["files"] += 1
        totals["met" if outcome.met else "missed"] += outcome.concerns
        totals["without_words"] += outcome.concerns and outcome.blank
        totals["met_with_words"] += outcome.met and not outcome.blank
        totals.update({} if outcome.concerns else {f"left_out_{outcome.reason}": 1})
    seconds = time.perf_counter() - begun
    count = totals["met"] + totals["missed"]
    rest = {name: number for name, number in sorted(totals.items()) if name.startswith("left_out")}
    return {
        "n": count,
        "expectations": totals["met"] / count,
        "expectations_with_words": totals["met_with_words"] / (count - totals["without_words"]),
        "without_words": totals["without_words"],
        "files": totals["files"],
        "files_per_second": round(totals["files"] / seconds, 1),
        **rest,
    }


def lists(data: Path) -> Scores:
    """Score the subscription lists. ``read`` is the share that gives outlines."""
    count = good = 0
    found: set[str] = set()
    written: set[str] = set()
    for path in sorted((data / "feeds" / "opml").iterdir()):
        body = path.read_bytes()
        count += 1
        try:
            outlines = opml.read(body)
        except OctavoError:
            continue
        good += bool(outlines)
        found.update(outline.url for outline in outlines)
        written.update(html.unescape(address) for address in _ADDRESS.findall(body.decode("utf-8", "replace")))
    return {"n": count, "read": good / count, "addresses": len(written), "canonical": len(found)}


def outcomes(data: Path) -> list[tuple[str, Outcome]]:
    """Return each of feedparser's files, by its path, with what became of its expectation."""
    folder = data / "feeds" / "feedparser"
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix in {".xml", ".json"}):
        name = path.relative_to(folder).as_posix()
        expected = expectation_of(path.read_bytes())
        found.append((name, checked(expected, path.read_bytes(), _AT + name, _NOW)))
    return found


def _outcome(body: bytes) -> int | str:
    try:
        listing = sources.read(body, "https://feed.example/", {}, _NOW)
    except HtmlInstead:
        return "html_instead"
    except OctavoError as error:
        return error.code
    return len(listing.items) + listing.skipped


SETS: dict[str, Callable[[Path], Scores]] = {"real": real, "feedparser": feedparser, "opml": lists}
