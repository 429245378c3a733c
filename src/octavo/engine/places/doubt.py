"""Whether a name of the gazetteer is a place here: the less the text says for it, the larger it must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from octavo.engine.places.candidates import Candidate
from octavo.engine.places.gazetteer import Gazetteer
from octavo.engine.places.values import WIDE

_NEVER = 10**11
# People a place must have to be believed.
_ALIAS = 50_000  # by a name that is not its own, before the factor
_FIRST = 50_000  # at the beginning of a sentence, where every word has a capital
_NOUN = 100_000  # in German, which gives every noun a capital
_ARTICLE = 100_000  # behind an article, as few towns stand
_INSIDE = 300_000  # beside another capitalised word
_SAYS = 500_000  # when it speaks
_COMMON = 1_000_000  # when its name is a word
_UNCASED = 500_000  # in a script without capitals
_SUPPORTED = 100_000  # the same, in a text that names its country
_SHORT = 1_000_000  # two characters of Chinese, or behind a particle that is written together with it
_FACTOR = 10  # a foreign or old name: so many times the people


@dataclass(frozen=True, slots=True)
class _Text:
    """What the whole text says of its names."""

    people: frozenset[str]  # names that are more often a person's
    proven: frozenset[str]  # names that stand where only a place stands
    countries: frozenset[str]  # of the countries and states that it names


def believable(met: Sequence[Candidate], chosen: Sequence[int], gazetteer: Gazetteer, language: str) -> list[int]:
    """The indices of the candidates that are places."""
    text = _read(met, chosen, gazetteer)
    german = language == "de"
    return [
        index
        for index, one in enumerate(met)
        if gazetteer.population[chosen[index]] >= _needed(one, chosen[index], gazetteer, text, german)
    ]


def _read(met: Sequence[Candidate], chosen: Sequence[int], gazetteer: Gazetteer) -> _Text:
    mentions = Counter(one.folded for one in met)
    persons = Counter(one.folded for one in met if (one.person or one.surname) and one.script == "latin")
    return _Text(
        people=frozenset(name for name, count in persons.items() if 2 * count >= mentions[name]),
        proven=frozenset(
            one.folded for one in met if one.postal or (one.at and not (one.inside or one.lower or one.article))
        ),
        countries=frozenset(
            gazetteer.country(row)
            for one, row in zip(met, chosen, strict=True)
            if gazetteer.kind(row) in WIDE and one.folded not in gazetteer.common
        ),
    )


def _needed(one: Candidate, row: int, gazetteer: Gazetteer, text: _Text, german: bool) -> int:  # noqa: FBT001
    """How many people the place must have."""
    if one.person or (one.surname and not one.at and gazetteer.kind(row) in WIDE):
        return _NEVER
    if one.script != "latin":
        return _uncased(one, row, gazetteer, text)
    if gazetteer.kind(row) in WIDE:
        return 0
    factor = _FACTOR if dict(one.rows)[row] else 1
    proven = one.folded in text.proven or one.many or one.joined
    return factor * max(
        _ALIAS if factor > 1 else 0,
        _COMMON * (one.lower or one.folded in gazetteer.common),
        _COMMON * (one.folded in text.people and not one.at),
        _INSIDE * one.inside,
        _ARTICLE * one.article * (10 if german else 1),
        _SAYS * one.says,
        _NOUN * (german and not proven),
        _FIRST * (one.first and not proven),
    )


def _uncased(one: Candidate, row: int, gazetteer: Gazetteer, text: _Text) -> int:
    if gazetteer.kind(row) in WIDE:
        return _SHORT * (one.cut and one.folded in gazetteer.common)
    supported = gazetteer.country(row) in text.countries
    length = one.end - one.start
    short = (one.script == "han" and length == 2) or one.cut or length <= 3
    return max(
        _SUPPORTED if supported or one.many or (one.script == "han" and length > 3) else _UNCASED,
        _SHORT * (short and not supported),
        2 * _COMMON * (one.folded in gazetteer.common),
    )
