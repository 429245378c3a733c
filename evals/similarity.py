"""How well the similarity of two articles agrees with people: Pearson correlation with their judgement, negated.

``pearson`` is the mean over the language pairs of the set's own texts; texts that went through a translator and back
stand apart. The curve of ``engine/similar.py`` was fitted on these very pairs: ``pearson_folds`` is what it gives
when its numbers are fitted on nine tenths of the pairs and tried on the last. ``cosine`` is the bare cosine of the
vectors, ``tfidf`` plain TF-IDF over the words of all texts, within a language only.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals import scores
from evals.meanings import vectors
from octavo.engine.similar import similarity
from octavo.news.group.subject import subject

Scores = Mapping[str, float | int]
Pair = Mapping[str, Any]
Floats = NDArray[np.float64]
FOLDS = 10


def semeval(data: Path) -> Scores:
    """666 pairs in eight language pairs, 436 of them in their own words."""
    with gzip.open(data / "similarity" / "semeval.jsonl.gz", "rt", encoding="utf-8") as file:
        pairs = [json.loads(line) for line in file]
    cosines, tfidf = cosines_of(pairs), tfidf_of(pairs)
    own = np.array([not pair["machine_translated"] for pair in pairs])
    people = np.array([-pair["overall"] for pair in pairs])
    kinds = ["_".join(sorted((pair["a"]["language"], pair["b"]["language"]))) for pair in pairs]
    ours = np.array([similarity(cosine) for cosine in cosines])
    found: dict[str, float | int] = {"n": int(own.sum())}
    found |= agreement("pearson", ours[own], people[own], [kind for kind, use in zip(kinds, own, strict=True) if use])
    mine = [kind for kind, use in zip(kinds, own, strict=True) if use]
    found["pearson_all"] = correlation(ours[own], people[own])
    found["pearson_folds"] = agreement("f", in_folds(cosines[own], people[own]), people[own], mine)["f"]
    found["pearson_cosine"] = agreement("c", cosines[own], people[own], mine)["c"]
    found["pearson_tfidf"] = within("t", tfidf[own], people[own], mine)
    theirs = [kind for kind, use in zip(kinds, own, strict=True) if not use]
    found["n_translated"] = len(theirs)
    return found | agreement("translated", ours[~own], people[~own], theirs)


def agreement(name: str, ours: Floats, people: Floats, kinds: Sequence[str]) -> dict[str, float]:
    """The correlation for each kind of pair, and their mean under the bare name."""
    each = {kind: correlation(ours[rows], people[rows]) for kind, rows in rows_of(kinds).items()}
    return {name: scores.mean(each.values())} | {f"{name}_{kind}": value for kind, value in sorted(each.items())}


def within(name: str, ours: Floats, people: Floats, kinds: Sequence[str]) -> float:
    """The mean correlation over the kinds of one language."""
    rows = {kind: rows for kind, rows in rows_of(kinds).items() if len(set(kind.split("_"))) == 1}
    return scores.mean(correlation(ours[found], people[found]) for found in rows.values())


def rows_of(kinds: Sequence[str]) -> Mapping[str, list[int]]:
    """The rows of each kind."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, kind in enumerate(kinds):
        rows[kind].append(row)
    return rows


def correlation(a: Floats, b: Floats) -> float:
    """Pearson's."""
    return float(np.corrcoef(a, b)[0, 1])


def cosines_of(pairs: Sequence[Pair]) -> Floats:
    """The cosine of each pair, the texts embedded as the paper embeds articles."""
    texts = [pair[side] for pair in pairs for side in "ab"]
    found = vectors(
        [subject(text.get("title", ""), "", text["text"]) for text in texts], [text["language"] for text in texts]
    )
    return np.asarray((found[0::2] * found[1::2]).sum(axis=1), np.float64)


def in_folds(cosines: Floats, people: Floats) -> Floats:
    """The judgements as the curve gives them when fitted on the other folds: Gauss-Newton on the squared error."""
    fold = np.random.default_rng(7).integers(0, FOLDS, len(cosines))
    target = (people + 4) / 3  # 4 is different, 1 the same
    found = np.zeros(len(cosines))
    for each in range(FOLDS):
        steep, middle = fitted(cosines[fold != each], target[fold != each])
        found[fold == each] = 1 / (1 + np.exp(-steep * (cosines[fold == each] - middle)))
    return found


def fitted(cosines: Floats, target: Floats) -> tuple[float, float]:
    """Steepness and middle of the curve with the least squared error."""
    features = np.stack([cosines, np.ones(len(cosines))], axis=1)
    weights = np.array([8.0, -4.0])
    for _ in range(50):
        curve = 1 / (1 + np.exp(-features @ weights))
        slope = features * (curve * (1 - curve))[:, None]
        weights = weights + 0.5 * np.linalg.lstsq(slope, target - curve, rcond=None)[0]
    return float(weights[0]), float(-weights[1] / weights[0])


def tfidf_of(pairs: Sequence[Pair]) -> Floats:
    """Plain TF-IDF cosine of each pair, the frequencies taken over all texts of a language."""
    bags = [[Counter(words_of(pair[side])) for side in "ab"] for pair in pairs]
    frequency: defaultdict[str, Counter[str]] = defaultdict(Counter)
    texts: Counter[str] = Counter()
    for pair, two in zip(pairs, bags, strict=True):
        for side, bag in zip("ab", two, strict=True):
            frequency[pair[side]["language"]].update(bag.keys())
            texts[pair[side]["language"]] += 1
    found = []
    for pair, two in zip(pairs, bags, strict=True):
        a, b = (
            weighted(bag, frequency[language], texts[language])
            for bag, language in zip(two, (pair["a"]["language"], pair["b"]["language"]), strict=True)
        )
        length = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
        found.append(sum(value * b.get(word, 0.0) for word, value in a.items()) / length if length else 0.0)
    return np.array(found)


def words_of(text: Mapping[str, str]) -> list[str]:
    """All words of a text and its title."""
    return scores.words(f"{text.get('title', '')} {text['text']}")


def weighted(bag: Counter[str], frequency: Counter[str], texts: int) -> dict[str, float]:
    """Each word by how often it stands here and how rarely elsewhere."""
    return {word: (1 + math.log(times)) * math.log((1 + texts) / frequency[word]) for word, times in bag.items()}


SETS: dict[str, Callable[[Path], Scores]] = {"semeval": semeval}
