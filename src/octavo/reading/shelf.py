"""What a reader keeps. Every function takes the reader first: nobody sees another's shelf."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from octavo.accounts.models import User
from octavo.reading.models import Saved

Reader = User | AnonymousUser


def holds(user: Reader, article: int) -> bool:
    """True when the reader saved the article."""
    return Saved.objects.filter(user=user.pk, article=article).exists()


def toggle(user: Reader, article: int) -> bool:
    """Save the article, or let it go. Returns whether it is saved now."""
    saved, new = Saved.objects.get_or_create(user_id=int(user.pk or 0), article_id=article)
    if not new:
        saved.delete()
    return new


def saved(user: Reader, limit: int = 200) -> list[Saved]:
    """What the reader saved, newest first."""
    rows = Saved.objects.filter(user=user.pk).select_related("article__publisher", "article__picture")
    return list(rows[:limit])
