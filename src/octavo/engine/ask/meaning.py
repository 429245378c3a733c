"""What speaks for a passage by its meaning: each piece of the question matched with the nearest of the passage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from octavo.engine.ask.signs import met, read_text
from octavo.engine.ask.values import Asked, Floats, Passage, States
from octavo.engine.ask.words import SPACELESS
from octavo.engine.language import primary
from octavo.engine.text import folded_words

LITTLE = 0.15  # the weight of a piece that belongs to asking, against one that tells
FOCUS = 3  # pieces of a script without spaces that are the word next to those of asking
NEIGHBOUR = 0.9  # what a match counts that the sentence before or after has
_TELLS = re.compile("[\u30a1-\u30ff\u3400-\u9fffA-Za-z0-9]")
_SPACE = "\u2581"  # what a piece begins with where a word begins


def meant(asked: Asked, question: States, passages: Sequence[Passage], states: Sequence[States]) -> list[Passage]:
    """The passages with more signs, in their order: cosines, so from -1 to 1; and what they have of each word.

    Pieces are seen from the middle of all that is compared, for the states of a model share a direction that says
    nothing. ``pieces`` is the mean over the question, ``rare`` weighs the pieces that few passages match, ``weakest``
    is the word that is matched least; ``_around`` with the sentences beside it, ``_report`` with all of the report.
    ``focus`` is the word next to the words of asking: "books" of "how many books".
    """
    weights, words = weighed(asked, question.words)
    wanted = focus(asked, question.words, words)
    middle = np.concatenate([one.pieces for one in states]).mean(axis=0)
    ours = _unit(question.pieces - middle)
    match = np.stack([_matched(ours, one.pieces, middle) for one in states])
    around, report = _around(passages, match), _report(passages, match)
    peak = np.sort(match, axis=0)[-3:].mean(axis=0) - match.mean(axis=0)
    rare = weights * peak
    met_here = met_words(asked, passages, question.words, words, around)
    found = []
    for index, (one, state) in enumerate(zip(passages, states, strict=True)):
        row = match[index]
        more = {
            "whole": float(question.whole @ state.whole),
            "pieces": _mean(row, weights),
            "rare": _mean(row, rare),
            "rare_around": _mean(around[index], rare),
            "rare_report": _mean(report[index], rare),
            "weakest": _weakest(row, words),
            "weakest_around": _weakest(around[index], words),
            "weakest_report": _weakest(report[index], words),
            "focus": _strength(row, wanted),
        }
        found.append(replace(one, signs={**one.signs, **more}, met=tuple(met_here[index].tolist())))
    return found


def weighed(asked: Asked, pieces: Sequence[str]) -> tuple[Floats, list[list[int]]]:
    """A weight for each piece of the question, and the pieces of each telling word."""
    weights = np.full(len(pieces), LITTLE, np.float32)
    words = []
    telling = set(asked.telling)
    for group in _groups(pieces, spaceless=primary(asked.language) in SPACELESS):
        word = "".join(pieces[at] for at in group).strip(_SPACE)
        if primary(asked.language) in SPACELESS:
            tells = bool(_TELLS.search(word)) and not word.startswith(("何", "几", "多少"))
        else:
            tells = any(folded in telling for folded in folded_words(word))
        if tells:
            weights[group] = 1.0 / np.sqrt(len(group))
            words.append(group)
    return weights, words


def focus(asked: Asked, pieces: Sequence[str], words: Sequence[list[int]]) -> list[list[int]]:
    """The telling words that the words of asking belong to: the next one; before them where no spaces are written."""
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    if not asked.cue:
        return list(words[:1])
    if primary(asked.language) in SPACELESS:
        return [word for word in words if starts[word[0]] <= asked.cue + 1][-FOCUS:]
    return [word for word in words if starts[word[0]] >= asked.cue][:1] or list(words[:1])


def met_words(
    asked: Asked, passages: Sequence[Passage], pieces: Sequence[str], words: Sequence[list[int]], match: Floats
) -> Floats:
    """For each passage how far each telling word stands there: 1 as it is written, else the cosine."""
    written = ["".join(pieces[at] for at in word).strip(_SPACE) for word in words]
    found = np.empty((len(passages), len(words)), np.float32)
    for index, one in enumerate(passages):
        source = one.report.source
        text = read_text(source.text, one.report.title, source.language, source.published)
        same = met(written, asked.names, text, one.place, f"{one.report.title} {one.text}")
        found[index] = [max(there, float(match[index][word].mean())) for there, word in zip(same, words, strict=True)]
    return found


def _groups(pieces: Sequence[str], *, spaceless: bool) -> list[list[int]]:
    groups: list[list[int]] = []
    for at, piece in enumerate(pieces):
        if spaceless or piece.startswith(_SPACE) or not groups:
            groups.append([])
        groups[-1].append(at)
    return groups


def _matched(ours: Floats, theirs: Floats, middle: Floats) -> Floats:
    """For each piece of the question the cosine of the nearest piece."""
    if not len(theirs):
        return np.full(len(ours), -1.0, np.float32)
    best: Floats = (ours @ _unit(theirs - middle).T).max(axis=1)
    return best


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return unit


def _around(passages: Sequence[Passage], match: Floats) -> Floats:
    """Matches with those of the sentences beside each passage, where they are among the passages."""
    places = {(id(one.report), one.place): index for index, one in enumerate(passages)}
    found = match.copy()
    for index, one in enumerate(passages):
        for place in (one.place - 1, one.place + 1):
            beside = places.get((id(one.report), place))
            if beside is not None:
                found[index] = np.maximum(found[index], NEIGHBOUR * match[beside])
    return found


def _report(passages: Sequence[Passage], match: Floats) -> Floats:
    """Matches with those of all passages of the same report."""
    best: dict[int, Floats] = {}
    for index, one in enumerate(passages):
        best[id(one.report)] = np.maximum(best.get(id(one.report), match[index]), match[index])
    return np.stack([best[id(one.report)] for one in passages])


def _mean(row: Floats, weights: Floats) -> float:
    total = float(weights.sum())
    return float(row @ weights) / total if total > 0 else 0.0


def _strength(row: Floats, words: Sequence[list[int]]) -> float:
    return float(np.mean([row[word].mean() for word in words])) if words else 0.0


def _weakest(row: Floats, words: Sequence[Sequence[int]]) -> float:
    return min((float(row[list(group)].mean()) for group in words), default=0.0)
