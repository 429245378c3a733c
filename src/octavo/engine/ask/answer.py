"""The decision: is the evidence there, and which sentences are the answer."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.aids.cited import chosen as cited
from octavo.engine.ask.marks import held, marked
from octavo.engine.ask.passages import passages
from octavo.engine.ask.signs import soft
from octavo.engine.ask.values import Answer, Asked, Line, Passage, Reader, Report, Why
from octavo.engine.ask.weights import Weights, share, weights

MOST = 3  # sentences
LOOKED = 12  # of the best passages, for further sentences
MARGIN = 2.5  # of the score that a further sentence may lie below the best
AGREED = 1.0  # what it gains when another publisher gives the same number or name
REPEATED = 0.7  # of the shorter sentence's words: the same said twice
NEAREST = 4  # reports named where there is no answer


def answer(asked: Asked, reports: Sequence[Report], reader: Reader | None = None) -> Answer:
    """Answer a question from reports, or refuse.

    Args:
        asked: of ``understood``.
        reports: what is looked through, the likeliest first.
        reader: a model that reads passages; without one their words decide.

    Returns:
        One to three sentences as they stand in their sources, the best and those that go with it, in order of time.
    """
    if asked.empty:
        return refusal(Why.EMPTY, reports)
    if not reports:
        return refusal(Why.NOTHING, reports)
    found = passages(asked, reports, reader)
    table = weights("plain" if reader is None else "read")
    return decided(asked, reports, found, table)


def decided(asked: Asked, reports: Sequence[Report], found: Sequence[Passage], table: Weights) -> Answer:
    """The answer from ranked passages."""
    if not found:
        return refusal(Why.UNSURE, reports)
    odds = table.odds(evidence(found))
    if odds < table.least:
        return refusal(Why.UNSURE, reports, share(odds))
    lines = [_line(asked, one) for one in selected(asked, found)]
    ordered = sorted(lines, key=lambda line: (line.report.source.published, line.report.rank))
    return Answer(tuple(ordered), refused=False, why=Why.NONE, score=share(odds), searched=len(reports))


def refusal(why: Why, reports: Sequence[Report], score: float = 0.0) -> Answer:
    """No answer, with the reports that came nearest."""
    return Answer((), refused=True, why=why, score=score, nearest=tuple(reports[:NEAREST]), searched=len(reports))


def evidence(found: Sequence[Passage]) -> dict[str, float]:
    """What speaks for there being an answer: the best score, and what the first three passages have together.

    ``met`` is the share of the question's telling words that stand there or next to it, in one of them or another.
    """
    words = [max(column) for column in zip(*(one.met for one in found[:MOST]), strict=True)]
    return {"top": found[0].score, "met": sum(words) / len(words) if words else 0.0}


def selected(asked: Asked, found: Sequence[Passage]) -> list[Passage]:
    """The best passage and up to two more that come close to it, or that say the same for another publisher."""
    best = found[0]
    mine = held(asked, best)

    def weight(one: Passage) -> float:
        agrees = one.report.publisher != best.report.publisher and bool(mine & held(asked, one))
        return one.score + (AGREED if agrees else 0.0)

    kept = [best]
    bags = [soft(best.text)]
    for one in sorted(found[1:LOOKED], key=weight, reverse=True):
        bag = soft(one.text)
        if len(kept) < MOST and weight(one) >= best.score - MARGIN and not any(_alike(bag, other) for other in bags):
            kept.append(one)
            bags.append(bag)
    return kept


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= REPEATED * max(1, min(len(one), len(other)))


def _line(asked: Asked, one: Passage) -> Line:
    return Line(cited(one.report.source, one.span), one.report, marked(asked, one), one.score)
