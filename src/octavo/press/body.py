"""The middle of an article page: paragraphs, pictures, and what a publisher's style puts between them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from octavo.press.sites import Site
    from octavo.press.values import Shot, Shown


def write(site: Site, one: Shown, earlier: Sequence[Shown]) -> str:
    """The paragraphs of an article, with pictures and boxes in their places."""
    style = site.publisher.page
    blocks = one.version.paragraphs
    parts = pictures(site, one, 0)
    for place, block in enumerate(blocks, 1):
        parts.append(PARAGRAPHS[style](block))
        parts += pictures(site, one, place)
        if place < len(blocks):
            parts += boxes(site, one, earlier, place)
    return "\n".join(parts)


def _semantic(block: str) -> str:
    return f"<p>{escape(block)}</p>"


def _font(block: str) -> str:
    return f'<font face="Times New Roman, Times" size="3">{escape(block)}</font><br><br>'


def _div(block: str) -> str:
    return f'<div class="honbun">{escape(block)}</div>'


PARAGRAPHS: dict[str, Callable[[str], str]] = {
    "modern": _semantic,
    "plain": _semantic,
    "tables": _font,
    "broadcast": _semantic,
    "cluttered": _semantic,
    "old": _div,
}
FRAMES = {
    "modern": (
        '<figure><img src="{source}" width="1200" height="800" alt="{caption}">'
        '<figcaption>{caption} <span class="credit">{credit}</span></figcaption></figure>'
    ),
    "plain": '<p class="photo"><img src="{source}" width="640" alt=""><br>{caption} ({credit})</p>',
    "tables": (
        '<table align="right" width="240" cellpadding="6"><tr><td>'
        '<img src="{source}" width="228" height="152">'
        '</td></tr><tr><td><font face="Arial" size="1">{caption}<br><i>{credit}</i></font></td></tr></table>'
    ),
    "broadcast": (
        '<div class="img"><img src="{source}" alt="{caption}"><div class="legend">{caption} – {credit}</div></div>'
    ),
    "cluttered": (
        '<div class="pic"><img src="{source}" alt=""><p class="caption txt">{caption}</p>'
        '<p class="txt">{credit}</p></div>'
    ),
    "old": '<div class="ph"><img src="{source}" border="0"><div class="cap">{caption}　{credit}</div></div>',
}
"""How each style frames a picture."""


def pictures(site: Site, one: Shown, place: int) -> list[str]:
    """The pictures that follow a paragraph; 0 is the top."""
    return [picture(site, one, number) for number, shot in enumerate(one.article.pictures) if shot.after == place]


def picture(site: Site, one: Shown, number: int) -> str:
    """One picture with its caption and credit."""
    shot: Shot = one.article.pictures[number]
    return FRAMES[site.publisher.page].format(
        source=site.picture_path(one.article, number, 960 if site.publisher.page != "tables" else 480),
        caption=escape(shot.caption),
        credit=escape(shot.credit),
    )


def boxes(site: Site, one: Shown, earlier: Sequence[Shown], place: int) -> list[str]:
    """What stands after a paragraph and is none of the article."""
    style = site.publisher.page
    if style == "cluttered":
        return _clutter(site, earlier, place)
    if style == "broadcast":
        return _pull_quote(one, place) + (_between(site, earlier) if place == 5 else [])
    if style == "old" and place == 4:
        return [f'<div class="cm">{escape(site.words["advert"])}<br>{escape(site.words["advert_text"])}</div>']
    return []


def _clutter(site: Site, earlier: Sequence[Shown], place: int) -> list[str]:
    words = site.words
    if place in {2, 5} and len(earlier) >= place:
        other = earlier[-place]
        link = f'<a href="{escape(site.path(other.article))}">{escape(other.version.headline)}</a>'
        return [f'<div class="also"><strong>{escape(words["read_also"])}:</strong> {link}</div>']
    if place == 4:
        return [
            (
                f'<div class="news"><strong>{escape(words["newsletter"])}</strong>'
                f"<p>{escape(words['newsletter_text'])}</p><button>{escape(words['subscribe'])}</button></div>"
            )
        ]
    return []


def _pull_quote(one: Shown, place: int) -> list[str]:
    """A quotation of the text set large, after the third paragraph."""
    if place != 3:
        return []
    quotes = [said for said in one.article.gold.statements if said.form == "direct" and said.words in one.version.text]
    if not quotes:
        return []
    best = max(quotes, key=lambda said: len(said.words))
    return [f'<div class="pull">“{escape(best.words)}”<br><small>{escape(best.speaker)}</small></div>']


def _between(site: Site, earlier: Sequence[Shown]) -> list[str]:
    if not earlier:
        return []
    return [(f'<div class="box"><h2>{escape(site.words["read_also"])}</h2><ul>{links(site, earlier[-2:])}</ul></div>')]


def links(site: Site, shown: Sequence[Shown]) -> str:
    """The newest of these as list entries; old pages part them with line breaks."""
    anchors = [
        f'<a href="{escape(site.path(one.article))}">{escape(one.version.headline)}</a>' for one in reversed(shown[-5:])
    ]
    if site.publisher.page == "old":
        return "<br>\n".join(anchors)
    return "\n".join(f"<li>{anchor}</li>" for anchor in anchors)
