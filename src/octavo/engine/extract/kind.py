"""What a page is: an article, a list of articles, a forum, or something else."""

from __future__ import annotations

import math
import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from octavo.engine.extract.blocks import size_of, white_space_folded
from octavo.engine.extract.dates import address_day
from octavo.engine.values import PageKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from octavo.engine.extract.article import Text
    from octavo.engine.extract.metadata import Metadata

_FORUM_TYPES = frozenset({"discussionforumposting", "qapage", "question"})
_FORUM_SOFTWARE = re.compile(
    r"phpbb|vbulletin|discourse|xenforo|mybb|smf|invision|vanilla forums|flarum|nodebb|"
    r"askbot|question2answer",
    re.IGNORECASE,
)
_FORUM_PATH = re.compile(
    r"/(?:forums?|threads?|topics?|t|showthread|viewtopic|questions?|comments|discussions?|community|boards?|issues|r)(?:[/.?]|$)",
    re.IGNORECASE,
)
_FORUM_MARKS = re.compile(
    r"(?:^|[\s_-])(?:post-?(?:body|content|author|wrap|number)|postbit|message-(?:body|content|user)|topic-?(?:post|body)|reply|replies|thread\w*|answers?|usertext)(?:$|[\s_-])"
)
_LIST_PATH = re.compile(
    r"/(?:category|categories|tag|tags|topics?|section|author|authors|archives?|search|collections?|shop|products?|page|index(?:\.\w+)?|browse|list)(?:/|$)",
    re.IGNORECASE,
)
_LIST_TYPES = frozenset(
    {"itemlist", "collectionpage", "searchresultspage", "product", "offercatalog", "store", "productgroup"}
)


def page_kind(tree: _Element, text: Text, told: Metadata, url: str) -> PageKind:
    """Say what a page is.

    A logistic model over a dozen countable signs decides between article and not; its weights stand in
    :data:`WEIGHTS` and were fitted on the pages of the WCXB benchmark, so its figures there are those of a
    set it was tuned on. What is no article is a forum or a listing by the plainest sign of either.

    Args:
        tree: the page, scripts cut.
        text: what was taken for an article's text.
        told: what the page says of itself.
        url: its address.
    """
    seen = signs(tree, text, told, url)
    if likelihood(seen) >= THRESHOLD:
        return PageKind.ARTICLE
    if seen["forum"] > 0:
        return PageKind.FORUM
    return PageKind.LISTING if seen["teasers"] > 0.5 or seen["list_path"] or seen["list_type"] else PageKind.OTHER


def likelihood(seen: Mapping[str, float]) -> float:
    """How likely a page with these signs is an article, 0 to 1."""
    total = BIAS + sum(WEIGHTS[name] * value for name, value in seen.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def signs(tree: _Element, text: Text, told: Metadata, url: str) -> dict[str, float]:
    """The countable signs of a page, each between 0 and about 3."""
    parts = urlsplit(url)
    segments = [part for part in parts.path.split("/") if part]
    lengths = [size_of(block.text) for block in text.blocks]
    characters = sum(lengths)
    linked = sum(block.linked for block in text.blocks)
    types = told.linked.types
    return {
        "size": min(math.log10(1 + characters), 4.5) - 3,
        "long": min(sum(1 for length in lengths if length > 120), 20) / 10,
        "share_long": sum(length for length in lengths if length > 120) / max(1, characters),
        "linked": linked / max(1, characters),
        "teasers": min(_teasers(tree), 30) / 10,
        "marked_article": float(
            bool(told.linked.kind) and told.linked.kind not in _FORUM_TYPES and not types & _FORUM_TYPES
        ),
        "og_article": float(told.metas.get("og:type", "").lower().startswith(("article", "news", "blog"))),
        "og_other": float(
            told.metas.get("og:type", "").lower() in {"website", "product", "profile", "product.group", "object"}
        ),
        "list_type": float(bool(types & _LIST_TYPES)),
        "dated": float(_is_dated(tree, told, url)),
        "one_article": float(sum(1 for _ in islice(tree.iter("article"), 2)) == 1),
        "one_heading": float(sum(1 for _ in islice(tree.iter("h1"), 2)) == 1),
        "signed": float(bool(told.authors)),
        "slug": float(bool(segments) and (segments[-1].count("-") >= 3 or bool(re.search(r"\d{5,}", segments[-1])))),
        "home": float(not segments),
        "list_path": float(bool(_LIST_PATH.search(parts.path)) or parts.query.startswith(("s=", "q="))),
        "forum": _forum(tree, told, parts.path, parts.hostname or ""),
        "question": float(told.title.endswith("?")),
        "prices": min(_prices(text), 20) / 10,
    }


def _is_dated(tree: _Element, told: Metadata, url: str) -> bool:
    """Whether the page, one time element or the address says when it was published."""
    if told.linked.published or told.metas.get("article:published_time") or told.dateline.moment or address_day(url):
        return True
    return len({element.get("datetime", "")[:10] for element in tree.iter("time")}) == 1


def _forum(tree: _Element, told: Metadata, path: str, host: str) -> float:
    marks = sum(
        1 for element in tree.iter("div", "article", "li", "section", "td", "shreddit-comment") if _is_post(element)
    )
    said = bool(told.linked.types & _FORUM_TYPES) or bool(_FORUM_SOFTWARE.search(told.metas.get("generator", "")))
    place = bool(_FORUM_PATH.search(path)) or host.startswith(
        ("forum", "forums", "community", "discuss", "boards", "answers")
    )
    return 1.0 * said + 0.7 * place + 0.5 * (marks >= 3)


def _is_post(element: _Element) -> bool:
    names = element.get("class") or ""
    return bool(names) and bool(_FORUM_MARKS.search(names.lower()))


def _teasers(tree: _Element) -> int:
    """Headings that are links to somewhere else, as a list of articles has many."""
    count = 0
    for heading in tree.iter("h2", "h3", "h4"):
        text = white_space_folded("".join(heading.itertext()))
        link = heading.find(".//a")
        holder = heading.getparent()
        outer = holder is not None and holder.tag == "a"
        if len(text) >= 20 and (outer or (link is not None and link.get("href", "#")[:1] != "#")):
            count += 1
    return count


def _prices(text: Text) -> int:
    return sum(
        1 for block in text.blocks if len(block.text) < 60 and re.search(r"[$€£¥]\s?\d|\d\s?(?:€|USD|EUR)", block.text)
    )


# Logistic regression (L2 0.5) on 829 pages of WCXB and 320 articles of two other sets; ten-fold
# cross-validation on WCXB: precision 0.96, recall 0.975.
THRESHOLD = 0.5
BIAS = -1.65
WEIGHTS: dict[str, float] = {
    "size": 0.95,
    "long": 0.62,
    "share_long": 1.51,
    "linked": -0.61,
    "teasers": -0.68,
    "marked_article": 1.15,
    "og_article": 1.01,
    "og_other": -0.12,
    "list_type": -1.51,
    "dated": 1.5,
    "one_article": 1.71,
    "one_heading": 0.23,
    "signed": 1.33,
    "slug": 1.08,
    "home": -1.19,
    "list_path": -1.5,
    "forum": -2.8,
    "question": -0.04,
    "prices": 0.15,
}
