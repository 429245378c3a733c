"""Make the starter packs from CC0 subscription lists: ``python scripts/make_packs.py --data DIR``.

``DIR/feeds/opml`` holds lists named after their place or subject, as the awesome-rss-feeds collection names
them. Each becomes ``src/octavo/news/packs/KEY.json``: ``{"name", "country"?, "languages"?, "feeds":
[{"title", "url"}]}``. Nothing is fetched. What is left out, and why, is decided by the rules below, never by
hand, so that the packs can be made anew.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.engine import opml, urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from octavo.engine.opml import Outline

PACKS = Path(__file__).resolve().parents[1] / "src" / "octavo" / "news" / "packs"

# Name as the lists have it: ISO 3166-1 code and the languages of most of its press (BCP 47), a guess by
# country.
COUNTRIES = {
    "Australia": ("AU", ["en"]),
    "Bangladesh": ("BD", ["bn", "en"]),
    "Brazil": ("BR", ["pt"]),
    "Canada": ("CA", ["en", "fr"]),
    "France": ("FR", ["fr"]),
    "Germany": ("DE", ["de"]),
    "Hong Kong SAR China": ("HK", ["zh", "en"]),
    "India": ("IN", ["en", "hi"]),
    "Indonesia": ("ID", ["id"]),
    "Iran": ("IR", ["fa", "en"]),
    "Ireland": ("IE", ["en"]),
    "Italy": ("IT", ["it"]),
    "Japan": ("JP", ["ja"]),
    "Mexico": ("MX", ["es"]),
    "Myanmar (Burma)": ("MM", ["my", "en"]),
    "Nigeria": ("NG", ["en"]),
    "Pakistan": ("PK", ["ur", "en"]),
    "Philippines": ("PH", ["en", "tl"]),
    "Poland": ("PL", ["pl"]),
    "Russia": ("RU", ["ru"]),
    "South Africa": ("ZA", ["en"]),
    "Spain": ("ES", ["es"]),
    "Ukraine": ("UA", ["uk", "ru"]),
    "United Kingdom": ("GB", ["en"]),
    "United States": ("US", ["en"]),
}
NAMES = {"Hong Kong SAR China": "Hong Kong", "Myanmar (Burma)": "Myanmar", "UI - UX": "Interface design"}

# No article behind them that a newspaper could show, or a page that asks for a login or is shut to robots.
NO_PAPER = {
    "youtube.com",
    "reddit.com",
    "megaphone.fm",
    "simplecast.com",
    "fireside.fm",
    "acast.com",
    "soundcloud.com",
    "libsyn.com",
    "podbean.com",
    "omnycontent.com",
    "art19.com",
    "relay.fm",
    "twit.tv",
    "buzzsprout.com",
    "anchor.fm",
    "transistor.fm",
    "podtrac.com",
    "audioboom.com",
    "spreaker.com",
    "stitcher.com",
    "blubrry.com",
    "captivate.fm",
    "twitter.com",
    "facebook.com",
    "instagram.com",
    "pinterest.com",
    "news.google.com",
    "aaronsw.com",
}
# Hosts that are known to be shut, and forwarders: a forwarder's address dies with its service, and its owner
# sees who reads what, so the publisher's own address has to be looked up by a person.
SHUT = {"feeds.reuters.com", "pipes.yahoo.com", "feedproxy.google.com"}
FORWARDERS = {"feedburner.com", "feedblitz.com", "politepol.com", "fetchrss.com", "rssmix.com", "feed43.com"}
LEFT_OUT: dict[str, set[str]] = {}
PODCAST = re.compile(r"(?i)podcast|\bepisodes?\b|\baudio\b|[/.]mp3\b")


@dataclass(frozen=True, slots=True)
class Pack:
    """One list to be written."""

    key: str
    name: str
    country: str  # ISO 3166-1 alpha-2, or empty for a subject
    languages: tuple[str, ...]
    feeds: tuple[Outline, ...]


def main() -> None:
    """Write the packs and say how many feeds each rule left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with feeds/opml in it")
    folder = parser.parse_args().data / "feeds" / "opml"
    packs = [pack for pack in packs_in(folder) if pack.feeds]
    for old in PACKS.glob("*.json"):
        old.unlink()
    for pack in packs:
        (PACKS / f"{pack.key}.json").write_text(written(pack), encoding="utf-8")
    print(f"{len(packs)} packs, {sum(len(pack.feeds) for pack in packs)} feeds in {PACKS}")
    for reason, addresses in sorted(LEFT_OUT.items()):
        print(f"left out: {len(addresses)} {reason}")


def packs_in(folder: Path) -> Iterator[Pack]:
    """Yield a pack for each list; lists come with and without folders, of which the latter is read."""
    for path in sorted(folder.glob("*_without_category_*.opml")):
        label = path.stem.partition("_without_category_")[2].replace("_", " ")
        code, languages = COUNTRIES.get(label, ("", []))
        if path.name.startswith("countries") and not code:
            raise SystemExit(f"no country code for {label}")
        name = NAMES.get(label, label)
        key = re.sub(r"[^a-z0-9]+", "-", name.lower().replace("&", "and")).strip("-")
        feeds = tuple(sorted(kept(opml.read(path.read_bytes())), key=lambda feed: feed.title.casefold()))
        yield Pack(key, name, code, tuple(languages), feeds)


def kept(outlines: Iterable[Outline]) -> list[Outline]:
    """Apply the rules: what is no paper, what is shut, and of several spellings of one feed the best."""
    best: dict[str, Outline] = {}
    for outline in outlines:
        reason = left_out(outline)
        if reason:
            LEFT_OUT.setdefault(reason, set()).add(outline.url)
            continue
        key = same_feed(outline.url)
        if key not in best or rank(outline.url) < rank(best[key].url):
            best[key] = outline
    return list(best.values())


def left_out(outline: Outline) -> str:
    """Say why a feed does not belong into a newspaper's pack, or nothing when it does."""
    labels = urls.host_of(outline.url).split(".")
    parents = {".".join(labels[at:]) for at in range(len(labels))}
    if parents & FORWARDERS:
        return "behind a forwarder"
    if parents & SHUT:
        return "shut"
    is_sound = PODCAST.search(f"{outline.title} {outline.url}")
    return "no articles" if is_sound or parents & NO_PAPER else ""


def same_feed(url: str) -> str:
    """Return what two spellings of one feed share: no scheme, no ``www.``, no slash at the end, no case."""
    spelt = re.sub(r"^https?://(?:www\.)?", "", url.lower())
    spelt = re.sub(r"[?&](?:format=xml|alt=rss|type=rss|fmt=xml)$", "", spelt)
    return spelt.rstrip("/")


def rank(url: str) -> tuple[bool, int]:
    """Return what orders spellings: encrypted first, the shorter first."""
    return (not url.startswith("https:"), len(url))


def written(pack: Pack) -> str:
    """Return the pack as JSON, one feed a line, so that changes can be read."""
    head: dict[str, object] = {"name": pack.name}
    if pack.country:
        head |= {"country": pack.country, "languages": list(pack.languages)}
    feeds = [{"title": feed.title or urls.site_of(feed.url), "url": feed.url} for feed in pack.feeds]
    lines = ",\n".join(f"    {json.dumps(feed, ensure_ascii=False)}" for feed in feeds)
    start = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{start}, "feeds": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    main()
