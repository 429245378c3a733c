"""How well figures, their differences and dated events are found, on the sample press.

A figure is found when its value is right, its phrase meets the gold's, and what it counts is not another thing of
the list. The gold has what an editor would name, some four of the eighteen numbers of an article:
``figure_recall_all`` is the share of them among all that are found, ``figure_f1`` holds the chosen ones against it.
``difference_false`` is the share of shown differences of which the gold figures do not have both values, of one
thing, by two counters; ``difference_unlisted`` the share that the gold's short list of differences does not have.
The weights that choose figures were set on the whole press: ``docs/decisions/0021-figures.md`` has the held-out halves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from octavo.engine.aids.events import events_of
from octavo.engine.aids.figures import Difference, Figure, Report, Told, differences, figures_of
from octavo.engine.aids.figures.find import thing_named
from octavo.press.newsroom import Press, load
from octavo.press.values import Article
from octavo.press.values import Figure as Gold

Scores = Mapping[str, float | int]
DAY = date(2026, 1, 28)


@cache
def _press() -> Press:
    return load(DAY)


def press_figures(_: Path) -> Scores:
    """Figures, in all and by language."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for article in _press().articles:
        shown = figures_of(article.paragraphs, article.language, article.published.date())
        every = figures_of(article.paragraphs, article.language, article.published.date(), every=True)
        right, all_right = _hits(article, shown), _hits(article, every)
        for key in ("", article.language):
            for index, value in enumerate((right, len(shown), len(article.gold.figures), all_right)):
                counts[key][index] += value
    scores: dict[str, float | int] = {"n": len(_press().articles)}
    for key, (right, shown_, gold, all_right) in counts.items():
        end = f"_{key}" if key else ""
        scores[f"figure_f1{end}"] = 2 * right / (shown_ + gold)
        scores[f"figure_recall_all{end}"] = all_right / gold
    return scores


def _hits(article: Article, figures: Sequence[Figure]) -> int:
    used: set[int] = set()
    for figure in figures:
        for index, gold in enumerate(article.gold.figures):
            if index not in used and meets(article, figure, gold):
                used.add(index)
                break
    return len(used)


def meets(article: Article, figure: Figure, gold: Gold) -> bool:
    """Whether a figure is that of the gold."""
    start = article.text.find(gold.words)
    if figure.words[0] >= start + len(gold.words) or figure.words[1] <= start:
        return False
    scale = 1e6 if "million" in gold.what else 1.0
    wanted = {gold.value, gold.value * scale, gold.value * 1000 if "MW" in gold.what else gold.value}
    if not any(abs(value - one) <= 1e-6 * max(1.0, one) for one in wanted for value in (figure.low, figure.base[0])):
        return False
    named = thing_named(gold.what, "en")
    return named in {"", figure.what} or figure.what.startswith(("word:", "unit:"))


def press_differences(_: Path) -> Scores:
    """Differing pairs of the gold's list that are found, and shown ones that are none."""
    found = gold = shown = unlisted = wrong = 0
    for story, articles in _stories():
        listed = [one for one in _press().differences if one.kind == "figure" and one.story == story]
        pairs = differences([_report(article) for article in articles])
        gold += len(listed)
        found += sum(any(_shows(pair, one.a, one.b) for pair in pairs) for one in listed)
        shown += len(pairs)
        unlisted += sum(not any(_shows(pair, one.a, one.b) for one in listed) for pair in pairs)
        wrong += sum(not _true(pair) for pair in pairs)
    return {
        "n": gold,
        "shown": shown,
        "difference_recall": found / gold,
        "difference_false": wrong / max(1, shown),
        "difference_unlisted": unlisted / max(1, shown),
    }


def _stories() -> Iterator[tuple[str, list[Article]]]:
    by_story: dict[str, list[Article]] = defaultdict(list)
    for article in _press().articles:
        by_story[article.story].append(article)
    yield from by_story.items()


def _report(article: Article) -> Report:
    figures = figures_of(article.paragraphs, article.language, article.published.date(), every=True)
    return Report(article.id, article.publisher.id, article.published, article.language, figures)


def _shows(pair: Difference, *ends: object) -> bool:
    sides = (pair.one, pair.other)
    a, b = ends
    return any(_stands(sides[i], a) and _stands(sides[1 - i], b) for i in (0, 1))


def _stands(side: Sequence[Told], end: object) -> bool:
    for told in side:
        article = _press().by_id[str(told.report.article)]
        start = article.text.find(end.words)  # type: ignore[attr-defined]
        if article.id == end.article and start <= told.figure.number[0] < start + len(end.words):  # type: ignore[attr-defined]
            return True
    return False


def _true(pair: Difference) -> bool:
    """Whether the gold figures have both values, of one thing, by two who counted."""
    ours = [_golds(side) for side in (pair.one, pair.other)]
    return any(
        a.what == b.what and a.value != b.value and "" != a.counter != b.counter != "" for a in ours[0] for b in ours[1]
    )


def _golds(side: Sequence[Told]) -> list[Gold]:
    found = []
    for told in side:
        article = _press().by_id[str(told.report.article)]
        found += [gold for gold in article.gold.figures if meets(article, told.figure, gold)]
    return found


def press_events(_: Path) -> Scores:
    """Dated events: the gold's date, on a sentence that meets its words."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for article in _press().articles:
        events = events_of(article.paragraphs, article.language, article.published.date())
        gold = [(one.date, article.text.find(one.words), len(one.words)) for one in article.gold.events]
        dates = {one.day for one in events}
        wanted = {day for day, _, _ in gold}
        for key in ("", article.language):
            counts[key][0] += len(dates & wanted)
            counts[key][1] += len(dates)
            counts[key][2] += len(wanted)
    scores: dict[str, float | int] = {"n": len(_press().articles)}
    for key, (right, shown, wanted_) in counts.items():
        end = f"_{key}" if key else ""
        scores[f"event_date_f1{end}"] = 2 * right / (shown + wanted_)
        scores[f"event_date_recall{end}"] = right / wanted_
    return scores


SETS: dict[str, Callable[[Path], Scores]] = {
    "press": press_figures,
    "press_differences": press_differences,
    "press_events": press_events,
}
