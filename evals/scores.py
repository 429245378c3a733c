"""How results are scored: each function as the benchmarks define it. A mean is always over all pages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FAILURE = 0.2  # a word F1 below this is a failure

_WORD = re.compile(r"\w+")
# Scripts written without spaces: Han, kana, Thai, Lao, Khmer, Myanmar.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


def word_f1(found: str, gold: str) -> float:
    """F1 of the bags of lower-case words, 0 to 1. Two empty texts give 1, one gives 0."""
    ours, theirs = Counter(words(found)), Counter(words(gold))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def words(text: str) -> list[str]:
    """The lower-case words of a text; of scripts without spaces the pairs of neighbouring characters."""
    tokens: list[str] = []
    for token in _WORD.findall(text.lower()):
        start = 0
        for run in _UNSPACED.finditer(token):
            tokens.extend([token[start : run.start()]] if run.start() > start else [])
            tokens.extend(_pairs(run[0]))
            start = run.end()
        if start < len(token):
            tokens.append(token[start:])
    return tokens


def ngram4_f1(found: Sequence[str], gold: Sequence[str]) -> float:
    """The F1 of scrapinghub's article benchmark: of mean precision and mean recall over bags of four words.

    Case counts. A page for which nothing was found counts in recall only, one without gold in precision only.
    """
    precisions: list[float] = []
    recalls: list[float] = []
    for ours, theirs in zip(found, gold, strict=True):
        mine, right = Counter(_shingles(ours)), Counter(_shingles(theirs))
        both = (mine & right).total()
        if mine:
            precisions.append(both / mine.total())
        if right:
            recalls.append(both / right.total())
    return harmonic(mean(precisions), mean(recalls))


def harmonic(precision: float, recall: float) -> float:
    """F1 of a precision and a recall, 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean(values: Iterable[float]) -> float:
    """The mean, 0 of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def same_text(one: str, other: str) -> bool:
    """Whether two short texts are the same but for white space, case and Unicode form."""
    return _folded(one) == _folded(other)


def same_names(found: Iterable[str], gold: Iterable[str]) -> bool:
    """Whether two sets of names are the same but for white space, case and Unicode form."""
    return {_folded(name) for name in found} == {_folded(name) for name in gold}


def same_day(found: str, gold: str) -> bool:
    """Whether two ISO 8601 dates or times name the same day, each in its own zone."""
    return bool(found) and found[:10] == gold[:10]


def snippets(text: str, wanted: Iterable[str], unwanted: Iterable[str]) -> tuple[float, float]:
    """The shares of wanted snippets that the text has and of unwanted ones that it has not."""
    plain = " ".join(text.split())
    inside = [" ".join(snippet.split()) in plain for snippet in wanted]
    outside = [" ".join(snippet.split()) not in plain for snippet in unwanted]
    return (mean(inside) if inside else 1.0, mean(outside) if outside else 1.0)


def precision_recall(said: Sequence[bool], true: Sequence[bool]) -> tuple[float, float]:
    """Precision and recall of yes-or-no answers."""
    right = sum(1 for ours, theirs in zip(said, true, strict=True) if ours and theirs)
    return right / max(1, sum(said)), right / max(1, sum(true))


def _shingles(text: str) -> list[tuple[str, ...]]:
    tokens = _WORD.findall(text)
    if 0 < len(tokens) < 4:
        return [tuple(tokens)]
    return [tuple(tokens[start : start + 4]) for start in range(len(tokens) - 3)]


def _pairs(run: str) -> list[str]:
    return [run] if len(run) == 1 else [run[start : start + 2] for start in range(len(run) - 1)]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()
