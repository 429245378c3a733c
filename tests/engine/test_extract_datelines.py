from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.extract import extract
from octavo.engine.extract.datelines import says_first_day, written_date
from octavo.engine.values import Item

from .pages import SENTENCES, read

if TYPE_CHECKING:
    from octavo.engine.values import Document

TITLE = "River reaches the old market hall"
PLAIN = "https://herald.example/story.asp?id=77"


def seen(page: bytes, title: str = "") -> Document:
    """Extract a page that a feed announced."""
    return extract(page, PLAIN, {}, hint=Item(url=PLAIN, title=title))


def old_page(
    under: str, *, title: str = TITLE, logo: str = "The Herald", paragraphs: tuple[str, ...] = SENTENCES
) -> bytes:
    """A page of divs: no h1, no metadata, the date under the headline."""
    text = "".join(f'<div class="t">{paragraph}</div>' for paragraph in paragraphs)
    return (
        f"<html><head><meta charset=utf-8><title>{title} | {logo}</title></head><body>"
        f'<div><a href="/"><img src="/logo.gif" alt="{logo}"></a></div>'
        f'<div class="hd">{title}</div><div class="dl">{under}</div>{text}</body></html>'
    ).encode()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("viernes, 20 de noviembre de 2026 22:30", "2026-11-20T22:30:00"),
        ("Freitag, 20. November 2026, 22.30 Uhr", "2026-11-20T22:30:00"),
        ("le vendredi 20 novembre 2026 à 22h30", "2026-11-20T22:30:00"),
        ("Friday, November 20th, 2026 at 10:30 p.m.", "2026-11-20T22:30:00"),
        ("20 November 2026", "2026-11-20"),
        ("2026年11月20日金曜日 22:30", "2026-11-20T22:30:00"),
        ("2026年11月20日 午後10時30分", "2026-11-20T22:30:00"),
        ("2026年11月20日星期五 上午9:05", "2026-11-20T09:05:00"),
        ("الجمعة 20 نوفمبر 2026, 22:30", "2026-11-20T22:30:00"),
        ("٢٠ تشرين الثاني ٢٠٢٦", "2026-11-20"),
        ("יום שישי, 20 בנובמבר 2026, 22:30", "2026-11-20T22:30:00"),
        ("Jumaat, 20 Ogos 2026 22:30", "2026-08-20T22:30:00"),
    ],
)
def test_a_date_in_words_is_read_in_many_languages(text: str, moment: str) -> None:
    found = written_date(text)
    assert found is not None
    assert (found.moment, text[found.end :].strip()) == (moment, "")


@pytest.mark.parametrize("text", ["November 2026", "2026", "31 February 2026", "11/10/2026", "call 555 20 30", ""])
def test_half_a_date_is_none(text: str) -> None:
    assert written_date(text) is None


@given(st.text(alphabet="0123456789 年月日./-:de novmbrתש午後", max_size=60))
def test_no_text_upsets_the_reader_of_dates(text: str) -> None:
    found = written_date(text)
    assert found is None or 0 <= found.start < found.end <= len(text)


def test_the_line_under_the_headline_gives_date_and_author_and_is_no_paragraph() -> None:
    found = seen(old_page("viernes, 20 de noviembre de 2026 22:30\u3000Por Matilde Arcos"))
    assert found.published == datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    assert (found.authors, found.paragraphs) == (("Matilde Arcos",), SENTENCES)


def test_a_name_beside_the_date_counts_in_a_script_without_capitals_and_an_agency_everywhere() -> None:
    desk = seen(old_page("2026年11月20日金曜日 22:30\u3000国際部・浜口"))
    wire = seen(old_page("20 November 2026 Reuters"))
    assert (desk.authors, wire.authors, wire.agency) == (("国際部・浜口",), (), "Reuters")


def test_the_name_of_the_site_beside_the_date_is_no_author() -> None:
    assert seen(old_page("2026年11月20日 10:20\u3000潮新報", logo="潮新報")).authors == ()


def test_the_date_of_a_change_is_not_that_of_publication() -> None:
    found = seen(old_page("Updated 21 November 2026</div><div>Published 20 November 2026"))
    assert found.published == datetime(2026, 11, 20, tzinfo=UTC)


def test_a_year_alone_never_becomes_a_day() -> None:
    assert seen(old_page("Herald, 2024") + b"<p>&copy; 2024 The Herald</p>").published is None


def test_the_first_day_counts_where_the_page_has_it() -> None:
    assert says_first_day("on 1er janvier 2024", "2024-01-01")
    assert says_first_day("2024年1月1日", "2024-01-01")
    assert not says_first_day("line 1.1 of January 2024", "2024-01-01")


def test_the_title_loses_what_the_link_to_the_home_page_says() -> None:
    assert seen(old_page("20 November 2026", logo="El Correo")).title == TITLE


def test_the_feeds_title_decides_where_the_page_has_it_with_more_after_it() -> None:
    page = old_page("20 November 2026", logo="Post").replace(b"alt=", b"data-x=").replace(b'class="hd">', b">Now: ")
    assert seen(page, TITLE).title == TITLE
    assert seen(page, "Another").title == f"{TITLE} | Post"


def test_the_headline_that_stands_alone_in_the_page_is_the_title() -> None:
    page = old_page("20 November 2026", logo="Post").replace(b"alt=", b"data-x=")
    assert seen(page).title == TITLE


def test_a_short_page_in_han_script_is_an_article_as_well() -> None:
    sentence = (
        "水坝主体未受损，但浮木卡住两道闸门，洪水漫过溢洪道侧墙直冲山谷，一家乳品厂连同房屋被冲走，当地居民已经撤离。"
    )
    paragraphs = tuple(f"{number}、{sentence}" for number in range(1, 7))
    page = old_page("2026年11月20日 10:20", title="水坝溢洪山谷三村被淹没", paragraphs=paragraphs)
    found = extract(page, "https://wanbao.example/a/c721018.shtml", {})
    assert (found.title, found.paragraphs) == ("水坝溢洪山谷三村被淹没", paragraphs)


def test_the_dateline_under_a_heading_is_read_too() -> None:
    assert read('<p class="when">4 March 2026, 7:15</p>' + "".join(f"<p>{line}</p>" for line in SENTENCES)).published
