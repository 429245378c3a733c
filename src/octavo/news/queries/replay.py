"""What the paper knew at a past moment, as far as the rows tell.

Articles that were seen and published by then, in the texts they had, in the stories they were in: later merges and
splits are taken back by their log. What keeps no history is taken as it is now: folds of copies, storylines, the middle
of a story, and whose newsroom is where.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum

from octavo.engine.language import primary
from octavo.engine.topics import countries_of, topics_of
from octavo.news.group.counts import COUNTED, Member, headline, sum_up
from octavo.news.models import Article, Mention, Move, Story, Version
from octavo.news.queries.cards import DAY, RECENT, Stir, stir
from octavo.news.queries.told import Told, with_articles

Row = tuple[int, Member, str]  # the story it was in, what of it counts, its section


@dataclass(frozen=True, slots=True)
class Known:
    """The stories of a moment, newest first, with their members oldest first and the members' edits by then."""

    moment: datetime
    stories: Mapping[int, Story]
    members: Mapping[int, Sequence[Member]]
    edits: Mapping[int, Sequence[datetime]]

    def stir(self, story: int, moment: datetime) -> Stir:
        """What happened in a story in the 24 hours up to a moment, and in those before."""
        own = [member for member in self.members[story] if member.original is None]
        edits = [at for member in own for at in self.edits.get(member.pk, ())]
        return stir([member.published for member in own], edits, moment)

    def tell(self, stories: Sequence[Story], language: str) -> dict[int, Told]:
        """Each story with the article that spoke for it then, with the title and the lead it had."""
        told = with_articles(stories, {story.pk: self.speaker(story, language) for story in stories})
        edited = [one.article.pk for one in told.values() if one.article.versions_count > 1]
        texts: dict[int, Version] = {}
        for text in Version.objects.filter(article__in=edited).defer("paragraphs").order_by("number"):
            if text.fetched <= self.moment or text.article_id not in texts:
                texts[text.article_id] = text
        return {key: as_of(one, texts.get(one.article.pk)) for key, one in told.items()}

    def speaker(self, story: Story, language: str) -> int | None:
        """The article whose headline a reader of that language saw."""
        members = [member for member in self.members[story.pk] if member.original is None and not member.form]
        own = [member for member in members if member.language == primary(language)]
        return headline(own).pk if own and story.reports > 1 else story.headline_id


def as_of(told: Told, text: Version | None) -> Told:
    """The card with the text its article had. Sentences chosen from a later text are not shown."""
    if text is None or text.number == told.article.versions_count:
        return told
    told.article.title, told.article.lead, told.article.versions_count = text.title, text.lead, text.number
    return replace(told, outdated=True)


def known_at(moment: datetime, most: int) -> Known:
    """What was known at a moment of the stories that were new then: of so many at most, the newest."""
    before = stories_before(moment)
    since = moment - RECENT - DAY
    edited = Version.objects.filter(number__gt=1, fetched__range=(since, moment)).values("article")
    fresh = articles_at(moment).filter(Q(published__gte=since) | Q(pk__in=edited)).values_list("pk", "story")
    wanted = {before.get(pk, story or 0) for pk, story in fresh}
    rows = articles_at(moment).filter(Q(story__in=wanted) | Q(pk__in=before)).order_by("published", "url")
    columns = rows.values_list(*COUNTED, "section", "story")
    listed = [(before.get(row[0], row[-1]), row[:-2], row[-2]) for row in columns]
    edits = edits_by(moment, [row[0] for _, row, _ in listed])
    stood = [(key, then(row, edits), section) for key, row, section in listed if key in wanted]
    return gathered(moment, stood, edits, most)


def articles_at(moment: datetime) -> QuerySet[Article]:
    """The articles that the paper had at a moment."""
    return Article.objects.filter(seen__lte=moment, published__lte=moment, story__isnull=False)


def stories_before(moment: datetime) -> dict[int, int]:
    """The story in which each article was that has been moved since."""
    before: dict[int, int] = {}
    for source, articles in Move.objects.filter(at__gt=moment).order_by("-at", "-pk").values_list("source", "articles"):
        before.update(dict.fromkeys(articles, source))
    return before


def edits_by(moment: datetime, articles: Sequence[int]) -> dict[int, list[datetime]]:
    """When each of the articles was edited by a moment, oldest edit first."""
    found: dict[int, list[datetime]] = {}
    rows = Version.objects.filter(article__in=articles, number__gt=1, fetched__lte=moment).order_by("number")
    for article, fetched in rows.values_list("article", "fetched"):
        found.setdefault(article, []).append(fetched)
    return found


def then(row: tuple[Any, ...], edits: Mapping[int, Sequence[datetime]]) -> Member:
    """A row of COUNTED as a member with the edits it had by then."""
    done = edits.get(row[0], ())
    values = dict(zip(COUNTED, row, strict=True)) | {
        "versions_count": 1 + len(done),
        "version__fetched": max(done, default=None),
    }
    return Member(*values.values())


def gathered(moment: datetime, rows: Sequence[Row], edits: Mapping[int, Sequence[datetime]], most: int) -> Known:
    """The stories of these members, newest first, each summed up as the paper does it."""
    members: dict[int, list[Member]] = defaultdict(list)
    sections: dict[int, list[str]] = defaultdict(list)
    for key, member, section in rows:
        members[key].append(member)
        sections[key] += [section] if member.original is None else []
    lines = dict(Story.objects.filter(pk__in=members).values_list("pk", "storyline"))
    stories = [Story(pk=key, storyline_id=lines.get(key), topics=list(topics_of(sections[key]))) for key in members]
    for story in stories:
        sum_up(story, members[story.pk])
    newest = sorted(stories, key=lambda story: (-story.updated.timestamp(), story.pk))[:most]
    countries = abouts({story.pk: members[story.pk] for story in newest})
    for story in newest:
        story.about = list(countries_of(countries.get(story.pk, ())))
    return Known(moment, {story.pk: story for story in newest}, members, edits)


def abouts(members: Mapping[int, Sequence[Member]]) -> dict[int, list[tuple[int, str, int]]]:
    """How often the own reports of each story name places of each country."""
    story_of = {member.pk: key for key, found in members.items() for member in found if member.original is None}
    rows = Mention.objects.filter(article__in=story_of).exclude(place__country="")
    found: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    for article, country, count in rows.values_list("article", "place__country").annotate(Sum("count")).order_by():
        found[story_of[article]].append((article, country, count))
    return found
