"""The press on a calendar: what is out when, and how days are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.press import wording
from octavo.press.dates import Calendar, written
from octavo.press.manuscripts import story
from octavo.press.newsroom import Press, default_anchor, load
from octavo.press.world import load_world
from tests.press.conftest import ANCHOR, END

if TYPE_CHECKING:
    from collections.abc import Iterable

    from octavo.press.values import Support

FIRST = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en_GB", ["Monday", "1 June", "1"]),
        ("en_US", ["Monday", "June 1", "1"]),
        ("de", ["Montag", "1. Juni", "1"]),
        ("es_MX", ["lunes", "1 de junio", "1"]),
        ("fr", ["lundi", "1er juin", "1"]),
        ("ms", ["Isnin", "1 Jun", "1"]),
        ("ar", ["الاثنين", "1 يونيو", "1"]),
        ("he", ["יום שני", "1 ביוני", "1"]),
        ("ja", ["月曜日", "6月1日", "1日"]),
        ("zh_Hans", ["星期一", "6月1日", "1日"]),
    ],
)
def test_days_are_written_as_the_publisher_writes_them(locale: str, expected: list[str]) -> None:
    assert [written(kind, FIRST, locale) for kind in ("weekday", "date", "dom")] == expected


def test_the_last_day_of_the_stream_is_the_anchor() -> None:
    calendar = Calendar(ANCHOR, 28)
    assert (calendar.day(28), calendar.day(1), calendar.day(0)) == (ANCHOR, FIRST, FIRST - timedelta(days=1))


def test_no_tag_is_left_anywhere(press: Press) -> None:
    shown = [(state.text, state.lead, state.headline) for one in press.articles for state in one.versions]
    shots = [(shot.caption, shot.credit) for one in press.articles for shot in one.pictures]
    assert [text for texts in (*shown, *shots) for text in texts if "{{" in text or "}}" in text] == []


@pytest.mark.parametrize("shift", [0, 3, 8])
def test_gold_stands_in_the_text_whatever_the_date(shift: int) -> None:
    press = load(ANCHOR + timedelta(days=shift))
    assert [(one.id, words) for one in press.articles for words in spans(one.gold) if words not in one.text] == []
    for support in supports(press):
        assert support.words in press.by_id[support.article].text


def spans(gold: object) -> Iterable[str]:
    for name in ("statements", "figures", "events"):
        yield from (one.words for one in getattr(gold, name))


def supports(press: Press) -> Iterable[Support]:
    yield from (place for one in press.questions for place in one.support)
    yield from (side for one in press.differences for side in (one.a, one.b))


def test_news_comes_out_in_its_time(press: Press) -> None:
    first, last = press.articles[0], press.articles[-1]
    assert press.at(first.published - timedelta(seconds=1)) == ()
    assert [one.article.id for one in press.at(last.published)] == [one.id for one in press.articles]


def test_an_edit_shows_from_its_moment_on(press: Press) -> None:
    edited = next(one for one in press.articles if len(one.versions) > 1)
    before, after = edited.versions[:2]
    assert edited.version(after.at - timedelta(seconds=1)) == before
    assert edited.version(after.at) == after
    assert (before.headline, before.lead, before.text) != (after.headline, after.lead, after.text)


def test_a_copy_stays_close_to_its_original(press: Press) -> None:
    for one in press.articles:
        if one.copy_of:
            original = press.by_id[one.copy_of]
            assert one.published >= original.published
            assert set(one.text.split()) & set(original.text.split())


def test_the_anchor_leaves_no_article_in_the_future() -> None:
    for hour in (2, 23):
        now = datetime(2026, 6, 28, hour, 30, tzinfo=UTC)
        anchor = default_anchor(now)
        assert load(anchor).last <= now
        assert load(anchor + timedelta(days=1)).last > now


def test_the_stream_is_as_large_as_it_promises(press: Press) -> None:
    out = press.at(END)
    assert len({one.article.publisher.id for one in out}) >= 12
    assert len({one.article.language for one in out}) >= 9
    assert len({one.article.story for one in out}) >= 25
    assert len(out) >= 180


def test_a_weekday_that_begins_a_sentence_has_a_capital() -> None:
    raw = {
        "id": "x",
        "topic": "local",
        "article": [{
            "id": "x-01", "publisher": "hojabrumales", "day": 1, "time": "06:00", "headline": "Lluvia",
            "text": "{{weekday 1}} de lluvia. {{weekday 2}} también, y el {{weekday 3}} menos.",
            "events": [
                {"date": 1, "words": "{{weekday 1}} de lluvia"}, {"date": 3, "words": "el {{weekday 3}}"},
            ],
        }],
    }  # fmt: skip
    article = story(raw, load_world(), Calendar(ANCHOR, 28)).articles[0]
    assert article.text == "Lunes de lluvia. Martes también, y el miércoles menos."
    assert [event.words for event in article.gold.events] == ["Lunes de lluvia", "el miércoles"]


@given(st.text(), st.lists(st.integers(0, 9)))
def test_texts_keep_their_paragraphs_through_copying(text: str, drop: list[int]) -> None:
    blocks = wording.paragraphs(text)
    assert wording.paragraphs(wording.joined(blocks)) == blocks
    left = wording.paragraphs(wording.kept(text, drop))
    assert left == tuple(block for number, block in enumerate(blocks, 1) if number not in drop)
