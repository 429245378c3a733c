"""What changed in a story since a reader's last visit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from octavo.assist.tell import account
from octavo.engine.aids.changed import News, changed
from octavo.engine.aids.cited import articles_of, revived
from octavo.engine.aids.telling import Account
from octavo.engine.changes import changes
from octavo.news.models import Article, Version

MOST = 40  # reports that are read, on either side of the moment
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """A report whose text was changed since, with how many paragraphs differ."""

    article: Article
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Since:
    """What is new since a moment. Words in the rows are ``Cited``."""

    moment: datetime
    reports: int = 0  # new ones, copies included
    newsrooms: list[str] = field(default_factory=list)  # that published them
    statements: list[Row] = field(default_factory=list)
    figures: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    withdrawn: list[Article] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """True when something changed."""
        return bool(self.reports or self.edits or self.withdrawn)

    @property
    def articles(self) -> set[int]:
        """The articles that are cited."""
        return set(articles_of([self.statements, self.figures, self.events]))


def since(story: int, moment: datetime) -> Since:
    """What changed in a story since a moment: only of reports that were first seen, edited or withdrawn after it."""
    rows = Article.objects.filter(story=story, version__isnull=False).select_related("publisher", "version")
    after = rows.filter(Q(seen__gt=moment) | Q(version__fetched__gt=moment) | Q(withdrawn__gt=moment))
    touched = list(after.order_by("published", "url")[:MOST])
    if not touched:
        return Since(moment)
    came = [article for article in touched if first_read(article) > moment]
    withdrawn = [article for article in touched if article.withdrawn and article.withdrawn > moment]
    older = older_texts([article for article in touched if article not in came], moment)
    new, edits = [], []
    ready = {one.pk: account(one) for one in readable(story).filter(pk__in=[article.pk for article in touched])}
    for article in touched:
        was = older.get(article.pk)
        if was is not None:
            edits.append(Edit(article, len(changes(was.paragraphs, paragraphs(article)))))
        if article.pk in ready and article not in withdrawn and (article in came or was is not None):
            new.append(News(ready[article.pk], was.text if was else ""))
    known = readable(story).filter(seen__lte=moment).exclude(pk__in=[article.pk for article in came])
    before = [account(one) for one in known.order_by("-published")[:MOST]]
    found = changed([as_it_was(one, older) for one in reversed(before)], new)
    return Since(
        moment, len(came), sorted({article.publisher.name for article in came}),
        revived(found["statements"]), revived(found["figures"]), revived(found["events"]), edits, withdrawn,
    )  # fmt: skip


def first_read(article: Article) -> datetime:
    """Since when readers can have known a report: its page may have been fetched some time after it was listed."""
    version = article.version
    return max(article.seen, version.fetched) if version and article.versions_count == 1 else article.seen


def readable(story: int) -> Any:
    """The story's own reports that have their findings."""
    own = Article.objects.filter(story=story, original=None, form="", findings__isnull=False)
    return own.select_related("version", "findings")


def older_texts(articles: list[Article], moment: datetime) -> dict[int, Version]:
    """The texts of edited articles as they stood at a moment."""
    edited = [article.pk for article in articles if article.versions_count > 1]
    rows = Version.objects.filter(article__in=edited, fetched__lte=moment).order_by("number")
    then = {version.article_id: version for version in rows}
    now = {article.pk: article.version_id for article in articles}
    return {key: version for key, version in then.items() if version.pk != now[key]}


def as_it_was(one: Account, older: dict[int, Version]) -> Account:
    """A report with those of its findings that stood in its text at the time already."""
    then = older.get(one.article)
    if then is None:
        return one
    text, old = one.text, then.text
    kept = {
        "statements": [row for row in one.statements if row["text"] in old],
        "figures": [row for row in one.figures if text[slice(*row["words"])] in old],
        "events": [row for row in one.events if text[slice(*row["words"])] in old],
    }
    return Account(
        one.article, one.version, one.publisher, one.published, one.language, one.title, one.paragraphs,
        one.centrality, **kept,
    )  # fmt: skip


def paragraphs(article: Article) -> list[str]:
    """The paragraphs of the newest text."""
    return list(article.version.paragraphs) if article.version else []
