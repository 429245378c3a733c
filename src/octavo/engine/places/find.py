"""Find the places a text names: every name of the gazetteer, which of its owners is meant, and whether any is.

The steps are those of a classic geoparser: look up, weigh, choose (Leidner, *Toponym Resolution in Text*,
2007, describes the cues: population, the country or state that follows, one sense a text, what else is named).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from octavo.engine.places.candidates import Candidate, candidates
from octavo.engine.places.doubt import believable
from octavo.engine.places.gazetteer import Gazetteer
from octavo.engine.places.values import WIDE, PlaceMention

_NAMED = 2.0  # decades of population that a place gains when its country or state is named in the text
_FOLLOWS = 4.0  # when the country or state comes right after it: "Paris, Texas"
_HOME = 1.5  # when it lies in the publisher's country
_ALIAS = 1.5  # what a name costs that is not the place's own
_STATE = 1.2  # what a state of a country costs against a city of its name


@dataclass(frozen=True, slots=True)
class Found:
    """One name in the text, and the row of its place."""

    row: int
    start: int
    end: int


def find(text: str, language: str, gazetteer: Gazetteer, country: str = "") -> tuple[PlaceMention, ...]:
    """The places a text names, each once, in the order of their first mention.

    Args:
        text: plain text; title and paragraphs apart by line breaks.
        language: BCP 47; decides which words around a name tell what it is.
        gazetteer: of ``load``.
        country: ISO 3166-1 code of the publisher's country, a prior for choosing among namesakes.
    """
    first: dict[int, PlaceMention] = {}
    for found in spans(text, language, gazetteer, country):
        known = first.get(found.row)
        if known:
            first[found.row] = replace(known, count=known.count + 1)
            continue
        name = text[found.start : found.end]
        first[found.row] = PlaceMention(gazetteer.place(found.row), name, found.start, found.end)
    return tuple(first.values())


def spans(text: str, language: str, gazetteer: Gazetteer, country: str = "") -> tuple[Found, ...]:
    """Every mention of a place, in the order of the text; none overlap. Arguments as of ``find``."""
    met = candidates(text, language.split("-", maxsplit=1)[0].lower(), gazetteer)
    chosen = _choose(met, gazetteer, country)
    kept = believable(met, chosen, gazetteer, language)
    return tuple(Found(chosen[index], met[index].start, met[index].end) for index in kept)


def _choose(met: Sequence[Candidate], gazetteer: Gazetteer, country: str) -> list[int]:
    """A row for each candidate: all mentions of one name mean one place."""
    together = _neighbourhood(met, gazetteer)
    senses: dict[str, int] = {}
    named: defaultdict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(met):
        named[one.folded].append(index)
    for name, indices in named.items():
        follows = Counter(area for index in indices if (area := _following(met, index, gazetteer)))
        rows = met[indices[0]].rows
        if len(rows) == 1:
            senses[name] = rows[0][0]
            continue
        senses[name] = max(
            rows, key=lambda row: _weight(row, gazetteer, together - _own(rows, gazetteer), follows, country)
        )[0]
    return [senses[one.folded] for one in met]


def _weight(
    owner: tuple[int, bool], gazetteer: Gazetteer, named: Iterable[str], follows: Iterable[str], country: str
) -> float:
    row, alias = owner
    areas = {gazetteer.country(row), gazetteer.region(row)} - {""}
    weight = math.log10(gazetteer.population[row] + 1) - _ALIAS * alias
    kind = gazetteer.kind(row)
    weight += {"country": 2.0, "state": -_STATE, "capital": 0.7}.get(kind, 0.0)
    weight += _NAMED * bool(areas & set(named)) + _FOLLOWS * bool(areas & set(follows))
    return weight + _HOME * (gazetteer.country(row) == country)


def _neighbourhood(met: Iterable[Candidate], gazetteer: Gazetteer) -> set[str]:
    """Countries and states that the text names, or of which it names a place that has no namesakes of note."""
    areas: set[str] = set()
    unshared: Counter[str] = Counter()
    for one in {one.folded: one for one in met}.values():
        row, alias = one.rows[0]
        if gazetteer.kind(row) in WIDE and not alias | (len(one.rows) > 1):
            areas |= {gazetteer.country(row), gazetteer.region(row)}
        elif gazetteer.kind(row) in WIDE:
            areas |= {gazetteer.country(row)} if len(one.rows) == 1 else set()
            areas |= {gazetteer.region(row)} if len(one.rows) == 1 else set()
        elif len(one.rows) == 1:
            unshared.update({gazetteer.country(row), gazetteer.region(row)} - {""})
    return (areas | {area for area, count in unshared.items() if count > 1}) - {""}


def _own(rows: Iterable[tuple[int, bool]], gazetteer: Gazetteer) -> set[str]:
    """The areas that only the name in question would name: Georgia is no witness for Georgia."""
    return {gazetteer.region(row) or gazetteer.country(row) for row, _ in rows if gazetteer.kind(row) in WIDE}


def _following(met: Sequence[Candidate], index: int, gazetteer: Gazetteer) -> str:
    """The code of the country or state that stands right behind a name, after a comma or in brackets."""
    one = met[index]
    if one.postal:
        return one.postal
    if index + 1 == len(met) or not one.joined:
        return ""
    for row, _ in met[index + 1].rows:
        if gazetteer.kind(row) in WIDE:
            return gazetteer.region(row) or gazetteer.country(row)
    return ""
