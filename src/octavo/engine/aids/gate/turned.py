"""A sentence turned round: a negation or an opposite that its passage has not, or that it lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from octavo.engine.aids.gate.tokens import Cues, Prepared, Token, cues

_ALIKE = 0.45  # share of a sentence's weight that a passage's sentence must hold to be compared word by word
_CLOSE = 3  # words


def turned(sentence: Prepared, passages: Sequence[Prepared], language: str) -> tuple[str, ...]:
    """The words that turn the sentence against its passages; none when it says what they say."""
    words = cues(language)
    against = opposed(sentence, passages, words)
    if against:
        return against
    nearest = _nearest(sentence, passages)
    if nearest is None:
        return ()
    passage, first, last = nearest
    put, taken = _negated(sentence, passage, (first, last), words)
    return taken or (() if put and _told(sentence, passages, words) else put)


def _told(sentence: Prepared, passages: Sequence[Prepared], words: Cues) -> bool:
    """Whether every negation of the sentence stands in a passage with the same neighbours."""
    known = {three for passage in passages for three in _threes([token.folded for token in passage.tokens])}
    folded = [token.folded for token in sentence.tokens]
    places = [i for i in range(len(folded)) if _cues(sentence.text, sentence.tokens, (i, i + 1), words)]
    return bool(places) and all(
        any(tuple(folded[i + shift : i + shift + 3]) in known for shift in (-2, -1, 0) if i + shift >= 0)
        for i in places
    )


def _threes(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + 3]) for i in range(len(words) - 2)]


def opposed(sentence: Prepared, passages: Sequence[Prepared], words: Cues) -> tuple[str, ...]:
    """Words of the sentence that stand in no passage while their opposite does."""
    run = "\n".join(passage.text.lower() for passage in passages)
    theirs = {token.text.lower() for passage in passages for token in passage.tokens}
    ours = {token.text.lower() for token in sentence.tokens}
    found = []
    for one, others in words.opposites.items():
        spaceless = one > "\u3000"
        if (one not in sentence.text if spaceless else one not in ours) or (one in run if spaceless else one in theirs):
            continue
        if any((o in run and o not in sentence.text) if spaceless else (o in theirs and o not in ours) for o in others):
            found.append(one)
    return tuple(found)


def _nearest(sentence: Prepared, passages: Sequence[Prepared]) -> tuple[Prepared, int, int] | None:
    """The sentence of the passages that shares most, if it shares enough."""
    total = sum(token.weight for token in sentence.tokens) or 1.0
    best, chosen = 0.0, None
    for passage in passages:
        for first, last in passage.sentences:
            theirs = {token.folded for token in passage.tokens[first:last]}
            shared = sum(token.weight for token in sentence.tokens if token.folded in theirs) / total
            if shared > best:
                best, chosen = shared, (passage, first, last)
    return chosen if best >= _ALIKE else None


def _negated(
    sentence: Prepared, passage: Prepared, span: tuple[int, int], words: Cues
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Negations that were put into the passage's sentence, and those taken out of it, word by word."""
    ours, theirs = sentence.tokens, passage.tokens[slice(*span)]
    matcher = SequenceMatcher(None, [one.folded for one in ours], [one.folded for one in theirs], autojunk=False)
    more = len(_cues(sentence.text, ours, (0, len(ours)), words)) - len(
        _cues(passage.text, theirs, (0, len(theirs)), words)
    )
    added: list[str] = []
    lost: list[str] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal" or not more:
            continue
        put = _cues(sentence.text, ours, (a, b), words)
        taken = _cues(passage.text, theirs, (c, d), words)
        if more > 0 and len(put) > len(taken):
            added += put
        elif more < 0 and len(taken) > len(put) and d - c <= _CLOSE + (b - a) and 0 < a < len(ours):
            lost += taken
        elif more < 0 and a == 0:  # "She denied that" cut off
            lost += _cues(passage.text, theirs, (max(c, d - 2), d), words)
    return tuple(added), tuple(lost)


def _cues(text: str, tokens: Sequence[Token], span: tuple[int, int], words: Cues) -> list[str]:
    part = tokens[slice(*span)]
    if words.negation and words.negation[0] > "\u3000":
        return _within(text, tokens, span, words)
    found = []
    for token in part:
        word = token.text.lower().replace("’", "'")
        if word in words.negation or token.folded in words.negation or word.endswith("n't"):
            found.append(token.text)
        elif (clitic := word.partition("'")[0] + "'") in words.negation and "'" in word:
            found.append(clitic)
    return found


def _within(text: str, tokens: Sequence[Token], span: tuple[int, int], words: Cues) -> list[str]:
    """Cues in the run of characters that a part covers, with two more to each side, where a cue may begin or end."""
    first, last = max(0, span[0] - 2), min(len(tokens), span[1] + 2)
    if first >= last:
        return []
    run = text[tokens[first].start : tokens[last - 1].end]
    return [match.group() for match in re.finditer("|".join(sorted(words.negation, key=len, reverse=True)), run)]
