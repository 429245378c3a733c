"""What somebody said stays what somebody said: a claim that lost its speaker has become a fact.

The gate cannot see this, since every word of the claim stands in the passage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from octavo.engine.aids.cited import Source, Span
from octavo.engine.aids.gate.tokens import tokens_of
from octavo.engine.aids.statements import statements_of
from octavo.engine.text import is_spaceless

_MOSTLY = 0.5  # share of a sentence's telling words that only the claim has


@dataclass(frozen=True, slots=True)
class _Parted:
    """The telling words of a passage: those it says itself, those that somebody says in it, and who."""

    own: frozenset[str]
    claimed: frozenset[str]
    speakers: frozenset[str]


def unattributed(sentence: str, language: str, passages: Sequence[tuple[Source, Span]]) -> bool:
    """Whether a sentence tells as a fact what its passages tell as somebody's words only."""
    parted = [_parted(source.text[slice(*span)], source.language) for source, span in passages]
    speakers = frozenset[str]().union(*(one.speakers for one in parted))
    ours = _words(sentence, language)
    if not speakers or not ours or ours & speakers or statements_of([sentence], language):
        return False
    told = frozenset[str]().union(*(one.own for one in parted))
    claimed = frozenset[str]().union(*(one.claimed for one in parted)) - told
    return len(ours & claimed) >= _MOSTLY * len(ours)


def _parted(passage: str, language: str) -> _Parted:
    found = statements_of([passage], language)
    outside = list(passage)
    for statement in found:
        for start, end in statement.spans:
            outside[start:end] = " " * (end - start)
    speakers = " ".join(f"{one.speaker.text} {passage[slice(*one.mention)]}" for one in found)
    claims = " ".join(passage[slice(*span)] for one in found for span in one.spans)
    return _Parted(*(_words(text, language) for text in ("".join(outside), claims, speakers)))


def _words(text: str, language: str) -> frozenset[str]:
    """The words that say something; of scripts without spaces, pairs of characters."""
    tokens = [token for token in tokens_of(text, language) if token.weight >= 1]
    if is_spaceless(text):
        return frozenset(one.folded + other.folded for one, other in pairwise(tokens))
    return frozenset(token.soft for token in tokens)
