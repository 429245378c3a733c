"""Folds by hand: an article that is no copy after all, and the way back. The verdict is a row and is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from octavo.news.group import fingerprints
from octavo.news.group.counts import recount
from octavo.news.group.fold import family_of, gather
from octavo.news.group.moves import say
from octavo.news.models import Article, Verdict


@transaction.atomic
def unfold(article: Article, by: AbstractBaseUser | None, now: datetime) -> None:
    """Let an article stand for itself, against every article of its family, for good.

    It stays in its story and gets a vector of its own. An original leaves its copies, who have another among them.
    An article without a family is left as it is.
    """
    article.refresh_from_db()
    rest = [member for member in family_of(article) if member.pk != article.pk]
    if not rest:
        return
    say(Verdict.Kind.NOT_COPY, [(article.pk, other.pk) for other in rest], by.pk if by else None, now)
    stand_alone(article, now)
    gather(rest, now)
    fingerprints.lay_out_again(rest)
    fingerprints.lay_out_again([article])
    count([article, *rest])


@transaction.atomic
def refold(article: Article, now: datetime) -> None:
    """Withdraw what was said of an article and let the machine decide again."""
    article.refresh_from_db()
    Verdict.objects.filter(Q(article=article) | Q(other=article), kind=Verdict.Kind.NOT_COPY).delete()
    send_back(article, Article.Stage.EXTRACTED, now)


def stand_alone(article: Article, now: datetime) -> None:
    """Make the article an original, whose vector is still to be made."""
    article.original = None
    send_back(article, Article.Stage.FOLDED, now)


def send_back(article: Article, stage: Article.Stage, now: datetime) -> None:
    """Move an article's row back to a stage, due now."""
    article.stage, article.due_at, article.attempts = stage, now, 0
    article.error = article.error_text = ""
    article.save(update_fields=["original", "stage", "due_at", "attempts", "error", "error_text"])


def count(articles: Sequence[Article]) -> None:
    """Bring the stories of articles up to date."""
    recount(*(article.story_id for article in articles))
