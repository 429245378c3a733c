"""Summaries to hold ours against, and how summaries are scored.

ROUGE-N (Lin, 2004): runs of N words that a summary and a reference share, each as often as both have it; no stemming,
no stop words; words as in ``evals.scores`` (pairs of characters for scripts without spaces). Several references: the
mean over them. TextRank after Mihalcea and Tarau (EMNLP 2004), LexRank after Erkan and Radev (JAIR 2004).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from evals.scores import mean, words
from octavo.engine.text import sentences

DAMPING = 0.85
THRESHOLD = 0.1  # of the cosine that joins two sentences in LexRank
SAME = 0.5  # of the cosine: LexRank passes over a sentence so near to one it has, as its authors' summariser did
Texts = Sequence[str]
Ranker = Callable[[Sequence[Texts], str, Mapping[str, float]], list[str]]  # texts as sentences, language, idf


def rouge(found: Texts, references: Sequence[Texts], size: int) -> tuple[float, float]:
    """F1 and recall of the runs of ``size`` words, each a mean over the references, all given as words."""
    ours = Counter(_runs(found, size))
    scores = []
    for reference in references:
        theirs = Counter(_runs(reference, size))
        both = (ours & theirs).total()
        recall = both / (theirs.total() or 1)
        precision = both / (ours.total() or 1)
        scores.append((2 * precision * recall / (precision + recall) if both else 0.0, recall))
    return mean(f1 for f1, _ in scores), mean(recall for _, recall in scores)


def _runs(text: Texts, size: int) -> list[tuple[str, ...]]:
    return [tuple(text[at : at + size]) for at in range(len(text) - size + 1)]


def cut(ranked: Texts, budget: int) -> list[str]:
    """The words of sentences in the order of their rank, the last one cut where the budget of words ends."""
    found: list[str] = []
    for sentence in ranked:
        found += words(sentence)
        if len(found) >= budget:
            break
    return found[:budget]


def split(text: str, language: str) -> list[str]:
    """The sentences of a text, those that are words at all."""
    return [
        text[at + start : at + end]
        for at, part in _paragraphs(text)
        for start, end in sentences(part, language)
        if words(part[start:end])
    ]


def _paragraphs(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for part in text.split("\n\n"):
        found.append((at, part))
        at += len(part) + 2
    return found


def lead(texts: Sequence[Texts], _: str, __: Mapping[str, float]) -> list[str]:
    """The first sentence of each text, then the second of each, and so on: lead-3 where there is one text."""
    longest = max(map(len, texts), default=0)
    return [text[row] for row in range(longest) for text in texts if row < len(text)]


def textrank(texts: Sequence[Texts], _: str, __: Mapping[str, float]) -> list[str]:
    """Sentences by their weight in a graph of shared words, an edge divided by the logarithms of both lengths."""
    all_ = [sentence for text in texts for sentence in text]
    bags = [words(sentence) for sentence in all_]
    sets = [set(bag) for bag in bags]
    size = range(len(all_))
    graph = [[_overlap(sets, bags, a, b) if a != b else 0.0 for b in size] for a in size]
    weights = page_rank(graph)
    return [all_[index] for index in sorted(size, key=lambda one: (-weights[one], one))]


def _overlap(sets: Sequence[set[str]], bags: Sequence[Texts], a: int, b: int) -> float:
    lengths = math.log(len(bags[a])) + math.log(len(bags[b]))
    return len(sets[a] & sets[b]) / lengths if lengths > 0 else 0.0


def lexrank(texts: Sequence[Texts], _: str, idf: Mapping[str, float]) -> list[str]:
    """Sentences by their weight in a graph of cosines over a threshold, near-repeats passed over."""
    all_ = [sentence for text in texts for sentence in text]
    vectors = [_vector(sentence, idf) for sentence in all_]
    size = range(len(all_))
    cosines = [[cosine(vectors[a], vectors[b]) for b in size] for a in size]
    graph = [[float(value > THRESHOLD) for value in row] for row in cosines]
    weights = page_rank(graph)
    chosen: list[int] = []
    for index in sorted(size, key=lambda one: (-weights[one], one)):
        if all(cosines[index][other] < SAME for other in chosen):
            chosen.append(index)
    return [all_[index] for index in chosen]


def _vector(sentence: str, idf: Mapping[str, float]) -> dict[str, float]:
    most = max(idf.values(), default=1.0)
    return {word: times * idf.get(word, most) for word, times in Counter(words(sentence)).items()}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Of two sparse vectors; 0 where one is empty."""
    both = sum(value * b[word] for word, value in a.items() if word in b)
    return both / math.sqrt(sum(x * x for x in a.values()) * sum(x * x for x in b.values())) if both else 0.0


def page_rank(graph: Sequence[Sequence[float]]) -> list[float]:
    """The stationary weights of a weighted graph (Brin and Page 1998), to a thousandth."""
    count = len(graph)
    sums = [sum(row) for row in graph]
    ranks = [1.0] * count
    for _ in range(60):
        new = [
            1 - DAMPING + DAMPING * sum(graph[b][a] / sums[b] * ranks[b] for b in range(count) if graph[b][a])
            for a in range(count)
        ]
        moved = max((abs(one - other) for one, other in zip(new, ranks, strict=True)), default=0.0)
        ranks = new
        if moved < 0.001:
            break
    return ranks


def inverse_frequencies(texts: Texts) -> dict[str, float]:
    """The idf of words over a collection of texts."""
    counts = Counter(word for text in texts for word in set(words(text)))
    return {word: math.log(len(texts) / count) for word, count in counts.items()}


RANKERS: Mapping[str, Ranker] = {"lead": lead, "textrank": textrank, "lexrank": lexrank}
