"""The publishers' pages: a frame and an article template a style, filled for one moment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from string import Template
from typing import TYPE_CHECKING

from octavo.press import body, metadata
from octavo.press.dates import clock, full_date, long_date, short_moment
from octavo.press.sites import number
from octavo.press.world import HERE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.press.sites import Site
    from octavo.press.values import Shown

RIGHT_TO_LEFT = {"ar", "he"}
NEWEST = 30  # articles on a home or section page


@dataclass(frozen=True, slots=True)
class Page:
    """A page as sent."""

    html: bytes
    media: str  # with the charset, where the publisher names it there
    changed: datetime  # when what it shows last changed


@cache
def template(name: str) -> Template:
    """A template of the pages folder."""
    return Template((HERE / "pages" / f"{name}.html").read_text("utf-8"))


def article(site: Site, root: str, one: Shown, earlier: Sequence[Shown]) -> Page:
    """The page of an article. ``earlier`` is what the publisher had published before it, oldest first."""
    links = body.links(site, earlier)
    main = template(f"{site.publisher.page}-article").safe_substitute(
        fields(site, one), body=body.write(site, one, earlier), links=links
    )
    head = metadata.article(site, root, one)
    return framed(site, head, main, (links, one.updated))


def fields(site: Site, one: Shown) -> dict[str, str]:
    """What an article template may show."""
    piece, words = one.article, site.words
    section = piece.section or words["newest"]
    minutes = max(2, round(len(one.version.text) / (400 if piece.language in {"ja", "zh"} else 900)))
    edited = one.updated > piece.published and not one.version.silent
    when = short_moment(one.updated, site.publisher.locale)
    return furniture(site) | {
        "headline": escape(one.version.headline),
        "lead": escape(one.version.lead),
        "byline": escape(byline(site, one)),
        "section": escape(section),
        "section_path": site.section_path(section),
        "date": dateline(site, one),
        "iso": piece.published.isoformat(),
        "clock": clock(piece.published),
        "number": str(number(piece)),
        "minutes": escape(words["minutes"].format(minutes)),
        "more": escape(words["more"].format(section)),
        "updated": f" · {escape(words['updated'])} {when}" if edited else "",
        "note": f'<p class="note"><em>{escape(words["note"])}</em></p>' if edited else "",
    }


def byline(site: Site, one: Shown) -> str:
    """Who signs: a person, an agency, or nobody."""
    agencies, piece = site.press.world.agencies, one.article
    wire = agencies[piece.agency].name if piece.agency else ""
    if not piece.byline:
        return wire or site.publisher.name
    spaced = f"{site.words['by']} {piece.byline}" if piece.language not in {"ja", "zh"} else piece.byline
    return f"{spaced} / {wire}" if wire and wire != site.publisher.name else spaced


def dateline(site: Site, one: Shown) -> str:
    """The publication date as the page style writes it."""
    locale, moment = site.publisher.locale, one.article.published
    return full_date(moment, locale) if site.publisher.page in {"tables", "old"} else long_date(moment, locale)


def furniture(site: Site) -> dict[str, str]:
    """What every page of a site shows."""
    publisher, habits = site.publisher, site.habits
    menu = " ".join(f'<a href="{site.section_path(name)}">{escape(name)}</a>' for name in site.sections[:7])
    tags = sorted({place.name(publisher.language) for place in site.press.world.places.values()})
    return {f"w_{key}": escape(text) for key, text in site.words.items()} | {
        "lang": publisher.locale.replace("_", "-"),
        "dir": "rtl" if publisher.language in RIGHT_TO_LEFT else "ltr",
        "name": escape(publisher.name),
        "city": escape(publisher.city),
        "colour": habits.colour,
        "second": habits.second,
        "menu": menu,
        "tags": "".join(f'<li><a href="/search">{escape(name)}</a></li>' for name in tags[:12]),
        "year": str(site.press.anchor.year),
    }


def listing(site: Site, root: str, shown: Sequence[Shown], section: str = "") -> Page:
    """The home page, or a section's: the newest articles with their teasers."""
    chosen = [one for one in shown if not section or one.article.section == section]
    newest = list(reversed(chosen))[:NEWEST]
    title = escape(section or site.words["newest"])
    teasers = "\n".join(teaser(site, one) for one in newest)
    heading = f"<h1>{title}</h1>" if section else f'<h1 class="newest">{title}</h1>'
    changed = max((one.updated for one in newest), default=site.articles[0].published)
    head = metadata.listing(site, root, section)
    return framed(site, head, f"{heading}\n{teasers}", (body.links(site, chosen), changed))


def teaser(site: Site, one: Shown) -> str:
    """An article on a list."""
    path = site.path(one.article)
    image = ""
    if one.article.pictures:
        source = site.picture_path(one.article, 0, 320)
        image = f'<img src="{source}" width="320" height="213" alt="" loading="lazy">'
    when = short_moment(one.article.published, site.publisher.locale)
    return (
        f'<div class="teaser">{image}<div>'
        f'<h2><a href="{escape(path)}">{escape(one.version.headline)}</a></h2>'
        f"<p>{escape(one.version.lead)}</p><small>{escape(when)}</small></div></div>"
    )


def missing(site: Site, now: datetime) -> Page:
    """The page that says there is none."""
    words = site.words
    main = f"<h1>{escape(words['missing'])}</h1><p>{escape(words['missing_text'])}</p>"
    title = f"<title>{escape(words['missing'])}</title>"
    return framed(site, metadata.charset(site) + title, main, ("", now))


def framed(site: Site, head: str, main: str, rest: tuple[str, datetime]) -> Page:
    """Put a page's middle into its publisher's frame and encode it as the publisher does."""
    links, changed = rest
    html = template(site.publisher.page).safe_substitute(furniture(site), head=head, main=main, links=links)
    habits = site.habits
    codec = {"iso-8859-1": "cp1252"}.get(habits.charset, habits.charset)  # as browsers read the label
    media = "text/html" if habits.declare == "meta" else f"text/html; charset={habits.charset}"
    return Page(re.sub(r"\n{2,}", "\n", html).encode(codec, "xmlcharrefreplace"), media, changed)
