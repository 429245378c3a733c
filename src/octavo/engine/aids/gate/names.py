"""Names and places of a sentence that do not stand in its passages.

Where a script has capitals, a capital inside a sentence marks a name. Where it has none (and in German, where every
noun has one), a name shows itself as a word that a passage has not, in the place of one that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from octavo.engine.aids.figures.lexicon import lexicon as calendar
from octavo.engine.aids.gate.tokens import NUMBER, Prepared, Token, everyday
from octavo.engine.aids.gate.values import Knowledge, Passage
from octavo.engine.names.lexicon import lexicon
from octavo.engine.places import find
from octavo.engine.text import fold

_CASED = frozenset({"en", "es", "fr", "ms", "de", "it", "pt", "nl", "id"})
_ENDINGS = ("'s", "’s", "s", "n", "es", "en", "an", "ian", "ese", "ish", "er", "ers", "i", "is", "a", "ns", "ans")


def wrong_names(sentence: Prepared, passages: Sequence[Prepared], language: str, known: Knowledge) -> tuple[str, ...]:
    """The names that no passage has, neither as written nor under another spelling that is known."""
    primary = language.split("-", maxsplit=1)[0].lower()
    theirs = _Words(passages)
    if primary in _CASED:
        return tuple(token.text for token in _capitalised(sentence, primary) if not theirs.have(token, known))
    return tuple(
        "".join(token.text for token in run) if _is_han(run[0]) else " ".join(token.text for token in run)
        for run in _replaced(sentence, passages)
        if not theirs.have_run(run, known)
    )


def respelt(sentence: Prepared, passages: Sequence[Prepared], known: Knowledge) -> Prepared:
    """The sentence with every name that is known in another spelling in the one that the passages have."""
    if not known.names:
        return sentence
    theirs = {token.folded for passage in passages for token in passage.tokens}
    tokens = []
    for token in sentence.tokens:
        others = known.names.get(token.folded, frozenset()) & theirs
        tokens.append(replace(token, folded=min(others)) if others and token.folded not in theirs else token)
    return replace(sentence, tokens=tuple(tokens))


def wrong_places(sentence: str, passages: Iterable[Passage], language: str, known: Knowledge) -> tuple[str, ...]:
    """The places of the gazetteer that the sentence names and no passage does; none without a gazetteer."""
    if known.gazetteer is None:
        return ()
    gazetteer = known.gazetteer
    ours = find(sentence, language, gazetteer)
    if not ours:
        return ()
    theirs: set[str] = set()
    folded = ""
    for passage in passages:
        theirs |= {one.key for one in find(passage.words, passage.language, gazetteer)}
        folded += " " + fold(passage.words) + " "
    return tuple(one.name for one in ours if one.key not in theirs and f" {fold(one.name)} " not in folded)


class _Words:
    """All the words of the passages, to look names up in."""

    def __init__(self, passages: Sequence[Prepared]) -> None:
        tokens = [token for passage in passages for token in passage.tokens]
        self.folded = {token.folded for token in tokens}
        self.text = " ".join(self.folded)
        self.initials = _initials(passages)
        self.run = "".join(passage.text for passage in passages)

    def have_run(self, run: Sequence[Token], known: Knowledge) -> bool:
        """Whether all words of a run stand here; characters of a script without spaces only together."""
        if _is_han(run[0]):
            return "".join(token.text for token in run) in self.run
        return all(self.have(token, known) for token in run)

    def have(self, token: Token, known: Knowledge) -> bool:
        """Whether a name stands here, inflected or under another spelling."""
        word = token.folded
        if word in self.folded or (not word.isascii() and token.text in self.run):
            return True
        if token.text.isupper() and token.text.casefold().replace(".", "") in self.initials:
            return True
        if known.names.get(word, frozenset()) & self.folded or any(
            other in self.text for other in known.names.get(word, ()) if " " in other
        ):
            return True
        parts = re.split("['’]", word)
        return any(_inflected(word, other) for other in self.folded) or (
            len(parts) > 1 and all(part in self.folded or len(part) < 3 for part in parts)
        )


def _inflected(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and long.startswith(short) and long[len(short) :] in _ENDINGS


def _initials(passages: Iterable[Prepared]) -> set[str]:
    """Initials of every run of capitalised words: what an acronym may stand for."""
    found: set[str] = set()
    for passage in passages:
        capitals = "".join(token.text[0].lower() if token.text[0].isupper() else " " for token in passage.tokens)
        for run in capitals.split():
            found |= {run[a:b] for a in range(len(run)) for b in range(a + 2, min(len(run), a + 6) + 1)}
    return found


def _capitalised(sentence: Prepared, language: str) -> list[Token]:
    """Words with a capital that are no dates and no everyday words in the first place of a sentence or quotation."""
    words = calendar(language)
    dated = {*words.months, *words.weekdays}
    found = []
    for index, token in enumerate(sentence.tokens):
        if token.folded == NUMBER or not token.text[0].isupper() or token.text.lower() in dated or len(token.text) < 2:
            continue
        if _opens(sentence, index) and (_common(token, language) or token.weight < 1):
            continue
        after = sentence.tokens[index + 1 : index + 2]
        if token.folded in lexicon(language).titles and after and after[0].text[0].isupper():
            continue
        found.append(token)
    return found


def _opens(sentence: Prepared, index: int) -> bool:
    before = sentence.text[: sentence.tokens[index].start].rstrip()
    return not before or before[-1] in '.!?:;“"«„‘(—–-…¡¿»”'


def _common(token: Token, language: str) -> bool:
    return token.folded in everyday(language) or token.folded in lexicon(language).opening


def _replaced(sentence: Prepared, passages: Sequence[Prepared]) -> list[Sequence[Token]]:
    """Runs of words in the place of others: neighbours on both sides stand together with other words in a passage."""
    ours = [token.folded for token in sentence.tokens]
    best: list[Sequence[Token]] | None = None
    for passage in passages:
        for first, last in passage.sentences:
            theirs = [token.folded for token in passage.tokens[first:last]]
            if len(set(ours) & set(theirs)) * 3 < len(set(ours)):
                continue
            found = _swapped(ours, theirs, sentence.tokens)
            if best is None or len(found) < len(best):
                best = found
    return best or []


def _swapped(ours: list[str], theirs: list[str], tokens: Sequence[Token]) -> list[Sequence[Token]]:
    found: list[Sequence[Token]] = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind in {"replace", "insert"} and b - a <= 8 and d - c <= 12:
            run = [token for token in tokens[a:b] if token.weight >= 1 and token.folded != NUMBER]
            if run:
                found.append(run)
    return found


def _is_han(token: Token) -> bool:
    return len(token.text) == 1 and token.text > "\u2fff"
