"""How well figures, their differences and dated events are found: on the sample press, and on any stream.

A figure is found when its value is right, its phrase meets the gold's, and what it counts is not another thing of
the list; each once. ``figure_f1`` holds the figures an aid would show against the gold; ``figure_recall_all`` is the
share of the gold among all that are read.

``difference_recall`` is the share of the gold's pairs of which a shown pair has both values, each on words of that
report; ``difference_recall_value`` takes the values from any report of the story. A shown pair is false
(``difference_false``) when gold has no pair of these values and its figures do not give both values of one thing, by
two who counted; ``difference_false_strict`` is the share of shown ones that stand in no pair of the gold's.
Fitted on one half of the stories: the sets that end in ``unseen`` are the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from evals.gold import Report, Stream, press, standing
from octavo.engine.aids import figures as engine
from octavo.engine.aids.events import events_of
from octavo.engine.aids.figures import Figure, differences, figures_of, numbers_of
from octavo.engine.aids.figures.find import things_named
from octavo.press.values import Difference, Support
from octavo.press.values import Figure as Gold

Scores = Mapping[str, float | int]
_SCALES = {"million": 1e6, "billion": 1e9, "thousand": 1e3, "MW": 1e3}


def of_stream(stream: Stream) -> dict[str, float | int]:
    """Figures, in all and by language."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for report in stream.reports:
        shown = figures_of(report.paragraphs, report.language, report.day)
        every = figures_of(report.paragraphs, report.language, report.day, every=True)
        numbers = (len(hits(report, shown)), len(shown), len(report.figures), len(hits(report, every)))
        for key in ("", f"_{report.language[:2]}"):
            for index, value in enumerate(numbers):
                counts[key][index] += value
    scores: dict[str, float | int] = {"n": len(stream.reports)}
    for key, (right, shown_, gold, all_right) in counts.items():
        scores[f"figure_f1{key}"] = 2 * right / max(1, shown_ + gold)
        scores[f"figure_precision{key}"] = right / max(1, shown_)
        scores[f"figure_recall{key}"] = right / max(1, gold)
        scores[f"figure_recall_all{key}"] = all_right / max(1, gold)
    return scores


def hits(report: Report, figures: Sequence[Figure]) -> dict[int, int]:
    """Which gold figure each of ours is, by their numbers."""
    used: dict[int, int] = {}
    for number, figure in enumerate(figures):
        for index, gold in enumerate(report.figures):
            if index not in used.values() and meets(report, figure, gold):
                used[number] = index
                break
    return used


def meets(report: Report, figure: Figure, gold: Gold) -> bool:
    """Whether a figure is that of the gold."""
    if not any(start < figure.number[1] and figure.number[0] < end for start, end in standing(report.text, gold.words)):
        return False
    if not has_value(figure, gold):
        return False
    named = things_named(gold.what, "en")
    return not named or figure.what in named or figure.what.startswith(("word:", "unit:"))


def has_value(figure: Figure, gold: Gold) -> bool:
    """Whether a figure's value is the gold's, in the unit that the gold's thing names."""
    wanted = {gold.value, *(gold.value * scale for word, scale in _SCALES.items() if word in gold.what)}
    return any(_same(value, one) for one in wanted for value in (figure.low, figure.high, figure.base[0]))


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(1.0, abs(other))


def differences_of_stream(stream: Stream) -> dict[str, float | int]:
    """Differing pairs of the gold's list that are found, and shown ones that are none."""
    found = by_value = gold = shown = unlisted = wrong = 0
    for story, reports in stream.stories.items():
        listed = [one for one in stream.differences if one.kind == "figure" and one.story == story]
        pairs = shown_of(reports)
        gold += len(listed)
        found += sum(any(_shows(pair, one, reports) for pair in pairs) for one in listed)
        by_value += sum(any(has_values(pair, one, reports) for pair in pairs) for one in listed)
        shown += len(pairs)
        unlisted += sum(not any(_shows(pair, one, reports) for one in listed) for pair in pairs)
        wrong += sum(not is_true(pair, listed, reports) for pair in pairs)
    return {
        "n": gold,
        "shown": shown,
        "difference_recall": by_value / max(1, gold),
        "difference_recall_strict": found / max(1, gold),
        "difference_false": wrong / max(1, shown),
        "difference_false_strict": unlisted / max(1, shown),
    }


def shown_of(reports: Sequence[Report]) -> tuple[engine.Difference, ...]:
    """The differences of a story, copies left out, as the page shows them."""
    return differences([counted(one) for one in reports if not one.copy])


def counted(report: Report) -> engine.Report:
    """A report with its figures."""
    figures = figures_of(report.paragraphs, report.language, report.day, every=True)
    return engine.Report(report.id, report.publisher, report.published, report.language, figures)


def is_true(pair: engine.Difference, listed: Sequence[Difference], reports: Sequence[Report]) -> bool:
    """Whether gold has a pair of these two values, or its figures do: of one thing, by two who counted."""
    if any(has_values(pair, one, reports) for one in listed):
        return True
    ours = [_golds(side, reports) for side in (pair.one, pair.other)]
    return any(
        a.what == b.what and a.value != b.value and "" != a.counter != b.counter != "" for a in ours[0] for b in ours[1]
    )


def _shows(pair: engine.Difference, gold: Difference, reports: Sequence[Report]) -> bool:
    sides = (pair.one, pair.other)
    return any(_stands(sides[i], gold.a, reports) and _stands(sides[1 - i], gold.b, reports) for i in (0, 1))


def _stands(side: Sequence[engine.Told], end: Support, reports: Sequence[Report]) -> bool:
    places = {one.id: standing(one.text, end.words) for one in reports if one.id == end.article}
    return any(
        start <= told.figure.number[0] < stop
        for told in side
        for start, stop in places.get(str(told.report.article), ())
    )


def has_values(pair: engine.Difference, gold: Difference, reports: Sequence[Report]) -> bool:
    """Whether a pair has the values of a pair of the gold's list, from whichever reports."""
    ours = [{round(told.figure.base[0], 6) for told in side} for side in (pair.one, pair.other)]
    ends = [set(_values(end, reports)) for end in (gold.a, gold.b)]
    return any(ours[i] & ends[0] and ours[1 - i] & ends[1] for i in (0, 1))


def _values(end: Support, reports: Sequence[Report]) -> Iterator[float]:
    """The numbers that a gold end has in its words, in base units."""
    for one in reports:
        if one.id == end.article:
            yield from (round(number.base[0], 6) for number in numbers_of(end.words, one.language, one.day))


def _golds(side: Sequence[engine.Told], reports: Sequence[Report]) -> list[Gold]:
    by_id = {one.id: one for one in reports}
    return [
        gold
        for told in side
        for gold in by_id[str(told.report.article)].figures
        if meets(by_id[str(told.report.article)], told.figure, gold)
    ]


def events_of_stream(stream: Stream) -> dict[str, float | int]:
    """Dated events: the days that the gold's events fall on against those of ours, by report."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for report in stream.reports:
        dates = {one.day for one in events_of(report.paragraphs, report.language, report.day)}
        wanted = {one.date for one in report.events}
        for key in ("", f"_{report.language[:2]}"):
            for index, value in enumerate((len(dates & wanted), len(dates), len(wanted))):
                counts[key][index] += value
    scores: dict[str, float | int] = {"n": len(stream.reports)}
    for key, (right, shown, wanted_) in counts.items():
        scores[f"event_date_f1{key}"] = 2 * right / max(1, shown + wanted_)
        scores[f"event_date_recall{key}"] = right / max(1, wanted_)
    return scores


def _whole(score: Callable[[Stream], Scores]) -> Callable[[Path], Scores]:
    return lambda _: score(press())


def _unseen(score: Callable[[Stream], Scores]) -> Callable[[Path], Scores]:
    return lambda _: score(press().halves()[1])


_SCORES = {"press": of_stream, "press_differences": differences_of_stream, "press_events": events_of_stream}
SETS: dict[str, Callable[[Path], Scores]] = {
    **{name: _whole(score) for name, score in _SCORES.items()},
    **{f"{name}_unseen": _unseen(score) for name, score in _SCORES.items()},
}
