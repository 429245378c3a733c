"""Reads for Today and for the story page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from octavo.engine.rank import Card, Placed, front
from octavo.news.models import Article, Picture, Publisher, Story
from octavo.news.queries.articles import quotable

RECENT = timedelta(days=4)  # older stories cannot reach the front page
CANDIDATES = 300


# What a card shows of an article and its publisher; a column that is not here is read when it is asked for.
CARD = (
    "title", "lead", "language", "published", "agency", "versions_count", "original", "story", "picture__file",
    "picture__width", "picture__height", "picture__caption", "picture__credit", "publisher__name", "publisher__slug",
    "publisher__short", "publisher__logo", "publisher__country", "publisher__full_text", "brief__sentences",
    "brief__language",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A story with the article that speaks for it in the reader's language, where there is one."""

    story: Story
    article: Article
    placed: Placed | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """The front page."""

    eight: tuple[Told, ...]
    more: tuple[Told, ...]
    until: datetime | None  # the newest report


def today(now: datetime, language: str, place: str = "", more: int = 24) -> Today:
    """The eight by the printed formula, then the next ones by time."""
    rows = Story.objects.filter(merged_into=None, headline__isnull=False).order_by("-updated", "pk")
    newest = list(rows[:CANDIDATES])
    if not newest:
        return Today((), (), None)
    moment = min(now, newest[0].updated + timedelta(hours=24))  # a paper that rested shows its last day
    stories = counted([story for story in newest if story.updated >= moment - RECENT], moment)
    placed = front([card(story) for story in stories.values()], moment, place)
    chosen = [stories[p.story] for p in placed]
    rest = [story for key, story in stories.items() if key not in {p.story for p in placed}][:more]
    told = tell([*chosen, *rest], language)
    eight = tuple(Told(told[p.story].story, told[p.story].article, p) for p in placed if p.story in told)
    return Today(eight, tuple(told[story.pk] for story in rest if story.pk in told), newest[0].updated)


def counted(stories: Sequence[Story], now: datetime) -> dict[int, Story]:
    """The stories, each with its reports of the last 24 hours."""
    reports = Article.objects.filter(story__in=stories, published__gte=now - timedelta(hours=24), original=None)
    counts = Counter(reports.values_list("story", flat=True))
    for story in stories:
        story.reports_today = counts[story.pk]  # type: ignore[attr-defined]
    return {story.pk: story for story in stories}


def card(story: Story) -> Card:
    """The story as the formula sees it."""
    return Card(
        story.pk,
        story.newsrooms,
        tuple(story.countries),
        len(story.languages),
        getattr(story, "reports_today", 0),
        story.updated,
    )


def more_stories(before: datetime | None, language: str, limit: int = 40) -> list[Told]:
    """Stories by time, newest first, from a moment backwards."""
    rows = Story.objects.filter(merged_into=None, headline__isnull=False)
    if before:
        rows = rows.filter(updated__lt=before)
    stories = list(rows.order_by("-updated", "pk")[:limit])
    told = tell(stories, language)
    return [told[story.pk] for story in stories if story.pk in told]


def tell(stories: Sequence[Story], language: str) -> dict[int, Told]:
    """Each story with its headline: the newest of the reader's language, else the story's own."""
    several = [story for story in stories if story.reports > 1]
    rows = Article.objects.filter(story__in=several, original=None, version__isnull=False)
    rows = rows.filter(language=language.split("-", maxsplit=1)[0])
    # Sorted here: asked to do it, a database may walk through all articles by time instead of these stories'.
    own = {story: pk for _, story, pk in sorted(rows.values_list("published", "story", "pk"))} if several else {}
    speakers = {story.pk: story.headline_id for story in stories} | own
    articles = Article.objects.select_related("publisher", "picture", "brief").only(*CARD)
    found = articles.in_bulk([pk for pk in speakers.values() if pk is not None])
    shown = {key: article for key, pk in speakers.items() if (article := found.get(pk or 0)) is not None}
    bare = [key for key, article in shown.items() if article.picture is None or not article.picture.file]
    pictures = pictured(bare) if bare else {}
    for key in bare:
        shown[key].picture = pictures.get(key)
    return {story.pk: Told(story, shown[story.pk]) for story in stories if story.pk in shown}


def pictured(stories: Sequence[int]) -> dict[int | None, Picture | None]:
    """A picture for each of these stories that has one: of its newest report with a picture that is here."""
    rows = Article.objects.filter(story__in=stories).exclude(picture=None).exclude(picture__file="")
    listed = rows.select_related("picture").only("story", "published", "picture")
    return {a.story_id: a.picture for a in sorted(listed, key=lambda article: (article.published, article.pk))}


@dataclass(frozen=True, slots=True)
class Report:
    """An own report with the copies folded under it."""

    article: Article
    copies: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story: its reports newest first, and who covered it."""

    story: Story
    headline: Article
    reports: tuple[Report, ...]
    first: Article
    countries: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    publishers_of_paper: int
    language: str  # the reader's

    @property
    def voices(self) -> list[Report]:
        """The reports whose words stand at the top: one a publisher, the reader's language first."""
        told = [r for r in self.reports if quotable(r.article) and has_brief(r.article)]
        told.sort(key=lambda report: report.article.language != self.language)
        return list({report.article.publisher_id: report for report in reversed(told)}.values())[::-1][:4]


def story_page(pk: int, language: str) -> StoryPage:
    """The story's page. Raises Story.DoesNotExist when there is none."""
    story = Story.objects.get(pk=pk)
    rows = Article.objects.filter(story=story, version__isnull=False).select_related("publisher", "brief")
    rows = rows.only(*(name for name in CARD if not name.startswith("picture__")))
    members = list(rows.order_by("-published", "url"))
    if not members:
        raise Story.DoesNotExist
    shown = {article.pk for article in members}
    copies: dict[int, list[Article]] = {}
    for article in members:
        if article.original_id in shown:
            copies.setdefault(article.original_id or 0, []).append(article)
    own = [article for article in members if article.original_id not in shown]
    told = tell([story], language).get(story.pk)
    return StoryPage(
        story,
        told.article if told else own[0],
        tuple(Report(article, tuple(reversed(copies.get(article.pk, ())))) for article in own),
        members[-1],
        tally(article.publisher.country for article in own),
        tally(article.language for article in own),
        Publisher.objects.count(),
        language,
    )


def tally(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How often each value occurs, most frequent first; empty ones are left out."""
    counts: dict[str, int] = {}
    for value in values:
        if value:
            counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def has_brief(article: Article) -> bool:
    """True when sentences were chosen from it."""
    return bool(getattr(getattr(article, "brief", None), "sentences", ()))
