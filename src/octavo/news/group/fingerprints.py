"""Fingerprints as rows: whole for comparing, a sample of hashes for looking up.

A family of copies keeps each sampled hash once, whoever of it has the row, and a hash that says nothing is not
kept at all. So the rows that a lookup meets are bounded, however often a text is carried.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db import connection

from octavo.engine.copies import Fingerprint, Hit, unpack
from octavo.engine.copies import Provenance as Found
from octavo.engine.copies.candidates import HABIT, WINDOW
from octavo.engine.copies.fingerprints import NOTHING, SKETCH
from octavo.news.models import Article, Provenance, Shingle

# The two statements that every article costs: building them anew each time took longer than running them.
_HITS = f"""
SELECT s.value, a.id, COALESCE(a.original_id, a.id), a.publisher_id, a.published <= %s
FROM news_shingle s JOIN news_article a ON a.id = s.article_id
WHERE s.value IN ({", ".join(["%s"] * SKETCH)}) AND a.published BETWEEN %s AND %s
AND a.id <> %s AND a.stage <> {Article.Stage.PARKED:d}
"""  # noqa: S608 - places for values, and a number of ours
_LAY_OUT = "INSERT INTO news_shingle (article_id, value) VALUES (%s, %s)"


def keep(article: Article, found: Found) -> None:
    """Store what was read, in place of what an earlier text left. The sample is laid out when copies are looked for."""
    take_up(article)
    Provenance.objects.update_or_create(
        article=article,
        defaults={
            "fingerprint": found.fingerprint.pack(),
            "dateline": found.dateline,
            "first_at": found.first_at,
        },
    )


def texts(articles: Collection[int]) -> Mapping[int, Fingerprint]:
    """The fingerprints of articles by key; the empty one of articles that were read before there were any."""
    rows = Provenance.objects.filter(article__in=articles).values_list("article", "fingerprint")
    return dict.fromkeys(articles, NOTHING) | {key: unpack(bytes(packed)) for key, packed in rows}


def hits(article: Article, text: Fingerprint) -> list[Hit]:
    """Sampled hashes that other articles of about the same days have too."""
    if not text.sketch:
        return []
    moment = connection.ops.adapt_datetimefield_value
    values = [*text.sketch, *[text.sketch[0]] * (SKETCH - len(text.sketch))]
    days = [article.published - HABIT, article.published - WINDOW, article.published + WINDOW]
    with connection.cursor() as cursor:
        cursor.execute(_HITS, [moment(days[0]), *values, moment(days[1]), moment(days[2]), article.pk])
        return [
            Hit(value, key, family, publisher, bool(earlier))
            for value, key, family, publisher, earlier in cursor.fetchall()
        ]


def lay_out(article: Article, text: Fingerprint, but: Collection[int]) -> None:
    """Put the article's sample out, but for hashes that its family has, or that say nothing."""
    rows = [(article.pk, value) for value in text.sketch if value not in but]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_LAY_OUT, rows)


def take_up(*articles: Article) -> None:
    """Take the samples of articles away."""
    Shingle.objects.filter(article__in=articles).delete()


def laid_out(articles: Collection[int]) -> set[int]:
    """Those of some articles that have a sample."""
    return set(Shingle.objects.filter(article__in=articles).values_list("article", flat=True).distinct())


def lay_out_again(family: Iterable[Article]) -> None:
    """Put the sample of a whole family out anew, each hash once. The original comes first."""
    members = sorted(family, key=lambda member: (member.original_id is not None, member.published, member.url))
    take_up(*members)
    known = texts([member.pk for member in members])
    laid: set[int] = set()
    for member in members:
        lay_out(member, known[member.pk], laid)
        laid.update(known[member.pk].sketch)
