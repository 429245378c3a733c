"""The places that a text names, kept with the article."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from octavo.engine.places import PlaceMention
from octavo.news.models import Article, Mention, Place

MOST = 32767  # what the column holds


def gazetteer() -> Path | None:
    """The file of this paper's gazetteer, where it has been built."""
    path = Path(settings.GAZETTEER)
    return path if path.exists() else None


def keep_mentions(article: Article, mentions: Sequence[PlaceMention]) -> None:
    """Replace the article's mentions. The caller holds the transaction."""
    Mention.objects.filter(article=article).delete()
    if not mentions:
        return
    Place.objects.bulk_create(
        [
            Place(
                key=one.key,
                names=dict(one.place.names),
                kind=one.place.kind,
                country=one.place.country,
                latitude=one.place.latitude,
                longitude=one.place.longitude,
            )
            for one in sorted(mentions, key=lambda one: one.key)
        ],
        ignore_conflicts=True,
    )
    rows = dict(Place.objects.filter(key__in=[one.key for one in mentions]).values_list("key", "pk"))
    Mention.objects.bulk_create(
        Mention(article=article, place_id=rows[one.key], count=min(one.count, MOST)) for one in mentions
    )
