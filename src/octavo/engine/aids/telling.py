"""What a story's page shows beside its reports, made from them in one pass: values in, rows of JSON out.

Every piece of words in the rows is one of ``cited``: a passage of a report, with its receipt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from octavo.engine.aids import accounts as accounts_of
from octavo.engine.aids import events, figures
from octavo.engine.aids.accounts import Drawn
from octavo.engine.aids.cited import Source, chosen
from octavo.engine.aids.compare import compare
from octavo.engine.aids.figures import Difference, Figure, Told
from octavo.engine.aids.findings import event_of, figure_of
from octavo.engine.aids.opposed import opposed
from octavo.engine.aids.sentences import without_dateline
from octavo.engine.aids.story_brief import story_brief
from octavo.engine.aids.voices import voices
from octavo.engine.language import primary

Row = dict[str, Any]
Span = tuple[int, int]
A_SIDE = 3  # reports shown of each value
VALUES = 6  # of one thing
LANGUAGES = 6  # for whose readers a story is told in brief apart
MOST = 6  # things of which reports differ
FIGURES = 240  # of a report that are set against others: every two are, so of a transcript only its beginning is read


@dataclass(frozen=True, slots=True)
class Account:
    """One report of a story, with the rows of what the aids found in it."""

    article: int
    version: int
    publisher: int
    published: datetime
    language: str  # BCP 47
    title: str
    paragraphs: tuple[str, ...]
    centrality: float = 0.0
    statements: Sequence[Mapping[str, Any]] = ()
    figures: Sequence[Mapping[str, Any]] = ()
    events: Sequence[Mapping[str, Any]] = ()

    @property
    def text(self) -> str:
        """The paragraphs joined by a blank line."""
        return "\n\n".join(self.paragraphs)

    @property
    def source(self) -> Source:
        """The text as what is shown may cite it."""
        return Source(self.article, self.version, self.text, self.language, self.published.date())


@dataclass(frozen=True, slots=True)
class Story:
    """What is to be told: the story's own reports, and those of its storyline that came before."""

    accounts: tuple[Account, ...]
    earlier: tuple[Account, ...] = ()


def told(story: Story) -> dict[str, Any]:
    """The rows of a story's reading aids, by name."""
    by_article = {one.article: one for one in (*story.earlier, *story.accounts)}
    return {
        "brief": briefs(story.accounts),
        "comparison": comparison(story.accounts),
        "differences": difference_rows(differing(story.accounts), by_article),
        "opposed": opposed(story.accounts),
        "voices": voices(story.accounts),
        "timeline": timeline((*story.earlier, *story.accounts)),
    }


def briefs(accounts: Sequence[Account]) -> dict[str, list[Row]]:
    """What is known, in brief, for a reader of each language of the reports; under "" for all others."""
    plain = [plainly(one) for one in accounts]
    languages = Counter(primary(one.language) for one in accounts)
    chosen_for = {language: story_brief(plain, language) for language, _ in languages.most_common(LANGUAGES)}
    chosen_for[""] = story_brief(plain, "")
    return {
        language: [chosen(accounts[one.account].source, one.span).as_row() for one in drawn]
        for language, drawn in chosen_for.items()
    }


def comparison(accounts: Sequence[Account]) -> list[Row]:
    """What each publisher leads with, has alone and leaves out; nothing where there is only one publisher."""
    found = compare([plainly(one) for one in accounts]) if len({one.publisher for one in accounts}) > 1 else ()
    return [
        {
            "publisher": one.publisher,
            "article": accounts[one.leads_with.account].article if one.leads_with else None,
            "leads_with": drawn_row(one.leads_with, accounts) if one.leads_with else None,
            "alone": [drawn_row(drawn, accounts) for drawn in one.alone],
            "leaves_out": [drawn_row(drawn, accounts) for drawn in one.leaves_out],
        }
        for one in found
    ]


def drawn_row(drawn: Drawn, accounts: Sequence[Account]) -> Row:
    """A span of a report; of its headline, which is shown as what it is and leads to the report."""
    account = accounts[drawn.account]
    if drawn.headline:
        title = account.title[slice(*drawn.span)]
        return {"headline": title, "article": account.article, "language": account.language}
    return chosen(account.source, drawn.span).as_row()


def plainly(account: Account) -> accounts_of.Account:
    """A report as the choosing aids read it."""
    return accounts_of.Account(
        account.article, account.publisher, account.published, account.language, account.title, account.paragraphs,
        account.centrality, tuple(figure_of(row) for row in account.figures),
    )  # fmt: skip


def differing(accounts: Iterable[Account]) -> tuple[Difference, ...]:
    """Where the figures of the reports differ, the surest first."""
    return figures.differences([counted(one) for one in accounts])


def counted(account: Account) -> figures.Report:
    """A report with its figures."""
    found = tuple(figure_of(row) for row in account.figures[:FIGURES])
    return figures.Report(account.article, str(account.publisher), account.published, account.language, found)


def difference_rows(differences: Iterable[Difference], accounts: Mapping[int, Account]) -> list[Row]:
    """What is counted, with its values side by side, the earliest first. Values of one thing stand together."""
    values: dict[str, dict[float, tuple[Told, ...]]] = {}
    units: dict[str, str] = {}
    for difference in differences:
        low, high = (round(one[0].figure.base[0], 6) for one in (difference.one, difference.other))
        named = not difference.what.startswith(("word:", "unit:"))
        key = difference.what if named else f"{difference.what} {low} {high}"
        values.setdefault(key, {}).update({low: difference.one, high: difference.other})
        units.setdefault(key, difference.unit)
    return [
        {
            "what": key.split(" ", 1)[0],
            "unit": units[key],
            "sides": sorted((side(sides[value], accounts) for value in sorted(sides)[:VALUES]), key=since),
        }
        for key, sides in list(values.items())[:MOST]
    ]


def side(tellers: Sequence[Told], accounts: Mapping[int, Account]) -> Row:
    """One value: its number, and the passages that give it, the earliest first, a publisher once."""
    firsts: dict[str, Told] = {}
    for one in sorted(tellers, key=lambda one: (not one.figure.counted_by, one.report.published)):
        firsts.setdefault(one.report.publisher, one)
    shown = sorted(list(firsts.values())[:A_SIDE], key=lambda one: one.report.published)
    figure = tellers[0].figure
    return {
        "low": figure.low,
        "high": figure.high,
        "qualifier": figure.qualifier.value,
        "reports": len({one.report.article for one in tellers}),
        "given": [given(one.figure, accounts[int(one.report.article)]) for one in shown],
    }


def since(side: Row) -> tuple[str, float]:
    """The first day of which a value is given, and the value: those of one day stand beside each other."""
    return min((one["as_of"] or one["at"][:10] for one in side["given"]), default=""), side["low"]


def given(figure: Figure, account: Account) -> Row:
    """One report's words for a value: the phrase, who counted, and when."""
    source = account.source
    return {
        "words": chosen(source, figure.words).as_row(),
        "counter": chosen(source, figure.counter).as_row() if figure.counter else None,
        "publisher": account.publisher,
        "at": account.published.isoformat(),
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
    }


def timeline(accounts: Sequence[Account]) -> list[Row]:
    """How it unfolded, by day."""
    by_article = {one.article: one for one in accounts}
    given = [
        events.Account(
            one.article, str(one.publisher), one.published, one.language, one.text,
            tuple(event_of(row) for row in one.events),
        )
        for one in accounts
    ]  # fmt: skip
    return [
        {
            "day": line.event.day.isoformat(),
            "said": line.event.said.value,
            "articles": line.articles,
            "cited": chosen(source, without_dateline(source.text, line.event.words)).as_row(),
        }
        for line in events.timeline(given)
        for source in (by_article[int(line.article)].source,)
    ]
