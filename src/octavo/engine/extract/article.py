"""The text of an article: which part of the page it is, and which blocks of that part."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from octavo.engine.extract.blocks import HEADINGS, Block, blocks_of, named
from octavo.engine.extract.boxes import letters as _key
from octavo.engine.extract.boxes import without_boxes
from octavo.engine.extract.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from octavo.engine.extract.metadata import Metadata

SENTENCE = 80  # characters from which a block is a paragraph rather than a label
MAX_LEAD = 500  # characters: a longer description is the text itself
SURE = 3.0  # how much more a block counts that the page itself names as the article's
BODY = 0.8  # of its score, for the whole page: a part of it is nearly always the better answer
DECAY = 0.87  # what a parent gets of its child's score
_PARTS = {"article": 1.2, "main": 1.0, "body": BODY}
_CELLS = frozenset({"td", "th", "li", "dd", "dt"})
_HOMES = frozenset({"p", "li", "td", "blockquote", "dd", "pre"})  # their parent holds the text
_TEXT_PART = re.compile(
    r"article-?_?(?:body|content|text)|articlebody|(?:entry|post|story|page|main)-?_?(?:body|content|text)\b|"
    r"\bcontent-?_?body|body-?_?copy|body-?_?text|paragraphs"
)
_DATE_LINE = re.compile(
    r"^\W*(?:(?:published|updated|posted|stand|aktualisiert|veröffentlicht|publié|mis à jour|"
    r"actualizado|publicado|pubblicato|aggiornato|on|am|vom|le|el)\W*)?"
    r"(?:\w+[., ]+){0,2}\d{1,4}"
    r"(?:[./-]\d{1,2}[./-]\d{2,4}|(?:st|nd|rd|th|\.)?\s*\w{3,10}\.?,?\s*(?:de )?\d{0,4})"
    r"(?:[,\s|–-]+(?:at|um|à|a las|ore|klo|kl\.?)?\s*\d{1,2}[:.h]\d{2}(?::\d\d)?"
    r"\s*(?:uhr|h|am|pm|[a-z]{2,4})?)?\W*$",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"^\W*\d+\s*(?:min|minutes?|minuten|мин)\b.{0,20}$", re.IGNORECASE)
_SIGNS = re.compile(r"^[\s*#~_=•·–—-]+(?:30[\s*#~_=•·–—-]+)?$")  # "-30-", "* * *", "###": the end, or a pause
_CLOSED = re.compile(r"""[.!?…:;"'”’»“)。！？」』؟।]\s*$""")
_ABOUT = re.compile(
    r"\b(?:is|are|was) (?:an?|the)\b.{0,60}\b(?:reporter|writer|editor|journalist|correspondent|columnist|"
    r"author|producer|contributor|freelance\w*|analyst|fellow|professor|director)|"
    r"\b(?:covers|writes about|has written|joined|reports on|contributed to this)\b|"
    r"\bist\b.{0,40}\b(?:redakteur|autor|reporter|journalist|korrespondent)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Text:
    """What was taken for the article: its blocks, its standfirst, and the part of the page that has them."""

    blocks: tuple[Block, ...]
    lead: str
    container: _Element | None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The blocks' texts, in order."""
        return tuple(block.text for block in self.blocks)


def article_text(body: _Element, told: Metadata, url: str = "") -> Text:
    """Find the article's paragraphs on a page.

    Blocks of running text lend their length to all that holds them, less at each level, as in Readability
    (Arc90, 2010) though with a gentle decay; parts named or marked as an article's text count for more. What
    the best part holds is cleaned line by line by the rules of ``rules.toml``.

    Args:
        body: the body element, scripts and styles already cut.
        told: what the page says of itself; its title and description are not repeated in the paragraphs.
        url: the page's address, for the sites that have a rule of their own.
    """
    body = by_site(body, url)
    blocks = blocks_of(body)
    if running(blocks) < 250:
        everything = blocks_of(body, by_name=False)
        blocks = everything if running(everything) > 2 * running(blocks) else blocks
    container = best_container(blocks, told)
    if container is None:
        return Text((), "", None)
    inside = set(container.iter())
    part = [block for block in blocks if block.home in inside]
    part = without_boxes(part, (block for block in blocks if block.home not in inside))
    kept = cleaned(part, told)
    kept, lead = without_lead(kept, told.description)
    return Text(tuple(kept), lead, container)


def by_site(body: _Element, url: str) -> _Element:
    """The part of the page that its site's rule names, without what the rule leaves out; else all of it."""
    site = rules().sites.get((urlsplit(url).hostname or "").removeprefix("www.")) if rules().sites else None
    if site is None:
        return body
    for path in site.drop:
        for element in body.xpath(path):
            element.drop_tree()
    found = body.xpath(site.text) if site.text else []
    return found[0] if found else body


def running(blocks: Iterable[Block]) -> float:
    """Characters of running text in some blocks."""
    return sum(block.weight for block in blocks)


def best_container(blocks: Sequence[Block], told: Metadata) -> _Element | None:
    """The element that holds the article's text, or None where there is no running text.

    A block that stands in the page's own ``articleBody``, or that holds the description, counts three times.
    """
    known = _key(told.linked.body) + " " + _key(told.description)
    start = _key(told.description)[:60]
    scores: dict[_Element, float] = defaultdict(float)
    for block in blocks:
        share = block.weight
        if (
            share
            and len(known) > 60
            and (_key(block.text[:120])[:60] in known or (len(start) == 60 and start in _key(block.text[:400])))
        ):
            share *= SURE
        if share:
            if block.tag not in _HOMES:
                scores[block.home] += share
            for holder in block.home.iterancestors():
                if block.tag in _HOMES or holder is not block.home:
                    scores[holder] += share
                share *= DECAY
    return max(scores, key=lambda part: scores[part] * _bonus(part), default=None)


def cleaned(blocks: Sequence[Block], told: Metadata) -> list[Block]:
    """The blocks without headline, bylines, dates, credits, calls to subscribe, and what follows the end."""
    total = running(blocks)
    kept: list[Block] = []
    seen: set[str] = set()
    read = 0.0
    for number, block in enumerate(blocks):
        if _ends(block) and read >= 0.6 * total and not _goes_on(blocks[: number + 1], blocks[number + 1 :]):
            break
        if block.tag == "h1" and not read:
            kept.clear()  # the name of a section
            continue
        read += block.weight
        words = _key(block.text)
        repeated = len(words) > 60 and words in seen and block.tag not in _CELLS
        seen.add(words)
        if words and not repeated and not _is_title(words, told.title, number) and not is_boilerplate(block, told):
            kept.append(block)
    while kept and (kept[-1].tag in HEADINGS or _is_about_author(kept[-1], told)):
        kept.pop()
    first = next(
        (number for number, block in enumerate(kept) if block.weight >= SENTENCE or _CLOSED.search(block.text)),
        0,
    )
    return [
        block for number, block in enumerate(kept) if number >= first or block.tag in HEADINGS or len(block.text) > 60
    ]


def is_boilerplate(block: Block, told: Metadata) -> bool:
    """Whether a block is no sentence of the article: a link list, byline, date, credit, call to subscribe."""
    if is_boilerplate_line(block):
        return True
    text = block.text
    if told.dateline.line and len(text) > 5 and _key(text) in _key(told.dateline.line):
        return True
    lower = text.lower()
    signed = any(name.lower() in lower and len(text) < len(name) + 30 for name in told.authors)
    return signed and len(text) < 80 and not _CLOSED.search(text)


def is_boilerplate_line(block: Block) -> bool:
    """Whether a block is a link list, a date, a credit or a call to subscribe, by itself."""
    text = block.text
    if block.link_share > 0.6 and (len(text) < 200 or block.link_share > 0.9) and block.tag not in HEADINGS:
        return True
    if len(text) > 300:
        return False
    lower = text.lower()
    if is_advert(block) or (rules().lines.match(lower) and (len(text) < 140 or block.link_share > 0.15)):
        return True
    alone = block.tag not in _CELLS and any(pattern.match(text) for pattern in (_DATE_LINE, _MINUTES, _SIGNS))
    return len(text) <= 120 and (alone or is_credit(text))


def is_advert(block: Block) -> bool:
    """Whether the first line of a block, or what stands before its colon, is the word for an advertisement."""
    label = block.label or re.split(r"[:\uff1a]", block.text[:40], maxsplit=1)[0]
    return label.lower().strip(" :\uff1a-\u2013\u2014[]()") in rules().adverts


def is_credit(text: str) -> bool:
    """Whether a short line says who made a picture."""
    if len(text) > 100 or text.count(". ") > 1:
        return False
    if rules().credit_labels.match(text.lower()):
        return True
    return (
        len(text) < 60 and not text.endswith(".") and bool(rules().credit_names.search(text)) and len(text.split()) <= 8
    )


def without_lead(blocks: list[Block], description: str) -> tuple[list[Block], str]:
    """Take the standfirst off the top where it is the page's description; else that is the lead."""
    wanted = _key(description)
    if not wanted or not blocks:
        return blocks, ""
    for number, block in enumerate(blocks[:2]):
        words = _key(block.text)
        if words == wanted and len(blocks) > number + 1 and _stands_apart(block, blocks[number + 1 :]):
            return blocks[:number] + blocks[number + 1 :], block.text
    opening = _key(" ".join(block.text for block in blocks[:4]))
    if wanted[:60] in opening or opening[:60] in wanted or len(description) > MAX_LEAD:
        return blocks, ""
    return blocks, description


def _stands_apart(block: Block, rest: Sequence[Block]) -> bool:
    """Whether the block's element is unlike those of the running text."""
    look = (block.tag, block.home.get("class"))
    like = [other for other in rest if other.home.getparent() is block.home.getparent()]
    return block.tag in HEADINGS or all((other.tag, other.home.get("class")) != look for other in like)


def _bonus(part: _Element) -> float:
    if part.get("itemprop") == "articleBody":
        return 1.5
    if part.tag in _PARTS:
        return _PARTS[part.tag]
    return 1.3 if named(part, _TEXT_PART) else 1.0


def _ends(block: Block) -> bool:
    return len(block.text) < 50 and block.text.lower().strip(" :.…>»→") in rules().ends


def _goes_on(before: Sequence[Block], after: Sequence[Block]) -> bool:
    """Whether paragraphs like those so far, in the same parent element, follow."""
    parents = Counter(block.home.getparent() for block in before if block.weight)
    common = parents.most_common(1)[0][0] if parents else None
    return sum(block.weight for block in after if block.home.getparent() is common) > 200


def _is_title(words: str, title: str, number: int) -> bool:
    key = _key(title)
    return (
        number < 12
        and bool(key)
        and (words == key or (len(words) > 25 and (words in key or (key in words and len(words) < 1.4 * len(key)))))
    )


def _is_about_author(block: Block, told: Metadata) -> bool:
    names = [name for name in told.authors if name.split()[-1].lower() in block.text.lower()]
    return (
        bool(names)
        and len(block.text) < 600
        and block.text.lower().find(names[0].split()[-1].lower()) < 60
        and bool(_ABOUT.search(block.text))
    )
