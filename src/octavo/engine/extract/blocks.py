"""A page as the sequence of its text blocks, in reading order: where each stands, how much of it is link."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from octavo.engine.extract.frames import frames_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# Never text of an article.
_SILENT = frozenset(
    [
        "script",
        "style",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "head",
        "title",
        "select",
        "textarea",
        "input",
        "option",
        "datalist",
        "output",
        "progress",
        "meter",
        "noscript",
        "dialog",
        "menu",
        "figcaption",
        "rp",
        "rt",
        "applet",
        "area",
        "frame",
        "frameset",
        "noframes",
        "link",
        "meta",
        "img",
        "source",
        "track",
        "base",
        "param",
    ]
)
_FRAME = frozenset({"nav", "footer", "aside", "button"})  # dropped, unless the article got into it
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "amp-fit-text",
        "content",
    ]
)
_BREAK = "\u2028"  # where a line was broken: white space, as all that is folded
_KEEPS_SPACES = "\u200b\u00ad\ufeff\u2060"

# Parts of a page that are certainly not its article, by the names their makers gave them.
_OUTSIDE = re.compile(
    r"""(?:^|[\s_-]) (?:
    comments?(?:list|[_-]?(?:area|section|thread|container|wrapper|body|form|block|box))? | disqus\w* |
    respond | related\w* | recirc\w* | recommend\w* | more[_-](?:from|on|stories|articles|news) |
    read[_-]?(?:more|also|next)\w* | see[_-]also | also[_-]read | most[_-](?:read|popular|viewed) |
    trending | popular | outbrain\w* | taboola\w* | newsletter\w* | mailing[_-]?list | mc4wp\w* |
    mailchimp\w* | subscri\w+ | sign[_-]?up\w* | piano\w* | regwall | cookie\w* | consent\w* | gdpr\w* |
    onetrust\w* | ot-(?:main-)?content | ot-sdk-\w+ | didomi\w* | usercentrics\w* | cmpbox\w* |
    qc-cmp\w* | truste\w* | breadcrumbs? | pagination | paginat\w+ | pager | nav(?:bar|igation|links)? |
    menu | shar(?:e|ing|er)\w* | social\w* | sharedaddy | addthis\w* | sns | follow[_-]?us |
    jp-relatedposts | author[_-]?(?:bio|box|info|card|profile|description|about|block|meta)\w* |
    about[_-]the[_-]author | (?:post|entry)-author | bio | byline\w* | credits? | copyright\w* |
    disclaimer | masthead | colophon | sidebar | side-bar | widget-area | widgets | widget_(?!text)\w+ |
    skip-link | ad[_-](?:container|wrapper|slot|unit|label|block|banner) | ads | advert\w* | sponsor\w*
    | promo(?!te)\w* | banner | teaser\w* | toc | table-of-contents |
    tags?(?:[_-]?(?:list|cloud|links|container))? | topics[_-]list | keywords |
    post-(?:tags|meta|footer|nav) | entry-(?:meta|footer|utility) |
    article-(?:tags|meta|footer|info|header-meta) | meta-?(?:data|info|line) | caption\w* |
    wp-caption-text | image-?(?:caption|credit|source)\w* | photo-?(?:caption|credit)\w* | gallery\w* |
    slideshow\w* | lightbox | modal | popup | pop-up | overlay | tooltip | toast |
    screen-reader(?:-text)? | sr-only | visually-?hidden | a11y | twitter-tweet | instagram-media |
    fb-post | tiktok-embed | embed(?:ded)?-(?:tweet|social|twitter) | print-only | noprint | no-print |
    donat\w+ | poll | quiz | dateline-updated | timestamp | post-date | published-date
    ) (?:$|[\s_-])""",
    re.VERBOSE,
)
# ... unless they carry the text itself.
_INSIDE = re.compile(r"article-?_?(?:body|content|text)|(?:entry|post|story|page|main)-?_?(?:body|content|text)\b")
_STRONG = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus\w*|respond|related\w*|recirc\w*|recommend\w*|cookie\w*|consent\w*|gdpr\w*|onetrust\w*)"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROLES = frozenset(
    {
        "navigation",
        "banner",
        "contentinfo",
        "complementary",
        "dialog",
        "menu",
        "menubar",
        "search",
        "alertdialog",
    }
)
_TEXTUAL = frozenset(["p", "ul", "ol", "dl", "blockquote", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "li"])
_ROOTS = frozenset({"html", "body", "main", "article"})
_DENSE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u0e00-\u0eff]")  # a sign says as much as three letters
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
GOOD = 40  # characters outside links that make a block count as running text
MAX_CONTROL = 300  # characters
MAJOR = 0.35  # a part with more of the page's text than this is not dropped for its name


@dataclass(slots=True)
class Block:
    """One run of text between two block elements.

    Its weight is nothing for headings, for short labels and for lists of links.
    """

    text: str
    tag: str  # of the nearest block element: p, h2, li, td, div ...
    home: _Element  # that element
    linked: int = 0  # characters of the text inside links
    weight: float = 0.0  # characters of running text
    label: str = ""  # of a block with a line break in it: its first line

    def __post_init__(self) -> None:
        """Weigh the block, once."""
        if self.tag not in HEADINGS and self.linked * 2 <= len(self.text):
            free = len(self.text) - self.linked
            self.weight = float(free) if free >= GOOD or free + size_of(self.text) - len(self.text) >= GOOD else 0.0

    @property
    def link_share(self) -> float:
        """How much of the text is link, 0 to 1."""
        return min(1.0, self.linked / max(1, len(self.text)))


@dataclass(slots=True)
class _Reader:
    """Walks the tree once, without recursion on our side deeper than the parser allows (256)."""

    total: int  # their sum
    weights: dict[_Element, int]  # characters of the page's paragraphs
    frames: frozenset[_Element]  # pictures with their captions
    by_name: bool  # drop parts by their class names too
    blocks: list[Block] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    linked: int = 0

    def flush(self, home: _Element) -> None:
        raw = "".join(self.run)
        text = white_space_folded(raw)
        if text:
            first, broken, _ = raw.strip().partition(_BREAK)
            label = white_space_folded(first) if broken else ""
            self.blocks.append(Block(text, str(home.tag), home, self.linked, label=label))
        self.run.clear()
        self.linked = 0

    def walk(self, element: _Element, home: _Element, *, in_link: bool) -> None:
        self.say(element.text, in_link=in_link)
        breaks = 0
        for child in element:
            tag = child.tag
            if tag == "br":
                breaks = breaks + 1 if not (breaks and (self.run and self.run[-1].strip())) else 1
                if breaks >= 2:
                    self.flush(home)
                else:
                    self.run.append(_BREAK)
            elif tag in _INLINE:
                if not is_hidden(child):
                    self.walk(child, home, in_link=in_link or tag == "a")
            elif not self.outside(child):
                self.flush(home)
                self.walk(child, child, in_link=in_link)
                self.flush(child)
            else:
                self.break_at(child, home)
            self.say(child.tail, in_link=in_link)

    def break_at(self, child: _Element, home: _Element) -> None:
        if child.tag in {"figcaption", "aside", "nav", "footer"} or child.tag not in _SILENT:
            self.flush(home)

    def say(self, text: str | None, *, in_link: bool) -> None:
        if text:
            self.run.append(text)
            if in_link:
                self.linked += len(text)

    def outside(self, element: _Element) -> bool:
        tag = element.tag
        if tag in _FRAME:
            return self.minor(element)
        if not isinstance(tag, str) or tag in _SILENT:
            return True
        if element in self.frames:
            return self.weight(element) <= MAJOR * self.total
        told = is_hidden(element) or element.get("role") in _ROLES
        named_so = self.by_name and (is_control(element) or (tag not in _ROOTS and named_outside(element)))
        return (told or named_so) and self.minor(element)

    def minor(self, element: _Element) -> bool:
        if element.tag in _TEXTUAL:
            return text_length(element) < 250
        share = MAJOR if not named(element, _STRONG) else 0.8
        return self.weight(element) <= share * self.total

    def weight(self, element: _Element) -> int:
        return sum(self.weights.get(part, 0) for part in element.iter("p", "div"))


def blocks_of(body: _Element, *, by_name: bool = True) -> list[Block]:
    """The text blocks of a page in document order, without what stands outside any article.

    Args:
        body: the body element, or any part of it.
        by_name: also leave out parts whose class or id says comments, teasers, adverts and so on.
    """
    weights = {part: size for part in body.iter("p", "div") if (size := own_text_length(part)) > 80}
    reader = _Reader(weights=weights, frames=frames_of(body), total=sum(weights.values()), by_name=by_name)
    reader.walk(body, body, in_link=False)
    reader.flush(body)
    return reader.blocks


def named_outside(element: _Element) -> bool:
    """Whether class and id say that the element is no part of an article."""
    return named(element, _OUTSIDE) and not named(element, _INSIDE)


def named(element: _Element, pattern: re.Pattern[str]) -> bool:
    """Whether class or id match a pattern, in lower case."""
    attributes = element.attrib
    return bool(pattern.search(f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()))


def is_control(element: _Element) -> bool:
    """Whether an element is a small box with a button of its own: a player, a form to subscribe, a vote."""
    return (
        element.tag in {"div", "section", "fieldset"}
        and any(child.tag in {"button", "form"} for child in element)
        and text_length(element) <= MAX_CONTROL
    )


def is_hidden(element: _Element) -> bool:
    """Whether a reader does not see the element."""
    attributes = element.attrib
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or ("style" in attributes and bool(_HIDDEN.search(attributes["style"])))
    )


def text_length(element: _Element) -> int:
    """Characters of text in an element, scripts and styles included where they were not cut before."""
    return int(float(element.xpath("string-length(normalize-space())")))


def size_of(text: str) -> int:
    """How much a text says, in letters of an alphabet: a sign of Han, kana or hangul counts as three."""
    return len(text) + 2 * len(_DENSE.findall(text))


def own_text_length(element: _Element) -> int:
    """Characters of a paragraph's text; of another element only what stands directly in it."""
    if element.tag == "p":
        return text_length(element)
    return len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)


def white_space_folded(text: str) -> str:
    """One space for each run of white space, none at the ends; soft hyphens and zero-width marks go."""
    if not text.isascii():
        for mark in _KEEPS_SPACES:
            text = text.replace(mark, "")
    return " ".join(text.split())


def ancestors(element: _Element, levels: int) -> Iterator[_Element]:
    """The element's parent, its parent and so on, nearest first."""
    for number, parent in enumerate(element.iterancestors()):
        if number >= levels:
            return
        yield parent
