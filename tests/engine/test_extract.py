from __future__ import annotations

import pytest

from octavo.engine.errors import NotAnArticle, NoText, TooLarge, Unparsable
from octavo.engine.extract import extract, kind_of
from octavo.engine.extract.page import charset
from octavo.engine.values import Item, PageKind

from .pages import SENTENCES, URL, body, linked, page, read


def test_the_paragraphs_come_out_in_order_and_nothing_else() -> None:
    assert read(body()).paragraphs == SENTENCES


def test_the_text_is_the_paragraphs_joined_by_a_blank_line() -> None:
    assert read(body()).text.split("\n\n") == list(SENTENCES)


@pytest.mark.parametrize(
    "box",
    [
        "<p>Read more: <a href=/x>Ten rivers that rose</a></p>",
        "<div class=related-articles><h3>Related</h3><ul><li><a href=/a>A bridge</a></li></ul></div>",
        "<div class='newsletter-signup'><p>Get our morning letter, free, in your inbox each day.</p></div>",
        "<p>Sign up for our newsletter</p>",
        "<p><a href=/y>Lesen Sie auch: Der Fluss steigt weiter</a></p>",
        "<p>Lire aussi : La rivière déborde</p>",
        "<p>Lea también: El río sube</p>",
        "<p>Читайте также: Река поднялась</p>",
        "<p>関連記事</p>",
        "<aside><p>The weather service explains how it measures the level of rivers in the land.</p></aside>",
        "<div class=social-share><p>Share this article with your friends on the networks</p></div>",
        "<figure><img src=/p.jpg width=800><figcaption>The hall. Photo: Ada Park</figcaption></figure>",
        "<p>Photo: Ada Park/Getty Images</p>",
        "<p>4 min read</p>",
        "<p>Updated at 14:20</p>",
        "<p hidden>What a machine should read and nobody else, so that it is no part of the text at all.</p>",
        "<blockquote class=twitter-tweet><p>The water is at my door! pic.example/abc</p></blockquote>",
        "<script>var x = 'River';</script><style>p { color: red }</style>",
    ],
)
def test_boxes_between_paragraphs_are_not_the_articles(box: str) -> None:
    assert read(body(box)).paragraphs == SENTENCES


def test_what_follows_the_end_is_not_the_articles() -> None:
    others = "".join(
        f"<div><h4><a href=/{n}>Another story</a></h4><p>And its teaser, which is fairly long, {n}.</p></div>"
        for n in "abc"
    )
    assert read(body() + f"<h3>More stories</h3><div>{others}</div>").paragraphs == SENTENCES


def test_an_author_box_at_the_end_goes() -> None:
    about = "<p>Ada Park is a reporter at the Herald. She writes about rivers and the people beside them.</p>"
    assert read(body() + about, linked(headline="River", author={"name": "Ada Park"})).paragraphs == SENTENCES


def test_the_headline_is_not_repeated_as_a_paragraph() -> None:
    assert read("<p>River reaches the old market hall</p>" + body()).paragraphs == SENTENCES


def test_subheadings_and_lists_are_paragraphs_of_their_own() -> None:
    found = read(
        body("<h2>What comes next</h2><ul><li>Pumps arrive on Tuesday</li><li>The school stays open</li></ul>")
    )
    assert found.paragraphs[2:5] == ("What comes next", "Pumps arrive on Tuesday", "The school stays open")


def test_a_standfirst_is_the_lead_and_no_paragraph() -> None:
    lead = "Forty families spent the night in a gymnasium."
    found = read(f"<p class=standfirst>{lead}</p>{body()}", f'<meta name=description content="{lead}">')
    assert (found.lead, found.paragraphs) == (lead, SENTENCES)


def test_a_description_that_is_the_first_paragraph_is_no_lead() -> None:
    assert read(body(), f'<meta name=description content="{SENTENCES[0][:70]}…">').lead == ""


def test_a_description_that_says_something_else_is_the_lead() -> None:
    assert (
        read(body(), '<meta name=description content="A night in the lower streets.">').lead
        == "A night in the lower streets."
    )


def test_paragraphs_between_line_breaks_in_a_table_page_are_found() -> None:
    text = "<br><br>".join(SENTENCES)
    cells = f"<td><a href=/>Home</a></td><td><font size=2>{text}</font></td>"
    old = f"<html><body><table><tr>{cells}</tr></table></body></html>"
    assert extract(old.encode(), URL, {}, Item(url=URL)).paragraphs == SENTENCES


def test_a_right_to_left_page_is_read() -> None:
    sentence = "ارتفع منسوب النهر مترين خلال الليل ووصل إلى أبواب السوق القديم بحسب مكتب الميناء في المدينة."
    found = read(f"<p>{sentence}</p>" * 2 + f"<p>{sentence} نقل السكان إلى المدرسة.</p><p>اقرأ أيضا: خبر آخر</p>")
    assert found.paragraphs[-1].endswith("إلى المدرسة.")


def test_a_page_without_spaces_between_words_is_read() -> None:
    sentences = (
        "川の水位は夜のうちに二メートル上がり、古い市場の入口に達した。",
        "四十世帯が丘の上の学校に避難した。けが人はいない。",
        "市長は県にポンプを求め、水は木曜の朝から引く見込みだと述べた。",
    )
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences * 1) + "<p>関連記事</p>"
    assert (
        read(
            text * 1 + f"<p>{'週末には再び雨が予想されているが、上流のダムにはまだ余裕があるという。' * 3}</p>"
        ).paragraphs[:3]
        == sentences
    )


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("utf-8", "utf-8"),
        ("cp1252", "iso-8859-1"),
        ("cp1251", "windows-1251"),
        ("gb18030", "gb2312"),
        ("cp932", "shift_jis"),
        ("euc_kr", "euc-kr"),
        ("utf-16", ""),
    ],
)
def test_legacy_charsets_are_read(codec: str, label: str) -> None:
    word = {
        "cp1252": "Überschwemmung",
        "cp1251": "наводнение",
        "gb18030": "洪水泛滥",
        "cp932": "洪水です",
        "euc_kr": "홍수가",
    }.get(codec, "naïve")
    text = (
        page(body(f"<p>{word} {SENTENCES[0][:60]}.</p>"))
        .decode()
        .replace("charset=utf-8", f"charset={label}" if label else "name=x")
    )
    found = extract(text.encode(codec), URL, {})
    assert found.paragraphs[2].startswith(word)


def test_the_header_names_the_charset_where_the_page_does_not() -> None:
    text = (
        page(body("<p>Das Wasser floß über die Straße, hieß es in der Stadt am Abend.</p>"))
        .decode()
        .replace("<meta charset=utf-8>", "")
    )
    assert (
        "floß über die Straße"
        in extract(text.encode("cp1252"), URL, {"Content-Type": "text/html; charset=ISO-8859-1"}).text
    )


def test_valid_utf_8_wins_over_what_the_header_says() -> None:
    assert charset("Straße".encode(), "text/html; charset=iso-8859-1") == "utf-8"


def test_nul_bytes_and_control_characters_vanish() -> None:
    assert extract(page(body()).replace(b"river", b"ri\0v\x0ber"), URL, {}).paragraphs == SENTENCES


def test_an_empty_page_has_no_text() -> None:
    with pytest.raises(NoText):
        extract(b" \n ", URL, {})


def test_a_page_with_a_title_only_has_no_text() -> None:
    with pytest.raises(NoText):
        extract(page("<p>Soon more.</p>"), URL, {})


@pytest.mark.parametrize("start", [b"%PDF-1.7 \xe2\xe3", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_page_is_unparsable(start: bytes) -> None:
    with pytest.raises(Unparsable):
        extract(start + bytes(range(256)) * 20, URL, {})


def test_a_page_over_ten_megabytes_is_too_large() -> None:
    with pytest.raises(TooLarge):
        extract(b"<p>" + b"x" * 10_000_000, URL, {})


def test_a_tag_with_thousands_of_attributes_is_refused_at_once() -> None:
    with pytest.raises(Unparsable):
        extract(b"<div " + b" ".join(b'a%d=">"' % number for number in range(50_000)) + b">", URL, {})


def test_a_hundred_thousand_nested_elements_do_no_harm() -> None:
    nested = b"<div>" * 100_000 + body().encode() + b"</div>" * 100_000
    assert SENTENCES[0] in extract(nested, URL, {}, Item(url=URL)).text


def test_entities_of_a_doctype_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>' + page(
        body("<p>&b;&b;&b;&b;</p>")
    )
    assert "aaaaaaaaaa" not in extract(bomb, URL, {}).text


def test_a_list_of_articles_is_refused() -> None:
    teasers = "".join(
        f"<div><h3><a href=/{n}>A rather long headline {n}</a></h3><p>{SENTENCES[n % 5]}</p></div>" for n in range(25)
    )
    listing = f"<html><head><title>News</title></head><body><main>{teasers}</main></body></html>".encode()
    with pytest.raises(NotAnArticle, match="listing"):
        extract(listing, "https://herald.example/category/news/", {})


def test_a_forum_thread_is_told_from_an_article() -> None:
    posts = "".join(f"<div class=post-body><p>{sentence}</p></div>" for sentence in SENTENCES)
    head = "<meta name=generator content='phpBB'><title>Rivers</title>"
    thread = f"<html><head>{head}</head><body>{posts}</body></html>".encode()
    assert kind_of(thread, "https://forum.example/viewtopic.php?t=3", {}) is PageKind.FORUM


def test_a_page_that_a_feed_announced_is_given_the_benefit_of_the_doubt() -> None:
    plain = f"<html><body>{body()}</body></html>".encode()
    url = "https://herald.example/rivers/"
    with pytest.raises(NotAnArticle):
        extract(plain, url, {})
    assert extract(plain, url, {}, Item(url=url, title="River")).title == "River"


def test_what_the_feed_said_fills_what_the_page_does_not_say() -> None:
    hint = Item(url=URL, title="River", authors=("By Ada Park",), language="en-GB", categories=("Local",))
    found = extract(f"<html><body>{body()}</body></html>".encode(), URL, {}, hint)
    assert (found.authors, found.language, found.section) == (("Ada Park",), "en-GB", "Local")
