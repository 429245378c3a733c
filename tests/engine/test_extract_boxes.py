from __future__ import annotations

import pytest

from octavo.engine.extract import extract

from .pages import SENTENCES, URL, body, page, read

CAPTION = "The market hall at dawn, seen from the bridge"


@pytest.mark.parametrize(
    "frame",
    [
        f'<div class="ph"><img src="/a-hall.jpg"><div class="cap">{CAPTION}</div></div>',
        f'<p class="photo"><img src="/a-hall.jpg"><br>{CAPTION} (Photo: Lena Ort)</p>',
        f'<div><img src="/a-hall.jpg" alt="{CAPTION}"><div>{CAPTION}</div></div>',
        f'<table><tr><td><img src="/a-hall.jpg"></td></tr><tr><td><font size=1>{CAPTION}</font></td></tr></table>',
    ],
)
def test_what_stands_in_a_frame_with_a_picture_is_its_caption(frame: str) -> None:
    found = read(body(frame))
    assert found.paragraphs == SENTENCES
    assert [(picture.url, picture.caption) for picture in found.pictures] == [
        ("https://herald.example/a-hall.jpg", CAPTION)
    ]


def test_a_paragraph_that_begins_with_a_picture_stays() -> None:
    paragraph = "The pumps came at noon from three counties and were set up beside the bakery in Mill Lane."
    assert paragraph in read(body(f'<p><img src="/a-pump.jpg">{paragraph}</p>')).paragraphs


@pytest.mark.parametrize(
    "box",
    [
        "<div class=x><strong>The morning</strong><p>Every day at six in your letter box.</p><button>Go</button></div>",
        "<div class=x><button>Play</button><h2>This story, read aloud</h2><span>3 minutes</span></div>",
        "<div class=cm>Publicidad<br>Pine furniture made to measure, by the bus station.</div>",
        "<div class=cm>広告: 港町の干物、ご贈答に。潮見魚市場東棟の浜屋商店。</div>",
        "<p class=slug>-30-</p>",
        "<div class=pull>“Forty families in the lower streets”<br><small>Ada Park</small></div>",
    ],
)
def test_a_box_between_the_paragraphs_is_none_of_them(box: str) -> None:
    assert read(body(box)).paragraphs == SENTENCES


def test_a_box_that_stands_beside_the_article_too_is_none_of_it() -> None:
    box = "<div class=k>Pine furniture made to measure, at the bus station.</div>"
    whole = page(body("<p>A third pump came from the county town and was started after midnight.</p>", box))
    found = extract(whole.replace(b"</main>", b"</main><div class=r>" + box.encode() + b"</div>"), URL, {})
    assert len(found.paragraphs) == len(SENTENCES) + 1


def test_a_quotation_that_stands_only_once_is_kept() -> None:
    quotation = "“We have never seen the river rise like that,” Ada Park said"
    assert quotation in read(body(f"<div class=said>{quotation}</div>")).paragraphs


def test_the_name_of_the_section_above_the_headline_is_no_paragraph() -> None:
    whole = page(body()).replace(b"<h1>", b"<h2>World</h2><h1>")
    assert extract(whole, URL, {}).paragraphs == SENTENCES
