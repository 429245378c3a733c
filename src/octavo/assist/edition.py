"""The edition of a day as chapters to be heard: each story's headline, then what its publishers report, in their words.

Between them stand only frames of ours, "X reports:", which gettext knows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from babel import Locale
from babel.dates import format_date
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, to_locale

from octavo.assist import reads
from octavo.assist.models import Telling
from octavo.assist.models_speaking import Recording
from octavo.engine.aids.cited import Cited, articles_of, revived, stored
from octavo.engine.language import primary
from octavo.engine.rank import Reader
from octavo.engine.voice import Line
from octavo.news.models import Article
from octavo.news.queries import today as front_page
from octavo.news.queries.articles import quotable
from octavo.news.queries.told import Told

MORNING = 6  # o'clock in the paper's time zone: when the day's edition is recorded
LATEST = 8  # o'clock, from which on it is recorded even if some of its stories are not told yet
EIGHT = 8
MOST = 3  # sentences of a chapter
KEPT = timedelta(days=7)  # editions in the podcast feed
QUEUE = 20  # editions that may wait
Chapter = dict[str, Any]  # as in ``Recording.chapters``


@dataclass(frozen=True, slots=True)
class Reported:
    """A sentence with who reports it."""

    publisher: str
    cited: Cited


# What is in it --------------------------------------------------------------------------------
def chapters(now: datetime, language: str) -> list[Chapter]:
    """The front page of a moment for readers of a language. Only what everyone may read is in it."""
    code = primary(language)
    eight = front_page.today(now, code, Reader(place=settings.PLACE, language=code)).eight
    return [chapter(told, code) for told in eight]


def chapter(told: Told, language: str) -> Chapter:
    """A story of the eight."""
    return {
        "title": told.article.title,
        "language": told.article.language,
        "publisher": told.article.publisher.name,
        "story": told.story.pk,
        "article": told.article.pk,
        "lines": [{"publisher": one.publisher, "cited": one.cited.as_row()} for one in reported(told, language)],
    }


def reported(told: Told, language: str) -> list[Reported]:
    """What is known of a story, else what its report says in brief; what is in the listener's language goes first."""
    aids = reads.of_story(told.story.pk, language)
    cited = aids.brief if aids else []
    names = publishers(articles_of(cited))
    found = [Reported(name, one) for one in cited if (name := " · ".join(named(one, names)))]
    own = [stored(row, told.article.language) for row in told.sentences]
    brief = [Reported(told.article.publisher.name, one) for one in own]
    for some in (found, brief):
        if some and all(primary(one.cited.language) == language for one in some[:MOST]):
            return some[:MOST]
    return (found or brief)[:MOST]


def publishers(articles: Iterable[int]) -> dict[int, str]:
    """Who published each of the articles; those that not everyone may read are left out."""
    rows = Article.objects.filter(pk__in=set(articles)).select_related("publisher")
    return {row.pk: row.publisher.name for row in rows if quotable(row)}


def named(cited: Cited, names: Mapping[int, str]) -> list[str]:
    """The publishers of a sentence; none when one of them may not be quoted to everyone."""
    keys = {receipt.article for receipt in cited.receipts}
    return list(dict.fromkeys(names[key] for key in sorted(keys))) if keys <= names.keys() else []


# How it is read -------------------------------------------------------------------------------
def greeting(day: date, language: str) -> str:
    """The first words."""
    with override(language):
        shown = format_date(day, "full", locale=Locale.parse(to_locale(language)))
        return _("%(name)s, the edition of %(day)s.") % {"name": settings.SITE_NAME, "day": shown}


def frame(publisher: str, language: str) -> str:
    """What is said before a sentence."""
    with override(language):
        return _("%(publisher)s reports:") % {"publisher": publisher}


def farewell(language: str) -> str:
    """The last words."""
    with override(language):
        return _("That is today's eight.")


def untold(publisher: str, tongue: str, language: str) -> str:
    """What is said in place of words that the voice cannot speak."""
    with override(language):
        name = Locale.parse(to_locale(language)).languages.get(primary(tongue)) or tongue
        return _("%(publisher)s reports in %(language)s, which this voice does not speak.") % {
            "publisher": publisher,
            "language": name,
        }


def lines(row: Recording, spoken: Collection[str]) -> list[Line]:
    """The lines of an edition's recording; its chapters learn the numbers of theirs.

    ``spoken``: languages that have a voice. A chapter in another one is said to be so, once.
    """
    language = row.language
    found = [Line(greeting(row.day or timezone.localdate(), language), language, 1.0)]
    for one in row.chapters:
        found.extend(lines_of(one, language, spoken, len(found)))
        found[-1] = Line(found[-1].text, found[-1].language, 1.2)
    return [*found, Line(farewell(language), language)] if len(row.chapters) == EIGHT else found


def lines_of(one: Chapter, language: str, spoken: Collection[str], at: int) -> Iterator[Line]:
    """The lines of a chapter, numbered from ``at`` on."""
    foreign = primary(one["language"]) not in spoken
    one["line"] = at
    if foreign:
        yield Line(untold(one["publisher"], one["language"], language), language, 0.6)
    else:
        yield Line(one["title"], one["language"], 0.6)
    at, publisher = at + 1, ""
    for line in one["lines"]:
        line["frame"] = line["line"] = None
        cited = stored(line["cited"])
        if primary(cited.language) not in spoken:
            continue
        if line["publisher"] != publisher:  # else it is still the same who reports
            publisher, line["frame"] = line["publisher"], at
            at += 1
            yield Line(frame(publisher, language), language, 0.1)
        line["line"] = at
        at += 1
        yield Line(cited.text, cited.language, 0.5)


def timed(rows: list[Chapter], seconds: Mapping[int, float]) -> list[Chapter]:
    """The chapters with the second at which each begins; those that the recording does not reach are left out."""
    firsts = [row["line"] for row in rows]
    found = []
    ends = [*firsts, max(seconds, default=0) + 1][1:]
    for row, first, after in zip(rows, firsts, ends, strict=True):
        heard = [seconds[number] for number in range(first, after) if number in seconds]
        found.extend([row | {"start": min(heard)}] if heard else [])
    return found


# Rows -----------------------------------------------------------------------------------------
def enlist(now: datetime, language: str, voice: str) -> Recording | None:
    """Have the day's edition recorded when it is morning and its stories are told."""
    local = timezone.localtime(now)
    if local.hour < MORNING or Recording.objects.filter(day=local.date(), language=language).exists():
        return None
    found = chapters(now, language)
    waiting = Telling.objects.filter(story__in=[one["story"] for one in found]).count() < len(found)
    if not found or ((len(found) < EIGHT or waiting) and local.hour < LATEST):
        return None
    return put(local.date(), language, voice, found, now)


def ask(now: datetime, language: str, voice: str) -> Recording | None:
    """Have the day's edition recorded in another language, once, whoever asks. None when too many are waiting."""
    day = timezone.localdate(now)
    row = Recording.objects.filter(day=day, language=language).first()
    if row is not None:
        return row
    waiting = Recording.objects.filter(state=Recording.State.PENDING, day__isnull=False).count()
    found = chapters(now, language) if waiting < QUEUE else []
    return put(day, language, voice, found, now) if found else None


def put(day: date, language: str, voice: str, found: list[Chapter], now: datetime) -> Recording | None:
    """A row for an edition; the one that is there when two ask at once."""
    times = {"asked": now, "used": now, "due_at": now}
    try:
        with transaction.atomic():
            return Recording.objects.create(day=day, language=language, voice=voice, chapters=found, **times)
    except IntegrityError:
        return Recording.objects.filter(day=day, language=language).first()


def of_day(day: date, language: str) -> Recording | None:
    """A day's recorded edition that everyone may hear; None when there is none, or a publisher has closed a text."""
    row = Recording.objects.filter(day=day, language=language).first()
    return row if row and (row.state != Recording.State.DONE or audible(row)) else None


def recent(now: datetime, language: str) -> list[Recording]:
    """Recorded editions of the last seven days, newest first."""
    rows = Recording.objects.filter(day__gt=timezone.localdate(now) - KEPT, language=language)
    return [row for row in rows.filter(state=Recording.State.DONE).order_by("-day") if audible(row)]


def audible(row: Recording) -> bool:
    """Whether all the sentences that it holds may still be read by everyone."""
    keys = set(articles_of(revived(row.chapters)))
    return keys <= publishers(keys).keys()
