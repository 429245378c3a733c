"""Reads for the story page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from octavo.news.models import Article, Move, Picture, Publisher, Story, Verdict
from octavo.news.queries.told import Told, tell, weight

LISTED = (
    "url", "title", "lead", "language", "published", "agency", "versions_count", "original", "story", "form",
    "centrality", "picture",
    "publisher__name", "publisher__slug", "publisher__short", "publisher__logo", "publisher__country",
    "publisher__language", "publisher__ownership", "publisher__full_text",
)  # fmt: skip
SHOWN = 30  # reports on a page, unless all are asked for
AROUND = 4  # stories of the storyline shown before this one, and after it
MOVES = 20


@dataclass(frozen=True, slots=True)
class Report:
    """An own report with the copies folded under it."""

    article: Article
    copies: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the paper's publishers of one kind cover the story."""

    code: str  # a country, a language, a kind of owner
    some: int
    all: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who covers the story, each kind with all publishers of the paper of that kind; the largest first."""

    publishers: tuple[tuple[Publisher, int], ...]  # with their reports, copies included
    of: int  # publishers of the paper
    countries: tuple[Share, ...]
    languages: tuple[Share, ...]
    owners: tuple[Share, ...]  # where the owner is known


@dataclass(frozen=True, slots=True)
class Line:
    """The stories of the same storyline, those nearest in time."""

    earlier: tuple[Told, ...]  # newest first
    later: tuple[Told, ...]  # oldest first


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story: its reports newest first, and who covered it."""

    story: Story
    headline: Article
    reports: tuple[Report, ...]
    first: Article
    coverage: Coverage
    line: Line

    @property
    def beginnings(self) -> list[Article]:
        """The first report of each newsroom, oldest first."""
        firsts: dict[int, Article] = {}
        for report in reversed(self.reports):
            firsts.setdefault(report.article.publisher_id, report.article)
        return list(firsts.values())


def story_page(pk: int, language: str) -> StoryPage:
    """The story's page. Raises Story.DoesNotExist when there is none."""
    story = Story.objects.get(pk=pk)
    rows = Article.objects.filter(story=story, version__isnull=False).select_related("publisher").only(*LISTED)
    members = sorted(rows, key=lambda article: (article.published, article.url), reverse=True)
    if not members:
        raise Story.DoesNotExist
    reports = folded(members)
    return StoryPage(
        story,
        speaker(story, [report.article for report in reports], language),
        reports,
        members[-1],
        coverage(members),
        line_of(story, language) if story.storyline_id else Line((), ()),
    )


def speaker(story: Story, reports: Sequence[Article], language: str) -> Article:
    """The report that ``told.tell`` would choose, with a picture of the story if there is one."""
    own = [article for article in reports if not article.form and article.language == primary(language)]
    headline = next((article for article in reports if article.pk == story.headline_id), reports[0])
    chosen = max(own, key=weight) if own and story.reports > 1 else headline
    ranked = [chosen, *sorted(reports, key=weight, reverse=True)]
    keys = [article.picture_id for article in ranked if article.picture_id]
    pictures = Picture.objects.exclude(file="").in_bulk(set(keys)) if keys else {}
    chosen.picture = next((pictures[key] for key in keys if key in pictures), None)
    return chosen


def folded(members: Sequence[Article]) -> tuple[Report, ...]:
    """The own reports in the order given, each with its copies, oldest first."""
    shown = {article.pk for article in members}
    copies: dict[int, list[Article]] = {}
    for article in members:
        if article.original_id in shown:
            copies.setdefault(article.original_id or 0, []).append(article)
    own = [article for article in members if article.original_id not in shown]
    return tuple(Report(article, tuple(reversed(copies.get(article.pk, ())))) for article in own)


def coverage(members: Iterable[Article]) -> Coverage:
    """Who covers the story, with the denominators."""
    counts = Counter(article.publisher_id for article in members)
    covering = {article.publisher_id: article.publisher for article in members}
    census = list(Publisher.objects.values_list("country", "language", "ownership").annotate(Count("pk")).order_by())
    ranked = sorted(covering.values(), key=lambda publisher: (-counts[publisher.pk], publisher.name))

    def shares(column: int, of: Callable[[Publisher], str]) -> tuple[Share, ...]:
        everyone: Counter[str] = Counter()
        for row in census:
            everyone[primary(row[column])] += row[-1]
        some = Counter(primary(of(publisher)) for publisher in covering.values())
        found = [Share(code, some[code], number) for code, number in everyone.items() if code]
        return tuple(sorted(found, key=lambda share: (-share.some, -share.all, share.code)))

    return Coverage(
        tuple((publisher, counts[publisher.pk]) for publisher in ranked),
        sum(row[-1] for row in census),
        shares(0, lambda publisher: publisher.country),
        shares(1, lambda publisher: publisher.language),
        shares(2, lambda publisher: publisher.ownership),
    )


def primary(code: str) -> str:
    """A language without its region; other codes have no hyphen."""
    return code.split("-", maxsplit=1)[0]


def line_of(story: Story, language: str) -> Line:
    """The nearest stories of the storyline, before this one and after it."""
    rows = Story.objects.filter(storyline=story.storyline_id, merged_into=None, headline__isnull=False)
    before = Q(began__lt=story.began) | Q(began=story.began, pk__lt=story.pk)
    earlier = list(rows.filter(before).order_by("-began", "-pk")[:AROUND])
    later = list(rows.exclude(before).exclude(pk=story.pk).order_by("began", "pk")[:AROUND])
    told = tell([*earlier, *later], language)
    return Line(
        tuple(told[one.pk] for one in earlier if one.pk in told),
        tuple(told[one.pk] for one in later if one.pk in told),
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """What an operator sees of a story beside the readers' page."""

    moves: tuple[Move, ...]  # that touched it, newest first
    unfolded: frozenset[int]  # articles that somebody said are no copies


def desk(page: StoryPage) -> Desk:
    """The log of a story, and its articles that were unfolded by hand."""
    moves = Move.objects.filter(Q(source=page.story) | Q(target=page.story)).select_related("by").order_by("-at", "-pk")
    keys = [report.article.pk for report in page.reports]
    said = Verdict.objects.filter(Q(article__in=keys) | Q(other__in=keys), kind=Verdict.Kind.NOT_COPY)
    unfolded = {key for pair in said.values_list("article", "other") for key in pair}
    return Desk(tuple(moves[:MOVES]), frozenset(unfolded & set(keys)))
