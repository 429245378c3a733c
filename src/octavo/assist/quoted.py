"""What a speaker's page reads: what they said, newest first, story by story, and by which names they are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from octavo.assist.models import Findings, Said, Speaker
from octavo.assist.sources import source_of
from octavo.engine.aids.cited import Cited, Source, chosen
from octavo.engine.aids.explain import is_office
from octavo.engine.aids.findings import span_of
from octavo.engine.aids.speakers.hearers import hearer
from octavo.engine.language import primary
from octavo.engine.text import fold
from octavo.news.models import Article, Story
from octavo.news.queries.told import Told, tell

PAGE = 20  # reports
ROLES = 4
SHORTEST = 12  # characters of words worth showing
QUOTED = 12  # statements of one report that are shown
_SHOWN = (
    "title", "language", "published", "url", "story", "publisher__name", "publisher__short", "publisher__slug",
    "publisher__full_text", "version__paragraphs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement, in the words of the report."""

    kind: str
    form: str
    pieces: tuple[Cited, ...]
    hearer: Cited | None  # whom it was said to


@dataclass(frozen=True, slots=True)
class Quoting:
    """A report that quotes the speaker; without words where its publisher's terms keep them on its own pages."""

    article: Article
    utterances: tuple[Utterance, ...]
    roles: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The reports of one story."""

    told: Told | None  # None where the reports are in no story
    reports: tuple[Quoting, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """A page of a speaker's words."""

    speaker: Speaker
    spellings: tuple[Speaker, ...]  # the other names
    roles: tuple[Cited, ...]
    chapters: tuple[Chapter, ...]
    reports: int  # that quote them, copies left out
    last: datetime | None  # when they were last quoted
    page: int
    more: bool


def portrait(pk: int, page: int, language: str, may_show: Callable[[Article], bool]) -> Portrait:
    """A page of what somebody said.

    Args:
        pk: the speaker.
        page: from 1.
        language: of the reader, for the headlines.
        may_show: whether the words of an article may be shown.

    Raises:
        Speaker.DoesNotExist: there is no such speaker.
    """
    speaker = Speaker.objects.get(pk=pk)
    others = tuple(Speaker.objects.filter(same_as=speaker).order_by("-articles", "pk"))
    rows = said_by((speaker.pk, *(one.pk for one in others)))
    start = (page - 1) * PAGE
    keys = list(rows.values_list("article", flat=True)[start : start + PAGE + 1])
    reports = quotings(speaker, others, keys[:PAGE], may_show)
    last = max((one.last for one in (speaker, *others) if one.last), default=None)
    more = len(keys) > PAGE
    roles = known_roles(reports, language)
    return Portrait(speaker, others, roles, chapters(reports, language), rows.count(), last, page, more)


def said_by(speakers: Sequence[int]) -> QuerySet[Said]:
    """Rows of the articles that quote a speaker under any name, newest first; copies and what is set aside left out."""
    rows = Said.objects.filter(speaker__in=speakers, article__original=None, article__version__isnull=False)
    return rows.exclude(article__stage=Article.Stage.PARKED).order_by("-at", "-article")


def quotings(
    speaker: Speaker, others: Sequence[Speaker], keys: Sequence[int], may_show: Callable[[Article], bool]
) -> list[Quoting]:
    """The articles of these keys, in their order, with what the speaker says in each."""
    names = (speaker.pk, *(one.pk for one in others))
    articles = Article.objects.select_related("publisher", "version").only(*_SHOWN).in_bulk(set(keys))
    findings = {
        row.article_id: row
        for row in Findings.objects.filter(article__in=keys).only("article", "version", "statements")
    }
    numbers: dict[int, list[int]] = {}
    for article, found in Said.objects.filter(article__in=keys, speaker__in=names).values_list("article", "statements"):
        numbers.setdefault(article, []).extend(found)
    return [
        quoting(articles[key], findings.get(key), sorted(set(numbers[key])), may_show)
        for key in dict.fromkeys(keys)
        if key in articles
    ]


def quoting(
    article: Article, findings: Findings | None, numbers: Iterable[int], may_show: Callable[[Article], bool]
) -> Quoting:
    """What is said in one article. A text that has changed since its statements were found is read again first."""
    version = article.version
    if version is None or findings is None or findings.version_id != version.pk or not may_show(article):
        return Quoting(article, (), ())
    source = source_of(article, version)
    made = [findings.statements[number] for number in numbers if number < len(findings.statements)]
    rows = [row for row in made if len(row["text"]) >= SHORTEST][:QUOTED]
    roles = [chosen(source, span_of(row["role_span"])) for row in rows if row["role_span"]]
    return Quoting(
        article,
        tuple(utterance(row, source) for row in rows),
        tuple(role for role in roles if is_office(role.text, article.language)),
    )


def utterance(row: dict[str, object], source: Source) -> Utterance:
    """A statement of the findings."""
    spans = [span_of(span) for span in row["words"]]  # type: ignore[attr-defined]
    to = hearer(source.text, span_of(row["cue"]), source.language)
    return Utterance(
        str(row["kind"]),
        str(row["form"]),
        tuple(chosen(source, span) for span in spans),
        chosen(source, to) if to and not any(start < to[1] and to[0] < end for start, end in spans) else None,
    )


def known_roles(reports: Sequence[Quoting], language: str) -> tuple[Cited, ...]:
    """What reports call the speaker, each wording once; the reader's language first, then the newest."""
    found: dict[str, Cited] = {}
    for report in reports:
        for role in report.roles:
            found.setdefault(fold(role.text), role)
    return tuple(sorted(found.values(), key=lambda role: primary(role.language) != primary(language)))[:ROLES]


def chapters(reports: Sequence[Quoting], language: str) -> tuple[Chapter, ...]:
    """The reports by story; the story that was reported on last goes first."""
    grouped: dict[int | None, list[Quoting]] = {}
    for report in reports:
        grouped.setdefault(report.article.story_id, []).append(report)
    stories = Story.objects.filter(pk__in=[key for key in grouped if key], headline__isnull=False)
    told = tell(list(stories), language)
    return tuple(Chapter(told.get(key or 0), tuple(found)) for key, found in grouped.items())
