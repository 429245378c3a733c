"""How well a passage bears out a sentence: lexical cover, weighed by how much words say, in one score.

The weights are those of a logistic regression on one half of the QAGS set; see ``docs/decisions/0020-gate.md``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from difflib import SequenceMatcher

from octavo.engine.aids.gate.tokens import Prepared, Token

BIAS = -7.2
STRANGE = 3  # telling words in a row
STRANGE_HAN = 5  # characters in a row
WEIGHTS = (2.6, 0.9, 1.0, 2.5, 1.8)


def support(sentence: Prepared, passages: Sequence[Prepared]) -> float:
    """From 0 to 1: how far the words of a sentence, and their order, stand in its passages together."""
    parts = features(sentence, passages)
    return 1.0 / (1.0 + math.exp(-BIAS - sum(w * x for w, x in zip(WEIGHTS, parts, strict=True))))


def features(sentence: Prepared, passages: Sequence[Prepared]) -> tuple[float, ...]:
    """Cover by the best sentence, by the best two neighbours; of pairs, of threes; the longest run. From 0 to 1."""
    ours = sentence.tokens
    if not ours or not passages:
        return (0.0,) * len(WEIGHTS)
    pairs = {pair for passage in passages for pair in _grams(passage.tokens, 2)}
    threes = {three for passage in passages for three in _grams(passage.tokens, 3)}
    one, two, run = 0.0, 0.0, 0.0
    for passage in passages:
        single, double, longest = _windows(ours, passage)
        one, two, run = max(one, single), max(two, double), max(run, longest)
    return (
        one,
        two,
        _share(_grams(ours, 2), pairs),
        _share(_grams(ours, 3), threes),
        run,
    )


def cover(tokens: Sequence[Token], words: set[str]) -> float:
    """The share of the tokens' weight that is among some words or their beginnings."""
    total = sum(token.weight for token in tokens)
    return sum(token.weight for token in tokens if token.folded in words or token.soft in words) / (total or 1.0)


def _windows(ours: Sequence[Token], passage: Prepared) -> tuple[float, float, float]:
    """Cover by the best sentence and by the best two neighbours, and the longest common run of that sentence."""
    words = [_keys(passage.tokens[slice(*span)]) for span in passage.sentences]
    singles = [cover(ours, keys) for keys in words]
    best = max(range(len(singles)), key=singles.__getitem__)
    near = [index for index in (best - 1, best + 1) if 0 <= index < len(words)]
    double = max((cover(ours, words[best] | words[index]) for index in near), default=singles[best])
    theirs = [token.folded for token in passage.tokens[slice(*passage.sentences[best])]]
    mine = [token.folded for token in ours]
    matched = SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match(0, len(mine), 0, len(theirs)).size
    return singles[best], double, matched / len(mine)


def _keys(tokens: Sequence[Token]) -> set[str]:
    return {key for token in tokens for key in (token.folded, token.soft)}


def _grams(tokens: Sequence[Token], size: int) -> list[tuple[str, ...]]:
    folded = [token.folded for token in tokens]
    return [tuple(folded[i : i + size]) for i in range(len(folded) - size + 1)]


def _share(ours: Sequence[tuple[str, ...]], theirs: set[tuple[str, ...]]) -> float:
    return sum(gram in theirs for gram in ours) / len(ours) if ours else 1.0


def stretch(sentence: Prepared, passages: Sequence[Prepared]) -> tuple[str, ...]:
    """The longest run of telling words that stand in no passage, if it is long enough to be a matter of its own."""
    known = {key for passage in passages for key in _keys(passage.tokens)}
    pairs = {pair for passage in passages for pair in _grams(passage.tokens, 2)}
    ours = sentence.tokens
    longest: list[str] = []
    run: list[str] = []
    for index, token in enumerate(ours):
        if len(token.text) == 1 and token.text > "\u2fff":
            near = [(one.folded, token.folded) for one in ours[max(0, index - 1) : index]]
            near += [(token.folded, one.folded) for one in ours[index + 1 : index + 2]]
            stands = any(pair in pairs for pair in near)
        else:
            stands = token.folded in known or token.soft in known
            if token.weight < 1:
                continue
        run = [] if stands else [*run, token.text]
        longest = max(longest, run, key=len)
    spaceless = bool(longest) and len(longest[0]) == 1 and longest[0] > "\u2fff"
    return tuple(longest) if len(longest) >= (STRANGE_HAN if spaceless else STRANGE) else ()
