"""What somebody said stays what that somebody said: a claim without its speaker has become a fact.

The gate cannot see this, since every word stands in the passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from octavo.engine.aids.cited import Source, Span
from octavo.engine.aids.gate.tokens import tokens_of
from octavo.engine.aids.sentences import sentences_of
from octavo.engine.aids.statements import statements_of
from octavo.engine.aids.statements.values import Statement
from octavo.engine.text import is_spaceless

_MOSTLY = 0.5  # share of a sentence's telling words that only the claim has


@dataclass(frozen=True, slots=True)
class _Parted:
    """The telling words of a passage: those it says itself, those that somebody says in it, and who."""

    own: frozenset[str]
    claimed: frozenset[str]
    speakers: frozenset[str]


def unattributed(sentence: str, language: str, passages: Sequence[tuple[Source, Span]]) -> bool:
    """Whether a sentence tells what its passages tell as somebody's words as a fact, or as somebody else's words."""
    parted = [_parted(source.text[slice(*span)], source.language) for source, span in passages]
    ours = _words(sentence, language)
    said = statements_of([sentence], language)
    if said:
        return any(_anothers(sentence, one, language, parted) for one in said)
    speakers = frozenset[str]().union(*(one.speakers for one in parted))
    if not speakers or not ours or ours & speakers:
        return False
    told = frozenset[str]().union(*(one.own for one in parted))
    claimed = frozenset[str]().union(*(one.claimed for one in parted)) - told
    return len(ours & claimed) >= _MOSTLY * len(ours)


def leans(sentence: str, language: str) -> bool:
    """Whether a sentence needs the one before it, as "He denied it." does: that one may have been dropped."""
    found = sentences_of([sentence], language)
    return bool(found) and found[0].leans


def _anothers(sentence: str, claim: Statement, language: str, parted: Sequence[_Parted]) -> bool:
    """Whether a claim is a passage's, and neither are its speakers named here nor is whoever makes it here there."""
    words = frozenset[str]().union(*(_words(sentence[slice(*span)], language) for span in claim.spans))
    theirs = [one for one in parted if words and len(words & one.claimed) >= _MOSTLY * len(words)]
    speaker = _words(f"{claim.speaker.text} {sentence[slice(*claim.mention)]}", language)
    ours = _words(sentence, language) - words
    known = any(ours & one.speakers or speaker & (one.own | one.speakers) for one in theirs)
    return bool(speaker and theirs) and not known


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
