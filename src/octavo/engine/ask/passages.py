"""The sentences of reports that may answer a question, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from octavo.engine.ask.meaning import meant
from octavo.engine.ask.signs import met, rarity, read_text, signs
from octavo.engine.ask.values import Asked, Passage, Reader, Report
from octavo.engine.ask.weights import Weights, weights

READ = 68  # passages that a model reads
BESIDE = 6  # of the best, whose neighbours are read with them


def passages(asked: Asked, reports: Sequence[Report], reader: Reader | None = None) -> list[Passage]:
    """The passages of reports with their signs, best first; at most ``READ`` where a model reads them.

    Args:
        asked: the question.
        reports: what is looked through, the likeliest first.
        reader: a model; without one words, names, numbers and kinds decide.
    """
    every = by_words(asked, reports)
    found = ranked(every, weights("plain"))
    if reader is None or not found:
        return found
    few = chosen(found, every)
    states = reader.passages([(f"{one.report.title}. ", one.text, one.report.source.language) for one in few])
    question = reader.question(asked.question, asked.language)
    return ranked(meant(asked, question, few, states), weights("read"))


def by_words(asked: Asked, reports: Sequence[Report]) -> list[Passage]:
    """All sentences with the signs that need no model."""
    texts = [read_text(one.source.text, one.title, one.source.language, one.source.published) for one in reports]
    rare = rarity(texts)
    found = []
    for report, text in zip(reports, texts, strict=True):
        for place, sentence in enumerate(text.sentences):
            written = f"{report.title} {report.source.text[slice(*sentence.span)]}"
            own = signs(asked, report, text, place, rare)
            words = met(asked.telling, asked.names, text, place, written)
            found.append(Passage(report, place, sentence.span, own, met=words))
    return found


def chosen(found: Sequence[Passage], every: Sequence[Passage]) -> list[Passage]:
    """The best of the apt ones, and the neighbours of the very best: what a sentence is about may stand before it."""
    places = {(id(one.report), one.place): one for one in every}
    few = {(id(one.report), one.place): one for one in found[: READ - 2 * BESIDE]}
    for one in found[:BESIDE]:
        for place in (one.place - 1, one.place + 1):
            if (id(one.report), place) in places:
                few.setdefault((id(one.report), place), places[id(one.report), place])
    return list(few.values())


def ranked(found: Iterable[Passage], table: Weights) -> list[Passage]:
    """The passages that can hold such an answer at all, by their score, best first; of equals the earlier report."""
    scored = [(table.score(one.signs), one) for one in found if one.signs["apt"]]
    return [
        replace(one, score=score)
        for score, one in sorted(scored, key=lambda pair: (-pair[0], pair[1].report.rank, pair[1].place))
    ]
