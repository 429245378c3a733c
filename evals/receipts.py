"""How well the gate tells true sentences from false ones.

``planted``: a thousand sentences made false (see ``evals.made_errors``) and as many true ones, from news texts in
English and the sample press in nine languages. ``false_quotes`` are altered quotations that were let through;
``blocked`` is over numbers, dates, names and places; ``kept`` over true sentences. ``qags``: sentences of models
with three people's votes: the area under the curve of the support score, on both halves and on the one the weights
were not set on, and how many unsupported sentences pass where 0.9 of the supported ones are kept.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from evals.made_errors import Case, Source
from evals.made_errors import planted as false_cases
from evals.made_errors import true as true_cases
from evals.places import sample_gazetteer
from octavo.engine.aids.gate import Passage, check
from octavo.engine.aids.gate.support import support
from octavo.engine.aids.gate.tokens import prepared
from octavo.engine.places import Gazetteer, find
from octavo.press.newsroom import load

Scores = Mapping[str, float | int]
SEED = 20
EACH = 143  # of seven kinds of error: a thousand and one
_PRESS_DAY = date(2026, 1, 28)
_HARD = ("number", "date", "name", "place")


def planted_errors(data: Path) -> Scores:
    """The thousand planted errors and as many true sentences."""
    sources = [*_given(data), *_press()]
    false = list(false_cases(sources, EACH, SEED))
    true = list(true_cases(sources, 1000, SEED + 1))
    return scored(false, true)


def planted_press(_: Path) -> Scores:
    """The same with the sample press only, the languages in equal parts."""
    false: list[Case] = []
    true: list[Case] = []
    by_language: dict[str, list[Source]] = {}
    for one in _press():
        by_language.setdefault(one.language, []).append(one)
    for sources in by_language.values():
        false += false_cases(sources, 16, SEED)
        true += true_cases(sources, 112, SEED + 1)
    scores = dict(scored(false, true))
    for language in by_language:
        of_one = scored([c for c in false if c.language == language], [c for c in true if c.language == language])
        scores |= {f"blocked_{language}": of_one["blocked"], f"kept_{language}": of_one["kept"]}
    return scores


def scored(false: Sequence[Case], true: Sequence[Case]) -> Scores:
    """The shares blocked and kept."""
    passed = Counter(case.kind for case in false if check(case.sentence, case.language, case.passages).kept)
    total = Counter(case.kind for case in false)
    kept = sum(check(case.sentence, case.language, case.passages).kept for case in true)
    hard = sum(total[kind] for kind in _HARD)
    return {
        "n": len(false),
        "n_true": len(true),
        "false_quotes": passed["quote"],
        "blocked": 1 - sum(passed[kind] for kind in _HARD) / max(1, hard),
        **{f"blocked_{kind}": 1 - passed[kind] / total[kind] for kind in total},
        "kept": kept / max(1, len(true)),
    }


def qags(data: Path) -> Scores:
    """Sentences of models, voted on. The weights were set on the first half of a seeded shuffle."""
    rows = _rows(data / "grounding" / "qags.jsonl.gz")
    Random(SEED).shuffle(rows)
    day = date(2015, 6, 1)
    scores, truth, verdicts = [], [], []
    for row in rows:
        article = mended(row["article"])
        ours = prepared(mended(row["sentence"]), "en", day)
        scores.append(support(ours, [prepared(article, "en", day)]))
        verdicts.append(check(ours.text, "en", [Passage(article, "en", day)]).kept)
        truth.append(bool(row["supported"]))
    half = len(rows) // 2
    line = sorted(score for score, right in zip(scores, truth, strict=True) if right)[int(0.1 * sum(truth))]
    wrong = [score for score, right in zip(scores, truth, strict=True) if not right]
    kept = [verdict for verdict, right in zip(verdicts, truth, strict=True) if right]
    shown = [verdict for verdict, right in zip(verdicts, truth, strict=True) if not right]
    return {
        "n": len(rows),
        "auc": auc(scores, truth),
        "auc_held_out": auc(scores[half:], truth[half:]),
        "false_supported_at_90": sum(score >= line for score in wrong) / len(wrong),
        "kept": sum(kept) / len(kept),
        "false_shown": sum(shown) / len(shown),
    }


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def mended(text: str) -> str:
    """The set writes "3, 800" and "2. 4", and a hyphen between spaces: as its articles had them."""
    return re.sub(r"(?<=\d)([,.]) (?=\d)", r"\1", text).replace(" - ", "-")


def auc(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """The area under the curve: how often a true one scores above a false one; even scores count half."""
    right = [score for score, is_true in zip(scores, truth, strict=True) if is_true]
    wrong = [score for score, is_true in zip(scores, truth, strict=True) if not is_true]
    won = sum((one > other) + 0.5 * (one == other) for one in right for other in wrong)
    return won / (len(right) * len(wrong))


def _given(data: Path) -> Iterator[Source]:
    """Two hundred texts each of three sets, places as the gazetteer finds them."""
    gazetteer = sample_gazetteer()
    files = ("quotes/polnear.jsonl.gz", "stories/neus.jsonl.gz", "stories/ecbplus.jsonl.gz")
    for name in files:
        rows = _rows(data / name)
        Random(SEED).shuffle(rows)
        for row in rows[:200]:
            yield _source(row, gazetteer)


def _source(row: Mapping[str, Any], gazetteer: Gazetteer) -> Source:
    text = row["text"]
    places = tuple(dict.fromkeys(one.name for one in find(text, "en", gazetteer)))
    day = date.fromisoformat(row["published"][:10]) if row.get("published") else date(2015, 6, 1)
    return Source(text, "en", day, str(row.get("story", row["id"])), places)


def _press() -> Iterator[Source]:
    newsroom = load(_PRESS_DAY)
    names = {key: place.names for key, place in newsroom.world.places.items()}
    for one in newsroom.articles:
        language = one.publisher.language
        places = tuple(names[key].get(language, names[key]["en"]) for key in one.gold.places)
        yield Source(one.text, language, one.published.date(), one.story, places)


SETS: dict[str, Callable[[Path], Scores]] = {"planted": planted_errors, "planted_press": planted_press, "qags": qags}
