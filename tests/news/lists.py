"""Related lists as they stand, and as they would be if each were made anew from the rows as they are."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from octavo.engine.related import related
from octavo.news.group.kin import Kin
from octavo.news.group.reasons import Listing, with_reasons
from octavo.news.models import Article, Relation

Lists = dict[str, list[str]]  # by address


def stored() -> Lists:
    """The lists in the rows."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = Relation.objects.order_by("article", "rank")
    for url, other, score, reasons in rows.values_list("article__url", "other__url", "score", "reasons"):
        found[url].append(f"{other} {score} {[(code, tuple(words)) for code, words in reasons]}")
    return dict(found)


def anew(now: datetime) -> Lists:
    """The lists of all articles, made one by one."""
    urls = dict(Article.objects.values_list("pk", "url"))
    found = {}
    for key in Article.objects.filter(story__isnull=False).exclude(stage=Article.Stage.PARKED).values_list("pk"):
        kin = Kin(now)
        kin.learn(key)
        one = Listing(key[0], kin.subject(key[0]), related(kin.subject(key[0]), kin.others(key[0])))
        with_reasons([one])
        if one.chosen:
            found[urls[key[0]]] = [f"{urls[each.key]} {each.score} {list(each.reasons)}" for each in one.chosen]
    return found
