"""What changed in a story since a moment: new statements, figures that moved, new days, edits. Nothing older."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from octavo.engine.aids.cited import chosen
from octavo.engine.aids.figures import Figure, Said
from octavo.engine.aids.figures.counters import same
from octavo.engine.aids.findings import event_of, figure_of, span_of
from octavo.engine.aids.telling import Account, given
from octavo.engine.aids.voices import SHORTEST, spoken, strength
from octavo.engine.text import fold, folded_words, overlap

Row = dict[str, Any]
Span = tuple[int, int]
STATEMENTS, FIGURES, DAYS = 5, 4, 3  # lines of each kind
AGAIN = 0.6  # of the shorter one's words: said before
LEAST = 0.1  # weight of a figure that matters


@dataclass(frozen=True, slots=True)
class News:
    """A report that came or was edited since: in an edited one only what the older text has not is new."""

    account: Account
    older: str = ""  # the text as it was; empty for a report that is new

    def fresh(self, span: Span) -> bool:
        """True when the words are not in the older text."""
        return not self.older or self.account.text[slice(*span)] not in self.older


def changed(before: Sequence[Account], since: Sequence[News]) -> dict[str, list[Row]]:
    """The rows of what changed, by kind.

    Args:
        before: the reports as they stood at the moment, oldest first.
        since: those that came or were edited since, oldest first.
    """
    return {
        "statements": statements(before, since),
        "figures": moved(before, since),
        "events": days(before, since),
    }


def statements(before: Iterable[Account], since: Iterable[News]) -> list[Row]:
    """What somebody has said since and nobody had reported: the strongest, a speaker at most twice, oldest first."""
    told = [frozenset(folded_words(row["text"])) for account in before for row in account.statements]
    met = [
        (strength(row), news.account, row)
        for news in since
        for row in news.account.statements
        if len(row["text"]) >= SHORTEST and news.fresh(span_of(row["words"][0]))
    ]
    shown: list[tuple[Account, Mapping[str, Any]]] = []
    speakers: list[str] = []
    for _, account, row in sorted(met, key=lambda one: -one[0]):
        bag, key = frozenset(folded_words(row["text"])), fold(row["speaker"])
        if speakers.count(key) < 2 and all(overlap(bag, other) < AGAIN for other in told):
            told.append(bag)
            speakers.append(key)
            shown.append((account, row))
        if len(shown) == STATEMENTS:
            break
    shown.sort(key=lambda one: (one[0].published, one[1]["words"][0]))
    return [spoken(account, row) for account, row in shown]


def moved(before: Sequence[Account], since: Sequence[News]) -> list[Row]:
    """Figures of one thing by one counter that have another value now: the old one and the new one."""
    old = [(account, figure) for account in before for figure in counted(account)]
    rows: dict[tuple[str, float], Row] = {}
    for news in since:
        for figure in counted(news.account):
            if not news.fresh(figure.words):
                continue
            known = [
                one
                for one in old
                if one[1].what == figure.what
                and one[1].base[2] == figure.base[2]
                and same(one[1].counted_by, figure.counted_by)
                and stands(one[1]) <= stands(figure)
            ]
            if not known or any(one[1].base == figure.base for one in known):
                continue
            account, earlier = max(known, key=lambda one: (stands(one[1]), one[0].published))
            rows[figure.what, figure.low] = {
                "what": figure.what,
                "unit": figure.unit,
                "old": value(earlier) | given(earlier, account),
                "new": value(figure) | given(figure, news.account),
            }
    latest = {row["what"]: row for row in rows.values()}
    return list(latest.values())[:FIGURES]


def counted(account: Account) -> list[Figure]:
    """The figures of a report that matter, of things that are known, by those who counted."""
    every = [figure_of(row) for row in account.figures]
    return [
        one
        for one in every
        if one.counted_by and one.weight >= LEAST and not one.what.startswith(("word:", "unit:"))
    ]  # fmt: skip


def stands(figure: Figure) -> str:
    """The day of which a figure is, in a form that sorts; unknown ones first."""
    return figure.as_of.isoformat() if figure.as_of else ""


def value(figure: Figure) -> Row:
    """A figure's number, as the page words it."""
    return {"low": figure.low, "high": figure.high, "qualifier": figure.qualifier.value}


def days(before: Iterable[Account], since: Iterable[News]) -> list[Row]:
    """Dated events of days of which nothing had been told."""
    known = {row["day"] for account in before for row in account.events}
    rows: dict[str, Row] = {}
    for news in since:
        for one in news.account.events:
            event = event_of(one)
            if event.said is Said.ARTICLE or one["day"] in known or not news.fresh(event.words):
                continue
            words = chosen(news.account.source, event.words).as_row()
            rows.setdefault(one["day"], {"day": one["day"], "said": event.said.value, "cited": words})
    return [rows[day] for day in sorted(rows)][-DAYS:]
