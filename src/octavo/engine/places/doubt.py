"""Whether a name of the gazetteer is a place here: the less the text says for it, the larger it must be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from octavo.engine.places.candidates import Candidate
from octavo.engine.places.gazetteer import Gazetteer
from octavo.engine.places.values import WIDE

_NEVER = 10**11
# People a place must have to be believed.
_PLAIN = 30_000  # in the middle of a sentence, by a name that is not its own
_FIRST = 50_000  # at the beginning of one, where every word has a capital
_INSIDE = 300_000  # beside another capitalised word
_COMMON = 1_000_000  # when its name is a word
_ARTICLE = 100_000  # behind an article, as few towns stand
_SAYS = 500_000  # when it speaks
_UNCASED = 100_000  # in a script without capitals
_SHORT = 1_000_000  # two characters of Chinese
_CUT = 300_000  # behind a particle written together with it
_ALIAS = 10  # a foreign or old name: so many times the people


def believable(met: Sequence[Candidate], chosen: Sequence[int], gazetteer: Gazetteer) -> list[int]:
    """The indices of the candidates that are places."""
    people = {one.folded for one in met if (one.person or one.surname) and one.script == "latin"}
    proven: defaultdict[str, bool] = defaultdict(bool)
    for one in met:
        proven[one.folded] |= (one.at and not one.inside and not one.lower) or bool(one.postal)
    kept = []
    for index, one in enumerate(met):
        size = gazetteer.population[chosen[index]]
        if size >= _needed(one, chosen[index], gazetteer, proven=proven[one.folded], person=one.folded in people):
            kept.append(index)
    return kept


def _needed(one: Candidate, row: int, gazetteer: Gazetteer, *, proven: bool, person: bool) -> int:
    """How many people the place must have."""
    if one.person:
        return _NEVER
    if gazetteer.kind(row) in WIDE:
        return 0
    if one.script != "latin":
        return _uncased(one, gazetteer)
    factor = _ALIAS if dict(one.rows)[row] else 1
    return factor * max(
        _PLAIN if factor > 1 else 0,
        _COMMON * (one.lower or one.folded in gazetteer.common),
        _COMMON * (person and not one.at),
        _INSIDE * one.inside,
        _ARTICLE * one.article,
        _SAYS * one.says,
        _FIRST * (one.first and not (proven or one.many or one.joined)),
    )


def _uncased(one: Candidate, gazetteer: Gazetteer) -> int:
    if one.folded in gazetteer.common:
        return _COMMON
    if one.script == "han":
        return _SHORT if one.end - one.start == 2 else _UNCASED
    return _CUT if one.cut else _UNCASED
