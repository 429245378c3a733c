"""How well days and lines of a timeline are chosen, on four crises in Spanish, beside two standard baselines.

As many days as the reference has, which is how such sets are scored. ``date_f1`` is over days; ``rouge1`` the F1 of
the bags of words of matching days, as a mean over the days of both (a day without a match counts nothing).
``published``: the days on which most texts appeared, with the first sentence of the first of them.
``mentions``: the days that most sentences name, with the first such sentence.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

from evals.scores import mean, word_f1
from octavo.engine.aids.events import Account, events_of, timeline
from octavo.engine.aids.figures import Precision, Said
from octavo.engine.text import sentences

Scores = Mapping[str, float | int]
Days = dict[date, str]
TOPICS = ("egypt", "libya", "syria", "yemen")


@cache
def _topic(data: Path, name: str) -> tuple[list[Account], Days]:
    folder = data / "timelines" / "es"
    accounts = []
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            paragraphs = [part for part in row["text"].split("\n") if part.strip()]
            day = datetime.fromisoformat(row["published"])
            events = events_of(paragraphs, "es", day.date())
            accounts.append(Account(row["id"], "", day, "es", "\n\n".join(paragraphs), events))
    lines = (folder / f"{name}.reference.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    return accounts, {date.fromisoformat(row["date"]): " ".join(row["sentences"]) for row in rows}


def ours(accounts: Sequence[Account], count: int) -> Days:
    """Octavo's own lines."""
    texts = {one.article: one.text for one in accounts}
    return {line.event.day: texts[line.article][slice(*line.event.words)] for line in timeline(accounts, count)}


def published(accounts: Sequence[Account], count: int) -> Days:
    """The days on which most texts appeared."""
    days: dict[date, list[Account]] = defaultdict(list)
    for one in accounts:
        days[one.published.date()].append(one)
    best = sorted(days, key=lambda day: (-len(days[day]), day))[:count]
    return {day: _first(days[day][0].text) for day in best}


def mentions(accounts: Sequence[Account], count: int) -> Days:
    """The days that most sentences name."""
    counts: Counter[date] = Counter()
    told: Days = {}
    for one in accounts:
        for event in one.events:
            if event.said is not Said.ARTICLE and event.precision is Precision.DAY:
                counts[event.day] += 1
                told.setdefault(event.day, one.text[slice(*event.words)])
    best = sorted(counts, key=lambda day: (-counts[day], day))[:count]
    return {day: told[day] for day in best}


def _first(text: str) -> str:
    spans = sentences(text, "es")
    return text[slice(*spans[0])] if spans else text[:200]


def _scored(choose: Callable[[Sequence[Account], int], Days]) -> Callable[[Path], Scores]:
    def score(data: Path) -> Scores:
        f1s, rouges, scores = [], [], {}
        for name in TOPICS:
            accounts, wanted = _topic(data, name)
            found = choose(accounts, len(wanted))
            both = set(found) & set(wanted)
            f1 = 2 * len(both) / (len(found) + len(wanted))
            rouge = mean(word_f1(found[day], wanted[day]) if day in both else 0.0 for day in {*found, *wanted})
            matched = mean(word_f1(found[day], wanted[day]) for day in both)
            f1s.append(f1)
            rouges.append((rouge, matched))
            scores[f"date_f1_{name}"] = f1
        return {
            "n": len(TOPICS),
            "date_f1": mean(f1s),
            "rouge1": mean(one for one, _ in rouges),
            "rouge1_matched": mean(one for _, one in rouges),
            **scores,
        }

    return score


SETS: dict[str, Callable[[Path], Scores]] = {
    "es": _scored(ours),
    "es_published": _scored(published),
    "es_mentions": _scored(mentions),
}
